"""Run a command and say what it took: wall time, CPU time and peak memory, its children's too."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

KILOBYTE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall and of CPU, peak resident bytes of the largest process, and what it said."""

    wall: float
    cpu: float
    peak: int
    said: str

    @property
    def cost(self) -> str:
        """The three figures as a table shows them."""
        return f"{self.wall:,.0f} s wall, {self.cpu:,.0f} s CPU, {self.peak / 1e9:.2f} GB"


def run(
    command: Sequence[str | Path],
    *,
    threads: int = 0,
    extra: Mapping[str, str] | None = None,
    limit: float | None = None,
) -> Measured | None:
    """Run to the end; None when `limit` seconds of wall time passed first.

    `threads` caps the pools of the libraries that ask the environment. Ends the whole run, with
    what the command printed, where it fails.
    """
    environment = dict(os.environ) | dict(extra or {})
    if threads:
        pools = ("OMP", "OPENBLAS", "POLARS_MAX", "NUMBA", "RAYON")
        names = {"POLARS_MAX": "POLARS_MAX_THREADS", "RAYON": "RAYON_NUM_THREADS"}
        environment |= {names.get(pool, f"{pool}_NUM_THREADS"): str(threads) for pool in pools}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        started = time.monotonic()
        process = subprocess.Popen(
            [str(part) for part in command], env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        waited, status, usage = os.wait4(process.pid, os.WNOHANG if limit else 0)
        while not waited:
            if limit and time.monotonic() - started > limit:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return None
            time.sleep(0.1)
            waited, status, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode not in (0, 3):
        sys.exit(f"{command[0]} ended with {process.returncode}:\n{text[-3000:]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Measured(wall=wall, cpu=cpu, peak=usage.ru_maxrss * KILOBYTE, said=text)
