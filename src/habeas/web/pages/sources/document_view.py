"""One source: its text with the claims marked in it, and beside it what was decided."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from habeas.claims import Fate, Stretch, stretches_of
from habeas.model import (
    BlockKind,
    Confidentiality,
    DateInterval,
    Document,
    WrongUsage,
    printable,
)
from habeas.pipeline import (
    AN_ARCHIVE,
    JudgedClaim,
    SourceRecord,
    can_be_pictured,
    source_record,
)
from habeas.sources import is_container
from habeas.web.pages.sources.cards import ClaimCard, card_of, covered_card
from habeas.web.pages.sources.facts import published_of
from habeas.web.pages.sources.graphic import is_covered, is_graphic
from habeas.web.pages.sources.history import ExportLine, HistoryLine, exports_since, history_of
from habeas.web.pages.sources.judging import token_of
from habeas.web.pages.sources.marks import Marker, Piece, block_id, pieces_of, spans_of
from habeas.web.pages.sources.one_origin import OneOrigin, one_origin
from habeas.web.pages.sources.picture import pages_pictured
from habeas.web.pages.sources.provenances import FoundAs, found_as, members_of
from habeas.web.pages.sources.text_pages import Span, page_of, text_pages
from habeas.web.speech import Speech
from habeas.web.visit import Visit
from habeas.web.vocabulary import term

MOST_EXPORTS = 20


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which page of the text: by number, by a claim in it, or by a passage (code points).

    With `coverage` the text also shows what is context, page noise and not understood; with
    `reveal` accounts of violence stand in it, though they are covered in this browser.
    """

    page: int = 1
    claim: str | None = None
    start: int | None = None
    end: int | None = None
    coverage: bool = False
    reveal: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """So many characters of the text, and what part of it they are (0 to 1)."""

    fate: Fate
    characters: int
    share: float
    before: float


