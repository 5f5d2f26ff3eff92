"""A case as a notebook would open it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, REPORT, new_case, write


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one report in it; tests work on copies."""
    top = tmp_path_factory.mktemp("case")
    write(top / "in", {"report.txt": REPORT})
    with new_case(top / "case") as case:
        case.add(top / "in" / "report.txt", settings=ONE_PROCESS)
    return top / "case"


@pytest.fixture
def case(filled: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy of the filled case, open with its key."""
    folder = shutil.copytree(filled, tmp_path / "case")
    with habeas.open(folder, passphrase=PASSPHRASE) as opened:
        yield opened
