"""The invented files in the depositaries' formats that the tests read."""

from __future__ import annotations

from pathlib import Path

SAVED = Path(__file__).parent / "saved"


def saved(name: str) -> bytes:
    """The bytes of one of them."""
    return (SAVED / name).read_bytes()
