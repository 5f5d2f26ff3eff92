"""Counts as lying bars, each cut by how far a person has decided about what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.figures import chart, svg
from habeas.figures.axes import count_ticks
from habeas.figures.chart import Row
from habeas.figures.figure import Figure, Table
from habeas.figures.theme import MUTED, WIDTH, Standing, shortened

_LABELS_END = 232
_BARS_END = WIDTH - 46
_ROW_HEIGHT = 22
_BAR_HEIGHT = 14
_TOP = 34
_BOTTOM = 34
_LONGEST_LABEL = 36


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the chart: what is counted, and how many of each standing."""

    label: str
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(self.counts.values())


def stacked_bars(
    bars: Sequence[Bar], *, name: str, title: str, label_column: str, at_most: int = 20
) -> Figure:
    """The longest `at_most` bars as a picture, all of them as a table.

    Bars are drawn by falling total, equal totals in the order of their labels.
    `name` is the stem of the picture's ids.
    """
    ordered = sorted((bar for bar in bars if bar.total), key=lambda bar: (-bar.total, bar.label))
    table = _table(ordered, label_column)
    if not ordered:
        return Figure(None, table, ("There is nothing to draw: no claim falls under this.",))
    shown = ordered[:at_most]
    return Figure(_picture(shown, name, title), table, _notes(len(ordered) - len(shown)))


def _notes(left_out: int) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (f"The picture shows the longest bars; {left_out} more stand in the table.",)


def _table(bars: Sequence[Bar], label_column: str) -> Table:
    rows = tuple(
        (bar.label, *(str(bar.counts.get(standing, 0)) for standing in Standing), str(bar.total))
        for bar in bars
    )
    return Table((label_column, *(standing.value for standing in Standing), "all"), rows)


def _picture(bars: Sequence[Bar], name: str, title: str) -> str:
    ticks = count_ticks(max(bar.total for bar in bars))
    bottom = _TOP + len(bars) * _ROW_HEIGHT
    layers = [
        chart.rules(
            [{"x": x, "x2": x, "y": _TOP - 4, "y2": bottom} for x in _positions(ticks, ticks[-1])]
        ),
        chart.texts(
            [
                {"x": x, "y": bottom + 10, "text": str(tick)}
                for x, tick in zip(_positions(ticks, ticks[-1]), ticks, strict=True)
            ],
            align="center",
            color=MUTED,
        ),
        chart.rectangles(
            [segment for row, bar in enumerate(bars) for segment in _segments(row, bar, ticks[-1])]
        ),
        chart.texts(
            [
                {
                    "x": _LABELS_END - 8,
                    "y": _middle(row),
                    "text": svg.drawable(shortened(bar.label, _LONGEST_LABEL)),
                }
                for row, bar in enumerate(bars)
            ],
            align="right",
        ),
        chart.texts([_total(row, bar, ticks[-1]) for row, bar in enumerate(bars)], align="left"),
    ]
    root = chart.drawn(layers, bottom + _BOTTOM)
    present = [standing for standing in Standing if any(bar.counts.get(standing) for bar in bars)]
    svg.legend(root, _LABELS_END, 12, present)
    svg.words(root, "number of claims", _LABELS_END, bottom + 28, {"font_size": 10, "fill": MUTED})
    return svg.finished(root, name, title, _description(bars))


def _middle(row: int) -> float:
    return _TOP + (row + 0.5) * _ROW_HEIGHT


def _positions(values: Sequence[int], greatest: int) -> list[float]:
    return [_LABELS_END + (_BARS_END - _LABELS_END) * value / greatest for value in values]


def _segments(row: int, bar: Bar, greatest: int) -> list[Row]:
    top = _middle(row) - _BAR_HEIGHT / 2
    ends = [0]
    for standing in Standing:
        ends.append(ends[-1] + bar.counts.get(standing, 0))
    edges = _positions(ends, greatest)
    return [
        {"x": left, "x2": right, "y": top, "y2": top + _BAR_HEIGHT, "standing": standing.value}
        for standing, (left, right) in zip(Standing, pairwise(edges), strict=True)
        if right > left
    ]


def _total(row: int, bar: Bar, greatest: int) -> Row:
    (end,) = _positions([bar.total], greatest)
    return {"x": end + 6, "y": _middle(row), "text": str(bar.total)}


def _description(bars: Sequence[Bar]) -> str:
    lines = (
        f"{bar.label}: "
        + ", ".join(
            f"{bar.counts[standing]} {standing.value}"
            for standing in Standing
            if bar.counts.get(standing)
        )
        for bar in bars
    )
    return "; ".join(lines) + "."
