"""The list of persons: found by name in any alphabet, filtered, sorted, a hundred at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from starlette.responses import Response

from habeas.model import Confidentiality, DateInterval
from habeas.people import history
from habeas.pipeline import LabelInForce
from habeas.web.answering import download
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.people.labels import labels_of_people
from habeas.web.pages.people.register import PersonLine, Register, register_of, required_register
from habeas.web.pages.people.resolving import is_out_of_date
from habeas.web.sheet import Sheet, as_csv
from habeas.web.visit import Visit

A_PAGE = 50


class Order(StrEnum):
    """By what the list is sorted."""

    RECORDS = "records"
    SILENCE = "silence"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """`q` is a name in any alphabet; `several` wants persons with several records, `review` those
    about whom there is something to decide.
    """

    q: str | None = None
    status: history.CustodyStatus | None = None
    several: bool = False
    review: bool = False
    sort: Order = Order.RECORDS
    page: int = 1


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of the list; see `PersonLine`. `label` is None while it is being worked out."""

    id: str
    name: str
    spellings: tuple[str, ...]
    born: tuple[str, ...]
    records: int
    lists: tuple[str, ...]
    status: str
    since: DateInterval | None
    certain: bool
    days_least: int | None
    days_most: int | None
    ended: bool
    label: Confidentiality | None
    review: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """`resolved` tells whether anybody was resolved; `out_of_date` whether the case has changed
    since (None: not known yet). `fitting` of `persons` fit the query, `first` to `last` are shown.
    `as_of` is the day up to which days without contact are counted.
    """

    resolved: bool
    out_of_date: bool | None
    may_judge: bool
    sources: int
    query: PeopleQuery
    statuses: tuple[str, ...]
    persons: int
    records: int
    to_review: int
    left_out: int
    fitting: int
    first: int
    last: int
    pages: int
    as_of: date | None
    people: tuple[ListedPerson, ...]


def people(visit: Visit, query: PeopleQuery) -> PeopleView:
    """The persons that fit."""
    bench = visit.bench
    register = register_of(bench)
    statuses = tuple(status.value for status in history.CustodyStatus)
    if register is None:
        sources = sum(1 for _ in bench.case.store.sources())
        nobody: tuple[ListedPerson, ...] = ()
        return PeopleView(
            False, None, bench.may_judge, sources, query, statuses,
            0, 0, 0, 0, 0, 0, 0, 1, None, nobody,
        )  # fmt: skip
    found = fitting(register, query)
    pages = max(1, -(-len(found) // A_PAGE))
    at = min(max(query.page, 1), pages)
    shown = found[(at - 1) * A_PAGE : at * A_PAGE]
    return PeopleView(
        resolved=True,
        out_of_date=is_out_of_date(bench, register.people),
        may_judge=bench.may_judge,
        sources=len({item.source for item in register.people.lists}),
        query=replace(query, page=at),
        statuses=statuses,
        persons=len(register.lines),
        records=len(register.people.anchors),
        to_review=len(register.review),
        left_out=len(register.people.left_out),
        fitting=len(found),
        first=(at - 1) * A_PAGE + 1 if shown else 0,
        last=(at - 1) * A_PAGE + len(shown),
        pages=pages,
        as_of=register.day,
        people=_listed(visit, register, shown),
    )


def fitting(register: Register, query: PeopleQuery) -> list[int]:
    """The numbers of the persons that fit, in the order asked for."""
    lines = register.lines
    numbers: Iterable[int] = range(len(lines))
    if query.q and query.q.strip():
        named = register.names.find(query.q)
        by_id = register.number.get(query.q.strip())
        numbers = sorted(named if by_id is None else {*named, by_id})
    if query.review:
        numbers = [number for number in numbers if number in register.review]
    if query.several:
        numbers = [number for number in numbers if lines[number].records > 1]
    if query.status is not None:
        wanted = query.status.value
        numbers = [number for number in numbers if lines[number].status == wanted]
    return sorted(numbers, key=_keys(lines)[query.sort])


def people_sheet(view: PeopleView) -> Sheet:
    """The page of the list as a table."""
    return _sheet(view.people)


def everybody(visit: Visit, _: bytes) -> Response:
    """Every person that fits the query, on all pages, as CSV."""
    query = parse(PeopleQuery, query_of(visit.request))
    register = required_register(visit.bench)
    rows = _listed(visit, register, fitting(register, query))
    return download(as_csv(_sheet(rows)), "people.csv", "text/csv; charset=utf-8")


def _keys(lines: Sequence[PersonLine]) -> dict[Order, Callable[[int], tuple[object, ...]]]:
    return {
        Order.RECORDS: lambda number: (-lines[number].records, number),
        Order.SILENCE: lambda number: (lines[number].ended, -_days(lines[number]), number),
        Order.NAME: lambda number: (lines[number].name.casefold(), number),
    }


def _days(line: PersonLine) -> int:
    return -1 if line.least is None else line.least


def _listed(visit: Visit, register: Register, numbers: Sequence[int]) -> tuple[ListedPerson, ...]:
    labels = labels_of_people(visit.bench, register.people)
    return tuple(
        _person(register.lines[number], number in register.review, labels) for number in numbers
    )


def _person(
    line: PersonLine, review: bool, labels: Mapping[str, LabelInForce] | None
) -> ListedPerson:
    label = labels.get(line.id) if labels is not None else None
    return ListedPerson(
        line.id,
        line.name,
        line.spellings,
        line.born,
        line.records,
        line.lists,
        line.status,
        line.since,
        line.certain,
        line.least,
        line.most,
        line.ended,
        label.label if label else None,
        review,
    )


def _sheet(people: Iterable[ListedPerson]) -> Sheet:
    columns = (
        "id", "name", "further spellings", "born", "records", "lists", "status", "since", "until",
        "certain", "days without contact at least", "days without contact at most",
        "captivity ended", "label", "to review",
    )  # fmt: skip
    return Sheet(columns, [_row(one) for one in people])


def _row(one: ListedPerson) -> tuple[object, ...]:
    return (
        one.id,
        one.name,
        "; ".join(one.spellings),
        "; ".join(one.born),
        one.records,
        "; ".join(one.lists),
        one.status,
        one.since.first if one.since else None,
        one.since.last if one.since else None,
        "yes" if one.certain else "no",
        one.days_least,
        one.days_most,
        "yes" if one.ended else "no",
        one.label,
        "yes" if one.review else "no",
    )
