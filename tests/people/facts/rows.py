"""Invented rows for the tests of facts: each is a list's name and its dated events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from habeas.people import EventKind, Events, Records
from habeas.people.facts.birth_interval import partial_date

CAPTURED, SEEN, TRANSFERRED, SENTENCED, RELEASED, EXCHANGED, DIED, OTHER = EventKind
Told = tuple[EventKind, str]


def day(text: str) -> int:
    """Days since 1970-01-01."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def records(*rows: Sequence[Told], born: Sequence[str] = (), aged: Sequence[str] = ()) -> Records:
    """One record a row of (kind, `2022`, `2022-03` or `2022-03-01`), in lists A, B, C…"""
    told: list[tuple[int, int, int, int]] = []
    for number, row in enumerate(rows):
        for kind, text in row:
            span = partial_date(text)
            assert span is not None
            first, last = (day(end.isoformat()) for end in span)
            told.append((number, kind, first, last))
    columns = np.array(told, dtype=np.int32).reshape(-1, 4)
    blank = [""] * len(rows)
    return Records.build(
        tuple(f"r{number}" for number in range(len(rows))),
        events=Events(
            columns[:, 0].copy(),
            columns[:, 1].astype(np.int8),
            columns[:, 2].copy(),
            columns[:, 3].copy(),
        ),
        list=[chr(ord("A") + number) for number in range(len(rows))],
        born=born or blank,
        aged=aged or blank,
    )
