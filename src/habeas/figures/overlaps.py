"""How lists overlap (UpSet plot, Lex et al. 2014): a column for each combination of lists.

Each column's bar counts the people on exactly the lists whose dots are filled. Beside them stands
a hollow column for those on no list: their number is what is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.figures import chart, svg
from habeas.figures.chart import Layer, Row
from habeas.figures.figure import Figure, Table
from habeas.figures.scale import number_words
from habeas.figures.theme import (
    GRID,
    INK,
    MUTED,
    SMALL_SIZE,
    TONES,
    WIDTH,
    Standing,
    text_width,
    told_apart,
)

MOST_COLUMNS = 24
MOST_LISTS = 20
_NAMES_END = 168
_SIZES_START = 178
_SIZES_END = 228
_COLUMNS_START = 286
_COLUMNS_END = WIDTH - 12
_WIDEST_PITCH = 34.0
_TOP = 66
_BARS_BOTTOM = 190
_ROWS_TOP = 204
_ROW_HEIGHT = 19
_BOTTOM = 26
_LONGEST_NAME = 26
_MOST_NAMED = 6
_BAR = TONES[Standing.CONFIRMED].fill
_SIZE_BAR = TONES[Standing.CORRECTED].fill


@dataclass(frozen=True, slots=True)
class Overlap:
    """People on exactly these lists (positions from 0) and on no other."""

    lists: tuple[int, ...]
    people: int


def overlaps(
    lists: Sequence[str],
    cells: Sequence[Overlap],
    *,
    name: str,
    title: str,
    at_most: int = MOST_COLUMNS,
) -> Figure:
    """The `at_most` largest overlaps as a picture, all of them as a table.

    Columns run by falling number of people, equal ones by their lists. Lists run by falling size;
    where there are more than MOST_LISTS, the picture holds the largest. `name` is the stem of the
    picture's ids.
    """
    ordered = sorted((c for c in cells if c.people), key=lambda c: (-c.people, c.lists))
    table = Table(
        ("on exactly", "lists", "people"),
        tuple((_named(cell, lists), str(len(cell.lists)), str(cell.people)) for cell in ordered),
    )
    if not ordered:
        return Figure(None, table, ("There is nothing to draw: nobody is on any list.",))
    sizes = [sum(cell.people for cell in cells if j in cell.lists) for j in range(len(lists))]
    rows = sorted(range(len(lists)), key=lambda j: (-sizes[j], j))
    shown = ordered[:at_most]
    drawing = _Drawing(tuple(lists), tuple(sizes), tuple(rows[:MOST_LISTS]), tuple(shown))
    root = chart.drawn(drawing.layers(), drawing.bottom + _BOTTOM)
    quiet: dict[str, str | float] = {"font_size": SMALL_SIZE, "fill": MUTED}
    svg.words(root, "people on exactly the lists below", _COLUMNS_START, 14, quiet)
    svg.words(root, "on the list in all", _SIZES_START, drawing.bottom + 16, quiet)
    picture = svg.finished(root, name, title, _description(lists, sizes, rows, shown))
    return Figure(picture, table, _notes(ordered[at_most:], lists, rows[MOST_LISTS:]))


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where everything stands. `rows` are list positions from above, `shown` the columns."""

    lists: tuple[str, ...]
    sizes: tuple[int, ...]
    rows: tuple[int, ...]
    shown: tuple[Overlap, ...]

    @property
    def bottom(self) -> float:
        return _ROWS_TOP + len(self.rows) * _ROW_HEIGHT

    def layers(self) -> list[Layer]:
        return [*self._stripes(), *self._list_sizes(), *self._bars(), *self._matrix()]

    def _pitch(self) -> float:
        return min(_WIDEST_PITCH, (_COLUMNS_END - _COLUMNS_START) / (len(self.shown) + 1))

    def _x(self, column: int) -> float:
        return _COLUMNS_START + (column + 0.5) * self._pitch()

    def _y(self, row: int) -> float:
        return _ROWS_TOP + (row + 0.5) * _ROW_HEIGHT

    def _top(self, people: int) -> float:
        return _BARS_BOTTOM - (_BARS_BOTTOM - _TOP) * people / self.shown[0].people

    def _stripes(self) -> list[Layer]:
        right = self._x(len(self.shown)) + self._pitch() / 2
        rows: list[Row] = [
            {
                "x": _COLUMNS_START,
                "x2": right,
                "y": self._y(row) - _ROW_HEIGHT / 2,
                "y2": self._y(row) + _ROW_HEIGHT / 2,
            }
            for row in range(0, len(self.rows), 2)
        ]
        return [chart.boxes(rows, fill="#f4f2ee")]

    def _list_sizes(self) -> list[Layer]:
        greatest = max(self.sizes)
        lines = [(self._y(row), position) for row, position in enumerate(self.rows)]
        ends = {
            position: _SIZES_START + (_SIZES_END - _SIZES_START) * self.sizes[position] / greatest
            for position in self.rows
        }
        bars: list[Row] = [
            {"x": _SIZES_START, "x2": ends[position], "y": y - 5, "y2": y + 5}
            for y, position in lines
        ]
        names = told_apart([self.lists[position] for _, position in lines], _LONGEST_NAME)
        return [
            chart.boxes(bars, fill=_SIZE_BAR),
            chart.texts(
                [
                    {
                        "x": _NAMES_END,
                        "y": y,
                        "text": svg.drawable(name),
                    }
                    for (y, _), name in zip(lines, names, strict=True)
                ],
                align="right",
            ),
            chart.texts(
                [
                    {"x": ends[position] + 4, "y": y, "text": number_words(self.sizes[position])}
                    for y, position in lines
                ],
                align="left",
                fontSize=SMALL_SIZE,
                color=MUTED,
            ),
        ]

    def _bars(self) -> list[Layer]:
        half = self._pitch() * 0.32
        columns = list(enumerate(self.shown))
        unknown = self._x(len(self.shown))
        labels: list[Row] = [
            {
                "x": self._x(column),
                "y": self._top(cell.people) - 4,
                "text": number_words(cell.people),
            }
            for column, cell in columns
        ]
        upright = max(text_width(str(row["text"]), SMALL_SIZE) for row in labels) < self._pitch()
        style = {"align": "center", "baseline": "bottom"} if upright else {"angle": 270}
        return [
            chart.boxes(
                [
                    {
                        "x": self._x(column) - half,
                        "x2": self._x(column) + half,
                        "y": self._top(cell.people),
                        "y2": _BARS_BOTTOM,
                    }
                    for column, cell in columns
                ],
                fill=_BAR,
            ),
            chart.boxes(
                [{"x": unknown - half, "x2": unknown + half, "y": _TOP, "y2": _BARS_BOTTOM}],
                fill="#ffffff",
                stroke=MUTED,
                strokeWidth=1,
                strokeDash=[3, 2],
            ),
            chart.texts(labels, fontSize=SMALL_SIZE, **({"align": "left"} | style)),
            chart.texts(
                [{"x": unknown, "y": (_TOP + _BARS_BOTTOM) / 2, "text": "?"}],
                align="center",
                fontSize=15,
                color=INK,
            ),
            chart.texts(
                [{"x": min(unknown, _COLUMNS_END - 26), "y": _TOP - 10, "text": "on no list"}],
                align="center",
                fontSize=SMALL_SIZE,
            ),
        ]

    def _matrix(self) -> list[Layer]:
        row_of = {position: row for row, position in enumerate(self.rows)}
        filled: list[Row] = []
        empty: list[Row] = []
        joins: list[Row] = []
        for column, cell in enumerate(self.shown):
            x = self._x(column)
            on = sorted(row_of[j] for j in cell.lists if j in row_of)
            filled += [{"x": x, "y": self._y(row)} for row in on]
            empty += [{"x": x, "y": self._y(row)} for row in range(len(self.rows)) if row not in on]
            if len(on) > 1:
                joins.append({"x": x, "x2": x, "y": self._y(on[0]), "y2": self._y(on[-1])})
        x = self._x(len(self.shown))
        nowhere: list[Row] = [{"x": x, "y": self._y(row)} for row in range(len(self.rows))]
        size = min(52.0, (self._pitch() * 0.55) ** 2)
        return [
            chart.symbols(empty, "circle", color=GRID, size=size, opacity=1),
            chart.rules(joins, color=_BAR, strokeWidth=2),
            chart.symbols(filled, "circle", color=_BAR, size=size, opacity=1),
            chart.symbols(
                nowhere, "circle", fill="#ffffff", stroke=MUTED, strokeWidth=1, size=size, opacity=1
            ),
        ]


