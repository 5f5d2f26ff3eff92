"""A fresh case for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.store import CaseStore
from tests.store.making import CHEAP, NOON, PASSPHRASE


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """Where the case of this test lies."""
    return tmp_path / "case"


@pytest.fixture
def store(case_path: Path) -> Iterator[CaseStore]:
    """A new case that is not encrypted, open for writing, with a clock that stands still."""
    with CaseStore.create(
        case_path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=False,
        key_cost=CHEAP,
        clock=lambda: NOON,
    ) as opened:
        yield opened


@pytest.fixture
def sealed_store(case_path: Path) -> Iterator[CaseStore]:
    """A new encrypted case, open for writing, with a clock that stands still."""
    with CaseStore.create(
        case_path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        key_cost=CHEAP,
        clock=lambda: NOON,
    ) as opened:
        yield opened
