"""Documents and claims: rows that can be thrown away and made again from the sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, insert, or_, select

from habeas.model import Claim, Document, InputRefused, Passage, WrongUsage, from_plain
from habeas.store import resolutions, search_index
from habeas.store.claim_checks import check_claims
from habeas.store.entries import LeafKind
from habeas.store.ledger_views import the_one
from habeas.store.row_digest import digest_of, insert_with_digest, intact, stored_form
from habeas.store.schema import claim as claim_table
from habeas.store.schema import document as document_table
from habeas.store.schema import extraction, ledger_index

_IDS_TOGETHER = 500
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim with the SHA-256 of the source it stands in; `ordinal` is its place in reading."""

    source: str
    ordinal: int
    claim: Claim


def put_document(connection: Connection, sha256: str, document: Document, reader: str) -> None:
    """Replace what is derived from a source by this document; its claims go with the old text."""
    row = {
        "source": sha256,
        "reader": reader,
        "content": stored_form(document, sha256),
        "problem": None,
    }
    _replace_document(connection, sha256, row)
    search_index.put_passages(connection, sha256, document)


def put_problem(connection: Connection, sha256: str, reason: str, reader: str) -> None:
    """Replace what is derived from a source by the reason why no text can be read from it."""
    row = {"source": sha256, "reader": reader, "content": None, "problem": reason}
    _replace_document(connection, sha256, row)


def document_of(connection: Connection, sha256: str) -> Document | None:
    """The text read from a source, if any."""
    row = _document_row(connection, sha256)
    if row is None or row["content"] is None:
        return None
    return from_plain(Document, json.loads(row["content"]))


def stands_in(connection: Connection, sha256: str, passage: Passage) -> bool:
    """Whether a passage stands in the text of a source; true where there is no text to look in.

    Of the document nothing but its text is decoded: a judgement waits for this.
    """
    row = _document_row(connection, sha256)
    if row is None or row["content"] is None:
        return True
    return passage.stands_in(json.loads(row["content"])["text"])


def problem_of(connection: Connection, sha256: str) -> str | None:
    """Why no text could be read from a source, if that is so."""
    row = _document_row(connection, sha256)
    return None if row is None else row["problem"]


def problems(connection: Connection) -> dict[str, str]:
    """Why no text could be read, by source, in ledger order."""
    without_text = document_table.c.problem.is_not(None)
    query = select(document_table).where(without_text)
    found = {row["source"]: dict(row) for row in connection.execute(query).mappings()}
    unread = select(document_table.c.source).where(without_text)
    ordered = _in_ledger_order(connection, ledger_index.c.subject.in_(unread))
    return {name: intact(found[name], f"document of {name}")["problem"] for name in ordered}


def claim_counts(connection: Connection) -> dict[str, int]:
    """How many claims each source that was searched has."""
    rows = {row["source"]: dict(row) for row in connection.execute(select(extraction)).mappings()}
    return {name: intact(row, f"claims of {name}")["claims"] for name, row in rows.items()}


def put_claims(
    connection: Connection, sha256: str, claims: Sequence[Claim], extractor: str
) -> None:
    """Replace the claims of one source. Raises InputRefused when one does not fit its text."""
    document = document_of(connection, sha256)
    if document is None:
        raise WrongUsage(
            "this source has no document yet", where=sha256, remedy="put the document first"
        )
    check_claims(claims, document.text)
    connection.execute(delete(extraction).where(extraction.c.source == sha256))
    row: dict[str, Any] = {"source": sha256, "extractor": extractor, "claims": len(claims)}
    insert_with_digest(connection, extraction, row)
    rows = [_claim_row(sha256, ordinal, claim) for ordinal, claim in enumerate(claims)]
    _refuse_foreign_ids(connection, rows)
    if rows:
        connection.execute(insert(claim_table), rows)
    search_index.put_claims(connection, sha256, claims)


def claims_of(
    connection: Connection, sha256: str, filters: Mapping[str, str]
) -> Iterator[KeptClaim]:
    """The claims of one source whose columns have these values, in reading order."""
    query = (
        select(claim_table)
        .where(claim_table.c.source == sha256)
        .where(*(claim_table.c[name] == value for name, value in filters.items()))
        .order_by(claim_table.c.ordinal)
    )
    for row in connection.execute(query).mappings():
        yield _kept_claim(dict(row))


