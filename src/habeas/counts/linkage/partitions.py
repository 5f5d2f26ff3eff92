"""From draws of who is who to overlap tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

RecordId = TypeVar("RecordId", bound=Hashable)


def tables_from_partitions(
    records: Mapping[RecordId, str],
    draws: Iterable[tuple[Hashable, RecordId, Hashable]],
    *,
    lists: Sequence[str] | None = None,
) -> tuple[OverlapTable, ...]:
    """One overlap table for each draw of a partition of records into persons.

    `records`: which list each record stands on. `draws`: rows (draw, record, person); a person of
    a draw is on every list that one of their records is on. Tables come in the order in which
    draws first appear, their lists in the order of `lists` or else by name. Raises InputRefused
    for a record that is not known, that stands twice in a draw, or that a draw leaves out, and
    when there is no draw.
    """
    names = tuple(lists) if lists is not None else tuple(sorted(set(records.values())))
    places = {name: 1 << j for j, name in enumerate(names)}
    for record, name in records.items():
        if name not in places:
            raise InputRefused(
                f"record {record!r} is on the list {name!r}, which is not among {names}",
                remedy="name all lists, or leave the record out",
            )
    patterns: dict[Hashable, dict[Hashable, int]] = {}
    seen: dict[Hashable, set[Hashable]] = defaultdict(set)
    for draw, record, person in draws:
        if record not in records:
            raise InputRefused(f"draw {draw!r} has the record {record!r}, which is on no list")
        if record in seen[draw]:
            raise InputRefused(
                f"draw {draw!r} has the record {record!r} twice",
                remedy="give each record one person in each draw",
            )
        seen[draw].add(record)
        people = patterns.setdefault(draw, {})
        people[person] = people.get(person, 0) | places[records[record]]
    if not patterns:
        raise InputRefused("there is no draw of a partition", remedy="give at least one")
    for draw, found in seen.items():
        if len(found) < len(records):
            missing = next(record for record in records if record not in found)
            raise InputRefused(
                f"draw {draw!r} leaves out {len(records) - len(found)} records, {missing!r} among "
                "them",
                remedy="a record that is linked to no other is a person of its own",
            )
    return tuple(OverlapTable.of(names, Counter(people.values())) for people in patterns.values())
