"""The first page: what the record holds, what is missing from it, and what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from habeas.claims import claim_types
from habeas.counts import Estimate
from habeas.model import HabeasError
from habeas.oversight import Verdict
from habeas.pipeline import CaseOversight, CaseSites, Claims, ListCount, PeopleCount
from habeas.web.page import Page, Room
from habeas.web.pages.sources.facts import without_text
from habeas.web.section import Section
from habeas.web.sheet import Sheet
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

STATES = ("not reviewed", "confirmed", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """How many claims of one type there are, by what people decided about them."""

    type: str
    total: int
    by_state: dict[str, int]


@dataclass(frozen=True, slots=True)
class CountLine:
    """One total: what it is of, its interval and its point, or why there is none.

    `observed` are those on a list. `point` is None where the interval alone can be said.
    """

    name: str
    observed: int | None
    low: float | None
    point: float | None
    high: float | None
    method: str | None
    status: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Doors:
    """How many doors stand how, over all that the claims tell."""

    yes: int
    no: int
    unknown: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The record in numbers. What is None is still being computed, or was never asked for.

    `resolved` tells whether somebody had it found out who is one person. `problems` name what
    could not be computed, and why; `pinned` is the size of the ledger, whose root (hex) and time
    stand beside it.
    """

    sources: int
    unread: int
    failures: int
    claims: tuple[ClaimLine, ...] | None
    states: dict[str, int]
    resolved: bool
    people: int | None
    records: int | None
    sites: int | None
    sites_at_least: float | None
    counts: tuple[CountLine, ...] | None
    doors: Doors | None
    events: int | None
    disputed: int | None
    problems: tuple[str, ...]
    pinned: int
    root: str
    time: datetime
    encrypted: bool
    may_judge: bool


def overview(visit: Visit, _: object) -> OverviewView:
    """The case in numbers."""
    bench = visit.bench
    store = bench.case.store
    problems: list[str] = []
    claims = _ready(bench, "claims", problems)
    people = _ready(bench, "people", problems)
    sites = _ready(bench, "sites", problems)
    events = _ready(bench, "events", problems)
    doors = _ready(bench, "oversight", problems)
    counts = _ready(bench, "counts", problems)
    people_count = _ready(bench, "people_count", problems)
    head = bench.case.head
    return OverviewView(
        sources=sum(1 for _ in store.sources()),
        unread=len(without_text(store)),
        failures=sum(1 for _ in store.failures()),
        claims=_claim_lines(claims) if claims is not None else None,
        states=dict(Counter(item.state for item in claims or ())),
        resolved=store.resolved_from() is not None,
        people=len(people.resolution.person_ids) if people else None,
        records=len(people.resolution.records) if people else None,
        sites=_sites(sites),
        sites_at_least=sites.all_sites.low if sites and sites.all_sites else None,
        counts=_counts(counts, people_count) if counts is not None else None,
        doors=_doors(doors) if doors is not None else None,
        events=len(events.events) if events else None,
        disputed=len(events.disputed) if events else None,
        problems=tuple(dict.fromkeys(problems)),
        pinned=head.size,
        root=head.root,
        time=head.time,
        encrypted=store.encrypted,
        may_judge=bench.may_judge,
    )


def _ready(bench: Workbench, part: str, problems: list[str]) -> Any:
    """A part that is there, or None; what cannot be computed is named, the rest goes on."""
    try:
        return bench.if_ready(part)
    except HabeasError as error:
        problems.append(str(error))
        return None


def _claim_lines(claims: Claims) -> tuple[ClaimLine, ...]:
    counted = Counter((item.claim.type, item.state) for item in claims)
    lines = [
        ClaimLine(
            code,
            sum(counted[code, state] for state in STATES),
            {state: counted[code, state] for state in STATES},
        )
        for code in claim_types()
    ]
    return tuple(line for line in lines if line.total)


def _sites(sites: CaseSites | None) -> int | None:
    if sites is None:
        return None
    return len(sites.found.supported) if sites.found else 0


def _counts(lists: tuple[ListCount, ...], people: PeopleCount | None) -> tuple[CountLine, ...]:
    lines = []
    if people is not None:
        lines.append(_count_line(N_("People across all lists"), people.estimate, people.reason))
    for item in lists:
        name = f"{item.name}, {item.sheet}" if item.sheet else item.name
        lines.append(_count_line(name, item.estimate, item.reason))
    return tuple(lines)


def _count_line(name: str, estimate: Estimate | None, reason: str | None) -> CountLine:
    if estimate is None:
        return CountLine(name, None, None, None, None, None, "not counted", reason)
    return CountLine(
        name,
        estimate.observed,
        estimate.low,
        estimate.point,
        estimate.high,
        estimate.method,
        estimate.status.value,
        reason,
    )


def _doors(found: CaseOversight) -> Doors:
    verdicts = Counter(door.verdict for group in found.groups for door in group.doors)
    unknown = verdicts[Verdict.UNKNOWN] + verdicts[Verdict.CONDITIONAL]
    return Doors(verdicts[Verdict.YES], verdicts[Verdict.NO], unknown)


def _claims_sheet(view: OverviewView) -> Sheet:
    rows = [
        (line.type, line.total, *(line.by_state[state] for state in STATES))
        for line in view.claims or ()
    ]
    return Sheet(("type", "claims", *STATES), rows)


def _counts_sheet(view: OverviewView) -> Sheet:
    rows = [
        (line.name, line.observed, line.low, line.point, line.high, line.method, line.status)
        for line in view.counts or ()
    ]
    return Sheet(("of", "observed", "low", "point", "high", "method", "status"), rows)


ROOM = Room(
    pages=(
        Page(
            path="/overview",
            name="overview",
            title=N_("Overview"),
            template="overview.html",
            view=overview,
            summary="What the record holds and what is missing from it",
            section=Section.OVERVIEW,
            sheets={"claims": _claims_sheet, "counts": _counts_sheet},
        ),
    )
)
