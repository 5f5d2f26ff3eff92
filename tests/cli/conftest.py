"""A case made by the commands themselves, shared by the tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import habeas_process
from tests.pipeline.making import INVESTIGATOR, PASSPHRASE, REPORT, write


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run in the test's own process find it where those in their own do."""
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one report, one recording that cannot be read, and one judgement."""
    top = tmp_path_factory.mktemp("commands")
    case = top / "case"
    assert habeas_process("new", case, "--investigator", INVESTIGATOR).code == 0
    folder = write(top / "in", {"report.txt": REPORT, "tape.bin": b"\x00\x01\x02" * 64})
    added = habeas_process("add", case, folder)
    assert added.code == 3, added.err
    return case
