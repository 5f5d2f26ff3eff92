"""The counted tables of a case under one kind of name, whether of one source or of all lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from habeas.counts import Estimate, OverlapTable
from habeas.model import HabeasError, WrongUsage
from habeas.web.workbench import Workbench

PEOPLE = "people"
_SHOWN_HASH = 16


@dataclass(frozen=True)
class Counted:
    """A table that was counted, or was meant to be. `source` is None for the people of all lists.

    `key` names it in an address: `people`, or the beginning of the source's hash and a number.
    """

    key: str
    source: str | None
    name: str
    sheet: str | None
    estimate: Estimate | None
    table: OverlapTable | None
    reason: str | None
    notes: tuple[str, ...]


def all_counted(bench: Workbench) -> Iterator[Counted]:
    """Every counted table, the people of all lists first. Raises StillWorking."""
    people = bench.people_count
    if people is not None:
        yield Counted(
            PEOPLE, None, "", None, people.estimate, people.table, people.reason, people.notes
        )
    numbers: dict[str, int] = {}
    for item in bench.counts:
        numbers[item.source] = number = numbers.get(item.source, 0) + 1
        key = f"{item.source[:_SHOWN_HASH]}-{number}"
        yield Counted(
            key,
            item.source,
            item.name,
            item.sheet,
            item.estimate,
            item.table,
            item.reason,
            item.notes,
        )


def one_counted(bench: Workbench, key: str) -> Counted:
    """The one of this key. Raises WrongUsage, StillWorking."""
    for item in all_counted(bench):
        if item.key == key:
            return item
    raise WrongUsage("nothing was counted under this name", where=key)


def with_total(item: Counted) -> tuple[Estimate, OverlapTable]:
    """Its estimate and table. Raises HabeasError where it could not be counted."""
    if item.estimate is None or item.table is None:
        raise HabeasError("this table could not be counted", where=item.name, remedy=item.reason)
    return item.estimate, item.table
