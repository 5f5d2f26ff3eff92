"""Reading the user's tables: stays, movements, and the points of known facilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.language import listed
from habeas.model import InputRefused, printable
from habeas.places.chains.columns import columns_of
from habeas.places.chains.journey_words import hours_told, mode_told
from habeas.places.chains.movements import stays_of_movements
from habeas.places.chains.stay import FacilityPoint, Leg, Movement, Stay
from habeas.places.date_cells import date_told, month_first
from habeas.places.refusal import Refusal
from habeas.places.text_table import TableInput, TextTable, text_table

_SHARED = {
    "person": ("person",),
    "mode": ("mode",),
    "witness": ("witness",),
    "cluster": ("cluster",),
    "count": ("count",),
    "order": ("order",),
}
_STAY_FIELDS: Mapping[str, Sequence[str]] = {
    "person": ("person",),
    "facility": ("facility",),
    "arrived": ("arrived", "date_from", "from", "date"),
    "left": ("left", "date_to", "to"),
    "hours_before": ("hours_before", "hours"),
    "hours_after": ("hours_after",),
    "km_before": ("km_before", "km"),
    "km_after": ("km_after",),
    "days": ("days",),
    "minutes": ("minutes",),
    **_SHARED,
}
_MOVEMENT_FIELDS: Mapping[str, Sequence[str]] = {
    "person": ("person",),
    "from": ("from",),
    "to": ("to",),
    "date_from": ("date_from", "left", "date"),
    "date_to": ("date_to", "arrived"),
    "hours": ("hours", "hours_before", "hours_after"),
    "days": ("days",),
    "minutes": ("minutes",),
    "km": ("km",),
    **_SHARED,
}
_POINT_FIELDS: Mapping[str, Sequence[str]] = {
    name: (name,)
    for name in ("id", "name", "latitude", "longitude", "aliases", "capacity", "function")
}
_PER_UNIT = {"days": 24.0, "minutes": 1 / 60}


@dataclass(frozen=True, slots=True)
class StayTable:
    """What was read: the stays in the order of the table, and rows that could not be used."""

    stays: tuple[Stay, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacilityTable:
    """What was read: facilities that have coordinates, and rows that could not be used."""

    facilities: tuple[FacilityPoint, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row's cells by field."""

    number: int
    cells: Mapping[str, str]
    american: bool

    def text(self, field: str) -> str:
        return self.cells.get(field, "")

    def amount(self, field: str) -> float | None:
        cell = self.text(field).replace("\u00a0", "").replace(" ", "")
        if not cell:
            return None
        try:
            value = float(cell.replace(",", "."))
        except ValueError:
            raise ValueError(f"{printable(self.text(field))!r} is no number") from None
        if not 0 <= value < 1e12:
            raise ValueError(f"{field} cannot be {value:g}")
        return value

    def leg(self, hours: str, km: str, *, others: bool) -> Leg:
        told = hours_told(self.text(hours)) if self.text(hours) else None
        if told is None and others:
            for field, unit in _PER_UNIT.items():
                if self.text(field):
                    told = hours_told(self.text(field), unit)
        mode = self.text("mode")
        mode = mode_told(mode) or mode or mode_told(self.text(hours))
        return Leg(told, self.amount(km), mode)

    def cluster(self) -> str:
        return self.text("cluster") or self.text("witness")


def read_stays(given: TableInput) -> StayTable:
    """Stays from a table of stays (person, facility, arrived, left) or of movements (from, to).

    `given` is the path of a CSV file, a table of Polars or Arrow, or rows as mappings. Columns may
    stand in any order under English, Russian or Ukrainian names. A place may be empty or
    "unknown", or any label that no known facility has. Rows that cannot be read are refused one by
    one. Raises InputRefused when no column tells of places.
    """
    table = text_table(given)
    as_stays = columns_of(table.header, _STAY_FIELDS)
    as_movements = columns_of(table.header, _MOVEMENT_FIELDS)
    moves = "from" in as_movements and "to" in as_movements
    if moves and "facility" in as_stays:
        moves = not _holds_dates(table, as_movements["from"])
    if not moves and "facility" not in as_stays:
        raise InputRefused(
            "no column names places",
            where=table.name,
            remedy="name the columns person, facility, arrived, left, "
            "or person, from, to, date_from, date_to",
        )
    columns = as_movements if moves else as_stays
    american = month_first(
        cells[columns[field]]
        for field in ("arrived", "left", "date_from", "date_to")
        if field in columns
        for _, cells in table.rows
    )
    refused = list(table.refused)
    stays: list[Stay] = []
    movements: list[Movement] = []
    for number, cells in table.rows:
        named = {field: cells[column] for field, column in columns.items()}
        row = _Row(number, named, american)
        try:
            if moves:
                movements.append(_movement(row))
            else:
                stays.append(_stay(row))
        except ValueError as problem:
            refused.append(Refusal(number, str(problem), "correct the cell or leave it empty"))
    if moves:
        stays = stays_of_movements(movements)
    elif "order" in columns:
        stays = _in_order(stays, table, columns)
    notes = (*table.notes, *_unread(table, columns))
    return StayTable(tuple(stays), tuple(refused), notes)


