"""Tables of descriptions to tables of coordinates: `habeas places resolve` without the shell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.language import Gazetteer
from habeas.model import DateInterval
from habeas.places.addresses.resolve import Resolved, resolve_description
from habeas.places.addresses.table_input import roles_of, text_rows

_EARLIEST_YEAR, _LATEST_YEAR = 1, 9998
_LONGEST_TEXT = 5_000

__all__ = ["NotResolved", "ResolvedRow", "ResolvedTable", "resolve_description", "resolve_table"]


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """One row of the answer: what was met, or empty coordinates where nothing was."""

    id: str
    resolved: Resolved

    def cells(self) -> dict[str, Any]:
        """The row as `id`, `lat`, `lon`, `radius_km_90`, `candidates` (JSON: name, lat, lon, p)."""
        candidates = [
            {
                "name": one.place.name,
                "lat": round(one.place.latitude, 5),
                "lon": round(one.place.longitude, 5),
                "p": one.probability,
            }
            for one in self.resolved.candidates
        ]
        latitude, longitude = self.resolved.latitude, self.resolved.longitude
        return {
            "id": self.id,
            "lat": None if latitude is None else round(latitude, 5),
            "lon": None if longitude is None else round(longitude, 5),
            "radius_km_90": self.resolved.radius_km_90,
            "candidates": json.dumps(candidates, ensure_ascii=False),
        }


@dataclass(frozen=True, slots=True)
class NotResolved:
    """A row that was not answered: its number (the header is 1), its id, why, and what to do."""

    row: int
    id: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ResolvedTable:
    """All rows: each in `rows` or in `not_resolved`, in the order of the table."""

    rows: tuple[ResolvedRow, ...]
    not_resolved: tuple[NotResolved, ...]
    notes: tuple[str, ...] = ()


def resolve_table(
    table: Any, *, gazetteer: Gazetteer, columns: Mapping[str, str] | None = None
) -> ResolvedTable:
    """Resolve a table with a column of descriptions.

    `table` is the path of a CSV or Parquet file, a data frame (Polars, pandas), an Arrow table or a
    sequence of mappings. Columns are known by their names (id, description, lang, year_from,
    year_to, step, steps, and what those are called in Russian and Ukrainian); `columns` maps a
    role to a column that is called otherwise. Rows without an id get their number.

    Raises InputRefused for a table without descriptions or one that cannot be read.
    """
    read = text_rows(table)
    roles = roles_of(read.header, columns or {}, read.name)
    rows: list[ResolvedRow] = []
    refused: list[NotResolved] = []
    for number, cells in read.rows:
        cell = {role: cells[at].strip() for role, at in roles.items() if at < len(cells)}
        identity = cell.get("id") or str(number)
        text = cell.get("description", "")
        fault = _fault(text, len(cells), len(read.header))
        if fault is not None:
            refused.append(NotResolved(number, identity, *fault))
            continue
        step, steps = _step(cell)
        resolved = resolve_description(
            text,
            gazetteer=gazetteer,
            language=cell.get("lang") or None,
            when=_when(cell),
            step=step,
            steps=steps,
        )
        if resolved.latitude is None:
            refused.append(NotResolved(number, identity, *_UNKNOWN))
        else:
            rows.append(ResolvedRow(identity, resolved))
    return ResolvedTable(tuple(rows), tuple(refused), read.notes)


_UNKNOWN = (
    "no name of a known place was met",
    "add a town, district or region to the description",
)


def _fault(text: str, cells: int, columns: int) -> tuple[str, str] | None:
    if cells != columns:
        return f"the row has {cells} cells, not {columns}", "check its delimiters and quotes"
    if not text:
        return "the description is empty", "say in words where the place is"
    if len(text) > _LONGEST_TEXT:
        return "the description is longer than 5,000 characters", "keep the words on the place"
    return None


def _step(cell: Mapping[str, str]) -> tuple[int | None, int | None]:
    step, steps = cell.get("step", ""), cell.get("steps", "")
    if step.isdecimal() and steps.isdecimal() and 1 <= int(step) <= int(steps):
        return int(step), int(steps)
    return None, None


def _when(cell: Mapping[str, str]) -> DateInterval | None:
    """The years as an interval; None where neither is told or they run backwards."""
    first, last = _year(cell.get("year_from", "")), _year(cell.get("year_to", ""))
    if (first is None and last is None) or (first and last and first > last):
        return None
    return DateInterval(date(first, 1, 1) if first else None, date(last, 12, 31) if last else None)


def _year(text: str) -> int | None:
    year = int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0
    return year if _EARLIEST_YEAR <= year <= _LATEST_YEAR else None
