"""How long `habeas read` and `habeas --help` take from nothing, and what memory reading needs.

python benchmarks/read_cold_start.py [FILE]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from invented import report

ROUNDS = 5


def seconds_for(*words: str) -> list[float]:
    """The duration of each of some runs of `habeas`, the shortest first."""
    durations = []
    for _ in range(ROUNDS):
        started = time.monotonic()
        command = [sys.executable, "-m", "habeas", *words]
        subprocess.run(command, check=True, capture_output=True)
        durations.append(time.monotonic() - started)
    return sorted(durations)


def main(file: str) -> None:
    """Print the median and the range of each."""
    for words in (["--help"], ["read", file]):
        durations = seconds_for(*words)
        print(
            f"habeas {words[0]}: median {durations[ROUNDS // 2]:.2f} s "
            f"({durations[0]:.2f} to {durations[-1]:.2f})"
        )
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    unit = 1024 if sys.platform != "darwin" else 1
    print(f"largest process: {largest * unit / 1024 / 1024:.0f} MiB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        invented = Path(scratch) / "report.txt"
        invented.write_text(report(1, 1200), encoding="utf-8")
        main([*sys.argv[1:], str(invented)][0])
