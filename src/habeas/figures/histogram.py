"""How totals that a method drew are spread: columns over one axis, with the interval and the seen.

Columns inside the interval are dark, those outside light. Far draws that would squeeze the rest
are left off the axis and counted in the notes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from habeas.figures import chart, svg
from habeas.figures.chart import Layer, Row
from habeas.figures.figure import Figure, Table
from habeas.figures.rule import kept_inside, marked_value
from habeas.figures.scale import Scale, number_words, scale_over
from habeas.figures.theme import INK, MUTED, SMALL_SIZE, TONES, WIDTH, Standing

_START = 24
_END = WIDTH - 24
_COLUMNS = 60
_TOP = 62
_BASE = 212
_BOTTOM = 42
_TAIL = 0.005
_INSIDE = TONES[Standing.CORRECTED]
_OUTSIDE = TONES[Standing.REJECTED]


def histogram(
    values: Sequence[float],
    *,
    low: float,
    point: float | None,
    high: float,
    observed: float | None,
    name: str,
    title: str,
    unit: str,
    level: float = 0.95,
) -> Figure:
    """Draws as 60 columns of equal width on the axis; `low` and `high` bound the interval.

    Without `point` the interval is dashed. The axis is logarithmic where the draws span more than
    a decade. `name` is the stem of the picture's ids.
    """
    ordered = sorted(float(value) for value in values)
    if not ordered:
        return Figure(None, _table([], 0), ("There is nothing to draw: the method has no draws.",))
    cut = max(high, ordered[-1 - int(_TAIL * len(ordered))])
    kept = ordered[: bisect_right(ordered, cut)]
    scale = scale_over([kept[0], cut, low, *([observed] if observed else [])], _START, _END)
    edges = scale.edges(_COLUMNS)
    counts = _counted(kept, edges)
    layers = [
        *_axis(scale),
        *_columns(edges, counts, low, high, scale),
        *_interval(scale, low, point, high, level),
        *(marked_value(scale, observed, "observed", 32, _BASE) if observed else []),
    ]
    root = chart.drawn(layers, _BASE + _BOTTOM)
    svg.words(root, unit, _START, _BASE + 34, {"font_size": SMALL_SIZE, "fill": MUTED})
    words = _described(low, point, high, observed, level)
    table = _table(list(zip(pairwise(edges), counts, strict=True)), len(ordered))
    return Figure(svg.finished(root, name, title, words), table, _notes(ordered, kept, scale))


def _counted(ordered: Sequence[float], edges: Sequence[float]) -> list[int]:
    # The last column holds its right end too.
    ends = [bisect_left(ordered, edge) for edge in edges[1:-1]]
    return [after - before for before, after in pairwise([0, *ends, len(ordered)])]


def _table(columns: Sequence[tuple[tuple[float, float], int]], all_draws: int) -> Table:
    rows = tuple(
        (f"{left:,.0f}", f"{right:,.0f}", str(count), f"{count / all_draws:.1%}")
        for (left, right), count in columns
        if count
    )
    return Table(("from", "to", "draws", "share"), rows)


def _notes(ordered: Sequence[float], kept: Sequence[float], scale: Scale) -> tuple[str, ...]:
    notes = ["Dark columns lie inside the interval."]
    if scale.logarithmic:
        notes.append("The axis is logarithmic: equal steps are equal ratios.")
    far = len(ordered) - len(kept)
    if far:
        notes.append(
            f"{far:,} of {len(ordered):,} draws lie beyond the axis, the farthest at "
            f"{number_words(round(ordered[-1]))}."
        )
    return tuple(notes)


def _axis(scale: Scale) -> list[Layer]:
    ticks = [(scale.at(value), words) for value, words in scale.ticks()]
    return [
        chart.rules([{"x": _START, "x2": _END, "y": _BASE, "y2": _BASE}], color=MUTED),
        chart.rules(
            [{"x": x, "x2": x, "y": _BASE, "y2": _BASE + 4} for x, _ in ticks], color=MUTED
        ),
        chart.texts(
            [{"x": kept_inside(x, words), "y": _BASE + 13, "text": words} for x, words in ticks],
            align="center",
            color=MUTED,
            fontSize=SMALL_SIZE,
        ),
    ]


def _columns(
    edges: Sequence[float], counts: Sequence[int], low: float, high: float, scale: Scale
) -> list[Layer]:
    inside: list[Row] = []
    outside: list[Row] = []
    greatest = max(counts)
    for (left, right), count in zip(pairwise(edges), counts, strict=True):
        if count:
            middle = (left + right) / 2
            (inside if low <= middle <= high else outside).append(
                {
                    "x": scale.at(left) + 0.5,
                    "x2": scale.at(right) - 0.5,
                    "y": _BASE - (_BASE - _TOP) * count / greatest,
                    "y2": _BASE,
                }
            )
    return [
        chart.boxes(outside, fill=_OUTSIDE.fill, stroke=_OUTSIDE.stroke, strokeWidth=0.7),
        chart.boxes(inside, fill=_INSIDE.fill, stroke=_INSIDE.stroke, strokeWidth=0.7),
    ]


def _interval(
    scale: Scale, low: float, point: float | None, high: float, level: float
) -> list[Layer]:
    left, right, y = scale.at(low), scale.at(high), 54
    text = _interval_words(low, point, high, level)
    dashes = {} if point is not None else {"strokeDash": [4, 3]}
    ends: list[Row] = [{"x": x, "x2": x, "y": y - 4, "y2": y + 4} for x in (left, right)]
    layers = [
        chart.rules([{"x": left, "x2": right, "y": y, "y2": y}], color=INK, **dashes),
        chart.rules(ends, color=INK),
        chart.texts(
            [{"x": kept_inside((left + right) / 2, text), "y": 12, "text": text}],
            align="center",
            fontSize=SMALL_SIZE,
        ),
    ]
    if point is not None:
        marks: list[Row] = [{"x": scale.at(point), "y": y}]
        layers.append(chart.symbols(marks, "circle", color=INK, size=60, opacity=1))
    return layers


def _interval_words(low: float, point: float | None, high: float, level: float) -> str:
    ends = f"{level:.0%} interval {number_words(round(low))}–{number_words(round(high))}"
    return ends if point is None else f"{number_words(round(point))}, {ends}"


def _described(
    low: float, point: float | None, high: float, observed: float | None, level: float
) -> str:
    seen = f"; observed: {number_words(observed)}" if observed else ""
    return f"{_interval_words(low, point, high, level)}{seen}."
