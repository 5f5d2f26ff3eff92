"""Invent the record list `prisons.csv`: who stands on which list, prison by prison.

    python examples/counts/invent_records.py [FILE]

Nobody in it exists: the ids are numbers, and whether one stands on a list is drawn by chance from
the probabilities below. The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

SEED = 2026
LISTS = ("families", "lawyers", "returned")
# Invented prisons: how many were held, and the probability that each list names one of them.
PRISONS = {
    "North": (110, (0.45, 0.35, 0.30)),
    "South": (90, (0.40, 0.45, 0.25)),
    "Harbour": (40, (0.12, 0.10, 0.00)),
}


def main(file: Path) -> None:
    """Write a row for each appearance of a person on a list."""
    chance = random.Random(SEED)  # noqa: S311 - it draws invented rows and guards nothing
    rows = ["unique_id,list,prison"]
    number = 0
    for prison, (held, capture) in PRISONS.items():
        for _ in range(held):
            number += 1
            drawn = [chance.random() < probability for probability in capture]
            named = [name for name, on in zip(LISTS, drawn, strict=True) if on]
            rows += [f"P{number:03},{name},{prison}" for name in named]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).with_name("prisons.csv"))
