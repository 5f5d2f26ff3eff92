"""Searching claims and paragraphs: which entries fit, and where in them the words stand.

Results come in the order of the ledger, and within a source claims before paragraphs, each in
reading order. There is no measure of relevance: a list that is read to its end must not depend on
one, and sorting all that a common word finds would take seconds.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, select

from habeas.language import SearchWay
from habeas.model import CaseDamaged, WrongUsage
from habeas.store.entries import LeafKind
from habeas.store.highlights import Highlighted, Highlighter
from habeas.store.row_digest import intact
from habeas.store.schema import claim as claim_table
from habeas.store.schema import document as document_table
from habeas.store.schema import ledger_index
from habeas.store.search_index import EntryKind, entry_place, names_among
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
    hits = _hits(connection, list(_merged(found, page)), Highlighter(terms, way), page.offset)
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
    entries: Sequence[tuple[EntryKind, int, int]],
    highlighter: Highlighter,
    offset: int,
) -> Iterator[SearchHit]:
    sources = _sources_at(connection, {position for _, position, _ in entries})
    ranked = enumerate(entries, start=offset + 1)
    for (position, kind), group in groupby(ranked, key=lambda item: (item[1][1], item[1][0])):
        ranks, places = zip(*((rank, place) for rank, (_, _, place) in group), strict=True)
        source = sources.get(position)
        if source is None:
            raise _stale(f"ledger entry {position}")
        if kind is EntryKind.CLAIM:
            kept = _claims(connection, source, places)
        else:
            kept = _blocks(connection, source, places)
        for rank, found in zip(ranks, kept, strict=True):
            yield _hit(found, rank, source, highlighter)


@dataclass(frozen=True, slots=True)
class _Found:
    """What an entry stands for: its span, its words, and for a claim its id and names."""

    kind: EntryKind
    start: int
    end: int
    text: str
    block: str | None
    claim: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def _hit(found: _Found, rank: int, source: str, highlighter: Highlighter) -> SearchHit:
    before, snippet = highlighter.snippet(found.text)
    named = ((part, highlighter.highlighted(name)) for part, name in found.names.items())
    return SearchHit(
        rank,
        found.kind,
        source,
        found.claim,
        found.start,
        found.end,
        snippet,
        found.start + before,
        names=tuple(FoundName(part, name) for part, name in named if name.spans),
        block=found.block,
    )


def _sources_at(connection: Connection, positions: Collection[int]) -> dict[int, str]:
    query = select(ledger_index.c.position, ledger_index.c.subject).where(
        ledger_index.c.position.in_(sorted(positions)), ledger_index.c.kind == LeafKind.SOURCE
    )
    return {row.position: row.subject for row in connection.execute(query)}


def _blocks(connection: Connection, source: str, places: Sequence[int]) -> list[_Found]:
    """Blocks of a document, from its plain form: making all of them anew would take long."""
    query = select(document_table).where(document_table.c.source == source)
    row = connection.execute(query).mappings().one_or_none()
    where = f"document of {source}"
    content = None if row is None else intact(dict(row), where)["content"]
    plain: dict[str, Any] = {"blocks": ()} if content is None else json.loads(content)
    if places[-1] >= len(plain["blocks"]):
        raise _stale(where)
    return [_block(plain["text"], plain["blocks"][place]) for place in places]


def _block(text: str, block: Mapping[str, Any]) -> _Found:
    start, end = block["start"], block["end"]
    return _Found(EntryKind.PASSAGE, start, end, text[start:end], block["kind"])


def _claims(connection: Connection, source: str, places: Sequence[int]) -> list[_Found]:
    """Claims of a source, from their plain forms."""
    query = (
        select(claim_table)
        .where(claim_table.c.source == source, claim_table.c.ordinal.in_(places))
        .order_by(claim_table.c.ordinal)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if [row["ordinal"] for row in rows] != list(places):
        raise _stale(f"claims of {source}")
    return [_claim(json.loads(intact(row, f"claim {row['id']}")["content"])) for row in rows]


def _claim(plain: Mapping[str, Any]) -> _Found:
    passage, place = plain["passage"], plain["place"] or {}
    best = next((reading["name"] for reading in place.get("candidates", ())), None)
    return _Found(
        EntryKind.CLAIM,
        passage["start"],
        passage["end"],
        passage["quote"],
        plain["block_kind"],
        plain["id"],
        names_among(
            plain["attribution"]["speaker"],
            plain["actor"],
            plain["victim"],
            place.get("name"),
            best,
        ),
    )


def _stale(where: str) -> CaseDamaged:
    return CaseDamaged(
        "the search index speaks of what is not there", where=where, remedy="run habeas rebuild"
    )
