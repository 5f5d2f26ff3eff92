"""The list of sources: filtered, sorted, fifty at a time; or what a search found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from habeas.language import SearchWay
from habeas.model import Confidentiality, DateInterval, Source, printable
from habeas.sources import is_container
from habeas.web.pages.sources.facts import (
    Facts,
    all_facts,
    facts_of,
    known_facts,
    labels_of,
    states_of,
    without_text,
)
from habeas.web.pages.sources.importing import last_import
from habeas.web.pages.sources.search import FoundPassages, found_passages
from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

A_PAGE = 50


class Order(StrEnum):
    """By what the list is sorted."""

    ADDED = "added"
    NAME = "name"
    PUBLISHED = "published"
    SIZE = "size"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class SourcesQuery:
    """`q` is looked for in the texts, in this `way`; the others narrow the list.

    `name` is part of a name or a publisher; `unread` wants sources without text.
    """

    q: str | None = None
    way: SearchWay = SearchWay.FOLDED
    name: str | None = None
    media_type: str | None = None
    language: str | None = None
    label: Confidentiality | None = None
    unread: bool = False
    sort: Order = Order.ADDED
    falling: bool = True
    page: int = 1


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source. `states` is None while it is being found out; `problem` says why it has no
    text, and `waiting` that nobody tried yet; an `archive` has none of its own. `added` is when it
    was first collected (UTC).
    """

    sha256: str
    name: str
    title: str | None
    publisher: str | None
    published: DateInterval | None
    language: str | None
    media_type: str
    size: int
    added: datetime
    claims: int
    states: dict[str, int] | None
    label: Confidentiality
    problem: str | None
    waiting: bool
    archive: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, and how many sources have it."""

    value: str
    sources: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """`fitting` of `total` sources fit; those of this page are in `lines`.

    With `q` the passages that were found are in `found` instead.
    """

    query: SourcesQuery
    total: int
    fitting: int
    page_size: int
    lines: tuple[SourceLine, ...]
    media_types: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    labels: tuple[str, ...]
    ways: tuple[str, ...]
    unread: int
    left_out: int
    last_import: str | None
    found: FoundPassages | None
    may_judge: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What the filters and the lines need, fetched once for the whole list."""

    facts: Mapping[str, Facts] | None
    labels: Mapping[str, Confidentiality]
    problems: Mapping[str, str]
    counts: Mapping[str, int]

    def label(self, source: Source) -> Confidentiality:
        return self.labels.get(source.sha256, source.confidentiality)


def sources(visit: Visit, query: SourcesQuery) -> SourcesView:
    """The sources that fit, or the passages that a search found."""
    bench, store = visit.bench, visit.bench.case.store
    every = list(store.sources())
    needs_all = query.language is not None or query.sort is Order.PUBLISHED or bool(query.name)
    facts = all_facts(bench) if needs_all else known_facts(bench)
    known = _Known(facts, labels_of(bench), without_text(store), store.claim_counts())
    query = replace(query, q=(query.q or "").strip() or None)
    fitting = [] if query.q else _fitting(every, query, known)
    found = found_passages(visit, query.q, query.way, query.page) if query.q else None
    query = replace(
        query, page=found.page if found else page_within(query.page, A_PAGE, len(fitting))
    )
    shown = part_of(fitting, query.page, A_PAGE)
    states = states_of(bench)
    return SourcesView(
        query=query,
        total=len(every),
        fitting=len(fitting),
        page_size=A_PAGE,
        lines=tuple(_line(visit, item, known, states) for item in shown),
        media_types=_choices(item.media_type for item in every),
        languages=_choices(item.language for item in (facts or {}).values() if item.language),
        labels=tuple(item.value for item in Confidentiality),
        ways=tuple(item.value for item in SearchWay),
        unread=len(known.problems),
        left_out=sum(1 for _ in store.failures()),
        last_import=last_import(bench),
        found=found,
        may_judge=bench.may_judge,
    )


def _fitting(every: Sequence[Source], query: SourcesQuery, known: _Known) -> list[Source]:
    found = [item for item in every if _fits(item, query, known)]
    if query.sort is Order.ADDED:
        return found[::-1] if query.falling else found
    return sorted(found, key=_key(query.sort, known), reverse=query.falling)


def _fits(source: Source, query: SourcesQuery, known: _Known) -> bool:
    facts = (known.facts or {}).get(source.sha256, Facts())
    words = (query.name or "").casefold()
    names = (source.name, facts.title or "", facts.publisher or "")
    return (
        (query.media_type is None or source.media_type == query.media_type)
        and (query.language is None or facts.language == query.language)
        and (query.label is None or known.label(source) is query.label)
        and (not query.unread or source.sha256 in known.problems)
        and (not words or any(words in name.casefold() for name in names))
    )


def _key(order: Order, known: _Known) -> Callable[[Source], Any]:
    def published(source: Source) -> date:
        told = (known.facts or {}).get(source.sha256, Facts()).published
        return (told.first or told.last if told else None) or date.min

    keys: dict[Order, Callable[[Source], Any]] = {
        Order.NAME: lambda source: source.name.casefold(),
        Order.PUBLISHED: published,
        Order.SIZE: lambda source: source.size,
        Order.CLAIMS: lambda source: known.counts.get(source.sha256, 0),
    }
    return keys[order]


def _line(
    visit: Visit, source: Source, known: _Known, states: Mapping[str, dict[str, int]] | None
) -> SourceLine:
    facts = (known.facts or {}).get(source.sha256) or facts_of(visit.bench, source)
    sha256 = source.sha256
    problem = known.problems.get(sha256)
    archive = is_container(source.media_type)
    return SourceLine(
        sha256=sha256,
        name=printable(source.name),
        title=facts.title,
        publisher=facts.publisher,
        published=facts.published,
        language=facts.language,
        media_type=source.media_type,
        size=source.size,
        added=source.provenance[0].collected_at,
        claims=known.counts.get(sha256, 0),
        states=None if states is None else states.get(sha256, {}),
        label=known.label(source),
        problem=printable(problem) if problem else None,
        waiting=problem is None and sha256 not in known.counts and not archive,
        archive=archive,
    )


def _choices(values: Iterator[str]) -> tuple[Choice, ...]:
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return tuple(Choice(value, counted[value]) for value in sorted(counted))


def as_sheet(view: SourcesView) -> Sheet:
    """The lines of this page, or of all."""
    states = ("not reviewed", "confirmed", "corrected", "rejected")
    columns = ("sha256", "name", "publisher", "published_from", "published_to", "language")
    rows = [
        (
            line.sha256,
            line.name,
            line.publisher,
            line.published.first if line.published else None,
            line.published.last if line.published else None,
            line.language,
            line.media_type,
            line.size,
            line.claims,
            *(
                (line.states or {}).get(state, 0) if line.states is not None else None
                for state in states
            ),
            line.label,
            line.problem,
        )
        for line in view.lines
    ]
    return Sheet((*columns, "media_type", "size", "claims", *states, "label", "problem"), rows)
