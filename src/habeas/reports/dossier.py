"""The content of a dossier, section by section: computed once, then only written out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims import Coverage, coverage_of
from habeas.figures import Figure, Standing
from habeas.model import DateInterval
from habeas.reports.chapters import CONTENTS, Chapter, Entry
from habeas.reports.chronology import dated, published, timeline_figure
from habeas.reports.confronting import confronted
from habeas.reports.content import DossierContent, SourceContent
from habeas.reports.contradiction import Confrontation
from habeas.reports.corroborated import Corroboration, corroborated
from habeas.reports.limits import Limit, limits
from habeas.reports.lists import SourceList, source_lists
from habeas.reports.locations import Location, locations, map_figure
from habeas.reports.missing import Missing, missing
from habeas.reports.overseen import Oversight, overseen
from habeas.reports.shares import Share, shares
from habeas.reports.sited import Sites, sited
from habeas.reports.statements import CitedSource, Statement, cited_sources, statements
from habeas.reports.tally import Counts, counted, in_plain_words, kinds_figure, speakers_figure

# Above this many statements, groups and long tables are closed until a reader opens them.
MANY = 300


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one source within a section."""

    source: CitedSource
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What section 8 says of one source."""

    cited: CitedSource
    counts: Counts
    coverage: Coverage | None
    published: DateInterval | None
    text_sha256: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a dossier shows, in the order of its sections."""

    content: DossierContent
    statements: tuple[Statement, ...]
    counts: Counts
    summary: str
    kinds: Figure
    speakers: Figure
    facts: tuple[Group, ...]
    proposals: tuple[Group, ...]
    rejected: tuple[Group, ...]
    confrontations: tuple[Confrontation, ...]
    corroboration: Corroboration | None
    timeline: Figure
    dated: tuple[Statement, ...]
    map: Figure
    locations: tuple[Location, ...]
    sites: Sites | None
    lists: tuple[SourceList, ...]
    missing: tuple[Missing, ...]
    shares: tuple[Share, ...]
    sources: tuple[SourceReport, ...]
    oversight: Oversight | None
    limits: tuple[Limit, ...]

    @property
    def by_number(self) -> dict[str, Statement]:
        """Statements by the number under which they are cited."""
        return {item.number: item for item in self.statements}

    @property
    def contents(self) -> tuple[Entry, ...]:
        """The chapters that it shows, in their order."""
        return tuple(item for item in CONTENTS if self._has(item.chapter) and self._chosen(item))

    @property
    def left_out(self) -> tuple[Entry, ...]:
        """The chapters that it could show, and was told not to."""
        return tuple(
            item for item in CONTENTS if self._has(item.chapter) and not self._chosen(item)
        )

    def _chosen(self, item: Entry) -> bool:
        return self.content.shows(item.chapter)

    def _has(self, chapter: Chapter) -> bool:
        """Whether there is anything to tell: nobody may have looked for events or sites."""
        if chapter is Chapter.EVENTS:
            return self.corroboration is not None
        return chapter is not Chapter.SITES or self.sites is not None

    @property
    def long(self) -> bool:
        """Whether there is too much to lay open at once."""
        return len(self.statements) > MANY


def build(content: DossierContent) -> Dossier:
    """Compute every section from the content; equal content gives an equal dossier."""
    sources = cited_sources(content)
    every = statements(content, sources)
    places = locations(every)
    covered = {source.number: _coverage(source.content) for source in sources}
    return Dossier(
        content=content,
        statements=every,
        counts=counted(every),
        summary=in_plain_words(sources, every),
        kinds=kinds_figure(every),
        speakers=speakers_figure(every),
        facts=_grouped(every, Standing.CONFIRMED, Standing.CORRECTED),
        proposals=_grouped(every, Standing.UNREVIEWED),
        rejected=_grouped(every, Standing.REJECTED),
        confrontations=confronted(every),
        corroboration=corroborated(content.events, every),
        timeline=timeline_figure(every, sources),
        dated=dated(every),
        map=map_figure(places),
        locations=places,
        sites=sited(content.sites, every),
        lists=source_lists(sources),
        missing=missing(content, sources),
        shares=shares(every),
        sources=_source_reports(sources, every, covered, hashes=content.redaction is None),
        oversight=overseen(content.oversight, every),
        limits=limits(content, sources, every, covered),
    )


def _grouped(every: Sequence[Statement], *standings: Standing) -> tuple[Group, ...]:
    groups: dict[int, list[Statement]] = {}
    for item in every:
        if item.standing in standings:
            groups.setdefault(item.source.number, []).append(item)
    return tuple(Group(items[0].source, tuple(items)) for items in groups.values())


def _source_reports(
    sources: Sequence[CitedSource],
    every: Sequence[Statement],
    covered: dict[int, Coverage | None],
    *,
    hashes: bool,
) -> tuple[SourceReport, ...]:
    by_source: dict[int, list[Statement]] = {}
    for item in every:
        by_source.setdefault(item.source.number, []).append(item)
    return tuple(
        SourceReport(
            cited=source,
            counts=counted(by_source.get(source.number, ())),
            coverage=covered[source.number],
            published=published(source),
            # Of a plain text that nothing was taken out of, it is the hash of the source.
            text_sha256=_text_sha256(source) if hashes else None,
        )
        for source in sources
    )


def _text_sha256(source: CitedSource) -> str | None:
    """The hash of the text that offsets count in, as UTF-8 (a stray surrogate keeps its bytes)."""
    document = source.content.document
    if document is None:
        return None
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _coverage(source: SourceContent) -> Coverage | None:
    """What became of each character of a source; None where no text was read."""
    return coverage_of(source.document, source.claims) if source.document else None
