"""What a dossier can hold and for whom it can be, and which have left the case before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from habeas.model import Confidentiality
from habeas.reports import ALWAYS, CONTENTS
from habeas.store import CaseStore, LeafKind, Signers
from habeas.web.pages.dossier.preparing import Ending
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ChoosingQuery:
    """What is filled in beforehand: a person, a place or a source to be redacted."""

    person: str = ""
    place: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChapterChoice:
    """A chapter; `always` says that it cannot be left out."""

    code: str
    number: str
    title: str
    always: bool


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source, which can be left out whole."""

    sha256: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class LeftLine:
    """A file that left the case: what, when, by whom, for whom; `sha256` is that of its bytes."""

    position: int
    time: datetime
    author: str
    name: str
    audience: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ChoosingView:
    """What can be chosen. The sources are at most two hundred; `sources_in_all` counts them."""

    chapters: tuple[ChapterChoice, ...]
    audiences: tuple[str, ...]
    formats: tuple[str, ...]
    sources: tuple[SourceChoice, ...]
    sources_in_all: int
    person: str
    place: str
    source: str
    left: tuple[LeftLine, ...]


def choosing(visit: Visit, query: ChoosingQuery) -> ChoosingView:
    """What can be chosen, and what has left already, the latest first."""
    store = visit.bench.case.store
    labels = visit.bench.labels
    sources = list(store.sources())
    left = list(_left(store))
    return ChoosingView(
        tuple(
            ChapterChoice(entry.chapter.value, entry.number, entry.title, entry.chapter in ALWAYS)
            for entry in CONTENTS
        ),
        tuple(audience.value for audience in reversed(Confidentiality)),
        tuple(ending.value for ending in Ending),
        tuple(
            SourceChoice(source.sha256, source.name, labels.sources[source.sha256].label.value)
            for source in sources[:_MOST_SHOWN]
            if source.sha256 in labels.sources
        ),
        len(sources),
        query.person,
        query.place,
        query.source,
        tuple(reversed(left))[:_MOST_SHOWN],
    )


def _left(store: CaseStore) -> Iterator[LeftLine]:
    signers = Signers()
    for leaf in store.leaves():
        signers.follow(leaf)
        if leaf.kind is LeafKind.EXPORT:
            told = leaf.payload or {}
            yield LeftLine(
                leaf.position,
                leaf.time,
                signers.name_of(leaf.author) or leaf.author,
                str(told.get("untrusted_name", "")),
                str(told.get("audience", "")),
                str(told.get("sha256", "")),
            )


def exports_sheet(view: ChoosingView) -> Sheet:
    """One row for each file that left."""
    rows = [
        (line.position, line.time.isoformat(), line.author, line.name, line.audience, line.sha256)
        for line in view.left
    ]
    return Sheet(("entry", "time", "author", "name", "audience", "sha256"), rows)
