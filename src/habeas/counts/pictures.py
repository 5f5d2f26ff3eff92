"""Tables and estimates as pictures, each with its table: in a notebook, a dossier or a court sheet.

What has a status other than ok is drawn without a point, dashed, and named; nowhere does a picture
show a number that the estimate withholds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING

from habeas import figures
from habeas.counts.estimate import Estimate, Status
from habeas.counts.table import OverlapTable
from habeas.figures import Figure

if TYPE_CHECKING:
    from habeas.counts.sensitivity.curve import Curve
    from habeas.counts.strata.stratum import StratumEstimate

_PEOPLE = "people, observed ones included"
_NO_DRAWS = "There is nothing to draw: the method has no draws, or no interval."
_BAND = "all methods together"
# From this span on, equal ratios of a setting say more than equal steps.
_RATIO = 4.0


def overlap_picture(
    table: OverlapTable, *, name: str = "overlaps", title: str = "How the lists overlap"
) -> Figure:
    """An UpSet plot: people on exactly which lists, list sizes, and the unknown on no list."""
    count = len(table.lists)
    cells = [
        figures.Overlap(tuple(j for j in range(count) if pattern >> j & 1), people)
        for pattern, people in table.cells
    ]
    return figures.overlaps(table.lists, cells, name=name, title=title)


def methods_picture(
    estimate: Estimate, *, name: str = "methods", title: str = "The total by method"
) -> Figure:
    """The band of an estimate and its members on one axis, the observed as a rule.

    An estimate without members is drawn alone.
    """
    whole = _BAND if estimate.members else estimate.method
    rows = [_range(whole, estimate), *(_range(one.method, one) for one in estimate.members)]
    return figures.ranges(
        rows,
        name=name,
        title=title,
        label_column="method",
        unit=f"{_PEOPLE}; {estimate.level:.0%} intervals",
        observed=estimate.observed,
    )


def posterior_picture(
    estimate: Estimate, *, name: str = "posterior", title: str = "What the method finds likely"
) -> Figure:
    """The draws of an estimate as columns, with the interval and the observed.

    Without draws, or without an interval, there is no picture, and the note says so.
    """
    if estimate.draws is None or estimate.low is None or estimate.high is None:
        return Figure(None, figures.Table(("from", "to", "draws", "share"), ()), (_NO_DRAWS,))
    standing = _in_words(estimate.status)
    return figures.histogram(
        estimate.draws.tolist(),
        low=estimate.low,
        point=estimate.point,
        high=estimate.high,
        observed=estimate.observed,
        level=estimate.level,
        name=name,
        title=f"{title} ({standing})" if standing else title,
        unit=f"{_PEOPLE}; {standing}" if standing else _PEOPLE,
    )


def sensitivity_picture(
    curve: Curve,
    *,
    observed: int | None = None,
    tipping: Sequence[tuple[float, str]] = (),
    name: str = "sensitivity",
) -> Figure:
    """The total along what is varied: a line in its band, or a row for each named choice.

    `tipping` are (value, what happens there). Equal ratios of the value take equal room where
    all values lie above 0 and span a factor of four or more.
    """
    xs = [point.x for point in curve.points if not isinstance(point.x, str)]
    if len(xs) < len(curve.points):
        return _choices(curve, observed, name)
    reference = curve.reference
    return figures.curve(
        [
            figures.CurvePoint(x, point.low, point.point, point.high, _in_words(point.status))
            for x, point in zip(xs, curve.points, strict=True)
        ],
        name=name,
        title=curve.title,
        x_words=curve.axis,
        y_words=_PEOPLE,
        observed=observed,
        usual=None if isinstance(reference, str) else reference,
        tipping=[figures.Tipping(*item) for item in tipping],
        x_logarithmic=bool(xs) and min(xs) > 0 and max(xs) >= _RATIO * min(xs),
    )


def _choices(curve: Curve, observed: int | None, name: str) -> Figure:
    rows = [
        figures.Range(
            f"{point.x} (usual)" if point.x == curve.reference else str(point.x),
            point.low,
            point.point,
            point.high if point.high != inf else None,
            reason=_in_words(point.status),
        )
        for point in curve.points
    ]
    return figures.ranges(
        rows,
        name=name,
        title=curve.title,
        label_column=curve.axis,
        unit=_PEOPLE,
        observed=observed,
    )


def strata_picture(
    rows: Iterable[StratumEstimate | tuple[str, Estimate]],
    *,
    name: str = "strata",
    title: str = "The total by stratum",
    label_column: str = "stratum",
) -> Figure:
    """An interval for each stratum, the greatest total first; those without figures come last.

    A stratum without a point stands where the geometric middle of its bounds belongs.
    """
    named = (row if isinstance(row, tuple) else (_stratum(row), row.estimate) for row in rows)
    ordered = sorted(named, key=lambda row: (-_middle(row[1]), row[0]))
    return figures.ranges(
        [_range(label, one, own=True) for label, one in ordered],
        name=name,
        title=title,
        label_column=label_column,
        unit=_PEOPLE,
    )


def _range(label: str, estimate: Estimate, *, own: bool = False) -> figures.Range:
    return figures.Range(
        label,
        estimate.low,
        estimate.point,
        estimate.high if estimate.high != inf else None,
        reason=_in_words(estimate.status),
        observed=estimate.observed if own else None,
    )


def _stratum(row: StratumEstimate) -> str:
    # Here, since most pictures have no strata and their room is slow to open.
    from habeas.counts.strata.stratum import label

    return label(row.key) + ("" if row.replicate is None else f" (replicate {row.replicate})")


def _in_words(status: Status) -> str:
    """The status for a label; nothing where it is ok."""
    return "" if status is Status.OK else status.value.replace("_", " ")


def _middle(estimate: Estimate) -> float:
    if estimate.point is not None:
        return estimate.point
    if estimate.low is None:
        return 0.0
    if estimate.high is None:
        return estimate.low
    middle: float = (estimate.low * estimate.high) ** 0.5
    return middle
