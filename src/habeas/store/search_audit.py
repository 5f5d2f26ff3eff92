"""The search index beside the rows that it was made from: making it anew, and checking it.

Every key of every entry is read back from the index and summed up, entry by entry; the same sum is
made from documents and claims. The hashes are of one process only (Python's, under a random key),
so nobody can prepare two entries with one sum. That the index leads to each key by its shortest
way, too, is SQLite's own `integrity_check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from habeas.model import CaseDamaged, Claim, Document
from habeas.store import derived, search_index
from habeas.store.ledger_audit import Problem
from habeas.store.schema import document as document_table
from habeas.store.search_index import (
    EntryKind,
    claim_entries,
    entry_number,
    passage_entries,
    position_of,
)

_WORDS_OF = {
    EntryKind.CLAIM: (
        "CREATE VIRTUAL TABLE temp.search_claim_words"
        " USING fts5vocab(main, search_claim, instance)",
        "SELECT term, doc, offset FROM temp.search_claim_words",
        "DROP TABLE temp.search_claim_words",
    ),
    EntryKind.PASSAGE: (
        "CREATE VIRTUAL TABLE temp.search_passage_words"
        " USING fts5vocab(main, search_passage, instance)",
        "SELECT term, doc, offset FROM temp.search_passage_words",
        "DROP TABLE temp.search_passage_words",
    ),
}
_MODULUS = (1 << 64) - 1


def remake(connection: Connection) -> None:
    """Make the index anew from the documents and claims that are there and whole."""
    search_index.drop_all(connection)
    for sha256 in connection.execute(select(document_table.c.source)).scalars().all():
        try:
            document = derived.document_of(connection, sha256)
            claims = [kept.claim for kept in derived.claims_of(connection, sha256, {})]
            if document is not None:
                search_index.put_passages(connection, sha256, document)
                search_index.put_claims(connection, sha256, claims)
        except CaseDamaged:
            # Nothing of what was altered is found; `habeas verify` names it.
            continue
    search_index.forget_dropped(connection)


class SearchAudit:
    """Compares the index with documents and claims, one source after another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sums = {kind: _sums(connection, kind) for kind in EntryKind}

    def problems(
        self, sha256: str, document: Document | None, claims: Sequence[Claim]
    ) -> Iterator[Problem]:
        """Whether the entries of one source are what its document and claims make them."""
        position = position_of(self._connection, sha256)
        if position is None:
            return
        for kind, entries in (
            (EntryKind.PASSAGE, passage_entries(document) if document else []),
            (EntryKind.CLAIM, claim_entries(claims)),
        ):
            sums = self._sums[kind]
            found = [sums.pop(entry_number(position, n), 0) for n in range(len(entries))]
            if found != list(map(_expected, entries)):
                yield _problem(f"{kind.value} entries of {sha256}")

    def left_over(self) -> Iterator[Problem]:
        """Entries that belong to no document or claim; call it when all sources were looked at."""
        for kind, sums in self._sums.items():
            if sums:
                yield _problem(f"{len(sums)} {kind.value} entries that belong to nothing")


def _problem(where: str) -> Problem:
    what = "the index is not what documents and claims make it; habeas rebuild makes it again"
    return Problem(f"search index, {where}", what)


def _sums(connection: Connection, kind: EntryKind) -> dict[int, int]:
    create, read, drop = _WORDS_OF[kind]
    sums: dict[int, int] = {}
    connection.exec_driver_sql(create)
    try:
        for term, number, offset in connection.exec_driver_sql(read):
            sums[number] = sums.get(number, 0) + hash((term, offset)) & _MODULUS
    finally:
        connection.exec_driver_sql(drop)
    return sums


def _expected(entry: str) -> int:
    total = 0
    for offset, term in enumerate(entry.split(" ")):
        total = total + hash((term, offset)) & _MODULUS
    return total
