"""A total as a function of what cannot be tested: a line in its band, and where the answer tips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.figures import chart, svg
from habeas.figures.chart import Layer, Row
from habeas.figures.figure import Figure, Table
from habeas.figures.rule import kept_inside
from habeas.figures.scale import Scale, number_words, scale_over
from habeas.figures.theme import GRID, INK, MUTED, SMALL_SIZE, TONES, WIDTH, Standing, text_width

_START = 78
_END = WIDTH - 24
_TOP = 58
_BASE = 258
_BOTTOM = 44
_MARK_LINES = 3
# More than this many marks on a line would hide it.
_FEW = 15
_LINE = TONES[Standing.CONFIRMED].stroke
_BAND = "#d3dfe8"


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The answer at x: bounds and point, each None where there is none, and why there is none."""

    x: float
    low: float | None
    point: float | None
    high: float | None
    reason: str = ""

    @property
    def values(self) -> list[float]:
        """What there is of the three."""
        return [value for value in (self.low, self.point, self.high) if value is not None]


@dataclass(frozen=True, slots=True)
class Tipping:
    """An x at which the answer changes, and what happens there in a few words."""

    x: float
    words: str


def curve(
    points: Sequence[CurvePoint],
    *,
    name: str,
    title: str,
    x_words: str,
    y_words: str,
    observed: float | None = None,
    usual: float | None = None,
    tipping: Sequence[Tipping] = (),
    x_logarithmic: bool | None = None,
) -> Figure:
    """The points from left to right; the band breaks where bounds are missing.

    `usual` marks the x that the method takes by itself; `tipping` the points where the answer
    changes. `x_logarithmic` None: where x spans more than a decade. The y axis is logarithmic
    where the totals span more than a decade. `name` is the stem of the picture's ids.
    """
    ordered = sorted(points, key=lambda point: point.x)
    table = Table(
        (x_words, "low", "point", "high", "standing"), tuple(_cells(point) for point in ordered)
    )
    values = [value for point in ordered for value in point.values]
    if not values:
        return Figure(None, table, ("There is nothing to draw: no value gives a total.",))
    marked = [item.x for item in tipping] + ([] if usual is None else [usual])
    across = scale_over(
        [*(point.x for point in ordered), *marked], _START, _END, logarithmic=x_logarithmic
    )
    up = scale_over([*values, *([observed] if observed else [])], _BASE, _TOP)
    layers = [
        *_axes(across, up),
        *_band(ordered, across, up),
        *(_floor(up, observed) if observed else []),
        *_marks(across, usual, tipping),
        *_line(ordered, across, up),
    ]
    root = chart.drawn(layers, _BASE + _BOTTOM)
    quiet: dict[str, str | float] = {"font_size": SMALL_SIZE, "fill": MUTED}
    svg.words(root, y_words, 8, 14, quiet)
    svg.words(root, x_words, _START, _BASE + 36, quiet)
    picture = svg.finished(root, name, title, _described(ordered, observed, tipping, x_words))
    return Figure(picture, table, _notes(ordered, across, up, tipping))


def _cells(point: CurvePoint) -> tuple[str, ...]:
    figures = (point.low, point.point, point.high)
    words = ("" if value is None else f"{value:,.0f}" for value in figures)
    return (f"{point.x:.4g}", *words, point.reason or "ok")


def _notes(
    points: Sequence[CurvePoint], across: Scale, up: Scale, tipping: Sequence[Tipping]
) -> tuple[str, ...]:
    which = [
        words for words, scale in (("horizontal", across), ("vertical", up)) if scale.logarithmic
    ]
    notes = []
    if which:
        axes = " and the ".join(which)
        notes.append(f"The {axes} {'axes are' if len(which) > 1 else 'axis is'} logarithmic.")
    if any(point.point is None for point in points):
        notes.append("Where the line is broken no figure can be given.")
    for reason in sorted({point.reason for point in points if point.reason}):
        where = ", ".join(number_words(point.x) for point in points if point.reason == reason)
        notes.append(f"At {where}: {reason}.")
    notes += [f"Tipping point at {number_words(item.x)}: {item.words}." for item in tipping]
    return tuple(notes)


def _axes(across: Scale, up: Scale) -> list[Layer]:
    columns = [(across.at(value), words) for value, words in across.ticks()]
    rows = [(up.at(value), words) for value, words in up.ticks()]
    quiet = {"color": MUTED, "fontSize": SMALL_SIZE}
    return [
        chart.rules([{"x": _START, "x2": _END, "y": y, "y2": y} for y, _ in rows], color=GRID),
        chart.rules([{"x": x, "x2": x, "y": _BASE, "y2": _BASE + 4} for x, _ in columns]),
        chart.texts(
            [{"x": _START - 8, "y": y, "text": words} for y, words in rows], align="right", **quiet
        ),
        chart.texts(
            [{"x": kept_inside(x, words), "y": _BASE + 13, "text": words} for x, words in columns],
            align="center",
            **quiet,
        ),
        chart.rules([{"x": _START, "x2": _END, "y": _BASE, "y2": _BASE}], color=MUTED),
    ]


