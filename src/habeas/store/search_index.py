"""The index that searches are made in: kept with every document and claim, and dropped with them.

Two FTS5 tables, for paragraphs of documents and for claims, hold no text, only where each key of
`habeas.language` stands. What a row is about is its number: the position of the source's leaf in
the ledger, then the place of the paragraph or claim in the source. So results come in the order
of the ledger, and the index names nothing that is not there.

A dropped row is marked at first and still lies in the index; `forget_dropped` writes the index anew
without it, which an erasure waits for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from habeas.model import NARRATOR, CaseDamaged, Claim, Document, InputRefused
from habeas.store.entries import LeafKind
from habeas.store.schema import ledger_index
from habeas.store.search_query import index_entry

_PLACES = 1 << 24


class EntryKind(StrEnum):
    """What an entry of the index stands for."""

    CLAIM = "claim"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Statements:
    """The SQL that writes one of the two tables; they differ in nothing but the name."""

    insert: str
    drop: str
    drop_all: str
    merge: str


_STATEMENTS = {
    EntryKind.CLAIM: Statements(
        "INSERT INTO search_claim (rowid, words) VALUES (?, ?)",
        "DELETE FROM search_claim WHERE rowid BETWEEN ? AND ?",
        "INSERT INTO search_claim (search_claim) VALUES ('delete-all')",
        "INSERT INTO search_claim (search_claim) VALUES ('optimize')",
    ),
    EntryKind.PASSAGE: Statements(
        "INSERT INTO search_passage (rowid, words) VALUES (?, ?)",
        "DELETE FROM search_passage WHERE rowid BETWEEN ? AND ?",
        "INSERT INTO search_passage (search_passage) VALUES ('delete-all')",
        "INSERT INTO search_passage (search_passage) VALUES ('optimize')",
    ),
}


def put_passages(connection: Connection, sha256: str, document: Document) -> None:
    """Let the paragraphs of a source's document be found; its earlier entries are dropped."""
    _put(connection, EntryKind.PASSAGE, sha256, passage_entries(document))


def put_claims(connection: Connection, sha256: str, claims: Sequence[Claim]) -> None:
    """Let these claims of a source be found in place of its earlier ones."""
    _drop(connection, EntryKind.CLAIM, sha256)
    _put(connection, EntryKind.CLAIM, sha256, claim_entries(claims))


def passage_entries(document: Document) -> list[str]:
    """What the index takes for each block of a document."""
    return [index_entry([document.text_of(block)]) for block in document.blocks]


def claim_entries(claims: Iterable[Claim]) -> list[str]:
    """What the index takes for each claim."""
    return [index_entry([claim.passage.quote, *names_of(claim).values()]) for claim in claims]


def names_of(claim: Claim) -> dict[str, str]:
    """The names of a claim that are searched beside its quote, by field."""
    place = claim.place
    return names_among(
        claim.attribution.speaker,
        claim.actor,
        claim.victim,
        place.name if place else None,
        place.best.name if place and place.best else None,
    )


def names_among(
    speaker: str, actor: str | None, victim: str | None, place: str | None, best: str | None
) -> dict[str, str]:
    """Those of a claim's names that are given, by field; the narrator has none."""
    found = {
        "speaker": None if speaker == NARRATOR else speaker,
        "actor": actor,
        "victim": victim,
        "place": place,
        "place in the gazetteer": best,
    }
    return {field: name for field, name in found.items() if name}


def drop_source(connection: Connection, sha256: str) -> None:
    """Let nothing of a source be found. Call it while the ledger's index still knows the source."""
    for kind in EntryKind:
        _drop(connection, kind, sha256)


def drop_all(connection: Connection) -> None:
    """Empty the index."""
    for statements in _STATEMENTS.values():
        connection.exec_driver_sql(statements.drop_all)


def forget_dropped(connection: Connection) -> None:
    """Write the index anew without what was dropped from it, so that no word of it stays."""
    for statements in _STATEMENTS.values():
        connection.exec_driver_sql(statements.merge)


def entry_number(position: int, place: int) -> int:
    """The number of the entry for the paragraph or claim at this place of a source."""
    return position * _PLACES + place


def entry_place(number: int) -> tuple[int, int]:
    """The position of the source's leaf and the place in the source, of an entry's number."""
    return divmod(number, _PLACES)


def position_of(connection: Connection, sha256: str) -> int | None:
    """The position of the leaf by which a source came into the case, if it is there."""
    query = select(ledger_index.c.position).where(
        ledger_index.c.kind == LeafKind.SOURCE, ledger_index.c.subject == sha256
    )
    return connection.execute(query).scalar()


def _put(connection: Connection, kind: EntryKind, sha256: str, entries: Sequence[str]) -> None:
    position = position_of(connection, sha256)
    if position is None:
        raise CaseDamaged(
            "the index of the ledger lacks this source", where=sha256, remedy="run habeas rebuild"
        )
    if len(entries) >= _PLACES:
        raise InputRefused(f"it has {len(entries)} paragraphs or claims, too many", where=sha256)
    rows = [(entry_number(position, place), entry) for place, entry in enumerate(entries)]
    if rows:
        connection.exec_driver_sql(_STATEMENTS[kind].insert, rows)


def _drop(connection: Connection, kind: EntryKind, sha256: str) -> None:
    position = position_of(connection, sha256)
    if position is not None:
        span = (entry_number(position, 0), entry_number(position, _PLACES - 1))
        connection.exec_driver_sql(_STATEMENTS[kind].drop, span)
