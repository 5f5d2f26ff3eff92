"""Tables of sightings: rows to sightings, each row read or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.language import fold, listed, table_rows
from habeas.model import DateInterval, InputRefused
from habeas.places.chains.date_cells import date_told, month_first
from habeas.places.chains.finding import Refusal
from habeas.places.chains.table_columns import TableInput, text_table
from habeas.places.clusters import independent_clusters
from habeas.places.description import Anchor, Description, Relation
from habeas.places.sighting import ANY_TIME, Sighting

_DATA = Path(__file__).parent / "data"
_WHERE = ("relation", "anchor_1", "text")
# A table is one of sightings where it tells of a place and of who or what saw it.
_WHO = ("witness", "cluster", "interviewer", "story")
_WINDS = {name: 45.0 * step for step, name in enumerate("N NE E SE S SW W NW".split())}
_WORDS_FOR_YES = frozenset("1 true yes y t x да д так т +".split())
_WORDS_FOR_NO = frozenset({"", "0", "false", "no", "n", "f", "нет", "ні", "н", "-"})
_MOST_KM, _MOST_MINUTES, _MOST_PEOPLE = 5_000.0, 10_000.0, 1_000_000.0


@dataclass(frozen=True, slots=True)
class RefusedSighting:
    """A row that was not read: its number (the header is 1), its id, why, and what to do."""

    row: int
    id: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"row {self.row} ({self.id}): {self.reason} — {self.remedy}"


@dataclass(frozen=True, slots=True)
class SightingTable:
    """Rows in the order of the table: each is in `sightings` or in `refused`."""

    sightings: tuple[Sighting, ...]
    refused: tuple[RefusedSighting, ...]
    notes: tuple[str, ...] = ()


def read_sightings(given: TableInput, columns: Mapping[str, str] | None = None) -> SightingTable:
    """Sightings from a CSV file, a table of Polars or Arrow, or rows as mappings.

    Columns are known by their names in English, Russian and Ukrainian; `columns` maps a field to a
    column that is called otherwise. Where relation and anchor are not given they are read from the
    text. Raises InputRefused for a table without a column that says where.
    """
    table = text_table(given)
    return _read(table.header, table.rows, table.name, columns or {}, table.notes, table.refused)


def sightings_in(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, name: str
) -> SightingTable | None:
    """The sightings of a table of strings; None where it is no table of sightings."""
    fields = _columns(header, {}, name)
    tells_where = "relation" in fields or "anchor_1" in fields or "text" in fields
    if not tells_where or not any(field in fields for field in _WHO):
        return None
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, 2))
    return _read(header, numbered, name, {}, (), ())


def _read(
    header: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    name: str,
    columns: Mapping[str, str],
    notes: Sequence[str],
    unreadable: Iterable[Refusal],
) -> SightingTable:
    fields = _columns(header, columns, name)
    if not any(field in fields for field in _WHERE):
        raise InputRefused(
            "no column says where",
            where=name,
            remedy="name a column text (words about the place), or relation and anchor_1",
        )
    refused = [RefusedSighting(item.row, "", item.reason, item.remedy) for item in unreadable]
    cells = [
        (number, {field: row[at].strip() for field, at in fields.items() if at < len(row)})
        for number, row in rows
    ]
    dates = [cell.get(field, "") for _, cell in cells for field in ("date", "date_from", "date_to")]
    american = month_first(dates)
    clusters = independent_clusters([cell for _, cell in cells])
    sightings: list[Sighting] = []
    known: set[str] = set()
    for (number, cell), cluster in zip(cells, clusters, strict=True):
        identity = cell.get("id") or str(number)
        if identity in known:
            reason = "another row has this id"
            refused.append(RefusedSighting(number, identity, reason, "give each row its own id"))
            continue
        known.add(identity)
        try:
            sightings.append(replace(_sighting(cell, american), id=identity, cluster=cluster))
        except InputRefused as fault:
            refused.append(RefusedSighting(number, identity, fault.what, fault.remedy or ""))
    ignored = [column for at, column in enumerate(header) if column and at not in fields.values()]
    said = [f"not read: the column {column!r}" for column in ignored]
    return SightingTable(tuple(sightings), tuple(refused), (*notes, *said))


def _sighting(cell: Mapping[str, str], american: bool) -> Sighting:
    return Sighting(
        id="",
        cluster="",
        description=_description(cell),
        when=_when(cell, american),
        witness=cell.get("witness", ""),
        kind=cell.get("kind", ""),
        function=cell.get("function", ""),
        people=_number(cell, "people", _MOST_PEOPLE),
        source=cell.get("source", ""),
    )


def _description(cell: Mapping[str, str]) -> Description:
    """Where, by the fields of the row; what they leave out, by its text."""
    text, language = cell.get("text", ""), cell.get("lang") or None
    told = None
    if text and not cell.get("anchor_1"):
        from habeas.places.telling import read_description

        told = read_description(text, language)
    if told is None:
        told = _told(cell, text, language)
    region = cell.get("region", "")
    if region:
        anchors = tuple(
            replace(anchor, within=(*anchor.within, region))
            if region not in anchor.within
            else anchor
            for anchor in told.anchors
        )
        told = replace(told, anchors=anchors)
    return replace(
        told,
        km=told.km if told.km is not None else _number(cell, "km", _MOST_KM),
        minutes=told.minutes
        if told.minutes is not None
        else _number(cell, "minutes", _MOST_MINUTES),
        direction=told.direction if told.direction is not None else _direction(cell),
        hooded=told.hooded or _yes(cell, "hooded"),
    )


def _told(cell: Mapping[str, str], text: str, language: str | None) -> Description:
    names = [cell.get("anchor_1", ""), cell.get("anchor_2", "")]
    anchors = tuple(Anchor(name) for name in names if name)
    if not anchors:
        raise InputRefused(
            "its words name no place" if text else "nothing says where",
            remedy="say where in words, or give relation and anchor_1",
        )
    return Description(_relation(cell, len(anchors)), anchors, text=text, language=language)


def _relation(cell: Mapping[str, str], anchors: int) -> Relation:
    said = cell.get("relation", "").casefold()
    if not said:
        if cell.get("km"):
            return Relation.DISTANCE
        if cell.get("minutes"):
            return Relation.DRIVE
        return Relation.BETWEEN if anchors == 2 else Relation.NEAR
    if said not in set(Relation):
        raise InputRefused(f"{said!r} is no relation", remedy=f"write one of {', '.join(Relation)}")
    relation = Relation(said)
    if relation is Relation.BETWEEN and anchors < 2:
        raise InputRefused("between needs two places", remedy="give anchor_2 too")
    return relation


def _when(cell: Mapping[str, str], american: bool) -> DateInterval:
    try:
        day, _ = date_told(cell.get("date", ""), american=american)
        first, _ = date_told(cell.get("date_from", ""), american=american)
        last, _ = date_told(cell.get("date_to", ""), american=american)
    except ValueError as fault:
        raise InputRefused(str(fault), remedy="write days as 2024-05-31") from fault
    if day != ANY_TIME:
        return day
    begins = first.first
    ends = last.last if last != ANY_TIME else (first.last if first != ANY_TIME else None)
    if begins and ends and begins > ends:
        raise InputRefused("it ends before it begins", remedy="exchange date_from and date_to")
    return DateInterval(begins, ends)


def _number(cell: Mapping[str, str], field: str, most: float) -> float | None:
    said = cell.get(field, "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if not said:
        return None
    try:
        value = float(said)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise InputRefused(
            f"{field} is {cell[field]!r}", remedy=f"write a number from 0 to {most:,.0f}"
        )
    return value


def _direction(cell: Mapping[str, str]) -> float | None:
    """Degrees from north, from a wind (NE) or a number."""
    said = cell.get("direction", "").strip().upper()
    if not said:
        return None
    if said in _WINDS:
        return _WINDS[said]
    return _number(cell, "direction", 360.0)


def _yes(cell: Mapping[str, str], field: str) -> bool:
    said = cell.get(field, "").casefold()
    if said in _WORDS_FOR_YES:
        return True
    if said not in _WORDS_FOR_NO:
        raise InputRefused(f"{field} is {cell[field]!r}", remedy="write 1 for yes, 0 for no")
    return False


def _columns(header: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Which column holds each field; a column serves one field."""
    keys = [_key(column) for column in header]
    found: dict[str, int] = {}
    for field, column in columns.items():
        if column not in header:
            raise InputRefused(
                f"there is no column {column!r}",
                where=name,
                remedy=f"use one of {', '.join(header)}",
            )
        found[field] = list(header).index(column)
    for row in table_rows(_DATA / "sighting_columns.tsv"):
        if row["field"] in found:
            continue
        names = [_key(word) for word in listed(row["names"])]
        places = (keys.index(word) for word in names if word in keys)
        place = next((at for at in places if at not in found.values()), None)
        if place is not None:
            found[row["field"]] = place
    return found


def _key(name: str) -> str:
    folded = fold(name.lstrip("\ufeff"))
    for mark in " -./":
        folded = folded.replace(mark, "_")
    return folded.strip("_")