def _named(cell: Overlap, lists: Sequence[str]) -> str:
    return " and ".join(lists[j] for j in cell.lists)


def _notes(
    left_out: Sequence[Overlap], lists: Sequence[str], hidden: Sequence[int]
) -> tuple[str, ...]:
    notes = ["The people on no list are not known; the hollow column stands for them."]
    if left_out:
        named = "; ".join(f"{_named(c, lists)}: {c.people}" for c in left_out[:_MOST_NAMED])
        more = len(left_out) - _MOST_NAMED
        rest = f"; and {more} more" if more > 0 else ""
        people = sum(cell.people for cell in left_out)
        notes.append(
            f"{len(left_out)} smaller overlaps ({people:,} people) stand in the table only: "
            f"{named}{rest}."
        )
    if hidden:
        names = ", ".join(lists[j] for j in hidden)
        notes.append(f"Smaller lists without a row in the picture: {names}.")
    return tuple(notes)


def _description(
    lists: Sequence[str], sizes: Sequence[int], rows: Sequence[int], shown: Sequence[Overlap]
) -> str:
    held = "; ".join(f"{lists[j]}: {sizes[j]} people" for j in rows)
    exactly = "; ".join(f"{_named(cell, lists)}: {cell.people}" for cell in shown)
    return f"Lists: {held}. On exactly these lists: {exactly}. On no list: not known."