def _band(points: Sequence[CurvePoint], across: Scale, up: Scale) -> list[Layer]:
    rows: list[Row] = []
    run = 0
    for point in points:
        if point.low is None or point.high is None:
            run += 1
            continue
        x = across.at(point.x)
        rows.append({"x": x, "y": up.at(point.low), "y2": up.at(point.high), "run": str(run)})
    upper = [{"x": row["x"], "y": row["y2"], "run": row["run"]} for row in rows]
    edge = {"color": MUTED, "strokeWidth": 0.8, "strokeDash": [2, 2]}
    return [
        chart.bands(rows, color=_BAND, opacity=1),
        chart.lines(rows, **edge),
        chart.lines(upper, **edge),
    ]


def _line(points: Sequence[CurvePoint], across: Scale, up: Scale) -> list[Layer]:
    rows: list[Row] = []
    run = 0
    for point in points:
        if point.point is None:
            run += 1
            continue
        rows.append({"x": across.at(point.x), "y": up.at(point.point), "run": str(run)})
    few = len(points) <= _FEW
    unsure = [
        (across.at(point.x), up.at(point.low), up.at(point.high))
        for point in points
        if point.point is None and point.low is not None and point.high is not None
    ]
    spans: list[Row] = [{"x": x, "x2": x, "y": low, "y2": high} for x, low, high in unsure]
    ends: list[Row] = [{"x": x, "y": y} for x, low, high in unsure for y in (low, high)]
    hollow = {"fill": "#ffffff", "stroke": MUTED, "strokeWidth": 1.3, "size": 34, "opacity": 1}
    return [
        chart.rules(spans if few else [], color=MUTED, strokeDash=[4, 3]),
        chart.symbols(ends if few else [], "circle", **hollow),
        chart.lines(rows, color=_LINE, strokeWidth=2.2),
        chart.symbols(rows if few else [], "circle", color=_LINE, size=36, opacity=1),
    ]


def _floor(up: Scale, observed: float) -> list[Layer]:
    """A rule at the observed; its words stand in the corner, where no line goes."""
    y, text = up.at(observed), f"observed {number_words(observed)}"
    left = _END - text_width(text, SMALL_SIZE) - 6
    rows: list[Row] = [
        {"x": _START, "x2": _END, "y": y, "y2": y},
        {"x": left - 22, "x2": left, "y": 10, "y2": 10},
    ]
    return [
        chart.rules(rows, color=INK, strokeWidth=1.2),
        chart.texts([{"x": left + 6, "y": 10, "text": text}], align="left", fontSize=SMALL_SIZE),
    ]


def _marks(across: Scale, usual: float | None, tipping: Sequence[Tipping]) -> list[Layer]:
    """Upright rules; the words of each stand in a line of their own, above every rule."""
    marks = [*([Tipping(usual, "usual analysis")] if usual is not None else []), *tipping]
    lines = [28 + 12 * (index % _MARK_LINES) for index in range(len(marks))]
    rules: list[Row] = [
        {"x": across.at(mark.x), "x2": across.at(mark.x), "y": max(lines) + 7, "y2": _BASE}
        for mark in marks
    ]
    texts: list[Row] = [
        {"x": kept_inside(across.at(mark.x), text), "y": y, "text": svg.drawable(text)}
        for mark, y in zip(marks, lines, strict=True)
        for text in (f"{number_words(mark.x)}: {mark.words}",)
    ]
    plain = 0 if usual is None else 1
    return [
        chart.rules(rules[:plain], color=MUTED, strokeDash=[1, 3]),
        chart.rules(rules[plain:], color=INK, strokeDash=[5, 3]),
        chart.texts(texts, align="center", fontSize=SMALL_SIZE),
    ]


def _described(
    points: Sequence[CurvePoint],
    observed: float | None,
    tipping: Sequence[Tipping],
    x_words: str,
) -> str:
    shown = (
        [points[round(k * (len(points) - 1) / 6)] for k in range(7)] if len(points) > 7 else points
    )
    said = [f"at {number_words(point.x)}: {_in_words(point)}" for point in shown]
    said += [f"tipping point at {number_words(item.x)}: {item.words}" for item in tipping]
    start = f"observed: {number_words(observed)}; " if observed else ""
    return f"{x_words}; {start}{'; '.join(said)}."


def _in_words(point: CurvePoint) -> str:
    if point.low is None or point.high is None:
        return "no figure" if point.point is None else number_words(round(point.point))
    ends = f"{number_words(round(point.low))}–{number_words(round(point.high))}"
    return ends if point.point is None else f"{number_words(round(point.point))} [{ends}]"
