"""The picture of the timeline: a bar for each date, or columns where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from habeas.figures import chart, svg
from habeas.figures.axes import date_ticks
from habeas.figures.chart import Row
from habeas.figures.theme import MUTED, SMALL_SIZE, TONES, WIDTH, Standing, shortened
from habeas.figures.window import Window
from habeas.model import DateInterval, DateRole

_LABELS_END = 292
_AXIS_START = _LABELS_END + 18
_AXIS_END = WIDTH - 24
_TOP = 56
_BOTTOM = 26
_BAR_ROW = 20
_LANE_ROW = 30
_TALLEST_COLUMN = 24
_COLUMNS = 36
_HEIGHTS = {DateRole.EVENT: 11.0, DateRole.REPORT: 4.0}
_NARROWEST_BAR = 5.0
_LONGEST_LABEL = 50


@dataclass(frozen=True, slots=True)
class DatedClaims:
    """Claims that share a kind, an interval, a role and a standing; `count` says how many.

    `label` names the kind. Raises ValueError when neither end of the interval is known.
    """

    label: str
    interval: DateInterval
    role: DateRole
    standing: Standing
    count: int = 1

    def __post_init__(self) -> None:
        if self.interval.first is None and self.interval.last is None:
            raise ValueError(f"a claim of {self.label} has no date to draw")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the picture: its words, and the claims in it."""

    label: str
    items: tuple[DatedClaims, ...]


def draw(
    lines: Sequence[Line],
    span: Window,
    published: Sequence[DateInterval],
    name: str,
    title: str,
) -> str:
    """Bars where each line holds one item, else columns. `published` intervals are closed."""
    single = all(len(line.items) == 1 for line in lines)
    row_height = _BAR_ROW if single else _LANE_ROW
    middles = [_TOP + (row + 0.5) * row_height for row in range(len(lines))]
    bottom = _TOP + len(lines) * row_height
    marks = _bars(lines, middles, span) if single else _columns(lines, middles, span)
    layers = [
        *_axis(span, bottom),
        chart.symbols(_publication_marks(published, span), "triangle-down"),
        chart.rectangles(marks),
        chart.symbols(_arrows(lines, middles, span, -1, _LABELS_END + 9), "triangle-left"),
        chart.symbols(_arrows(lines, middles, span, 1, _AXIS_END + 10), "triangle-right"),
        _labels(lines, middles),
    ]
    root = chart.drawn(layers, bottom + _BOTTOM)
    present = {item.standing for line in lines for item in line.items}
    svg.legend(root, 4, 12, [standing for standing in Standing if standing in present])
    _explain(root, single, bool(published))
    return svg.finished(root, name, title, _described(lines))


def _axis(span: Window, bottom: float) -> list[chart.Layer]:
    ticks = [(_x(span.share(day)), label) for day, label in date_ticks(span.first, span.last)]
    return [
        chart.rules([{"x": x, "x2": x, "y": _TOP - 6, "y2": bottom} for x, _ in ticks]),
        chart.texts(
            [{"x": x, "y": bottom + 11, "text": label} for x, label in ticks],
            align="center",
            color=MUTED,
            fontSize=SMALL_SIZE,
        ),
    ]


def _labels(lines: Sequence[Line], middles: Sequence[float]) -> chart.Layer:
    rows = [
        {"x": _LABELS_END - 6, "y": y, "text": svg.drawable(shortened(line.label, _LONGEST_LABEL))}
        for line, y in zip(lines, middles, strict=True)
    ]
    return chart.texts(rows, align="right", fontSize=SMALL_SIZE)


def _x(share: float) -> float:
    return _AXIS_START + (_AXIS_END - _AXIS_START) * share


def _bars(lines: Sequence[Line], middles: Sequence[float], span: Window) -> list[Row]:
    return [
        _bar(item, y, span)
        for line, y in zip(lines, middles, strict=True)
        for item in line.items
        if not span.side(item.interval)
    ]


def _bar(item: DatedClaims, y: float, span: Window) -> Row:
    """From the interval's first day to the end of its last; an unknown end runs to the edge."""
    left, right = (_x(share) for share in _shares(item.interval, span))
    if right - left < _NARROWEST_BAR:
        left = min(left, _AXIS_END - _NARROWEST_BAR)
        right = left + _NARROWEST_BAR
    half = _HEIGHTS[item.role] / 2
    standing = item.standing.value
    return {"x": left, "x2": right, "y": y - half, "y2": y + half, "standing": standing}


def _shares(interval: DateInterval, span: Window) -> tuple[float, float]:
    """Where the interval begins and ends along the axis; an unknown end is the axis's own."""
    first, last = interval.first, interval.last
    start = 0.0 if first is None else span.share(first)
    return start, 1.0 if last is None else span.share(last, after=True)


def _columns(lines: Sequence[Line], middles: Sequence[float], span: Window) -> list[Row]:
    counted = [_touching(line, span) for line in lines]
    tallest = max(sum(column.values()) for columns in counted for column in columns) or 1
    rows: list[Row] = []
    for columns, middle in zip(counted, middles, strict=True):
        for index, column in enumerate(columns):
            base = middle + _TALLEST_COLUMN / 2
            for standing in (standing for standing in Standing if column[standing]):
                top = base - _TALLEST_COLUMN * column[standing] / tallest
                left, right = _x(index / _COLUMNS), _x((index + 1) / _COLUMNS)
                rows.append(
                    {"x": left, "x2": right, "y": top, "y2": base, "standing": standing.value}
                )
                base = top
    return rows


def _touching(line: Line, span: Window) -> list[Counter[Standing]]:
    columns: list[Counter[Standing]] = [Counter() for _ in range(_COLUMNS)]
    for item in line.items:
        if span.side(item.interval):
            continue
        start, end = _shares(item.interval, span)
        last = max(start, end - 1e-9)
        for index in range(int(start * _COLUMNS), min(_COLUMNS - 1, int(last * _COLUMNS)) + 1):
            columns[index][item.standing] += item.count
    return columns


def _arrows(
    lines: Sequence[Line], middles: Sequence[float], span: Window, side: int, x: float
) -> list[Row]:
    return [
        {"x": x, "y": y}
        for line, y in zip(lines, middles, strict=True)
        if any(span.side(item.interval) == side for item in line.items)
    ]


def _publication_marks(published: Sequence[DateInterval], span: Window) -> list[Row]:
    """One mark at the middle of each interval of publication that meets the window."""
    shares = {sum(_shares(item, span)) / 2 for item in published if not span.side(item)}
    return [{"x": _x(share), "y": _TOP - 13} for share in sorted(shares)]


def _explain(root: etree._Element, single: bool, marks: bool) -> None:
    muted: dict[str, str | float] = {"font_size": SMALL_SIZE, "fill": MUTED}
    x = 4.0
    if single:
        tone = TONES[Standing.REJECTED].stroke
        for height, text in zip(
            _HEIGHTS.values(), ("broad: when it happened", "narrow: when it was said"), strict=True
        ):
            svg.element(root, "rect", x=x, y=31 - height / 2, width=16, height=height, fill=tone)
            svg.words(root, text, x + 21, 34.5, muted)
            # The words are longest in Ukrainian.
            x += 215
    if marks:
        svg.element(root, "path", d=f"M{x},28h8l-4,7Z", fill=MUTED)
        svg.words(root, "a source was published", x + 13, 34.5, muted)


def _described(lines: Sequence[Line]) -> str:
    return "; ".join(
        f"{line.label}: {line.items[0].standing.value}"
        if len(line.items) == 1
        else f"{line.label}: {len(line.items)} intervals"
        for line in lines
    )
