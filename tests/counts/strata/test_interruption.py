"""Ctrl-C on a long run: every process ends, and none speaks of it at length."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

SCRIPT = """
import time
from habeas.counts import OverlapTable
from habeas.counts.strata import StratumTable, estimate_strata
from habeas.counts.simple import chapman

def slowly(table):
    time.sleep(0.2)
    return chapman(table)

def strata():
    for n in range(500):
        yield StratumTable((("n", n),), None, OverlapTable.of(("a", "b"), {1: n + 9, 2: 9, 3: 4}))

if __name__ == "__main__":
    try:
        estimate_strata(
            strata(), slowly, processes=2, progress=lambda *at: print("running", flush=True)
        )
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.ci
def test_ctrl_c_ends_every_process_soon(tmp_path: Path) -> None:
    script = tmp_path / "long_run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    assert run.stdout.readline() == "running\n"
    family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
    started = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    said, complained = run.communicate(timeout=30)
    assert said.endswith("stopped\n")
    assert complained == ""
    assert time.monotonic() - started < 10
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
