"""The records of a person: each as its list prints it, and what each name says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from habeas.language import names
from habeas.model import Document, HabeasError, Record, RecordAnchor
from habeas.web.page import address
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.pages.people.register import Register
from habeas.web.pages.review.graphic import GRAPHIC_TYPES
from habeas.web.workbench import StillWorking, Workbench

_FACTS = ("born", "aged", "sex", "region", "place")
_NAMES = ("name", "surname", "given", "patronymic")
# A row of a list of people has some twenty columns; what is far wider is no use on a page.
_MOST_CELLS = 60


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record. `href` leads to its source, at the row or the passage.

    `cells` are the columns and values as the list prints them; empty for a person named in a text
    (then there is a `quote`), None while the source is not at hand. `probability` is how likely
    the record belongs with the others of the person. With `covered` the quote tells of violence,
    is not given, and `href` leads to where it is.
    """

    id: str
    list: str
    is_text: bool
    source: str
    row: int | None
    sheet: str | None
    href: str
    name: str
    born: str
    place: str
    quote: str | None
    cells: tuple[tuple[str, str], ...] | None
    probability: float
    covered: bool = False


@dataclass(frozen=True, slots=True)
class NameLine:
    """One spelling of the person's name, the lists that print it, and how it was read.

    `language` is `uk`, `ru` or `be` where the name tells it; `stripped` are words that were taken
    for no part of the name, such as ranks.
    """

    printed: str
    script: str
    lists: tuple[str, ...]
    records: int
    surname: str
    given: str
    patronymic: str
    language: str
    stripped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that records say of the person, such as the birth; `lists` say the same."""

    fact: str
    value: str
    lists: tuple[str, ...]


def record_lines(
    bench: Workbench, register: Register, rows: Sequence[int], *, covered: bool
) -> tuple[RecordLine, ...]:
    """These records, in this order; with `covered` without accounts of violence."""
    documents = _documents(bench)
    printed = _printed(register, rows, documents or {})
    at_hand = documents is not None
    lines = (_record(register, row, printed.get(row), at_hand=at_hand) for row in rows)
    return tuple(_covered(bench, line) if covered and line.is_text else line for line in lines)


def name_lines(register: Register, rows: Sequence[int]) -> tuple[NameLine, ...]:
    """Every spelling of the name that these records print."""
    lists = register.people.resolution.records.list
    by_name: dict[str, list[str]] = {}
    for row in rows:
        by_name.setdefault(register.spelled[row], []).append(lists[row])
    return tuple(_name(name, found) for name, found in by_name.items() if name)


def fact_lines(register: Register, rows: Sequence[int]) -> tuple[FactLine, ...]:
    """What the records say of the person, each value with the lists that give it."""
    records = register.people.resolution.records
    found: dict[tuple[str, str], dict[str, None]] = {}
    for fact in _FACTS:
        column = getattr(records, fact)
        for row in rows:
            if column[row]:
                found.setdefault((fact, column[row]), {})[records.list[row]] = None
    return tuple(FactLine(fact, value, tuple(lists)) for (fact, value), lists in found.items())


def source_addresses(
    bench: Workbench, register: Register, rows: Iterable[int]
) -> Mapping[int, str]:
    """For each of these records the page of its source: at the claim that names the person, or at
    the row; at its beginning while the row is not at hand.
    """
    rows = list(rows)
    printed = _printed(register, rows, _documents(bench) or {})
    return {row: _source_address(register.people.anchors[row], printed.get(row)) for row in rows}


def _source_address(anchor: RecordAnchor, row: Record | None) -> str:
    if anchor.passage is not None:
        return claim_address(anchor.source, anchor.record.rpartition("/claim-")[2])
    if row is None:
        return address("/sources/{sha256}", sha256=anchor.source)
    span = {"start": row.start, "end": row.end}
    return f"{address('/sources/{sha256}', span, sha256=anchor.source)}#passage"


def claim_address(source: str, claim: str, *, reveal: bool = False) -> str:
    """The page of a source, at the card of a claim; with `reveal` where it is not covered."""
    query = {"claim": claim, "reveal": "1" if reveal else None}
    return f"{address('/sources/{sha256}', query, sha256=source)}#c-{claim}"


def _record(register: Register, row: int, printed: Record | None, *, at_hand: bool) -> RecordLine:
    anchor = register.people.anchors[row]
    found = register.people.resolution
    name = found.records.list[row]
    return RecordLine(
        id=anchor.record,
        list=name,
        is_text=anchor.passage is not None,
        source=anchor.source,
        row=anchor.row,
        sheet=anchor.sheet,
        href=_source_address(anchor, printed),
        name=register.spelled[row],
        born=found.records.born[row],
        place=found.records.place[row],
        quote=anchor.passage.quote if anchor.passage else None,
        cells=_cells(anchor, printed, at_hand=at_hand),
        probability=round(float(found.probability[row]), 4),
    )


def _covered(bench: Workbench, line: RecordLine) -> RecordLine:
    """The record of a text without its words, where they tell of violence, or may."""
    claim = line.id.rpartition("/claim-")[2]
    try:
        graphic = bench.case.store.claim(claim).claim.type in GRAPHIC_TYPES
    except HabeasError:  # it was read otherwise since, and nobody knows of what it tells
        graphic = True
    if not graphic:
        return line
    href = claim_address(line.source, claim, reveal=True)
    return replace(line, quote=None, href=href, covered=True)


def _printed(
    register: Register, rows: Iterable[int], documents: Mapping[str, Document | None]
) -> Mapping[int, Record]:
    """The row of each record as its list prints it, where it is at hand; one look at each list.

    Where a page has several tables, it is the row that says what the record does.
    """
    anchors = {row: register.people.anchors[row] for row in rows}
    wanted: dict[str, dict[tuple[int | None, str | None], list[Record]]] = {}
    for anchor in anchors.values():
        if anchor.passage is None:
            wanted.setdefault(anchor.source, {})[anchor.row, anchor.sheet] = []
    for source, places in wanted.items():
        document = documents.get(source)
        for record in document.records if document else ():
            if (fitting := places.get((record.row, record.sheet))) is not None:
                fitting.append(record)
    found = {}
    for row, anchor in anchors.items():
        said = _said(register, row)
        fitting = wanted.get(anchor.source, {}).get((anchor.row, anchor.sheet), [])
        if anchor.passage is None and fitting:
            found[row] = max(fitting, key=lambda one: _fit(one, said))
    return found


def _said(register: Register, row: int) -> Set[str]:
    """What was read from the row of a record."""
    records = register.people.resolution.records
    return {getattr(records, name)[row] for name in (*_NAMES, *_FACTS)} - {""}


def _fit(record: Record, said: Set[str]) -> int:
    return sum(cell.value.strip() in said for cell in record.cells)


def _cells(
    anchor: RecordAnchor, row: Record | None, *, at_hand: bool
) -> tuple[tuple[str, str], ...] | None:
    if anchor.passage is None and not at_hand:
        return None
    said = [(cell.column, cell.value) for cell in (row.cells if row else ()) if cell.value]
    return tuple(said[:_MOST_CELLS])


def _documents(bench: Workbench) -> Mapping[str, Document | None] | None:
    """The document of each source; None while the record is being gathered."""
    kept: KeptValue[Mapping[str, Document | None]] = bench.notes.setdefault(
        "people documents", KeptValue("record")
    )
    try:
        record = bench.record
        return kept.get(
            (record,),
            lambda: {item.source.sha256: item.document for item in record.sources},
            bench.patience,
        )
    except (StillWorking, HabeasError):
        return None


def _name(printed: str, lists: Iterable[str]) -> NameLine:
    listed = list(lists)
    read = names.parse(printed)
    return NameLine(
        printed=printed,
        script=read.script.value if read.script else "",
        lists=tuple(dict.fromkeys(listed)),
        records=len(listed),
        surname=read.surname,
        given=read.given,
        patronymic=read.patronymic,
        language=read.language,
        stripped=read.stripped,
    )
