"""One total: how the lists overlap, what each method makes of it, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from habeas.counts import Estimate, OverlapTable, showing
from habeas.figures import Figure
from habeas.web.pages.counts.counted import one_counted
from habeas.web.pages.counts.listing import TotalLine, total_line
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class TotalView:
    """A total with everything that it rests on.

    `sections` are those of the court sheet: what it says, the methods one by one with their
    diagnostics, assumptions and warnings, what was counted, how to compute it again. `estimate`
    is the same for programs. `sections`, `methods` and `overlap` are empty where `total.reason`
    says why nothing could be counted.
    """

    total: TotalLine
    notes: tuple[str, ...]
    sections: tuple[showing.Section, ...]
    methods: Figure | None
    overlap: Figure | None
    estimate: dict[str, Any] | None


def total(visit: Visit, _: Any) -> TotalView:
    """The total of this key."""
    item = one_counted(visit.bench, visit.part("key"))
    if item.estimate is None or item.table is None:
        return TotalView(total_line(item), item.notes, (), None, None, None)
    estimate, table = item.estimate, item.table
    methods, overlap = visit.bench.once(
        f"pictures of {table.digest}", lambda: _drawn(estimate, table)
    )
    return TotalView(
        total_line(item),
        item.notes,
        tuple(showing.court_sections(estimate, table)),
        methods,
        overlap,
        showing.as_dict(estimate),
    )


def _drawn(estimate: Estimate, table: OverlapTable) -> tuple[Figure, Figure]:
    # Drawing takes a while to load.
    from habeas.counts import pictures

    methods = pictures.methods_picture(estimate, name="methods")
    return methods, pictures.overlap_picture(table, name="overlaps")


def methods_sheet(view: TotalView) -> Sheet:
    """The table behind the picture of the methods."""
    return _of(view.methods)


def overlap_sheet(view: TotalView) -> Sheet:
    """The table behind the picture of the overlap."""
    return _of(view.overlap)


def _of(figure: Figure | None) -> Sheet:
    return Sheet(figure.table.columns, figure.table.rows) if figure else Sheet((), ())
