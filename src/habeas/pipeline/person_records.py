"""The records about people in a case: the rows of its lists, and the persons its texts name.

A record's id is `source/row`, or `source/2/row` in the second sheet or table of a source, and
`source/claim-…` for a person named in a text; `source` is the beginning of its SHA-256. Records
come in the order of the ledger, rows as they stand, so that an added list changes no rank.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from habeas.model import Judgement, Record, RecordAnchor, Source
from habeas.pipeline.as_of import ReadSource
from habeas.pipeline.named_victims import NamedVictim, named_victims
from habeas.pipeline.tables import cells, tables

if TYPE_CHECKING:
    from habeas.people import Records, reading

_SHORT = 12
_FIELDS = (
    "list", "name", "surname", "given", "patronymic", "born", "aged", "sex", "region", "place",
)  # fmt: skip
# Of the names in a column of names at least this share has two words or more: a column of goods
# or of prisons has other words.
_NAMES_OF_PERSONS = 0.5


@dataclass(frozen=True)
class RecordList:
    """One list: its name, unique in the case, its source, and the group whose copies count once."""

    name: str
    source: str
    group: str
    is_text: bool


@dataclass(frozen=True)
class CaseRecords:
    """Every record with the anchor by which it is found again; n of each, in the same order.

    `lists` are those that the records name; `left_out` says which rows name nobody, and why.
    """

    records: Records
    anchors: tuple[RecordAnchor, ...]
    lists: tuple[RecordList, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    anchor: RecordAnchor
    texts: Mapping[str, str]
    events: tuple[tuple[int, int, int], ...]


def person_records(
    sources: Iterable[ReadSource], judgements: Mapping[str, tuple[Judgement, ...]]
) -> CaseRecords:
    """The records of these sources; `judgements` are those about claims, by the claim's id."""
    names = _Names()
    rows: list[_Row] = []
    lists: dict[str, RecordList] = {}
    left_out: list[str] = []
    for item in sources:
        short = names.short(item.source.sha256)
        listed = False
        for number, (sheet, records) in enumerate(tables(item.document), 1):
            name = names.of_list(item.source, sheet)
            prefix = short if number == 1 else f"{short}/{number}"
            found = _listed(item.source, prefix, name, records)
            if found is None:
                continue
            listed = True
            rows += found[0]
            left_out += found[1]
            _note(lists, item.source, found[0], is_text=False)
        victims = named_victims(item.claims, judgements)
        # A page with a list and a text is two: who is only named in the text stands on no list.
        text = names.of_list(item.source, "text" if listed else None)
        named = [_named(item.source, short, text, victim) for victim in victims]
        rows += named
        _note(lists, item.source, named, is_text=True)
    anchors = tuple(row.anchor for row in rows)
    return CaseRecords(_records(rows), anchors, tuple(lists.values()), tuple(left_out))


def content_digest(record: Record) -> str:
    """SHA-256 (hex) of what a row says: its values in order, without regard to white space."""
    values = [" ".join(unicodedata.normalize("NFC", cell.value).split()) for cell in record.cells]
    said = "\x1f".join(value for value in values if value)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class _Names:
    """Short names of sources, and names of lists, each given once; the first comer's is plain."""

    def __init__(self) -> None:
        self._short: dict[str, str] = {}
        self._lists: dict[str, tuple[str, str | None]] = {}

    def short(self, sha256: str) -> str:
        # Whoever sends sources can make two hashes begin alike: the later one stands in full.
        owner = self._short.setdefault(sha256[:_SHORT], sha256)
        return sha256[:_SHORT] if owner == sha256 else sha256

    def of_list(self, source: Source, sheet: str | None) -> str:
        plain = source.name if sheet is None else f"{source.name}, {sheet}"
        name, number = plain, 1
        while self._lists.setdefault(name, (source.sha256, sheet)) != (source.sha256, sheet):
            number += 1
            name = f"{plain} ({number})"
        return name


def _note(
    lists: dict[str, RecordList], source: Source, rows: Sequence[_Row], *, is_text: bool
) -> None:
    group = source.independence_group or ""
    for row in rows:
        name = row.texts["list"]
        lists.setdefault(name, RecordList(name, source.sha256, group or name, is_text))


def _listed(
    source: Source, prefix: str, name: str, records: Sequence[Record]
) -> tuple[list[_Row], list[str]] | None:
    """The rows of one list of people; None for any other table."""
    from habeas.people import reading

    header, values = cells(records)
    by_id = {f"{prefix}/{record.row}": record for record in records}
    found = reading.people_in(
        header, values, list(by_id), name=name, today=source.provenance[0].collected_at.date()
    )
    if found is None or not _names_persons(found):
        return None
    events: dict[int, list[tuple[int, int, int]]] = {}
    happened = found.events
    for place, row in enumerate(happened.record.tolist()):
        event = (happened.kind[place], happened.first[place], happened.last[place])
        events.setdefault(row, []).append((int(event[0]), int(event[1]), int(event[2])))
    texts = {field: found.texts[field].texts() for field in _FIELDS}
    rows = [
        _Row(
            _row_anchor(source, identity, by_id[identity]),
            {field: column[place] for field, column in texts.items()},
            tuple(events.get(place, ())),
        )
        for place, identity in enumerate(found.ids)
    ]
    return rows, [str(skipped) for skipped in found.skipped]


def _names_persons(found: reading.PeopleList) -> bool:
    if found.texts["surname"].said.any() or found.texts["given"].said.any():
        return True
    names = [name for name in found.texts["name"].texts() if name]
    several = sum(len(name.replace(".", ". ").split()) > 1 for name in names)
    return several >= _NAMES_OF_PERSONS * max(1, len(names))


def _row_anchor(source: Source, identity: str, record: Record) -> RecordAnchor:
    return RecordAnchor(
        source.sha256, identity, record.row, record.sheet, content=content_digest(record)
    )


def _named(source: Source, short: str, name: str, victim: NamedVictim) -> _Row:
    from habeas.people import EventKind, records

    unknown = records.UNKNOWN_DAY

    def day(moment: date | None) -> int:
        return unknown if moment is None else (moment - date(1970, 1, 1)).days

    anchor = RecordAnchor(source.sha256, f"{short}/claim-{victim.claim}", passage=victim.passage)
    texts = dict.fromkeys(_FIELDS, "") | {
        "list": name, "name": victim.name, "place": victim.place or "",
    }  # fmt: skip
    events = []
    for item in victim.happenings:
        first, last = day(item.interval.first), day(item.interval.last)
        # An interval with one open end fixes neither day.
        if unknown in (first, last):
            first = last = unknown
        events.append((int(EventKind[item.kind.upper()]), first, last))
    return _Row(anchor, texts, tuple(events))


def _records(rows: Sequence[_Row]) -> Records:
    import numpy as np

    from habeas.people import Events, Records

    events = [(place, *event) for place, row in enumerate(rows) for event in row.events]
    columns = np.array(events, dtype=np.int32).reshape(-1, 4).T
    return Records.build(
        [row.anchor.record for row in rows],
        events=Events(columns[0], columns[1].astype(np.int8), columns[2], columns[3]),
        rank=np.arange(len(rows), dtype=np.int32),
        **{field: [row.texts[field] for row in rows] for field in _FIELDS},
    )
