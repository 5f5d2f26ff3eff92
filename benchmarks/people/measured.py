"""Run a command and say what it took: wall time, CPU time and peak memory, its children's too.

A small process between starts the command and reads its account: the system counts the memory of
whoever starts a program as the program's own first peak, and a benchmark holds much.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BETWEEN = """
import json, os, sys, time
account, command = sys.argv[1], sys.argv[2:]
started = time.monotonic()
process = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(process, 0)
with open(account, "w") as opened:
    json.dump([time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss,
               os.waitstatus_to_exitcode(status)], opened)
"""
# 3: ours is done, and left some rows out.
DONE = (0, 3)
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
    command: Sequence[str | Path], *, threads: int = 0, limit: float | None = None
) -> Measured | None:
    """Run to the end; None when `limit` seconds of wall time passed first.

    `threads` caps the pools of the libraries that ask the environment. Ends the whole run, with
    what the command printed, where it fails.
    """
    environment = dict(os.environ)
    if threads:
        pools = ("OMP_NUM", "OPENBLAS_NUM", "NUMBA_NUM", "POLARS_MAX", "RAYON_NUM")
        environment |= {f"{pool}_THREADS": str(threads) for pool in pools}
    with tempfile.TemporaryDirectory() as folder:
        account, output = Path(folder) / "account.json", Path(folder) / "output.txt"
        between = [sys.executable, "-I", "-S", "-c", BETWEEN, account, *command]
        with output.open("wb") as said:
            process = subprocess.Popen(
                [str(part) for part in between],
                env=environment,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                process.wait(limit)
            except subprocess.TimeoutExpired:
                return None
            finally:
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
        text = output.read_text(encoding="utf-8", errors="replace")
        if not account.exists():
            sys.exit(f"{command[0]} could not be started:\n{text[-3000:]}")
        wall, cpu, peak, ended = json.loads(account.read_text(encoding="utf-8"))
    if ended not in DONE:
        sys.exit(f"{command[0]} ended with {ended}:\n{text[-3000:]}")
    return Measured(wall=wall, cpu=cpu, peak=peak * KILOBYTE, said=text)
