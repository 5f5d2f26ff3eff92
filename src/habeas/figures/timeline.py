"""When: dated claims on one axis, what happened apart from what was said.

Up to MOST_ROWS different bars have a row each, earliest first. Where there are more, each kind of
claim has one row of columns: a column counts the claims whose interval touches its stretch of the
axis. A date far before or after the bulk would squeeze the bulk to nothing; it is shown as an arrow
at the edge, and stands in the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from habeas.figures.figure import Figure, Table
from habeas.figures.theme import Standing
from habeas.figures.timeline_drawing import DatedClaims, Line, draw
from habeas.figures.window import Window, window
from habeas.model import DateInterval, DateRole

MOST_ROWS = 40


def timeline(
    claims: Sequence[DatedClaims],
    published: Sequence[DateInterval] = (),
    *,
    name: str,
    title: str,
) -> Figure:
    """Claims as bars or columns, and the publication of the sources as marks above them.

    `name` is the stem of the picture's ids.
    """
    merged = _merged(claims)
    if not merged:
        return Figure(None, _table(()), ("No claim carries a date.",))
    known = [item for item in published if item.first is not None and item.last is not None]
    span = window([*(item.interval for item in merged), *known])
    lines = _single_lines(merged) if len(merged) <= MOST_ROWS else _lanes(merged)
    picture = draw(lines, span, known, name, title)
    return Figure(picture, _table(merged), _notes(merged, lines, span))


def _merged(claims: Sequence[DatedClaims]) -> list[DatedClaims]:
    counts: Counter[tuple[str, DateInterval, DateRole, Standing]] = Counter()
    for item in claims:
        counts[item.label, item.interval, item.role, item.standing] += item.count
    return sorted((DatedClaims(*key, count) for key, count in counts.items()), key=_order)


def _order(item: DatedClaims) -> tuple[date, date, str, str, str]:
    first, last = item.interval.first, item.interval.last
    start = first or last or date.min
    return (start, last or date.max, item.role.value, item.label, item.standing.value)


def _table(claims: Sequence[DatedClaims]) -> Table:
    rows = tuple(
        (str(item.interval), item.role.value, item.label, item.standing.value, str(item.count))
        for item in claims
    )
    return Table(("when", "dates the", "kind", "standing", "claims"), rows)


def _notes(claims: Sequence[DatedClaims], lines: Sequence[Line], span: Window) -> tuple[str, ...]:
    notes = []
    if any(len(line.items) > 1 for line in lines):
        notes.append(
            "A column counts the claims whose interval touches its stretch of time; "
            "a long interval counts in several."
        )
    left_out = len(claims) - sum(len(line.items) for line in lines)
    if left_out:
        notes.append(f"{left_out} intervals of rarer kinds stand in the table only.")
    outside = sum(item.count for item in claims if span.side(item.interval))
    if outside:
        notes.append(f"{outside} dated far from the rest are arrows at the edge, not to scale.")
    return tuple(notes)


def _single_lines(claims: Sequence[DatedClaims]) -> list[Line]:
    lines = []
    for item in claims:
        times = f" ×{item.count}" if item.count > 1 else ""
        lines.append(Line(f"{item.interval}  {item.label}{times}", (item,)))
    return lines


def _lanes(claims: Sequence[DatedClaims]) -> list[Line]:
    kinds: dict[str, list[DatedClaims]] = {}
    for item in claims:
        kinds.setdefault(item.label, []).append(item)
    longest = sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))[:MOST_ROWS]
    return [Line(label, tuple(items)) for label, items in sorted(longest)]
