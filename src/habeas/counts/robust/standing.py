"""When capture patterns are too thin to carry a total, and what may help."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.estimate import Status
from habeas.counts.robust.classes import Scheme
from habeas.counts.table import OverlapTable

# Below this many people a pattern's probability cannot be learnt as a function of anything.
_THIN = 10
_MUCH_TRUNCATED = 0.05
_HEAVY_SHARE = 0.05
# With more than half of the variance in one term, a sum is not near normal whatever n is.
_MOST_OF_VARIANCE = 0.5
_MOST_NAMED = 6


def empty_cells(
    table: OverlapTable, scheme: Scheme, counts: NDArray[np.int64], is_pair: bool
) -> tuple[str, ...] | None:
    """A status and words where a needed class has no one in it (`counts`: C); else None."""
    empty = [
        name
        for name, count, sign in zip(scheme.names, counts, scheme.signs, strict=True)
        if sign and not count
    ]
    if not empty:
        return None
    named = "; ".join(empty[:_MOST_NAMED])
    more = f"; and {len(empty) - _MOST_NAMED} more" if len(empty) > _MOST_NAMED else ""
    what = f"nobody stands on: {named}{more}"
    if is_pair or table.list_count == 2:
        both = int(np.flatnonzero(scheme.signs < 0)[0])
        if counts[both] == 0:
            advice = "without anybody on both lists the total has no upper bound"
            return (Status.NO_OVERLAP, what, advice)
        advice = "one list lies within the other; take another pair"
        return (Status.NOT_IDENTIFIABLE, what, advice)
    return (Status.NOT_IDENTIFIABLE, what, _advice(table))


def _advice(table: OverlapTable) -> str:
    """Which two lists to merge so that no pattern is empty, where there are such."""
    for first, second in combinations(range(table.list_count), 2):
        merged = table.merged(first, second)
        full = len(merged.cells) == (1 << merged.list_count) - 1
        if full:
            return f"merge {table.lists[first]} and {table.lists[second]}: then no pattern is empty"
    return "merge lists until every pattern holds somebody, or name a pair of lists"


def rests_on_one(diagnostics: Mapping[str, Any]) -> tuple[str, ...]:
    """Words where one person carries most of the variance; nothing where none does."""
    part = diagnostics["largest_share_of_variance"]
    if part <= _MOST_OF_VARIANCE:
        return ()
    return (
        f"{part:.0%} of the variance comes from one person on a pattern that such people are "
        "hardly ever seen on: no normal approximation holds; merge lists, or leave out those "
        "whom some list could not have held",
    )


def warnings_about(
    scheme: Scheme, counts: NDArray[np.int64], diagnostics: Mapping[str, Any]
) -> tuple[str, ...]:
    """What makes an interval less sure than its level says."""
    words = []
    thin = [
        f"{name} ({count})"
        for name, count, sign in zip(scheme.names, counts, scheme.signs, strict=True)
        if sign and count < _THIN
    ]
    if thin:
        more = f" and {len(thin) - _MOST_NAMED} more" if len(thin) > _MOST_NAMED else ""
        words.append(
            f"fewer than {_THIN} people: {'; '.join(thin[:_MOST_NAMED])}{more}; "
            "the interval may be too short"
        )
    if diagnostics["truncated"] > _MUCH_TRUNCATED:
        words.append(
            f"{diagnostics['truncated']:.0%} of the learnt probabilities were raised to the least "
            "that is believed: people like these are hardly ever seen on some pattern"
        )
    if diagnostics["largest_share"] > _HEAVY_SHARE:
        words.append(f"one person alone stands for {diagnostics['largest_share']:.0%} of the total")
    return tuple(words)
