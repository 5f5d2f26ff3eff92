"""Tables from which no band can be made, and the little that may be said of them."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.counts.estimate import Estimate, Status
from habeas.counts.sensitivity import xi_band
from habeas.counts.simple import chapman
from habeas.counts.table import OverlapTable

# A small list may lie inside another by chance; below this probability it is taken for a copy.
BY_CHANCE = 0.05
_FEWEST_LISTS = 3

Limits = tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class NestedLists:
    """All people of `inner` (a position) are on `outer` too; `chance`: of that, were they apart."""

    inner: int
    outer: int
    chance: float


def refusal(
    table: OverlapTable, level: float
) -> tuple[Status, tuple[str, ...], Limits, tuple[Estimate, ...]] | None:
    """Status, reasons, limits and members of a table that has no band; None where it has one."""
    used = [j for j, size in enumerate(table.list_sizes) if size]
    if len(used) < 2:
        return Status.TOO_FEW_LISTS, ("fewer than two lists hold anybody",), None, ()
    if not any(pattern & (pattern - 1) for pattern, _ in table.cells):
        return Status.NO_OVERLAP, ("nobody is on two lists: any total fits",), None, ()
    if (nested := nested_lists(table)) is not None:
        inner, outer = table.lists[nested.inner], table.lists[nested.outer]
        reason = (
            f"everybody on {inner!r} is on {outer!r} too: it was made from it, or is a part of "
            "it, and shows nothing of who is missing; leave one of the two out"
        )
        return Status.NO_EXTENDED_MLE, (reason,), None, ()
    if len(used) < _FEWEST_LISTS:
        return _two_lists(table.select(used), level)
    return None


def _two_lists(
    table: OverlapTable, level: float
) -> tuple[Status, tuple[str, ...], Limits, tuple[Estimate, ...]]:
    """Two lists: Chapman's figure among the members, and limits for odds ratios of 1/3 to 3."""
    member = chapman(table, level=level)
    wide = xi_band(table, level=level)
    reason = (
        "two lists cannot show whether they depend on each other; the limits allow being on one "
        "to make being on the other three times as likely or unlikely (in odds)"
    )
    middle = member.diagnostics.get("quantiles", {}).get("point")
    known = middle is not None and wide.low is not None and wide.high is not None
    limits = (wide.low or 0.0, middle, wide.high or 0.0) if known else None
    return Status.TOO_FEW_LISTS, (reason,), limits, (member,)


def nested_lists(table: OverlapTable) -> NestedLists | None:
    """A list whose people are all on another one, where chance does not explain it.

    The chance is that of the inner list's people all landing on the outer one, were they on it as
    often as the people who are on some list besides the outer one and the inner one. Where one
    list holds everybody that was seen, nobody was ever seen off it, and no chance is granted.
    """
    found = [
        nested
        for inner in range(table.list_count)
        for outer in range(table.list_count)
        if inner != outer and (nested := _nested(table, inner, outer)) is not None
    ]
    likely = [nested for nested in found if nested.chance < BY_CHANCE]
    return min(likely, key=lambda nested: nested.chance, default=None)


def _nested(table: OverlapTable, inner: int, outer: int) -> NestedLists | None:
    size = table.list_sizes[inner]
    alone = sum(
        people
        for pattern, people in table.cells
        if pattern >> inner & 1 and not pattern >> outer & 1
    )
    if size == 0 or alone:
        return None
    others = [
        (pattern, people) for pattern, people in table.cells if pattern & ~(1 << inner | 1 << outer)
    ]
    base = sum(people for _, people in others)
    both = sum(people for pattern, people in others if pattern >> outer & 1)
    if table.list_sizes[outer] == table.observed:
        return NestedLists(inner, outer, 0.0)
    share = (both + 1) / (base + 2) if base else table.list_sizes[outer] / (table.observed + 1)
    return NestedLists(inner, outer, float(share**size))