def sources_with_claims(connection: Connection, filters: Mapping[str, str]) -> list[str]:
    """The sources that have such claims, in the order of the ledger."""
    matching = select(claim_table.c.source).where(
        *(claim_table.c[name] == value for name, value in filters.items())
    )
    return _in_ledger_order(connection, ledger_index.c.subject.in_(matching))


def claim_named(connection: Connection, id_prefix: str) -> KeptClaim:
    """The claim whose id begins so. Raises WrongUsage when none or several do."""
    prefix = id_prefix.lower()
    query = (
        select(claim_table)
        # A range, which the index answers; LIKE would look at every claim of the case.
        .where(claim_table.c.id >= prefix, claim_table.c.id < f"{prefix}{_LAST}")
        .order_by(claim_table.c.id)
        .limit(2)
    )
    found = {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    return _kept_claim(found[the_one("claim", id_prefix, list(found))])


def pending_documents(connection: Connection, reader: str) -> list[str]:
    """Sources that this version of the reader has not seen, in the order of the ledger."""
    seen = select(document_table.c.source).where(document_table.c.reader == reader)
    return _in_ledger_order(connection, ledger_index.c.subject.not_in(seen))


def pending_claims(connection: Connection, extractor: str) -> list[str]:
    """Documents with text that this version of the extractor has not seen, in ledger order."""
    waiting = (
        select(document_table.c.source)
        .outerjoin(extraction)
        .where(document_table.c.content.is_not(None))
        .where(or_(extraction.c.extractor.is_(None), extraction.c.extractor != extractor))
    )
    return _in_ledger_order(connection, ledger_index.c.subject.in_(waiting))


def drop_source(connection: Connection, sha256: str) -> None:
    """Drop everything derived from one source, while the ledger's index still knows it."""
    search_index.drop_source(connection, sha256)
    connection.execute(delete(document_table).where(document_table.c.source == sha256))


def drop_everything(connection: Connection) -> None:
    """Drop every document and claim, and who was taken for one person."""
    resolutions.drop(connection)
    search_index.drop_all(connection)
    for table in (claim_table, extraction, document_table):
        connection.execute(delete(table))


def _replace_document(connection: Connection, sha256: str, row: dict[str, Any]) -> None:
    drop_source(connection, sha256)
    insert_with_digest(connection, document_table, row)


def _document_row(connection: Connection, sha256: str) -> Mapping[str, Any] | None:
    query = select(document_table).where(document_table.c.source == sha256)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else intact(dict(row), f"document of {sha256}")


def _claim_row(sha256: str, ordinal: int, claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": sha256,
        "ordinal": ordinal,
        "id": claim.id,
        "type": claim.type,
        "stance": claim.stance.value,
        "speaker": claim.attribution.speaker,
        "content": stored_form(claim, f"claim {claim.id}"),
    }
    return {**row, "digest": digest_of(row)}


def _refuse_foreign_ids(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    for first in range(0, len(ids), _IDS_TOGETHER):
        together = ids[first : first + _IDS_TOGETHER]
        query = select(claim_table.c.id).where(claim_table.c.id.in_(together)).limit(1)
        known = connection.execute(query).scalar()
        if known is not None:
            raise InputRefused(
                "a claim of another source has this id already", where=f"claim {known}"
            )


def _kept_claim(row: Mapping[str, Any]) -> KeptClaim:
    intact(row, f"claim {row['id']}")
    claim = from_plain(Claim, json.loads(row["content"]))
    return KeptClaim(row["source"], row["ordinal"], claim)


def _in_ledger_order(connection: Connection, condition: ColumnElement[bool]) -> list[str]:
    query: Select[Any] = (
        select(ledger_index.c.subject)
        .where(ledger_index.c.kind == LeafKind.SOURCE, condition)
        .order_by(ledger_index.c.position)
    )
    return list(connection.execute(query).scalars())


DIGESTED_TABLES: tuple[Table, ...] = (
    document_table,
    extraction,
    claim_table,
    *resolutions.TABLES,
)
