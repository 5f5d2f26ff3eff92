"""Every person of the case with what a list says of each: made once for each resolution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from habeas.model import DateInterval, InputRefused, WrongUsage
from habeas.people import history
from habeas.pipeline import ResolvedPeople
from habeas.web.pages.people.decided_pairs import decided_pairs
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.pages.people.name_index import NameIndex
from habeas.web.pages.people.printed_names import UNNAMED, fullest_first, printed_names
from habeas.web.workbench import Workbench

if TYPE_CHECKING:
    from habeas.people import Resolution

# A pair of records between these probabilities, and undecided, is for a person to look at; so is a
# record that belongs to its person with less than the upper one.
UNSURE_FROM, UNSURE_TO = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list. `name` is the fullest as printed, `spellings` are the others.

    `status` is the last known one, from `since`, and not `certain` where a later happening may
    have come by the day asked about. `least` to `most` days (None: not known) passed without
    contact, up to the end of the captivity if it has `ended`.
    """

    id: str
    name: str
    spellings: tuple[str, ...]
    born: tuple[str, ...]
    records: int
    lists: tuple[str, ...]
    status: str
    since: DateInterval | None
    certain: bool
    least: int | None
    most: int | None
    ended: bool


@dataclass(frozen=True, eq=False)
class Register:
    """All persons as of a day. `rows` are the places of each person's records, `spelled` (n,) the
    name of each record; `lines` and `histories` are in the order of the persons.
    """

    people: ResolvedPeople
    day: date
    rows: Mapping[str, Sequence[int]]
    spelled: Sequence[str]
    number: Mapping[str, int]
    place: Mapping[str, int]
    histories: Sequence[history.CustodyHistory]
    lines: Sequence[PersonLine]
    names: NameIndex

    @cached_property
    def review(self) -> frozenset[int]:
        """The numbers of the persons about whom there is something to decide."""
        return frozenset(_to_look_at(self.people))

    @cached_property
    def named_in_texts(self) -> Mapping[str, Sequence[int]]:
        """The rows of the persons whom a text names, by the SHA-256 of the text."""
        found: dict[str, list[int]] = {}
        for row, anchor in enumerate(self.people.anchors):
            if anchor.passage is not None:
                found.setdefault(anchor.source, []).append(row)
        return found

    def person(self, name: str) -> PersonLine:
        """The line of the person with this id. Raises WrongUsage."""
        if name not in self.number:
            raise WrongUsage(
                "no person of this case has this id",
                where=name[:40],
                remedy="look the person up by name: ids change where persons are joined or parted",
            )
        return self.lines[self.number[name]]

    def holder(self, records: Iterable[str]) -> str | None:
        """The id of the person who has the first of these records that is known."""
        of = self.people.resolution
        for record in records:
            if record in self.place:
                return of.person_ids[int(of.person[self.place[record]])]
        return None


def register_of(bench: Workbench, patience: float | None = None) -> Register | None:
    """The register of the case; None where nobody was resolved. Raises StillWorking.

    Within `patience` seconds (else the workbench's) it is the newest; after that, the last one.
    """
    people = bench.people
    if people is None:
        return None
    day = bench.case.head.time.date()
    waited = bench.patience if patience is None else patience
    kept: KeptValue[Register] = bench.notes.setdefault("people register", KeptValue("people"))
    return kept.get((people, day), lambda: _made(people, day, kept.last), waited)


def required_register(bench: Workbench) -> Register:
    """The same. Raises InputRefused where nobody was resolved."""
    found = register_of(bench)
    if found is None:
        raise InputRefused(
            "nobody was resolved in this case yet", remedy="resolve the people of the case first"
        )
    return found


def _made(people: ResolvedPeople, day: date, last: Register | None) -> Register:
    if last is not None and last.day == day and _same_people(last.people, people):
        # Judgements alone have changed: the persons are as they were.
        return replace(last, people=people)
    return build_register(people, day)


