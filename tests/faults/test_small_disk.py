"""A disk that is really full, and really read-only: a small one, mounted for the test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.faults.compiled_shim import HOUSE


@cache
def own_mounts() -> tuple[str, ...]:
    """The command that gives a process mounts of its own; empty where nobody may."""
    if shutil.which("unshare") is None:
        return ()
    for flags in ("-m", "-Urm"):
        probe = ["unshare", flags, "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return "unshare", flags
    return ()


@pytest.mark.parametrize("protection", ["plain", pytest.param("encrypted", marks=pytest.mark.ci)])
def test_a_full_disk_and_a_read_only_one_lose_nothing(tmp_path: Path, protection: str) -> None:
    if not own_mounts():
        pytest.skip("this system lets nobody mount a disk of one's own (unshare, util-linux)")
    disk = tmp_path / "disk"
    disk.mkdir()
    child = [sys.executable, "-m", "tests.faults.child_on_small_disk", str(disk), protection]
    environment = os.environ | {"PYTHONPATH": f"{HOUSE / 'src'}{os.pathsep}{HOUSE}"}
    done = subprocess.run(
        [*own_mounts(), *child],
        cwd=HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["acknowledged"] >= 5
    assert "No space left" in found["full"] or "disk is full" in found["full"]
    assert found["while full"] == found["with room"] == found["read-only"] == []
    assert "cannot be written: Read-only file system" in found["writing refused"]
    code, said = found["command"]
    assert code == 1
    assert said.count("\n") == 1
    assert "cannot be written" in said
