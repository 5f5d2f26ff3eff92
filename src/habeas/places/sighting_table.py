"""Tables of sightings: rows to sightings, each row read or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from habeas.language import fold
from habeas.model import DateInterval, InputRefused, MissingExtra
from habeas.places.clusters import independent_clusters
from habeas.places.columns import columns_by_name
from habeas.places.date_cells import date_told, month_first
from habeas.places.description import Anchor, Description, Relation
from habeas.places.refusal import Refusal
from habeas.places.sighting import ANY_TIME, Sighting
from habeas.places.text_table import ArrowLike, PolarsLike, TableInput, text_table

_NAMES = "sighting_columns.tsv"
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


def read_sightings(
    given: TableInput | Mapping[str, Sequence[object]], columns: Mapping[str, str] | None = None
) -> SightingTable:
    """Sightings from a CSV file, a table of Polars or Arrow, columns by name, or rows as mappings.

    Columns are known by their names in English, Russian and Ukrainian; `columns` maps a field to a
    column that is called otherwise. What the columns leave out of relation, places, figures and
    direction is read from the text; what they say wins. Raises InputRefused for a table without a
    column that says where, MissingExtra for a stream of Arrow without pyarrow.
    """
    table = text_table(_as_rows(given))
    return _read(table.header, table.rows, table.name, columns or {}, table.notes, table.refused)


def _as_rows(given: TableInput | Mapping[str, Sequence[object]] | object) -> TableInput:
    """Columns as rows; a table that only hands out a stream of Arrow, as a table of Arrow."""
    if isinstance(given, Mapping):
        lengths = {len(column) for column in given.values()}
        if len(lengths) > 1:
            raise InputRefused(
                "its columns differ in length", remedy="give each column a cell for every row"
            )
        names = list(given)
        return [dict(zip(names, row, strict=True)) for row in zip(*given.values(), strict=True)]
    if isinstance(given, (str, Path, PolarsLike, ArrowLike)):
        return given
    if hasattr(given, "__arrow_c_stream__"):
        try:
            import pyarrow
        except ImportError as fault:
            raise MissingExtra(
                "a stream of Arrow needs pyarrow", remedy="pip install pyarrow"
            ) from fault
        streamed: ArrowLike = pyarrow.table(given)
        return streamed
    if isinstance(given, Iterable):
        return cast("Iterable[Mapping[str, object]]", given)
    raise InputRefused(
        "this is no table", remedy="give the path of a CSV file, a table, or rows as mappings"
    )


def sightings_in(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, name: str
) -> SightingTable | None:
    """The sightings of a table of strings; None where it is no table of sightings."""
    fields = columns_by_name(header, _NAMES, {}, name)
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
    fields = columns_by_name(header, _NAMES, columns, name)
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
    text, language = cell.get("text", ""), cell.get("lang", "").lower() or None
    read = _read_text(text, language)
    names = [name for field in ("anchor_1", "anchor_2") if (name := cell.get(field, ""))]
    told = [fold(anchor.name) for anchor in read.anchors] if read is not None else []
    if names and told != list(map(fold, names)):
        # The words tell of other places: of them only what was seen and heard is left.
        seen = (read.hooded, read.features) if read is not None else (False, ())
        relation, anchors = _relation(cell, len(names)), tuple(map(Anchor, names))
        read = Description(
            relation, anchors, hooded=seen[0], features=seen[1], text=text, language=language
        )
    elif read is None:
        raise InputRefused(
            "its words name no place" if text else "nothing says where",
            remedy="say where in words, or give relation and anchor_1",
        )
    elif cell.get("relation") and _relation(cell, len(read.anchors)) is not read.relation:
        relation = _relation(cell, len(read.anchors))
        read = replace(read, relation=relation, km=None, minutes=None)
    region = cell.get("region", "")
    if region:
        read = replace(read, anchors=tuple(_inside(anchor, region) for anchor in read.anchors))
    km, minutes = _number(cell, "km", _MOST_KM), _number(cell, "minutes", _MOST_MINUTES)
    direction = _direction(cell)
    return replace(
        read,
        km=read.km if km is None else km,
        minutes=read.minutes if minutes is None else minutes,
        direction=read.direction if direction is None else direction,
        hooded=read.hooded or _yes(cell, "hooded"),
    )


def _read_text(text: str, language: str | None) -> Description | None:
    from habeas.places.telling import read_description

    return read_description(text, language) if text else None


def _inside(anchor: Anchor, region: str) -> Anchor:
    within = anchor.within
    return anchor if region in within else replace(anchor, within=(*within, region))


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
    try:
        return _number(cell, "direction", 360.0)
    except InputRefused as fault:
        raise InputRefused(
            fault.what, remedy="write N, NE, E … or degrees from 0 to 360"
        ) from fault


def _yes(cell: Mapping[str, str], field: str) -> bool:
    said = cell.get(field, "").casefold()
    if said in _WORDS_FOR_YES:
        return True
    if said not in _WORDS_FOR_NO:
        raise InputRefused(f"{field} is {cell[field]!r}", remedy="write 1 for yes, 0 for no")
    return False
