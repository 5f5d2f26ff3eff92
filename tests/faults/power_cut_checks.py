"""What is asked of a plain case and of an encrypted one alike."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.compiled_shim import HOUSE, under_shim
from tests.faults.conftest import Recorded, command, prepared
from tests.faults.disk import Everything, is_shared_memory, picked_up
from tests.faults.power_cut import Fate
from tests.faults.recording import Did, read_recording
from tests.faults.replaying import replay

_SYNC_CALL = re.compile(r"\bf(?:data)?sync\(\d+<([^>]*)>\)\s+= 0")


def check_recording_is_complete(recorded: Recorded) -> None:
    """The folder rebuilt from the log is the real one, byte for byte."""
    rebuilt = recorded.history.after_cut(recorded.history.length, Everything())
    real = picked_up(recorded.folder)
    assert rebuilt.keys() == real.keys()
    assert [name for name in real if rebuilt[name] != real[name]] == []
    assert all(is_shared_memory(name) for name in recorded.history.mapped)
    assert sum(operation.did is Did.SYNC for operation in recorded.operations) > 50


def check_syncs_are_those_of_the_kernel(shim: Path, root: Path, protection: str) -> None:
    """strace, below the shim, sees the same syncs of the same files as the log has."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    folder, log, trace = prepared(root), root / "log", root / "trace"
    traced = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=fsync,fdatasync"]
    preload = under_shim(shim, folder, log)
    given = [f"{name}={preload.pop(name)}" for name in ("LD_PRELOAD",)]
    subprocess.run(
        [*traced, "-E", *given, *command(folder, protection, "short")],
        cwd=HOUSE,
        env=preload,
        check=True,
    )
    seen = Counter(_SYNC_CALL.findall(trace.read_text(encoding="utf-8", errors="replace")))
    watched = {path: count for path, count in seen.items() if _is_below(path, folder)}
    paths: dict[int, str] = {}
    logged: Counter[str] = Counter()
    for operation in read_recording(log):
        if operation.did is Did.OPEN:
            paths[operation.handle] = str(folder / operation.path)
        elif operation.did is Did.SYNC:
            logged[paths[operation.handle]] += 1
    assert logged
    assert watched == dict(logged)


def _is_below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder)


def check_cuts(recorded: Recorded, count: int, seed: int, folder: Path) -> None:
    """Nothing acknowledged is lost by any of so many cuts, and each leaves a case that works."""
    tally = replay(recorded, count, seed, folder)
    # Spelt out: pytest explains no assertion of a module that is not a test.
    assert not tally.failures, "\n".join(tally.failures)
    assert tally.cuts == count
    # A cut with nothing un-synced would be a mere copy of the folder.
    assert tally.with_unsynced > 0.7 * count
    if count >= 100:
        assert len(tally.fates) == len(Fate)


def check_cuts_are_noticed(recorded: Recorded, seed: int, folder: Path) -> None:
    """Where a part of the durability is taken away, 25 cuts find it."""
    tally = replay(recorded, 25, seed, folder)
    assert tally.failures
