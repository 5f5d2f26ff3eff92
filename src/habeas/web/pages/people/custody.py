"""What became of a person: custody in order of time, whereabouts, silence, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.people import history
from habeas.web.page import address
from habeas.web.pages.people.record_lines import source_addresses
from habeas.web.pages.people.register import Register
from habeas.web.speech import N_
from habeas.web.workbench import Workbench

# Where each record stands, by its id.
Leads = Mapping[str, str]
# Ladder of whereabouts, from the first rung; a denial stands beside it.
_LADDER = tuple(rung for rung in history.Rung if rung is not history.Rung.DENIED)
# What two statements that cannot both hold are called, for the catalogues.
CONFLICTS = (
    N_("two dates of death"),
    N_("free after a death"),
    N_("captured after a death"),
    N_("alive after a death"),
    N_("transferred after a death"),
    N_("sentenced after a death"),
    N_("captured twice, and no release between is known"),
    N_("denied, yet held"),
    N_("at two places on one day"),
)
# Cell by cell a long captivity of one person fills pages: what is beyond stands in the data.
MOST_STATEMENTS = 200


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement of a list or a text about the person; see `history.Statement`."""

    kind: str
    when: DateInterval
    place: str
    source: str
    record: str
    href: str


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A happening with every statement that reports it; reports of one capture are one."""

    status: str
    when: DateInterval
    place: str
    sources: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class StayLine:
    """Held at a place at least from `first` to `last`, at most until `until` (None: open)."""

    place: str
    first: date
    last: date
    until: date | None


@dataclass(frozen=True, slots=True)
class RungLine:
    """A rung of the whereabouts ladder, and the statements that reached it first and last."""

    rung: str
    reached: StatementLine | None
    latest: StatementLine | None


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """Two statements that cannot both hold; `hard` where only a person may join such records."""

    words: str
    earlier: StatementLine
    later: StatementLine
    hard: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """Days without known contact since a statement, up to a day; see `history.Silence`."""

    least: int
    most: int | None
    since: StatementLine
    until: date
    ended: str | None


@dataclass(frozen=True, slots=True)
class Custody:
    """The custody of one person as of a day."""

    as_of: date
    status: str
    since: DateInterval | None
    certain: bool
    statuses: tuple[StatusLine, ...]
    stays: tuple[StayLine, ...]
    ladder: tuple[RungLine, ...]
    denied: StatementLine | None
    silence: Silence | None
    conflicts: tuple[ConflictLine, ...]
    statements: tuple[StatementLine, ...]
    more_statements: int


def custody_of(bench: Workbench, register: Register, told: history.CustodyHistory) -> Custody:
    """What a history says, in plain values that lead to their passages."""
    leads = _leads(bench, register, told)
    now = told.status_at(told.as_of)
    steps = {step.rung: step for step in told.ladder}
    denial = steps.get(history.Rung.DENIED)
    silent = told.days_without_contact()

    def line(statement: history.Statement) -> StatementLine:
        return _statement(leads, statement)

    ladder = tuple(
        RungLine(
            rung.value,
            line(steps[rung].reached) if rung in steps else None,
            line(steps[rung].latest) if rung in steps else None,
        )
        for rung in _LADDER
    )
    return Custody(
        as_of=told.as_of,
        status=now.status.value,
        since=DateInterval(now.since.first, now.since.last) if now.since else None,
        certain=now.certain,
        statuses=tuple(
            StatusLine(
                item.status.value,
                DateInterval(item.first, item.last),
                item.place,
                tuple(dict.fromkeys(said.source for said in item.statements)),
                leads[item.statements[0].who],
            )
            for item in told.statuses
        ),
        stays=tuple(StayLine(item.place, item.first, item.last, item.until) for item in told.stays),
        ladder=ladder,
        denied=line(denial.latest) if denial else None,
        silence=_silence(leads, silent),
        conflicts=_conflicts(leads, told),
        statements=tuple(line(item) for item in told.statements[:MOST_STATEMENTS]),
        more_statements=max(0, len(told.statements) - MOST_STATEMENTS),
    )


def conflict_lines(
    bench: Workbench, register: Register, told: history.CustodyHistory
) -> tuple[ConflictLine, ...]:
    """Every two statements that cannot both hold."""
    return _conflicts(_leads(bench, register, told), told)


def _conflicts(leads: Leads, told: history.CustodyHistory) -> tuple[ConflictLine, ...]:
    return tuple(
        ConflictLine(
            item.words, _statement(leads, item.earlier), _statement(leads, item.later), item.hard
        )
        for item in told.conflicts
    )


def together(one: history.CustodyHistory, other: history.CustodyHistory) -> history.CustodyHistory:
    """The history that two persons would have if they were one."""
    both: Sequence[history.Statement] = sorted(
        (*one.statements, *other.statements),
        key=lambda item: (item.first or item.last or date.max, item.latest, item.kind.value),
    )
    return history.CustodyHistory(one.person_id, tuple(both), one.as_of)


def _silence(leads: Leads, silent: history.Silence | None) -> Silence | None:
    if silent is None:
        return None
    return Silence(
        silent.least,
        silent.most,
        _statement(leads, silent.since),
        silent.until,
        silent.ended.kind.value if silent.ended else None,
    )


def _statement(leads: Leads, item: history.Statement) -> StatementLine:
    return StatementLine(
        item.kind.value, item.interval, item.place, item.source, item.who, leads[item.who]
    )


def _leads(bench: Workbench, register: Register, told: history.CustodyHistory) -> Leads:
    rows = {item.who: register.place.get(item.who) for item in told.statements}
    addresses = source_addresses(bench, register, (row for row in rows.values() if row is not None))
    return {
        who: address("/people/{id}", id=who) if row is None else addresses[row]
        for who, row in rows.items()
    }
