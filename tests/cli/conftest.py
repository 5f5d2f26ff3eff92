"""A case made by the commands themselves, shared by the tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import habeas
from tests.pipeline.making import INVESTIGATOR, REPORT, write


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one report, one recording that cannot be read, and one judgement."""
    top = tmp_path_factory.mktemp("commands")
    case = top / "case"
    assert habeas("new", case, "--investigator", INVESTIGATOR).code == 0
    folder = write(top / "in", {"report.txt": REPORT, "tape.bin": b"\x00\x01\x02" * 64})
    added = habeas("add", case, folder)
    assert added.code == 3, added.err
    return case
