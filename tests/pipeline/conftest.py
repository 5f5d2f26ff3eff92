"""A fresh case for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.store import CaseStore
from tests.pipeline.making import new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CaseStore]:
    """A new case, open for writing."""
    with new_store(tmp_path / "case") as opened:
        yield opened
