"""How long the oversight room takes: one question, all doors, and the whole world swept.

    python benchmarks/oversight_speed.py

The sweep asks every door about every state with act and step on the first of every month from 1990
to 2030, and checks a sample of its cells against questions put one by one. No peer does this: the
one comparable wizard (2014) is a web page.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial

import numpy as np

from habeas.model import DateInterval
from habeas.oversight import Question, ask, open_door, shipped_world
from habeas.oversight.door import shipped_doors
from habeas.oversight.states import states
from habeas.oversight.sweep import months, sweep

REPEATS, SAMPLE = 50, 500


def milliseconds(work: Callable[[], object]) -> float:
    """The middle of many runs, in milliseconds of wall time."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[REPEATS // 2]


def main() -> None:
    """Print the figures of docs/oversight.md."""
    start = time.perf_counter()
    world = shipped_world()
    print(f"tables read once: {time.perf_counter() - start:.2f} s")
    about = partial(ask, state="RU", place="UA-14 (occupied)", act="2023-05-01", victim="POW,UA")
    about()
    print(f"one door: {milliseconds(lambda: about(body='CAT-22')):.2f} ms")
    print(f"every door: {milliseconds(about):.2f} ms")
    doors, days = shipped_doors(), months(date(1990, 1, 1), date(2030, 12, 1))
    start = time.perf_counter()
    swept = sweep(world, tuple(states()), doors, days)
    taken = time.perf_counter() - start
    print(
        f"sweep: {len(swept.states)} states × {len(doors)} doors × {len(days)} months ="
        f" {swept.verdicts.size:,} answers in {taken:.1f} s"
    )
    chance, wrong = np.random.default_rng(5), 0
    for _ in range(SAMPLE):
        row, column, place = (int(chance.integers(size)) for size in swept.verdicts.shape)
        state, door, day = swept.states[row], doors[column], days[place]
        asked = open_door(world, Question(state, DateInterval.on(day), day), door)
        wrong += asked.verdict is not swept.verdict(state, door.id, day)
    print(f"cells that differ from a question of their own: {wrong} of {SAMPLE}")


if __name__ == "__main__":
    main()
