"""What the ledger says, seen as sources, judgements and exports; also as of an earlier head.

An index (derived, remade from the payloads at any time) says which payload is about which bytes.
An earlier head shows what had been recorded by then, without what has been erased since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, delete, insert, select

from habeas.model import (
    AllowedHost,
    EventJudgement,
    Judgement,
    ModelAnswer,
    PersonJudgement,
    Provenance,
    Source,
    Withdrawal,
    WrongUsage,
    from_plain,
)
from habeas.store.entries import (
    Export,
    LeafKind,
    LedgerEntry,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
)
from habeas.store.ledger_reading import ENTRY_COLUMNS, checked_entry, entries
from habeas.store.record_kinds import RECORD_KINDS, subjects_of_record
from habeas.store.schema import ledger_index, ledger_leaf, ledger_payload

# The payloads that hold words or facts of a source, and that go when it is erased.
ABOUT_A_SOURCE = (
    LeafKind.SOURCE,
    LeafKind.PROVENANCE,
    LeafKind.JUDGEMENT,
    LeafKind.PERSON_JUDGEMENT,
    LeafKind.EVENT_JUDGEMENT,
    LeafKind.MODEL_ANSWER,
    LeafKind.LABEL,
    LeafKind.OPINION,
    LeafKind.PERSON_OPINION,
    LeafKind.SITE_JUDGEMENT,
    LeafKind.WITHDRAWAL,
)
# What a person said about a claim, and can take back.
WITHDRAWABLE = (LeafKind.JUDGEMENT, LeafKind.OPINION, LeafKind.WITHDRAWAL)
_PATH_TO_SUBJECT = {
    LeafKind.SOURCE: "sha256",
    LeafKind.PROVENANCE: "source",
    LeafKind.JUDGEMENT: "source",
    LeafKind.MODEL_ANSWER: "source",
    LeafKind.ALLOWED_HOST: "host",
    LeafKind.EXPORT: "sha256",
}


def subjects_of(entry: LedgerEntry) -> tuple[str, ...]:
    """The hashes of what an entry is about (a host's name for a host); none for others."""
    if entry.payload is None:
        return ()
    if entry.kind is LeafKind.PERSON_JUDGEMENT:
        return from_plain(PersonJudgement, entry.payload).sources
    if entry.kind is LeafKind.EVENT_JUDGEMENT:
        return from_plain(EventJudgement, entry.payload).sources
    if entry.kind in RECORD_KINDS:
        return subjects_of_record(from_plain(RECORD_KINDS[entry.kind], entry.payload))
    field = _PATH_TO_SUBJECT.get(entry.kind)
    return () if field is None else (entry.payload[field],)


def add_to_index(connection: Connection, entry: LedgerEntry) -> None:
    """Make an entry findable."""
    for subject in subjects_of(entry):
        row = {"position": entry.position, "kind": entry.kind.value, "subject": subject}
        connection.execute(insert(ledger_index).values(row))


def remake_index(connection: Connection) -> None:
    """Throw the index away and make it again from the payloads."""
    connection.execute(delete(ledger_index))
    for entry in entries(connection):
        add_to_index(connection, entry)


def positions_about(connection: Connection, sha256: str) -> list[int]:
    """Where the ledger holds anything about these bytes that can be erased."""
    query = (
        select(ledger_index.c.position)
        .where(ledger_index.c.subject == sha256, ledger_index.c.kind.in_(ABOUT_A_SOURCE))
        .order_by(ledger_index.c.position)
    )
    return list(connection.execute(query).scalars())


def sources(connection: Connection, at: int | None = None) -> list[Source]:
    """Every source with all its provenances, in the order in which they were first recorded."""
    rows = rows_of(connection, (LeafKind.SOURCE, LeafKind.PROVENANCE), at)
    return list(_gathered(map(checked_entry, rows)).values())


def known_source(connection: Connection, sha256: str, at: int | None = None) -> Source | None:
    """The source with this hash, if the ledger holds it."""
    rows = rows_of(connection, (LeafKind.SOURCE, LeafKind.PROVENANCE), at, subject=sha256)
    return _gathered(map(checked_entry, rows)).get(sha256)


def full_sha256(connection: Connection, prefix: str, at: int | None = None) -> str:
    """The hash of the one source that begins so. Raises WrongUsage when none or several do."""
    prefix = prefix.lower()
    query = (
        select(ledger_index.c.subject)
        .where(ledger_index.c.kind == LeafKind.SOURCE)
        .where(ledger_index.c.subject >= prefix, ledger_index.c.subject < f"{prefix}g")
        .limit(2)
    )
    if at is not None:
        query = query.where(ledger_index.c.position < at)
    return the_one("source", prefix, list(connection.execute(query).scalars()))


def the_one(noun: str, prefix: str, found: list[str]) -> str:
    """The only thing found. Raises WrongUsage when there is none or more than one."""
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage(
            f"more than one {noun} begins with these characters",
            where=prefix,
            remedy="give more of them",
        )
    raise WrongUsage(f"no {noun} in this case begins with these characters", where=prefix)


def judgements(connection: Connection, at: int | None = None) -> Iterator[Judgement]:
    """Every judgement that nobody has taken back, in the order of the ledger."""
    yield from (placed.record for placed in placed_judgements(connection, at))


def placed_judgements(
    connection: Connection, at: int | None = None, source: str | None = None
) -> Iterator[Placed[Judgement]]:
    """The same with their places, of the whole ledger or about one source (its SHA-256)."""
    gone = withdrawn(connection, at, source)
    for row in rows_of(connection, (LeafKind.JUDGEMENT,), at, subject=source):
        if row["position"] not in gone:
            judgement = from_plain(Judgement, checked_entry(row).payload)
            yield Placed(row["position"], judgement)


def withdrawn(
    connection: Connection, at: int | None = None, source: str | None = None
) -> frozenset[int]:
    """The places of what was said about claims and taken back; the latest is asked first."""
    gone: set[int] = set()
    for row in reversed(rows_of(connection, (LeafKind.WITHDRAWAL,), at, subject=source)):
        if row["position"] not in gone:
            gone.add(from_plain(Withdrawal, checked_entry(row).payload).withdraws)
    return frozenset(gone)


def said_about_a_claim(connection: Connection, position: int) -> tuple[LeafKind, str] | None:
    """What kind of word about a claim stands at a place, and of which source; None for others."""
    query = select(ledger_index.c.kind, ledger_index.c.subject).where(
        ledger_index.c.position == position, ledger_index.c.kind.in_(WITHDRAWABLE)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (LeafKind(row.kind), row.subject)


def person_judgements(connection: Connection, at: int | None = None) -> Iterator[PlacedJudgement]:
    """Every judgement about people with its position, in the order of the ledger."""
    for row in rows_of(connection, (LeafKind.PERSON_JUDGEMENT,), at):
        judgement = from_plain(PersonJudgement, checked_entry(row).payload)
        yield PlacedJudgement(row["position"], judgement)


def model_answers(
    connection: Connection, source: str | None = None, at: int | None = None
) -> Iterator[ModelAnswer]:
    """Every answer of a language model, or those about one source, in the order of the ledger."""
    for row in rows_of(connection, (LeafKind.MODEL_ANSWER,), at, subject=source):
        yield from_plain(ModelAnswer, checked_entry(row).payload)


def allowed_hosts(connection: Connection) -> Iterator[AllowedHost]:
    """Every host to which texts of the case may be sent, in the order of the ledger."""
    for row in rows_of(connection, (LeafKind.ALLOWED_HOST,), None):
        yield from_plain(AllowedHost, checked_entry(row).payload)


def event_judgements(
    connection: Connection, at: int | None = None
) -> Iterator[PlacedEventJudgement]:
    """Every judgement about events with its position, in the order of the ledger."""
    for row in rows_of(connection, (LeafKind.EVENT_JUDGEMENT,), at):
        judgement = from_plain(EventJudgement, checked_entry(row).payload)
        yield PlacedEventJudgement(row["position"], judgement)


def exports(connection: Connection, at: int | None = None) -> Iterator[Export]:
    """Every export, in the order of the ledger."""
    for row in rows_of(connection, (LeafKind.EXPORT,), at):
        yield from_plain(Export, checked_entry(row).payload)


def about(connection: Connection, sha256: str) -> Iterator[LedgerEntry]:
    """Every entry about one source, in the order of the ledger."""
    for row in rows_of(connection, ABOUT_A_SOURCE, None, subject=sha256):
        yield checked_entry(row)


def same_collection(one: Provenance, other: Provenance) -> bool:
    """Whether two provenances tell of the same find; the moment alone makes no new one.

    Otherwise adding a folder a second time would never come out as unchanged.
    """
    return replace(one, collected_at=other.collected_at) == other


def _gathered(found: Iterator[LedgerEntry]) -> dict[str, Source]:
    gathered: dict[str, Source] = {}
    for entry in found:
        payload = dict(entry.payload or {})
        if entry.kind is LeafKind.SOURCE:
            source = from_plain(Source, payload)
        else:
            known = gathered[payload["source"]]
            added = from_plain(Provenance, payload["provenance"])
            source = replace(known, provenance=(*known.provenance, added))
        gathered[source.sha256] = source
    return gathered


def rows_of(
    connection: Connection,
    kinds: tuple[LeafKind, ...],
    at: int | None,
    subject: str | None = None,
) -> list[RowMapping]:
    """Rows of leaf and payload of these kinds, about this subject if given, in ledger order."""
    # Positions first: an entry about several sources has a row in the index for each of them.
    positions = select(ledger_index.c.position).where(ledger_index.c.kind.in_(kinds))
    if at is not None:
        positions = positions.where(ledger_index.c.position < at)
    if subject is not None:
        positions = positions.where(ledger_index.c.subject == subject)
    query = (
        select(*ENTRY_COLUMNS)
        .select_from(ledger_payload.join(ledger_leaf))
        .where(ledger_payload.c.position.in_(positions))
        .order_by(ledger_payload.c.position)
    )
    return list(connection.execute(query).mappings())
