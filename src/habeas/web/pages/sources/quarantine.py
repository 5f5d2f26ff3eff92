"""What is not in the record though somebody added it: inputs left out, and sources without text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model import printable
from habeas.web.page import Page
from habeas.web.pages.sources.facts import without_text
from habeas.web.pages.sources.import_result import remark_line
from habeas.web.paging import page_within, part_of
from habeas.web.section import Section
from habeas.web.sheet import Sheet
from habeas.web.speech import N_
from habeas.web.visit import Visit

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class QuarantineQuery:
    """Which page of each of the two lists."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """One input that an import left out, and the archive (SHA-256) it lay in, if any."""

    name: str
    reason: str
    remedy: str | None
    at: datetime
    container: str | None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A source that is preserved, and from which no text was read."""

    sha256: str
    name: str
    media_type: str
    reason: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class QuarantineView:
    """A page of each list, and how many there are in all. `waiting` sources were not tried yet."""

    left_out: tuple[LeftOutLine, ...]
    left_out_in_all: int
    unread: tuple[UnreadLine, ...]
    unread_in_all: int
    page: int
    page_size: int


def quarantine(visit: Visit, query: QuarantineQuery) -> QuarantineView:
    """All that imports left out, and every source without text, with the reasons."""
    store = visit.bench.case.store
    failures = list(store.failures())
    problems = without_text(store)
    page = page_within(query.page, A_PAGE, max(len(failures), len(problems)))
    shown = part_of(list(problems.items()), page, A_PAGE)
    return QuarantineView(
        left_out=tuple(
            LeftOutLine(
                printable(item.untrusted_name),
                printable(item.reason),
                printable(item.remedy) if item.remedy else None,
                item.at,
                item.container,
            )
            for item in part_of(failures, page, A_PAGE)
        ),
        left_out_in_all=len(failures),
        unread=tuple(_unread(visit, sha256, reason) for sha256, reason in shown),
        unread_in_all=len(problems),
        page=page,
        page_size=A_PAGE,
    )


def _unread(visit: Visit, sha256: str, reason: str) -> UnreadLine:
    source = visit.bench.case.store.source(sha256)
    line = remark_line(source.name, reason)
    return UnreadLine(sha256, line.name, source.media_type, line.reason, line.remedy)


def _sheet(view: QuarantineView) -> Sheet:
    rows: list[tuple[object, ...]] = [
        ("left out", line.name, line.reason, line.remedy, line.container) for line in view.left_out
    ]
    rows += [("not read", line.name, line.reason, line.remedy, line.sha256) for line in view.unread]
    return Sheet(("what", "name", "reason", "remedy", "sha256"), rows)


PAGE = Page(
    path="/sources/quarantine",
    name="quarantine",
    title=N_("Left out and not read"),
    template="sources/quarantine.html",
    view=quarantine,
    summary="What imports left out, and sources without text, with reasons",
    query=QuarantineQuery,
    section=Section.SOURCES,
    sheets={"all": _sheet},
)
