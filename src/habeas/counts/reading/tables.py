"""What reading gives: the whole table, the table of each stratum, and what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from habeas.counts.table import OverlapTable

# (column, value) for each column of `by`; None where the row does not say.
StratumKey = tuple[tuple[str, str | None], ...]
Counts = dict[int, int]


@dataclass(frozen=True)
class Tables:
    """One overlap table for everybody, and one for each stratum; all have the same lists.

    The strata add up to the whole. A missing stratum label is the value None: a stratum of its
    own. `notes` are sentences about what was not taken as it stood.
    """

    whole: OverlapTable
    strata: tuple[tuple[StratumKey, OverlapTable], ...] = ()
    notes: tuple[str, ...] = field(default=())


def assembled(
    lists: Sequence[str],
    by: Sequence[str],
    counts: Mapping[tuple[str, ...], Counts],
    notes: Sequence[str],
) -> Tables:
    """Tables from people by stratum values (empty: unknown) and pattern."""
    whole: Counts = {}
    for cells in counts.values():
        for pattern, people in cells.items():
            whole[pattern] = whole.get(pattern, 0) + people
    strata: list[tuple[StratumKey, OverlapTable]] = []
    for values in sorted(counts, key=_place) if by else ():
        key = tuple((name, value or None) for name, value in zip(by, values, strict=True))
        strata.append((key, OverlapTable.of(lists, counts[values])))
    return Tables(OverlapTable.of(lists, whole), tuple(strata), tuple(notes))


def _place(values: tuple[str, ...]) -> tuple[object, ...]:
    """Numbers by size, before words; the unknown last."""
    return tuple(
        (2, 0, "")
        if not value
        else (0, int(value), value)
        if re.fullmatch(r"[0-9]{1,18}", value)
        else (1, 0, value)
        for value in values
    )
