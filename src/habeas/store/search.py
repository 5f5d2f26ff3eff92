"""Searching claims and paragraphs: which entries fit, and where in them the words stand.

Results come in the order of the ledger, and within a source claims before paragraphs, each in
reading order. There is no measure of relevance: a list that is read to its end must not depend on
one, and sorting all that a common word finds would take seconds.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from habeas.language import SearchWay
from habeas.model import CaseDamaged, Claim, WrongUsage, from_plain
from habeas.store.entries import LeafKind
from habeas.store.highlights import Highlighted, Highlighter
from habeas.store.row_digest import intact
from habeas.store.schema import claim as claim_table
from habeas.store.schema import document as document_table
from habeas.store.schema import ledger_index
from habeas.store.search_index import EntryKind, entry_place, names_of
from habeas.store.search_query import match_expression, search_terms

COUNTED = 10_000
"""Matches are counted so far; beyond, there are "more than" so many."""

_FINDING = {
    EntryKind.CLAIM: (
        "SELECT rowid FROM search_claim WHERE search_claim MATCH ? ORDER BY rowid LIMIT ?"
    ),
    EntryKind.PASSAGE: (
        "SELECT rowid FROM search_passage WHERE search_passage MATCH ? ORDER BY rowid LIMIT ?"
    ),
}
_ORDER = (EntryKind.CLAIM, EntryKind.PASSAGE)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name of a claim (`field`: speaker, actor, victim, place …) in which words were found."""

    field: str
    name: Highlighted


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A claim or a paragraph that fits.

    [start, end) is its span in code points of the document of `source` (SHA-256). `snippet` is a
    piece of that span, which begins at `snippet_start` of the document. `claim` is its id, None
    for a paragraph; `block` is the kind of block that it stands in. `rank` counts from 1.
    """

    rank: int
    kind: EntryKind
    source: str
    claim: str | None
    start: int
    end: int
    snippet: Highlighted
    snippet_start: int
    names: tuple[FoundName, ...] = ()
    block: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What was found: a page of hits, and how many there are in all.

    `total` is exact unless `more`; then there are more than so many. `terms` are what was looked
    for, as it was understood.
    """

    way: SearchWay
    terms: tuple[str, ...]
    total: int
    more: bool
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Which hits are wanted: so many, after so many."""

    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        if self.limit < 0 or self.offset < 0:
            raise WrongUsage("a page of results begins and ends at 0 or later")


def search(
    connection: Connection, query: str, way: SearchWay, kinds: Sequence[EntryKind], page: Page
) -> SearchResults:
    """Look for a query. Raises CaseDamaged when a row that is found was altered."""
    terms = search_terms(query)
    words = tuple(map(str, terms))
    if not terms:
        return SearchResults(way, words, 0, more=False, hits=())
    found = _numbers(connection, match_expression(terms, way), kinds, page)
    total = sum(map(len, found.values()))
    more = total > COUNTED
    hits = _hits(connection, _merged(found, page), Highlighter(terms, way), page.offset)
    return SearchResults(way, words, min(total, COUNTED), more=more, hits=tuple(hits))


def _numbers(
    connection: Connection, expression: str, kinds: Sequence[EntryKind], page: Page
) -> dict[EntryKind, list[int]]:
    """The numbers of the entries that fit, in order; no more than are counted or wanted."""
    most = max(COUNTED + 1, page.offset + page.limit)
    return {
        kind: list(connection.exec_driver_sql(_FINDING[kind], (expression, most)).scalars())
        for kind in _ORDER
        if kind in kinds
    }


def _merged(
    found: Mapping[EntryKind, Sequence[int]], page: Page
) -> Iterator[tuple[EntryKind, int, int]]:
    """The page of kind, position and place: by position, claims first, in reading order."""
    keyed = (_keyed(_ORDER.index(kind), numbers) for kind, numbers in found.items())
    for position, order, place in islice(
        heapq.merge(*keyed), page.offset, page.offset + page.limit
    ):
        yield _ORDER[order], position, place


def _keyed(order: int, numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for position, place in map(entry_place, numbers):
        yield position, order, place


def _hits(
    connection: Connection,
    entries: Iterator[tuple[EntryKind, int, int]],
    highlighter: Highlighter,
    offset: int,
) -> Iterator[SearchHit]:
    documents: dict[str, Mapping[str, Any]] = {}
    sources: dict[int, str] = {}
    for rank, (kind, position, place) in enumerate(entries, start=offset + 1):
        if position not in sources:
            sources[position] = _source_at(connection, position)
        source = sources[position]
        if kind is EntryKind.CLAIM:
            yield _claim_hit(connection, rank, source, place, highlighter)
            continue
        if source not in documents:
            # Hits of one source come together; the texts of earlier ones are needed no more.
            documents = {source: _document(connection, source)}
        yield _passage_hit(documents[source], rank, source, place, highlighter)


def _source_at(connection: Connection, position: int) -> str:
    query = select(ledger_index.c.subject).where(
        ledger_index.c.position == position, ledger_index.c.kind == LeafKind.SOURCE
    )
    found = connection.execute(query).scalar()
    if found is None:
        raise _stale(f"ledger entry {position}")
    return str(found)


def _document(connection: Connection, source: str) -> Mapping[str, Any]:
    """The document's plain form: making all its blocks anew for one of them would take long."""
    query = select(document_table).where(document_table.c.source == source)
    row = connection.execute(query).mappings().one_or_none()
    content = None if row is None else intact(dict(row), f"document of {source}")["content"]
    if content is None:
        raise _stale(f"document of {source}")
    return dict(json.loads(content))


def _passage_hit(
    document: Mapping[str, Any], rank: int, source: str, place: int, highlighter: Highlighter
) -> SearchHit:
    blocks = document["blocks"]
    if place >= len(blocks):
        raise _stale(f"document of {source}")
    block = blocks[place]
    start, end = block["start"], block["end"]
    before, snippet = highlighter.snippet(document["text"][start:end])
    return SearchHit(
        rank,
        EntryKind.PASSAGE,
        source,
        None,
        start,
        end,
        snippet,
        start + before,
        block=block["kind"],
    )


def _claim_hit(
    connection: Connection, rank: int, source: str, place: int, highlighter: Highlighter
) -> SearchHit:
    query = select(claim_table).where(
        claim_table.c.source == source, claim_table.c.ordinal == place
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise _stale(f"claims of {source}")
    content = intact(dict(row), f"claim {row['id']}")["content"]
    claim = from_plain(Claim, json.loads(content))
    before, snippet = highlighter.snippet(claim.passage.quote)
    named = ((field, highlighter.highlighted(name)) for field, name in names_of(claim).items())
    return SearchHit(
        rank,
        EntryKind.CLAIM,
        source,
        claim.id,
        claim.passage.start,
        claim.passage.end,
        snippet,
        claim.passage.start + before,
        names=tuple(FoundName(field, name) for field, name in named if name.spans),
        block=claim.block_kind,
    )


def _stale(where: str) -> CaseDamaged:
    return CaseDamaged(
        "the search index speaks of what is not there", where=where, remedy="run habeas rebuild"
    )