def build_register(people: ResolvedPeople, day: date) -> Register:
    """The register of these people as of a day."""
    resolution = people.resolution
    rows = people.persons()
    spelled = printed_names(resolution.records)
    names = [fullest_first([spelled[row] for row in own]) for own in rows.values()]
    told = history.histories(resolution.records, resolution, as_of=day)
    lists, born = resolution.records.list.texts(), resolution.records.born.texts()
    lines = [
        _line(one, own, known, [born[row] for row in own], [lists[row] for row in own])
        for one, own, known in zip(told, rows.values(), names, strict=True)
    ]
    return Register(
        people=people,
        day=day,
        rows=rows,
        spelled=spelled,
        number={name: number for number, name in enumerate(resolution.person_ids)},
        place={name: row for row, name in enumerate(resolution.records.ids)},
        histories=told,
        lines=lines,
        names=NameIndex.of(resolution.records, resolution.person.tolist(), names),
    )


def _line(
    told: history.CustodyHistory,
    rows: Sequence[int],
    names: Sequence[str],
    born: Sequence[str],
    lists: Sequence[str],
) -> PersonLine:
    now = told.status_at(told.as_of)
    silent = told.days_without_contact()
    return PersonLine(
        id=told.person_id,
        name=names[0] if names else UNNAMED,
        spellings=tuple(names[1:]),
        born=tuple(dict.fromkeys(value for value in born if value)),
        records=len(rows),
        lists=tuple(dict.fromkeys(lists)),
        status=now.status.value,
        since=DateInterval(now.since.first, now.since.last) if now.since else None,
        certain=now.certain,
        least=silent.least if silent else None,
        most=silent.most if silent else None,
        ended=silent is not None and silent.ended is not None,
    )


def _same_people(one: ResolvedPeople, other: ResolvedPeople) -> bool:
    return one.anchors == other.anchors and _same_resolution(one.resolution, other.resolution)


def _same_resolution(one: Resolution, other: Resolution) -> bool:
    """Whether the same rows, saying the same, make the same persons."""
    if one.person_ids != other.person_ids or one.person.tolist() != other.person.tolist():
        return False
    return same_records(one, other) and all(
        getattr(one.pairs, field).tolist() == getattr(other.pairs, field).tolist()
        for field in ("left", "right", "log_odds", "barred")
    )


def same_records(one: Resolution, other: Resolution) -> bool:
    """Whether two resolutions are of the same rows, saying the same."""
    left, right = one.records, other.records
    if left is right:
        return True
    columns = [field.name for field in fields(left) if field.name not in ("ids", "events", "rank")]
    events = ("record", "kind", "first", "last")
    return (
        left.ids == right.ids
        and all(
            getattr(left, name).values == getattr(right, name).values
            and getattr(left, name).codes.tolist() == getattr(right, name).codes.tolist()
            for name in columns
        )
        and all(
            getattr(left.events, name).tolist() == getattr(right.events, name).tolist()
            for name in events
        )
    )


def _to_look_at(people: ResolvedPeople) -> Iterable[int]:
    """Persons with a record that may belong elsewhere, or that may be one with another person."""
    found = people.resolution
    person = found.person.tolist()
    alone = [len(rows) < 2 for rows in people.persons().values()]
    for number, likely in zip(person, found.probability.tolist(), strict=True):
        if likely < UNSURE_TO and not alone[number]:
            yield number
    likely_pairs = found.pairs.probability
    open_pairs = (likely_pairs > UNSURE_FROM) & (likely_pairs < UNSURE_TO)
    decided = decided_pairs(people)
    for left, right in zip(
        found.pairs.left[open_pairs].tolist(), found.pairs.right[open_pairs].tolist(), strict=True
    ):
        if frozenset((found.records.ids[left], found.records.ids[right])) not in decided:
            yield person[left]
            yield person[right]
