"""What a search found in the texts, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from habeas.language import SearchWay
from habeas.model import printable
from habeas.pipeline import source_record
from habeas.store import Highlighted, SearchHit
from habeas.web.pages.sources.graphic import graphic_spans, is_covered
from habeas.web.pages.sources.marks import card_id
from habeas.web.paging import page_within
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a snippet, and whether it was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A claim (by id) or a paragraph that fits, in the source of this SHA-256.

    `start` and `end` are code points of its document; `cut_before` and `cut_after` tell that the
    snippet is a piece of the passage. `names` are those of the claim in which words were found.
    With `covered` the words tell of violence, and are not given.
    """

    rank: int
    source: str
    name: str
    claim: str | None
    card: str | None
    block: str | None
    start: int
    end: int
    snippet: tuple[Words, ...]
    cut_before: bool
    cut_after: bool
    names: tuple[tuple[str, tuple[Words, ...]], ...]
    covered: bool = False


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """A page of what was found; with `more` there are more than `total`.

    `terms` are the words looked for, as they were understood.
    """

    way: SearchWay
    terms: tuple[str, ...]
    total: int
    more: bool
    page: int
    page_size: int
    passages: tuple[FoundPassage, ...]


def found_passages(visit: Visit, words: str, way: SearchWay, page: int) -> FoundPassages:
    """Claims and paragraphs that hold every word, in the order of the ledger."""
    store = visit.bench.case.store
    page = max(page, 1)
    results = store.search(words, ways=way, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    nearest = page_within(page, A_PAGE, results.total)
    if nearest != page:
        page = nearest
        results = store.search(words, ways=way, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    names: dict[str, str] = {}
    for hit in results.hits:
        if hit.source not in names:
            names[hit.source] = printable(store.source(hit.source).name)
    return FoundPassages(
        way=results.way,
        terms=results.terms,
        total=results.total,
        more=results.more,
        page=page,
        page_size=A_PAGE,
        passages=tuple(_heeding_the_choice(visit, results.hits, names)),
    )


def _heeding_the_choice(
    visit: Visit, hits: Iterable[SearchHit], names: Mapping[str, str]
) -> Iterator[FoundPassage]:
    """The passages; where that was chosen, without the words of accounts of violence."""
    covering = is_covered(visit)
    graphic = {
        source: graphic_spans(source_record(visit.bench.case.store, source))
        for source in (names if covering else ())
    }
    for hit in hits:
        found = _passage(hit, names[hit.source])
        hidden = any(
            start < hit.end and hit.start < end for start, end in graphic.get(hit.source, ())
        )
        yield replace(found, snippet=(), names=(), covered=True) if hidden else found


def _passage(hit: SearchHit, name: str) -> FoundPassage:
    return FoundPassage(
        rank=hit.rank,
        source=hit.source,
        name=name,
        claim=hit.claim,
        card=card_id(hit.claim) if hit.claim else None,
        block=hit.block,
        start=hit.start,
        end=hit.end,
        snippet=pieces_of_snippet(hit.snippet),
        cut_before=hit.snippet_start > hit.start,
        cut_after=hit.snippet_start + len(hit.snippet.text) < hit.end,
        names=tuple((item.field, pieces_of_snippet(item.name)) for item in hit.names),
    )


def pieces_of_snippet(snippet: Highlighted) -> tuple[Words, ...]:
    """The snippet in stretches, those looked for apart; together they are its text."""
    pieces, position = [], 0
    for start, end in snippet.spans:
        if start > position:
            pieces.append(Words(snippet.text[position:start], found=False))
        pieces.append(Words(snippet.text[start:end], found=True))
        position = end
    if position < len(snippet.text):
        pieces.append(Words(snippet.text[position:], found=False))
    return tuple(pieces)


def as_sheet(found: FoundPassages) -> Sheet:
    """The passages of this page."""
    rows = [
        (
            item.rank,
            item.source,
            item.name,
            item.claim,
            item.start,
            item.end,
            "".join(words.text for words in item.snippet),
        )
        for item in found.passages
    ]
    return Sheet(("rank", "source", "name", "claim", "start", "end", "snippet"), rows)
