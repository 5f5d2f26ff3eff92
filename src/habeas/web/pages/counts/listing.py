"""Every table that was counted, with its total or the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from habeas.counts import Estimate, showing
from habeas.web.pages.counts.counted import Counted, all_counted
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One table: `answer` is its total in one line, `meaning` what its status says."""

    key: str
    source: str | None
    name: str
    sheet: str | None
    observed: int | None
    low: float | None
    point: float | None
    high: float | None
    level: float | None
    status: str | None
    answer: str | None
    meaning: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ListingView:
    """All of them, the people of all lists first."""

    totals: tuple[TotalLine, ...]


def listing(visit: Visit, _: Any) -> ListingView:
    """What was counted."""
    return ListingView(tuple(total_line(item) for item in all_counted(visit.bench)))


def total_line(item: Counted) -> TotalLine:
    """A counted table in one line."""
    found: Estimate | None = item.estimate
    return TotalLine(
        item.key,
        item.source,
        item.name,
        item.sheet,
        found.observed if found else None,
        found.low if found else None,
        found.point if found else None,
        found.high if found else None,
        found.level if found else None,
        found.status.value if found else None,
        showing.in_one_line(found) if found else None,
        showing.status_words(found.status).meaning if found else None,
        item.reason,
    )


def totals_sheet(view: ListingView) -> Sheet:
    """One row for each table."""
    rows = [
        (
            line.name or "people of all lists",
            line.sheet,
            line.observed,
            line.low,
            line.point,
            line.high,
            line.level,
            line.status,
            line.reason,
        )
        for line in view.totals
    ]
    columns = ("of", "sheet", "observed", "low", "point", "high", "level", "status", "reason")
    return Sheet(columns, rows)
