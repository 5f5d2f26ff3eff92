"""Sensitivity and strata of one total: computed when somebody looks, and then kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from habeas import counts
from habeas.counts import Estimate, OverlapTable
from habeas.figures import Figure
from habeas.model import Document
from habeas.pipeline import count_strata, stratum_columns
from habeas.web.pages.counts.counted import one_counted, with_total
from habeas.web.pages.counts.listing import TotalLine, total_line
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

_LEVEL, _SEED = 0.95, 1


@dataclass(frozen=True, slots=True)
class SensitivityView:
    """How the total moves: sentences, and a picture for each thing that is varied."""

    total: TotalLine
    sentences: tuple[str, ...]
    curves: tuple[Figure, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrataQuery:
    """The column to part by."""

    by: str = ""


@dataclass(frozen=True, slots=True)
class StratumLine:
    """One part: `answer` is its total in one line, `reason` why it has none."""

    value: str | None
    observed: int | None
    low: float | None
    point: float | None
    high: float | None
    status: str | None
    answer: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class StrataView:
    """The columns that a list can be parted by, and the parts by the chosen one."""

    total: TotalLine
    columns: tuple[str, ...]
    by: str
    strata: tuple[StratumLine, ...]
    picture: Figure | None


def sensitivity(visit: Visit, _: Any) -> SensitivityView:
    """How the total of this key moves with what no list can show."""
    item = one_counted(visit.bench, visit.part("key"))
    _, table = with_total(item)
    sentences, titles, drawn = visit.bench.once(
        f"sensitivity of {table.digest}", lambda: _varied(table)
    )
    return SensitivityView(total_line(item), sentences, drawn, titles)


def _varied(table: OverlapTable) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Figure, ...]]:
    # It loads optimisers and the drawing, which other pages do without.
    from habeas.counts import pictures
    from habeas.counts import sensitivity as varying

    sheet = varying.sensitivity(table, level=_LEVEL, seed=_SEED)
    drawn = tuple(
        pictures.sensitivity_picture(curve, observed=table.observed, name=f"curve-{number}")
        for number, curve in enumerate(sheet.curves, start=1)
    )
    return sheet.sentences, tuple(curve.title for curve in sheet.curves), drawn


def curves_sheet(view: SensitivityView) -> Sheet:
    """The tables of all curves, one below the other."""
    rows = [
        (title, row[0], " | ".join(row[1:]))
        for title, figure in zip(view.titles, view.curves, strict=True)
        for row in figure.table.rows
    ]
    return Sheet(("curve", "at", "total"), rows)


def strata(visit: Visit, query: StrataQuery) -> StrataView:
    """The parts of a list by a column."""
    item = one_counted(visit.bench, visit.part("key"))
    document: Document | None = None
    columns: tuple[str, ...] = ()
    if item.source is not None:
        document = visit.bench.case.store.document(item.source)
        columns = stratum_columns(document, item.sheet)
    if not query.by:
        return StrataView(total_line(item), columns, "", (), None)
    found = visit.bench.once(
        f"strata of {item.source} {item.sheet} by {query.by}",
        lambda: count_strata(document, item.sheet, query.by, level=_LEVEL, seed=_SEED),
    )
    lines = tuple(_stratum(part.value, part.estimate, part.reason) for part in found)
    from habeas.counts import pictures

    drawn = [(part.value or "…", part.estimate) for part in found if part.estimate is not None]
    picture = pictures.strata_picture(drawn) if drawn else None
    return StrataView(total_line(item), columns, query.by, lines, picture)


def _stratum(value: str | None, found: Estimate | None, reason: str | None) -> StratumLine:
    if found is None:
        return StratumLine(value, None, None, None, None, None, None, reason)
    return StratumLine(
        value,
        found.observed,
        found.low,
        found.point,
        found.high,
        found.status.value,
        counts.showing.in_one_line(found),
        reason,
    )


def strata_sheet(view: StrataView) -> Sheet:
    """One row for each part."""
    rows = [
        (line.value, line.observed, line.low, line.point, line.high, line.status, line.reason)
        for line in view.strata
    ]
    return Sheet((view.by or "stratum", *"observed low point high status reason".split()), rows)
