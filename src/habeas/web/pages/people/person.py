"""The page of one person: names, custody, every statement, the records and why they are one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import Confidentiality
from habeas.people import history
from habeas.web.pages.people.custody import Custody, custody_of
from habeas.web.pages.people.decided import (
    JudgementLine,
    OtherPerson,
    judgements_about,
    others_like,
)
from habeas.web.pages.people.joining import Joining, joining_of
from habeas.web.pages.people.labels import labels_of_people
from habeas.web.pages.people.owed import Owed, owed_to
from habeas.web.pages.people.record_lines import (
    FactLine,
    NameLine,
    RecordLine,
    fact_lines,
    name_lines,
    record_lines,
)
from habeas.web.pages.people.register import PersonLine, Register, required_register
from habeas.web.pages.people.relations import PairLine, pair_lines
from habeas.web.pages.people.resolving import is_out_of_date
from habeas.web.pages.people.told import Told, told_of
from habeas.web.pages.sources.graphic import is_covered
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """`page` of the records; `other` is a name to find somebody by with whom to compare."""

    page: int = 1
    other: str | None = None


@dataclass(frozen=True, slots=True)
class LabelLine:
    """Who may see the person, and where that came from; `own` if people gave it to them."""

    label: Confidentiality
    came_from: str
    own: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person. What is None is still being worked out.

    `records` are those from `first` to `last` of `all_records`; `found` are persons whose names
    fit the query's `other`, `like` those whom the machine held to be near.
    """

    person: PersonLine
    names: tuple[NameLine, ...]
    facts: tuple[FactLine, ...]
    custody: Custody
    told: Told | None
    owed: Owed | None
    label: LabelLine | None
    labels: tuple[str, ...]
    records: tuple[RecordLine, ...]
    all_records: int
    first: int
    last: int
    page: int
    pages: int
    joining: Joining
    pairs: tuple[PairLine, ...]
    judgements: tuple[JudgementLine, ...]
    like: tuple[OtherPerson, ...]
    found: tuple[PersonLine, ...]
    other: str
    seen: str
    out_of_date: bool | None
    may_judge: bool


def person(visit: Visit, query: PersonQuery) -> PersonView:
    """Everything that the case has about one person."""
    bench = visit.bench
    register = required_register(bench)
    line = register.person(visit.part("id"))
    rows = register.rows[line.id]
    pages = max(1, -(-len(rows) // A_PAGE))
    at = min(max(query.page, 1), pages)
    shown = rows[(at - 1) * A_PAGE : at * A_PAGE]
    ids = [register.people.anchors[row].record for row in rows]
    labels = labels_of_people(bench, register.people)
    label = labels.get(line.id) if labels is not None else None
    covered = is_covered(visit)
    return PersonView(
        person=line,
        names=name_lines(register, rows),
        facts=fact_lines(register, rows),
        custody=custody_of(bench, register, told_history(register, line.id)),
        told=told_of(bench, register, rows, covered=covered),
        owed=owed_to(bench, line.id, visit.speech),
        label=LabelLine(label.label, label.came_from, label.own) if label else None,
        labels=tuple(item.value for item in Confidentiality),
        records=record_lines(bench, register, shown, covered=covered),
        all_records=len(rows),
        first=(at - 1) * A_PAGE + 1,
        last=(at - 1) * A_PAGE + len(shown),
        page=at,
        pages=pages,
        joining=joining_of(bench, register, line.id),
        pairs=pair_lines(register, line.id),
        judgements=judgements_about(register, ids),
        like=others_like(register, line.id),
        found=_found(register, line.id, query.other),
        other=query.other or "",
        seen=seen_mark(ids),
        out_of_date=is_out_of_date(bench, register.people),
        may_judge=bench.may_judge,
    )


def told_history(register: Register, name: str) -> history.CustodyHistory:
    """The custody history of the person with this id."""
    return register.histories[register.number[name]]


def seen_mark(records: Sequence[str]) -> str:
    """A short digest of the records that a page showed, so that a judgement is about those."""
    said = "\x1f".join(records)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def records_sheet(view: PersonView) -> Sheet:
    """The records of the page as a table."""
    columns = ("record", "list", "source", "row", "sheet", "name", "born", "place", "words")
    return Sheet(
        columns,
        [
            (
                one.id,
                one.list,
                one.source,
                one.row,
                one.sheet,
                one.name,
                one.born,
                one.place,
                one.quote,
            )
            for one in view.records
        ],
    )


def statements_sheet(view: PersonView) -> Sheet:
    """Every statement about custody as a table."""
    columns = ("kind", "from", "to", "place", "list", "record")
    return Sheet(
        columns,
        [
            (one.kind, one.when.first, one.when.last, one.place, one.source, one.record)
            for one in view.custody.statements
        ],
    )


def told_sheet(view: PersonView) -> Sheet:
    """The claims about the person as a table."""
    columns = ("claim", "type", "stance", "state", "speaker", "role", "place", "source", "words")
    told = view.told.claims if view.told else ()
    return Sheet(
        columns,
        [
            (
                one.claim,
                one.type,
                one.stance,
                one.state,
                one.speaker,
                one.role,
                one.place,
                one.source_name,
                one.quote,
            )
            for one in told
        ],
    )


def pairs_sheet(view: PersonView) -> Sheet:
    """The pairs of records that were compared as a table."""
    columns = ("record", "other record", "probability", "kept apart by a fact", "decided")
    return Sheet(
        columns,
        [
            (one.left, one.right, one.probability, "yes" if one.barred else "no", one.decided)
            for one in view.pairs
        ],
    )


def _found(register: Register, own: str, words: str | None) -> tuple[PersonLine, ...]:
    if not words or not words.strip():
        return ()
    numbers = register.names.find(words)
    by_id = register.number.get(words.strip())
    found = sorted(numbers if by_id is None else {*numbers, by_id})
    return tuple(register.lines[number] for number in found if register.lines[number].id != own)[
        :20
    ]
