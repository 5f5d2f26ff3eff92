"""Intervals as lying lines, each with its point: several methods, or several strata, on one axis.

A line without a point is dashed and its ends are hollow, with the reason in words under its label:
a figure that is not to be relied on must not look like one, in grey print either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.figures import chart, svg
from habeas.figures.chart import Layer, Row
from habeas.figures.figure import Figure, Table
from habeas.figures.rule import marked_value
from habeas.figures.scale import Scale, number_words, scale_over
from habeas.figures.theme import (
    INK,
    MUTED,
    SMALL_SIZE,
    TONES,
    Standing,
    shortened,
    told_apart,
)

MOST_ROWS = 40
_LABELS_END = 196
_AXIS_START = 208
_AXIS_END = 556
_FIGURES_START = 572
_TOP = 34
_BOTTOM = 40
_ROW_HEIGHT = 26
_TALL_ROW = 32
_LONGEST_LABEL = 31
_LONGEST_REASON = 36
_FAR = 5.0
_SURE = TONES[Standing.CONFIRMED].stroke


@dataclass(frozen=True, slots=True)
class Range:
    """A line: its label, low, point and high, and the reason why there is no point.

    `low` is None where not even bounds can be given; `high` alone, where there is no upper one.
    `observed` is the line's own least value, for lines that do not share one.
    """

    label: str
    low: float | None
    point: float | None
    high: float | None
    reason: str = ""
    observed: float | None = None

    def __post_init__(self) -> None:
        if self.low is None and (self.high is not None or self.point is not None):
            raise ValueError(f"the range of {self.label} has no lower end")


def ranges(
    rows: Sequence[Range],
    *,
    name: str,
    title: str,
    label_column: str,
    unit: str,
    observed: float | None = None,
    at_most: int = MOST_ROWS,
) -> Figure:
    """The first `at_most` rows in the order given as a picture, all of them as a table.

    `observed` draws a rule down all rows. `unit` says what the axis counts; it is logarithmic
    where the values span more than a decade. `name` is the stem of the picture's ids.
    """
    own = any(row.observed is not None for row in rows)
    table = Table(
        (label_column, "low", "point", "high", *(["observed"] if own else []), "standing"),
        tuple(_cells(row, own) for row in rows),
    )
    values = _shown(rows[:at_most])
    if not values:
        return Figure(None, table, ("There is nothing to draw: no row has a figure.",))
    scale = scale_over([*values, *([observed] if observed else [])], _AXIS_START, _AXIS_END)
    picture = _picture(rows[:at_most], scale, observed, name, title, unit)
    return Figure(picture, table, _notes(rows, at_most, scale))


def _shown(rows: Sequence[Range]) -> list[float]:
    """The values that the axis must have room for.

    Where some rows have points, the end of a row without one is cut off far beyond them: an
    upper limit of billions would squeeze all that is known to a dot.
    """
    sure = [row.high for row in rows if row.point is not None and row.high is not None]
    most = _FAR * max(sure) if sure else float("inf")
    return [min(value, most) for row in rows for value in _values(row)]


def _values(row: Range) -> list[float]:
    return [value for value in (row.low, row.point, row.high, row.observed) if value is not None]


def _cells(row: Range, own: bool) -> tuple[str, ...]:
    figures = [row.low, row.point, row.high, *([row.observed] if own else [])]
    words = ("" if value is None else f"{value:,.0f}" for value in figures)
    return (row.label, *words, row.reason or "ok")


def _notes(rows: Sequence[Range], at_most: int, scale: Scale) -> tuple[str, ...]:
    notes = []
    if scale.logarithmic:
        notes.append("The axis is logarithmic: equal steps are equal ratios.")
    if any(row.point is None for row in rows):
        notes.append("A dashed line is no figure to rely on: the reason stands under its label.")
    if any(row.low is not None and _goes_on(row, scale) for row in rows[:at_most]):
        notes.append("An arrow: the line goes on far beyond the axis.")
    if any(row.observed is not None for row in rows):
        notes.append("The upright tick of a row is the number observed.")
    if len(rows) > at_most:
        notes.append(f"{len(rows) - at_most} more rows stand in the table.")
    return tuple(notes)


def _picture(
    rows: Sequence[Range],
    scale: Scale,
    observed: float | None,
    name: str,
    title: str,
    unit: str,
) -> str:
    height = _TALL_ROW if any(row.reason for row in rows) else _ROW_HEIGHT
    middles = [_TOP + (index + 0.5) * height for index in range(len(rows))]
    bottom = _TOP + len(rows) * height
    layers = [
        *_axis(scale, bottom),
        *(marked_value(scale, observed, "observed", 14, bottom) if observed else []),
        *_labels(rows, middles),
        *_lines(rows, middles, scale),
    ]
    root = chart.drawn(layers, bottom + _BOTTOM)
    svg.words(root, unit, _AXIS_START, bottom + 32, {"font_size": SMALL_SIZE, "fill": MUTED})
    return svg.finished(root, name, title, _description(rows, observed))


def _axis(scale: Scale, bottom: float) -> list[Layer]:
    ticks = [(scale.at(value), words) for value, words in scale.ticks()]
    return [
        chart.rules([{"x": x, "x2": x, "y": _TOP - 4, "y2": bottom} for x, _ in ticks]),
        chart.texts(
            [{"x": x, "y": bottom + 10, "text": words} for x, words in ticks],
            align="center",
            color=MUTED,
            fontSize=SMALL_SIZE,
        ),
    ]


def _labels(rows: Sequence[Range], middles: Sequence[float]) -> list[Layer]:
    lines = list(zip(rows, middles, strict=True))
    names = told_apart([row.label for row in rows], _LONGEST_LABEL)
    return [
        chart.texts(
            [
                {
                    "x": _LABELS_END,
                    "y": y - (6 if row.reason else 0),
                    "text": svg.drawable(name),
                }
                for (row, y), name in zip(lines, names, strict=True)
            ],
            align="right",
        ),
        chart.texts(
            [
                {
                    "x": _LABELS_END,
                    "y": y + 7,
                    "text": svg.drawable(shortened(row.reason, _LONGEST_REASON)),
                }
                for row, y in lines
                if row.reason
            ],
            align="right",
            fontSize=SMALL_SIZE,
            color=MUTED,
            fontStyle="italic",
        ),
        chart.texts(
            [{"x": _FIGURES_START, "y": y, "text": _figures(row)} for row, y in lines],
            align="left",
            fontSize=SMALL_SIZE,
        ),
    ]


def _goes_on(row: Range, scale: Scale) -> bool:
    return row.high is None or row.high > scale.high


def _figures(row: Range) -> str:
    if row.low is None:
        return "no figure"
    low = number_words(round(row.low))
    ends = f"{low} or more" if row.high is None else f"{low}–{number_words(round(row.high))}"
    return ends if row.point is None else f"{number_words(round(row.point))} [{ends}]"


def _lines(rows: Sequence[Range], middles: Sequence[float], scale: Scale) -> list[Layer]:
    sure: list[Row] = []
    unsure: list[Row] = []
    points: list[Row] = []
    ends: list[Row] = []
    arrows: list[Row] = []
    ticks: list[Row] = []
    for row, y in zip(rows, middles, strict=True):
        if row.observed is not None:
            x = scale.at(row.observed)
            ticks.append({"x": x, "x2": x, "y": y - 8, "y2": y + 8})
        if row.low is None:
            continue
        left, right = scale.at(row.low), _AXIS_END if row.high is None else scale.at(row.high)
        stroke = {"x": left, "x2": right, "y": y, "y2": y}
        if _goes_on(row, scale):
            arrows.append({"x": right, "y": y})
        if row.point is None:
            unsure.append(stroke)
            ends.append({"x": left, "y": y})
            if not _goes_on(row, scale):
                ends.append({"x": right, "y": y})
        else:
            sure.append(stroke)
            points.append({"x": scale.at(row.point), "y": y})
    return [
        chart.rules(ticks, color=INK, strokeWidth=1.5),
        chart.rules(sure, color=_SURE, strokeWidth=3),
        chart.rules(unsure, color=MUTED, strokeWidth=1.5, strokeDash=[4, 3]),
        chart.symbols(
            ends, "circle", fill="#ffffff", stroke=MUTED, strokeWidth=1.3, size=34, opacity=1
        ),
        chart.symbols(arrows, "triangle-right", size=46, opacity=1),
        chart.symbols(
            points, "circle", color=_SURE, size=75, stroke="#ffffff", strokeWidth=1.2, opacity=1
        ),
    ]


def _description(rows: Sequence[Range], observed: float | None) -> str:
    said = [f"{row.label}: {_figures(row)}{f', {row.reason}' * bool(row.reason)}" for row in rows]
    start = [f"observed: {number_words(observed)}"] if observed else []
    return "; ".join([*start, *said]) + "."
