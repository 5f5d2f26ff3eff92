"""Small invented things to keep: nobody named here exists, nothing told here happened."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from habeas.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Judgement,
    Modality,
    Passage,
    Provenance,
    Source,
    Stance,
    Verdict,
)
from habeas.store import CaseStore, Deposit, Export, Failure, ImportBalance, KeyCost

PASSPHRASE = "an invented phrase"  # noqa: S105 - it opens nothing but test cases
# As weak as Argon2id allows: these keys guard nothing.
CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
NOON = datetime(2031, 3, 4, 12, 0, 0, tzinfo=UTC)
STATEMENT = "The warden of Lower Orrin said nobody was held there.\n"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def deposit(
    data: bytes,
    name: str = "statement.txt",
    *,
    collected_at: datetime = NOON,
    container: str | None = None,
) -> Deposit:
    provenance = Provenance(name, collected_at, "Ila Morven", container=container)
    return Deposit(Source(sha256(data), len(data), "text/plain", (provenance,)), data)


def document(text: str = STATEMENT) -> Document:
    return Document(text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), "text/plain")


def claim(
    identity: str = "c0ffee01",
    words: str = "nobody was held there",
    text: str = STATEMENT,
    *,
    type: str = "detention",
    speaker: str = "The warden of Lower Orrin",
) -> Claim:
    start = text.index(words)
    end = start + len(words)
    return Claim(
        id=identity,
        passage=Passage.of(text, start, end),
        content=(start, end),
        type=type,
        type_scores=((type, 0.9),),
        stance=Stance.DENIES,
        negated=True,
        modality=Modality.FACT,
        attribution=Attribution(speaker),
        confidence=0.9,
        origin="rule:test@1",
        evidence=(Evidence("stance", start, end),),
    )


def judgement(source: str, reason: str = "checked against the recording") -> Judgement:
    passage = claim().passage
    return Judgement("c0ffee01", source, passage, Verdict.CONFIRM, reason, "Ila Morven", NOON)


def fill(store: CaseStore) -> None:
    """One of everything: sources, a second provenance, claims, a judgement, an export, erasures."""
    statement = STATEMENT.encode()
    store.put_source(deposit(statement))
    store.put_source(deposit(statement, "copy.txt"))
    store.put_sources([deposit(b"%PDF-unreadable" * 40, "scan.pdf"), deposit(b"", "empty.txt")])
    store.put_source(deposit(b"withdrawn", "withdrawn.txt"))
    store.delete_source(sha256(b"withdrawn"), reason="the witness asked")
    store.put_document(sha256(statement), document(), reader="text@1")
    claims = [claim(), claim("c0ffee02", "The warden of Lower Orrin")]
    store.put_claims(sha256(statement), claims, extractor="english@1")
    store.put_problem(sha256(b""), "it is empty", reader="text@1")
    store.append_judgement(judgement(sha256(statement)))
    head = store.head()
    store.append_export(Export("dossier.html", "ab" * 32, "text/html", head.size, head.root))
    store.record_failure(Failure("bomb.zip", "it unpacks to 300 times its size", NOON))
    store.record_import(ImportBalance(NOON, NOON, "Ila Morven", total=5, created=4, failed=1))
