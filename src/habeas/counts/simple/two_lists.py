"""Two lists: the oldest estimators, and what they cannot see."""

from __future__ import annotations

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.simple.lognormal import lognormal_interval
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage


def lincoln_petersen(
    table: OverlapTable, lists: tuple[str, str] | None = None, *, level: float = 0.95
) -> Estimate:
    """N̂ = n1·n2/m of two lists, lognormal interval (Petersen 1896; Lincoln 1930).

    `lists` names two lists where the table has more. Variance n1·n2·(n1-m)·(n2-m)/m³ (Seber
    1982, section 3.1). Statuses: too_few_lists; no_overlap when nobody is on both;
    not_identifiable when one list lies inside the other. Raises WrongUsage for a list that is not
    there or when two are to be named.
    """
    pair = _pair(table, lists)
    hindrance = _hindrance(pair, "lincoln-petersen")
    if hindrance is not None:
        return hindrance
    first, second, both = _sizes(pair)
    total = first * second / both
    variance = first * second * (first - both) * (second - both) / both**3
    return _two_lists(table, pair, "lincoln-petersen", total, variance, level)


def chapman(
    table: OverlapTable, lists: tuple[str, str] | None = None, *, level: float = 0.95
) -> Estimate:
    """N̂ = (n1+1)(n2+1)/(m+1) - 1, nearly unbiased for small lists (Chapman 1951).

    Variance (n1+1)(n2+1)(n1-m)(n2-m)/((m+1)²(m+2)) (Seber 1970), lognormal interval; statuses and
    errors as `lincoln_petersen`.
    """
    pair = _pair(table, lists)
    hindrance = _hindrance(pair, "chapman")
    if hindrance is not None:
        return hindrance
    first, second, both = _sizes(pair)
    product = (first + 1) * (second + 1)
    total = product / (both + 1) - 1
    variance = product * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return _two_lists(table, pair, "chapman", total, variance, level)


def _pair(table: OverlapTable, lists: tuple[str, str] | None) -> OverlapTable:
    if lists is None:
        if table.list_count > 2:
            raise WrongUsage(
                f"this method takes two lists, the table has {table.list_count}",
                remedy="name two of them, or merge lists",
            )
        return table
    for name in lists:
        if name not in table.lists:
            raise WrongUsage(f"there is no list {name!r}", remedy=f"take two of {table.lists}")
    if len(set(lists)) != 2:
        raise WrongUsage("two different lists are wanted", remedy=f"take two of {table.lists}")
    return table.select([table.lists.index(name) for name in lists])


def _sizes(pair: OverlapTable) -> tuple[int, int, int]:
    first, second = pair.list_sizes
    return first, second, int(pair.dense()[3])


def _hindrance(pair: OverlapTable, method: str) -> Estimate | None:
    if pair.list_count < 2 or min(pair.list_sizes) == 0:
        return refused(
            pair,
            method,
            Status.TOO_FEW_LISTS,
            "Two lists with people on them are needed; one list alone cannot say what it misses.",
        )
    first, second, both = _sizes(pair)
    if both == 0:
        return refused(
            pair,
            method,
            Status.NO_OVERLAP,
            f"Nobody is on both {pair.lists[0]} and {pair.lists[1]}: any total from "
            f"{pair.observed} to infinity would fit.",
        )
    if both == min(first, second):
        inner, outer = pair.lists if first <= second else pair.lists[::-1]
        return refused(
            pair,
            method,
            Status.NOT_IDENTIFIABLE,
            f"Everyone on {inner} is also on {outer}: {inner} may have been made from {outer}, "
            "and then says nothing of who is missing from both.",
        )
    return None


def _two_lists(
    table: OverlapTable,
    pair: OverlapTable,
    method: str,
    total: float,
    variance: float,
    level: float,
) -> Estimate:
    warnings = []
    if total < table.observed:
        warnings.append(
            f"All lists together hold {table.observed} people, more than these two imply: "
            "they are not independent, or cover a part of the people only."
        )
    return estimated(
        pair,
        method,
        lognormal_interval(pair.observed, total, variance, level),
        level=level,
        assumptions=(assumption(method),),
        warnings=tuple(warnings),
        diagnostics={"standard_error": variance**0.5, "on_both": _sizes(pair)[2]},
    )
