"""What each level of isolation costs at the start of a reading process.

Usage: `python benchmarks/isolation_start.py [ROUNDS]`; ten rounds unless told otherwise.
Prints one row per level, in milliseconds, median and fastest: an interpreter that does nothing; the
same that raises its walls; a trial of the level (`habeas doctor`, the first import of a run); and
forking a process for one document, with its last wall, out of a confined one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from habeas.pipeline.isolation import Level, command, environment, probe

_SOURCES = {"PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src")}
_LOAD = "import sys; from habeas.pipeline.isolation import walls; from habeas.pipeline.isolation "
_LOAD += "import Level; level = Level(sys.argv[1]); "
_RAISE = _LOAD + "assert not walls.raise_walls(level, 1 << 30)"
_FORKS = 200
_FORK = f"""
import os, time
from habeas.pipeline.isolation import Level
def once():
    child = os.fork()
    if child == 0:
        if level is not Level.NONE:
            walls.last_wall(threads=False)
        os._exit(0)
    os.waitpid(child, 0)
start = time.perf_counter()
for _ in range({_FORKS}):
    once()
print((time.perf_counter() - start) * 1000 / {_FORKS})
"""


def main() -> None:
    """Measure and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(f"{'level':<14}{'bare start':>16}{'with walls':>16}{'trial':>16}{'per document':>16}")
    for level in Level:
        if not (found := probe(level)).works:
            print(f"{level:<14}does not work here: {found.detail}")
            continue
        measures = [
            [_milliseconds(partial(_run, level, _LOAD)) for _ in range(rounds)],
            [_milliseconds(partial(_run, level, _RAISE)) for _ in range(rounds)],
            [_trial(level) for _ in range(rounds)],
            [float(_run(level, _RAISE + _FORK)) for _ in range(rounds)],
        ]
        print(f"{level:<14}" + "".join(f"{_shown(costs):>16}" for costs in measures))


def _run(level: Level, text: str) -> str:
    done = subprocess.run(
        command(level, [sys.executable, "-S", "-c", text, level.value], variables=_SOURCES),
        env=environment(variables=_SOURCES),
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _trial(level: Level) -> float:
    probe.cache_clear()
    return _milliseconds(lambda: probe(level))


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _shown(costs: list[float]) -> str:
    if not any(cost > 0.1 for cost in costs):
        return "none"
    return f"{statistics.median(costs):.1f} ({min(costs):.1f})"


if __name__ == "__main__":
    main()
