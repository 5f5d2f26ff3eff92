"""The total as a function of which lists there are: each one dropped, each two made one."""

from __future__ import annotations

from functools import partial
from itertools import combinations

from habeas.counts.estimate import Estimate
from habeas.counts.sensitivity.curve import Curve, CurvePoint, Estimator, tried
from habeas.counts.table import OverlapTable

# What the unchanged table is called on these two curves.
ALL_LISTS = "all lists"


def dropped_curve(table: OverlapTable, estimator: Estimator, base: Estimate) -> Curve:
    """The total without each list in turn.

    People who stand on the dropped list only are then unseen, and part of what is estimated.
    """
    points = [CurvePoint.of(ALL_LISTS, base)]
    for position, name in enumerate(table.lists):
        points.append(tried(name, partial(estimator, table.without(position))))
    return Curve("dropped", "One list dropped", "list dropped", ALL_LISTS, tuple(points))


def merged_curve(table: OverlapTable, estimator: Estimator, base: Estimate) -> Curve:
    """The total with each pair of lists made one, which takes their dependence out of the model."""
    points = [CurvePoint.of(ALL_LISTS, base)]
    for first, second in combinations(range(table.list_count), 2):
        name = f"{table.lists[first]}+{table.lists[second]}"
        points.append(tried(name, partial(estimator, table.merged(first, second))))
    return Curve("merged", "Two lists made one", "lists merged", ALL_LISTS, tuple(points))
