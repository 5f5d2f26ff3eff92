"""What is added to the ledger: sources, judgements, exports, and erasures with their tombstones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import delete

from habeas.model import (
    AccessChange,
    AllowedHost,
    Cosignature,
    EventJudgement,
    InputRefused,
    Judgement,
    Label,
    ModelAnswer,
    Opinion,
    Passage,
    PersonJudgement,
    PersonOpinion,
    SiteJudgement,
    Source,
    TimestampToken,
    UnsafeParse,
    Withdrawal,
    WrongUsage,
)
from habeas.store import derived, imports, resolutions, search_index
from habeas.store.blob_keys import BlobKey, forget_blob_key, put_blob_key
from habeas.store.blobs import is_sha256
from habeas.store.case_opening import OpenCase
from habeas.store.entries import (
    Deposit,
    Export,
    LeafKind,
    LedgerEntry,
    Outcome,
    PlacedEventJudgement,
    PlacedJudgement,
)
from habeas.store.erasure import forget_erasure, note_erasure, remove_bytes
from habeas.store.ledger import Batch
from habeas.store.ledger_views import (
    add_to_index,
    event_judgements,
    known_source,
    person_judgements,
    positions_about,
    said_about_a_claim,
    same_collection,
)
from habeas.store.record_kinds import subjects_of_record
from habeas.store.records import kind_of, recorded
from habeas.store.schema import ledger_index, ledger_payload

Recordable = (
    AccessChange
    | Label
    | Cosignature
    | TimestampToken
    | UnsafeParse
    | Opinion
    | PersonOpinion
    | SiteJudgement
    | Withdrawal
)


def put_sources(case: OpenCase, deposits: Iterable[Deposit]) -> list[Outcome]:
    """Preserve the bytes of each, and only then record them all in one batch."""
    case.ledger.require_signer()
    preserved: list[tuple[Source, BlobKey | None]] = []
    for deposit in deposits:
        source = deposit.source
        _check(source)
        key = case.blobs.put(deposit.content, source.sha256, source.size, where=source.name)
        preserved.append((source, key))
    with case.ledger.batch() as batch:
        for _, key in preserved:
            if key is not None:
                put_blob_key(batch.connection, key)
        return [_record(case, batch, source) for source, _ in preserved]


def _check(source: Source) -> None:
    if not source.provenance:
        raise WrongUsage("a source needs a provenance", where=source.sha256)
    if not is_sha256(source.sha256):
        raise WrongUsage("this is not a SHA-256 (64 lower-case hex digits)", where=source.sha256)


def _record(case: OpenCase, batch: Batch, source: Source) -> Outcome:
    known = known_source(batch.connection, source.sha256)
    # Bytes that come back after their erasure are no longer waiting to be erased.
    forget_erasure(batch.connection, source.sha256)
    if known is None:
        _append(case, batch, LeafKind.SOURCE, source)
        return Outcome.CREATED
    outcome = Outcome.UNCHANGED
    for provenance in source.provenance:
        if not any(same_collection(provenance, old) for old in known.provenance):
            payload = {"source": source.sha256, "provenance": provenance}
            _append(case, batch, LeafKind.PROVENANCE, payload)
            outcome = Outcome.UPDATED
    return outcome


def append_judgement(case: OpenCase, judgement: Judgement) -> LedgerEntry:
    """Record a decision. Raises InputRefused when source or passage are not in the case."""
    with case.ledger.batch() as batch:
        if known_source(batch.connection, judgement.source) is None:
            raise InputRefused("no source in this case has this hash", where=judgement.source)
        if not derived.stands_in(batch.connection, judgement.source, judgement.passage):
            raise InputRefused(
                "the judged passage does not stand in the document",
                where=f"claim {judgement.claim_id}",
            )
        return _append(case, batch, LeafKind.JUDGEMENT, judgement)


def append_person_judgement(case: OpenCase, judgement: PersonJudgement) -> PlacedJudgement:
    """Record a decision about people.

    Raises InputRefused when a source that it names is not in the case, or a passage not in it;
    WrongUsage when it takes back what is no judgement about people.
    """
    with case.ledger.batch() as batch:
        connection = batch.connection
        for sha256 in judgement.sources:
            if known_source(connection, sha256) is None:
                raise InputRefused("no source in this case has this hash", where=sha256)
        for sha256, passage in _passages(judgement):
            if not derived.stands_in(connection, sha256, passage):
                raise InputRefused("the passage does not stand in the document", where=sha256)
        if judgement.withdraws is not None and judgement.withdraws not in {
            placed.position for placed in person_judgements(connection)
        }:
            raise WrongUsage(
                f"entry {judgement.withdraws} is no judgement about people",
                remedy="habeas people judgements lists them with their numbers",
            )
        entry = _append(case, batch, LeafKind.PERSON_JUDGEMENT, judgement)
    return PlacedJudgement(entry.position, judgement)


def append_event_judgement(case: OpenCase, judgement: EventJudgement) -> PlacedEventJudgement:
    """Record a decision about which claims tell of one happening.

    Raises InputRefused when a source that it names is not in the case, or a passage not in it;
    WrongUsage when it takes back what is no judgement about an event.
    """
    with case.ledger.batch() as batch:
        connection = batch.connection
        for anchor in judgement.anchors():
            if known_source(connection, anchor.source) is None:
                raise InputRefused("no source in this case has this hash", where=anchor.source)
            if not derived.stands_in(connection, anchor.source, anchor.passage):
                raise InputRefused(
                    "the passage does not stand in the document", where=f"claim {anchor.claim}"
                )
        if judgement.withdraws is not None and judgement.withdraws not in {
            placed.position for placed in event_judgements(connection)
        }:
            raise WrongUsage(
                f"entry {judgement.withdraws} is no judgement about an event",
                remedy="habeas events --decided lists them with their numbers",
            )
        entry = _append(case, batch, LeafKind.EVENT_JUDGEMENT, judgement)
    return PlacedEventJudgement(entry.position, judgement)


def _passages(judgement: PersonJudgement) -> Iterator[tuple[str, Passage]]:
    for anchor in judgement.anchors():
        if anchor.passage is not None:
            yield anchor.source, anchor.passage
    for reference in judgement.evidence:
        if reference.passage is not None:
            yield reference.source, reference.passage


def append_model_answer(case: OpenCase, answer: ModelAnswer) -> LedgerEntry:
    """Record what a model answered. Raises InputRefused when its source is not in the case."""
    with case.ledger.batch() as batch:
        if known_source(batch.connection, answer.source) is None:
            raise InputRefused("no source in this case has this hash", where=answer.source)
        return _append(case, batch, LeafKind.MODEL_ANSWER, answer)


def append_allowed_host(case: OpenCase, allowed: AllowedHost) -> LedgerEntry:
    """Record that texts of the case may be sent to a host."""
    with case.ledger.batch() as batch:
        return _append(case, batch, LeafKind.ALLOWED_HOST, allowed)


def append_record(case: OpenCase, record: Recordable) -> LedgerEntry:
    """Keep a record for good. Raises InputRefused when a source that it is about is not here.

    WrongUsage when an opinion or a withdrawal is about an entry that is not what it takes it for.
    """
    with case.ledger.batch() as batch:
        if isinstance(record, (Opinion, Withdrawal)):
            _check_earlier(batch, record)
        anchored = isinstance(record, (Label, PersonOpinion, SiteJudgement))
        for sha256 in subjects_of_record(record) if anchored else ():
            if known_source(batch.connection, sha256) is None:
                raise InputRefused("no source in this case has this hash", where=sha256)
        if isinstance(record, (PersonOpinion, SiteJudgement)):
            _check_opinion(batch, record)
        return _append(case, batch, kind_of(type(record)), record)


def _check_earlier(batch: Batch, record: Opinion | Withdrawal) -> None:
    """Whether the entry that it answers is there, and about the same source."""
    if known_source(batch.connection, record.source) is None:
        raise InputRefused("no source in this case has this hash", where=record.source)
    earlier = record.withdraws if isinstance(record, Withdrawal) else record.again
    if earlier is None:
        return
    found = said_about_a_claim(batch.connection, earlier)
    wanted = found is not None and (
        isinstance(record, Withdrawal) or found[0] is LeafKind.JUDGEMENT
    )
    if not wanted or found is None or found[1] != record.source:
        raise WrongUsage(
            f"entry {earlier} is no judgement about a claim of this source",
            remedy="habeas log lists the entries with their numbers",
        )


def _check_opinion(batch: Batch, record: PersonOpinion | SiteJudgement) -> None:
    """Raises as `append_record`: what it is about must stand in the case, and in its ledger."""
    connection = batch.connection
    anchors = record.seen.sightings if isinstance(record, SiteJudgement) else record.records
    for anchor in anchors:
        if anchor.passage and not derived.stands_in(connection, anchor.source, anchor.passage):
            raise InputRefused("the passage does not stand in the document", where=anchor.source)
    earlier = {placed.position for placed in recorded(connection, type(record))}
    if record.withdraws is not None and record.withdraws not in earlier:
        raise WrongUsage(f"entry {record.withdraws} is nothing of the kind that this takes back")
    if isinstance(record, PersonOpinion) and record.again not in {
        placed.position for placed in person_judgements(connection)
    }:
        raise WrongUsage(f"entry {record.again} is no judgement about people")
    if isinstance(record, SiteJudgement) and record.again not in (None, *earlier):
        raise WrongUsage(f"entry {record.again} is no judgement about a site")


def append_export(case: OpenCase, export: Export) -> LedgerEntry:
    """Record that a file left. Raises WrongUsage when its head is not of this case."""
    if not is_sha256(export.sha256):
        raise WrongUsage("this is not a SHA-256 (64 lower-case hex digits)", where=export.sha256)
    head = case.ledger.head(export.head_size)
    if head.root != export.head_root:
        raise WrongUsage(
            f"the ledger's root at {head.size} is another one", where=export.untrusted_name
        )
    with case.ledger.batch() as batch:
        return _append(case, batch, LeafKind.EXPORT, export)


def delete_source(case: OpenCase, sha256: str, reason: str) -> None:
    """Erase a source; its tombstone is on the disk before its bytes go.

    The tombstone names the erased entries by position, not by hash: a hash would still tell
    whoever has the same bytes that they had been here.
    """
    if not reason.strip():
        raise WrongUsage("an erasure needs a reason", where=sha256)
    with case.ledger.batch() as batch:
        connection = batch.connection
        if known_source(connection, sha256) is None:
            raise WrongUsage("no source in this case has this hash", where=sha256)
        positions = positions_about(connection, sha256)
        _append(case, batch, LeafKind.DELETION, {"erased": positions, "reason": reason})
        derived.drop_source(connection, sha256)
        search_index.forget_dropped(connection)
        for table in (ledger_index, ledger_payload):
            connection.execute(delete(table).where(table.c.position.in_(positions)))
        # Who is one person with whom was inferred from all sources together: none of it stays.
        resolutions.drop(connection)
        imports.forget_failures_within(connection, sha256)
        note_erasure(connection, sha256)
        forget_blob_key(connection, sha256)
    remove_bytes(case, [sha256])


def _append(case: OpenCase, batch: Batch, kind: LeafKind, payload: object) -> LedgerEntry:
    entry = batch.append(kind, payload, case.ledger.now())
    add_to_index(batch.connection, entry)
    return entry
