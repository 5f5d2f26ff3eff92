"""The shim, compiled once, and recordings of a process that works on a case, each made once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.compiled_shim import HOUSE, compile_shim, under_shim
from tests.faults.disk import History
from tests.faults.recording import Operation, read_recording

INPUTS = {
    "statement.txt": "The warden of Upper Orrin said that forty people were held in the mill.\n",
    "paper.html": "<html><body><h1>The mill</h1><p>Twelve prisoners died there, said Ila Morven, "
    "a lawyer.</p></body></html>",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording, the folder as the process left it, and where the log lies."""

    log: Path
    folder: Path
    operations: list[Operation]
    history: History


Recorder = Callable[..., Recorded]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled shim."""
    return compile_shim(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def record(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    """What a process did that worked on a case; asked for again, it is the same recording."""
    made: dict[tuple[str, ...], Recorded] = {}

    def recorded(protection: str, length: str = "short", breakage: str = "none") -> Recorded:
        asked = (protection, length, breakage)
        if asked not in made:
            made[asked] = _record(shim, tmp_path_factory.mktemp("-".join(asked)), *asked)
        return made[asked]

    return recorded


def command(folder: Path, *arguments: str) -> list[str]:
    """The process that works on a case below this folder."""
    return [sys.executable, "-m", "tests.faults.child_that_works", str(folder), *arguments]


def prepared(root: Path) -> Path:
    """An empty folder to be watched, and beside it the files that the process adds."""
    folder, inputs = root / "watched", root / "inputs"
    folder.mkdir()
    inputs.mkdir()
    for name, text in INPUTS.items():
        (inputs / name).write_text(text, encoding="utf-8")
    return folder


def _record(shim: Path, root: Path, *arguments: str) -> Recorded:
    folder, log = prepared(root), root / "log"
    subprocess.run(
        command(folder, *arguments), cwd=HOUSE, env=under_shim(shim, folder, log), check=True
    )
    operations = read_recording(log)
    return Recorded(log, folder, operations, History(operations))
