"""The events of a case: a timeline, and a list by how many independent sources each has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from habeas.figures import DatedClaims, Figure, Standing, timeline
from habeas.model import DateInterval, DateRole, Place
from habeas.pipeline import CaseEvent, EventState
from habeas.web.pages.events.claim_lines import index_of
from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.speech import Speech
from habeas.web.visit import Visit
from habeas.web.vocabulary import term

A_PAGE = 50
# A picture of more events than this is a smear: the dated ones with most sources are drawn.
MOST_DRAWN = 500
_STANDINGS = {
    EventState.PROPOSED: Standing.UNREVIEWED,
    EventState.IN_PART: Standing.UNREVIEWED,
    EventState.CONFIRMED: Standing.CONFIRMED,
}


class Order(StrEnum):
    """By what the list is sorted."""

    SOURCES = "sources"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class EventsQuery:
    """`q` is looked for in the names of places; `disputed` wants those that claims contradict."""

    q: str | None = None
    type: str | None = None
    state: EventState | None = None
    disputed: bool = False
    sort: Order = Order.SOURCES
    page: int = 1


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: between `low` and `high` independent sources tell of it."""

    id: str
    type: str
    place: str
    when: DateInterval | None
    quantity: str
    low: int
    high: int
    claims: int
    denials: int
    sources: int
    state: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class EventsView:
    """`all` events that `compared` claims make, of which `fitting` fit; `copies` are names of
    sources that share most of one text and count as one original. `figure` is of those that fit.
    """

    query: EventsQuery
    types: tuple[str, ...]
    states: tuple[str, ...]
    all: int
    disputed: int
    compared: int
    copies: tuple[tuple[str, ...], ...]
    fitting: int
    first: int
    last: int
    pages: int
    events: tuple[EventLine, ...]
    figure: Figure
    drawn: int


def events(visit: Visit, query: EventsQuery) -> EventsView:
    """The events that fit."""
    bench = visit.bench
    found = index_of(bench).events
    fitting = sorted((item for item in found.events if _fits(item, query)), key=_KEYS[query.sort])
    pages = max(1, -(-len(fitting) // A_PAGE))
    at = page_within(query.page, A_PAGE, len(fitting))
    shown = part_of(fitting, at, A_PAGE)
    before = (at - 1) * A_PAGE if at else 0
    dated = [item for item in fitting if item.event.date and _known(item.event.date)]
    names = {
        sha256: bench.case.store.source(sha256).name for group in found.copies for sha256 in group
    }
    return EventsView(
        query=replace(query, page=at),
        types=tuple(sorted({item.event.type for item in found.events})),
        states=tuple(state.value for state in EventState),
        all=len(found.events),
        disputed=len(found.disputed),
        compared=found.compared,
        copies=tuple(tuple(names[sha256] for sha256 in group) for group in found.copies),
        fitting=len(fitting),
        first=before + 1 if shown else 0,
        last=before + len(shown),
        pages=pages,
        events=tuple(map(event_line, shown)),
        figure=_figure(visit.speech, dated[:MOST_DRAWN]),
        drawn=min(len(dated), MOST_DRAWN),
    )


def event_line(item: CaseEvent) -> EventLine:
    """One event as a list shows it."""
    event = item.event
    number = event.quantity
    return EventLine(
        id=event.id,
        type=event.type,
        place=place_name(event.place),
        when=event.date,
        quantity=f"{number.value:g} {number.unit}".strip() if number else "",
        low=event.independent.low,
        high=event.independent.high,
        claims=len(event.claims),
        denials=len(event.denials),
        sources=len(event.sources),
        state=item.state.value,
        disputed=event.disputed,
    )


def events_sheet(view: EventsView) -> Sheet:
    """The page of the list, or all of it, as a table."""
    columns = (
        "id", "type", "place", "from", "to", "number", "independent sources at least",
        "independent sources at most", "claims", "denials", "sources", "state", "disputed",
    )  # fmt: skip
    return Sheet(columns, [_row(line) for line in view.events])


def place_name(place: Place | None) -> str:
    """A place by the name of its likeliest reading; empty for none."""
    if place is None:
        return ""
    return place.best.name if place.best else place.name


def _row(line: EventLine) -> tuple[object, ...]:
    return (
        line.id,
        line.type,
        line.place,
        line.when.first if line.when else None,
        line.when.last if line.when else None,
        line.quantity,
        line.low,
        line.high,
        line.claims,
        line.denials,
        line.sources,
        line.state,
        "yes" if line.disputed else "no",
    )


def _fits(item: CaseEvent, query: EventsQuery) -> bool:
    event = item.event
    printed = event.place.name if event.place else ""
    words = f"{printed} {place_name(event.place)} {event.id}".casefold()
    return (
        (not query.type or event.type == query.type)
        and (query.state is None or item.state is query.state)
        and (not query.disputed or event.disputed)
        and (not query.q or query.q.strip().casefold() in words)
    )


def _by_date(item: CaseEvent) -> tuple[str, str]:
    when = item.event.date
    day = (when.first or when.last) if when else None
    return (day.isoformat() if day else "9999-12-31", item.event.id)


def _by_sources(item: CaseEvent) -> tuple[int, int, int, str]:
    event = item.event
    return (-event.independent.low, -event.independent.high, -len(event.claims), event.id)


_KEYS: dict[Order, Callable[[CaseEvent], tuple[object, ...]]] = {
    Order.SOURCES: _by_sources,
    Order.DATE: _by_date,
}


def _known(when: DateInterval) -> bool:
    return when.first is not None or when.last is not None


def _figure(speech: Speech, dated: list[CaseEvent]) -> Figure:
    drawn = tuple(
        DatedClaims(_label(speech, item), item.event.date, DateRole.EVENT, _STANDINGS[item.state])
        for item in dated
        if item.event.date is not None
    )
    return _drawn(drawn, speech.say("When the events happened"))


@lru_cache(maxsize=64)
def _drawn(dated: tuple[DatedClaims, ...], title: str) -> Figure:
    """The picture; drawing takes longer than all else of the page, so the last ones are kept."""
    return timeline(dated, name="events", title=title)


def _label(speech: Speech, item: CaseEvent) -> str:
    place = place_name(item.event.place)
    words = term(speech, item.event.type)
    return f"{words}, {place}" if place else words