def _stay(row: _Row) -> Stay:
    arrived, arrived_hour = date_told(row.text("arrived"), american=row.american)
    left, left_hour = date_told(row.text("left"), american=row.american)
    return Stay(
        row.text("person"),
        row.text("facility"),
        arrived,
        left,
        row.leg("hours_before", "km_before", others=True),
        row.leg("hours_after", "km_after", others=False),
        arrived_hour,
        left_hour,
        row.cluster(),
        row.amount("count") or 1.0,
        row.number,
    )


def _movement(row: _Row) -> Movement:
    departed, departed_hour = date_told(row.text("date_from"), american=row.american)
    arrived, arrived_hour = date_told(row.text("date_to"), american=row.american)
    return Movement(
        row.text("person"),
        row.text("from"),
        row.text("to"),
        departed,
        arrived,
        row.leg("hours", "km", others=True),
        departed_hour,
        arrived_hour,
        row.cluster(),
        row.amount("count") or 1.0,
        row.number,
    )


def _in_order(stays: list[Stay], table: TextTable, columns: Mapping[str, int]) -> list[Stay]:
    """Stays sorted by their column of order where all its cells are numbers."""
    place = {number: cells[columns["order"]] for number, cells in table.rows}
    try:
        return sorted(stays, key=lambda stay: float(place[stay.row].replace(",", ".")))
    except ValueError:
        return stays


def _holds_dates(table: TextTable, column: int) -> bool:
    cells = [cells[column] for _, cells in table.rows if cells[column]][:20]
    dates = 0
    for cell in cells:
        try:
            date_told(cell)
            dates += 1
        except ValueError:
            continue
    return dates > len(cells) / 2


def _unread(table: TextTable, columns: Mapping[str, int]) -> tuple[str, ...]:
    used = set(columns.values())
    left = [name for number, name in enumerate(table.header) if number not in used and name]
    if not left:
        return ()
    return (f"Columns that were not read: {printable(', '.join(left))}",)


def read_facility_points(given: TableInput) -> FacilityTable:
    """Known facilities from a table with id or name, latitude and longitude.

    A row without coordinates is refused: its name then counts as a place that is to be found.
    Raises InputRefused when the columns of names or coordinates are missing.
    """
    table = text_table(given)
    columns = columns_of(table.header, _POINT_FIELDS)
    missing = [field for field in ("latitude", "longitude") if field not in columns]
    if "id" not in columns and "name" not in columns:
        missing.insert(0, "id or name")
    if missing:
        raise InputRefused(
            f"the table lacks the columns: {', '.join(missing)}",
            where=table.name,
            remedy="name the columns id, name, lat, lon",
        )
    refused = list(table.refused)
    points: list[FacilityPoint] = []
    for number, cells in table.rows:
        named = {field: cells[column] for field, column in columns.items()}
        try:
            points.append(_point(_Row(number, named, american=False)))
        except ValueError as problem:
            remedy = "give decimal degrees; without them the place counts as one to be found"
            refused.append(Refusal(number, str(problem), remedy))
    return FacilityTable(tuple(points), tuple(refused), (*table.notes, *_unread(table, columns)))


def _point(row: _Row) -> FacilityPoint:
    name = row.text("name") or row.text("id")
    if not name:
        raise ValueError("the facility has neither id nor name")
    degrees = []
    for field, most in (("latitude", 90.0), ("longitude", 180.0)):
        cell = row.text(field)
        if not cell:
            raise ValueError(f"no {field}")
        try:
            value = float(cell.replace(",", "."))
        except ValueError:
            raise ValueError(f"{printable(cell)!r} is no {field}") from None
        if not -most <= value <= most:
            raise ValueError(f"{field} {value:g} is not on the globe")
        degrees.append(value)
    return FacilityPoint(
        row.text("id") or name,
        name,
        degrees[0],
        degrees[1],
        listed(row.text("aliases").replace(";", "|")),
        row.amount("capacity"),
        row.text("function"),
    )