@dataclass(frozen=True, slots=True)
class TextPage:
    """One page of the text. `start` and `end` are code points of the document.

    `highlights` are spans in UTF-16 units of the page's text, each with a class; `passage` names
    the block in which a passage that was asked for begins. `tokens` are the digests of the cards
    by claim, which a judgement gives back; a card that is covered has none. `covered` counts those,
    and `revealed` those that were asked for.
    """

    number: int
    of: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    highlights: tuple[dict[str, str | int], ...]
    cards: tuple[ClaimCard, ...]
    tokens: dict[str, str]
    passage: str | None
    covered: int
    revealed: int
    title_covered: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A source with its text, its claims, its coverage and its history.

    `text` is None where nothing could be read; `problem` says why, and both are None while it
    waits to be read. `pictures` are the pages of the source that can be looked at, `marked` if
    claims can be seen on them; `unanchored` counts judgements that no claim answers to any more.
    `one_origin` is None while it is being found out.
    """

    sha256: str
    name: str
    title: str | None
    media_type: str
    size: int
    language: str | None
    publisher: str | None
    author: str | None
    published: DateInterval | None
    url: str | None
    notes: tuple[str, ...]
    problem: str | None
    archive: bool
    found: tuple[FoundAs, ...]
    members: tuple[tuple[str, str], ...]
    independence_group: str | None
    one_origin: OneOrigin | None
    label: Confidentiality
    label_from: str
    labels: tuple[str, ...]
    text: TextPage | None
    pictures: tuple[int, ...]
    marked: bool
    claims: int
    states: dict[str, int]
    coverage: tuple[Share, ...]
    with_coverage: bool
    chosen: str | None
    unanchored: int
    history: tuple[HistoryLine, ...]
    exports: tuple[ExportLine, ...]
    may_judge: bool


def document(visit: Visit, query: DocumentQuery) -> DocumentView:
    """The source of this address, at the page that is asked for."""
    store = visit.bench.case.store
    record = source_record(store, visit.part("sha256"))
    source, read = record.source, record.document
    stretches = _stretches(record)
    text = None if read is None else _text(visit, record, read, stretches, query)
    return DocumentView(
        sha256=source.sha256,
        name=printable(source.name),
        title=None if text and text.title_covered else (read.title if read else None),
        media_type=source.media_type,
        size=source.size,
        language=source.language or (read.language if read else None),
        publisher=source.publisher or (read.publisher if read else None),
        author=source.author or (read.author if read else None),
        published=published_of(source, read),
        url=read.url if read else None,
        notes=read.notes if read else (),
        problem=None if record.problem == AN_ARCHIVE else record.problem,
        archive=is_container(source.media_type),
        found=found_as(store, source),
        members=members_of(store, source) if is_container(source.media_type) else (),
        independence_group=source.independence_group,
        one_origin=one_origin(visit.bench, source.sha256),
        label=record.label.label,
        label_from=record.label.came_from,
        labels=tuple(item.value for item in Confidentiality),
        text=text,
        pictures=pages_pictured(read, (text.start, text.end) if text else None)
        if can_be_pictured(source.media_type)
        else (),
        marked=bool(record.claims and read and any(run.box for run in read.runs)),
        claims=len(record.claims),
        states=dict(Counter(item.state for item in record.claims)),
        coverage=_shares(stretches),
        with_coverage=query.coverage,
        chosen=_chosen(record, query),
        unanchored=len(record.unanchored),
        history=history_of(record.entries),
        exports=exports_since(store.exports(), record.entries[0].position)[-MOST_EXPORTS:],
        may_judge=visit.bench.may_judge,
    )


def _stretches(record: SourceRecord) -> tuple[Stretch, ...]:
    if record.document is None:
        return ()
    return tuple(stretches_of(record.document, [item.claim for item in record.claims]))


def _shares(stretches: tuple[Stretch, ...]) -> tuple[Share, ...]:
    sizes: Counter[Fate] = Counter()
    for stretch in stretches:
        sizes[stretch.fate] += stretch.end - stretch.start
    whole, before, shares = sizes.total(), 0, []
    for fate in Fate:
        if sizes[fate]:
            shares.append(Share(fate, sizes[fate], sizes[fate] / whole, before / whole))
            before += sizes[fate]
    return tuple(shares)


def _chosen(record: SourceRecord, query: DocumentQuery) -> str | None:
    """The whole id of the claim that a link leads to. Raises WrongUsage for one not here."""
    if query.claim is None:
        return None
    found = [item.claim.id for item in record.claims if item.claim.id.startswith(query.claim)]
    if len(found) != 1:
        raise WrongUsage("there is no such claim in this source", where=query.claim[:80])
    return found[0]


def _text(
    visit: Visit,
    record: SourceRecord,
    read: Document,
    stretches: tuple[Stretch, ...],
    query: DocumentQuery,
) -> TextPage:
    pages = text_pages(read)
    number = _number(record, pages, query)
    page = pages[number - 1]
    there = [
        (place, item)
        for place, item in enumerate(record.claims, start=1)
        if any(_touches(*span, page) for span in spans_of(item))
    ]
    shown = [item for _, item in there]
    graphic = [item for item in shown if is_graphic(item)]
    hidden = graphic if is_covered(visit, reveal=query.reveal) else []
    starts = [block.start for block in read.blocks]
    cards = tuple(_cards(record, there, starts, page, {item.claim.id for item in hidden}))
    return TextPage(
        number=number,
        of=len(pages),
        start=page[0],
        end=page[1],
        pieces=pieces_of(read, page, [span for item in hidden for span in spans_of(item)]),
        highlights=_highlights(visit.speech, Marker(read, page), shown, stretches, query),
        cards=cards,
        tokens={card.id: token_of(card) for card in cards if not card.covered},
        passage=None if query.start is None else _block_at(starts, query.start),
        covered=len(hidden),
        revealed=len(graphic) if query.reveal else 0,
        title_covered=_in_title(read, hidden),
    )


def _in_title(read: Document, hidden: Iterable[JudgedClaim]) -> bool:
    titles = [(block.start, block.end) for block in read.blocks if block.kind is BlockKind.TITLE]
    return any(_touches(*span, one) for item in hidden for span in spans_of(item) for one in titles)


def _highlights(
    speech: Speech,
    marker: Marker,
    shown: Sequence[JudgedClaim],
    stretches: tuple[Stretch, ...],
    query: DocumentQuery,
) -> tuple[dict[str, str | int], ...]:
    words = [f"{term(speech, item.row()['type'])}, {term(speech, item.state)}" for item in shown]
    marks = [*marker.claims(shown, words)]
    if query.coverage:
        marks += marker.coverage(stretches)
    if query.start is not None and query.end is not None:
        marks += marker.found((query.start, query.end))
    return tuple(mark.for_script() for mark in marks)


def _cards(
    record: SourceRecord,
    there: Iterable[tuple[int, JudgedClaim]],
    starts: list[int],
    page: Span,
    hidden: Set[str],
) -> Iterator[ClaimCard]:
    for place, item in there:
        block = _block_at(starts, max(item.claim.passage.start, page[0]))
        card = card_of(place, item, record.claim_labels.get(item.claim.id), block)
        yield covered_card(card) if item.claim.id in hidden else card


def _number(record: SourceRecord, pages: tuple[Span, ...], query: DocumentQuery) -> int:
    """The page that is asked for, by whatever says most exactly where."""
    chosen = _chosen(record, query)
    if chosen is not None:
        passages = (item.claim.passage for item in record.claims if item.claim.id == chosen)
        return page_of(pages, next(passages).start)
    if query.start is not None:
        return page_of(pages, max(0, query.start))
    return min(max(1, query.page), len(pages))


def _touches(start: int, end: int, page: Span) -> bool:
    return start < page[1] and end > page[0]


def _block_at(starts: list[int], offset: int) -> str:
    return block_id(max(0, bisect_right(starts, offset) - 1))


def claim_rows(record: SourceRecord) -> Iterator[dict[str, object]]:
    """Every claim of the source as one flat row, for a spreadsheet."""
    for item in record.claims:
        row = item.row()
        corrections = "; ".join(f"{field} = {value}" for field, value in item.corrections.items())
        yield row | {"corrections": corrections}
