"""Small invented things to keep: nobody named here exists, nothing told here happened."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from habeas.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Confidentiality,
    Document,
    Evidence,
    Judgement,
    Label,
    Modality,
    Passage,
    PersonJudgement,
    Provenance,
    RecordAnchor,
    Sameness,
    Source,
    Stance,
    Verdict,
)
from habeas.store import (
    CaseStore,
    Deposit,
    Export,
    Failure,
    ImportBalance,
    KeptRecord,
    KeptResolution,
    KeyCost,
)
from habeas.store.case_key import new_identity

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


def row_of(source: str, row: int) -> RecordAnchor:
    return RecordAnchor(source, f"{source[:12]}/{row}", row=row, content=sha256(f"{row}".encode()))


def same_person(*sources: str, withdraws: int | None = None) -> PersonJudgement:
    """The first rows of these sources are one human; or that this was said is taken back."""
    return PersonJudgement(
        Sameness.SAME if withdraws is None else None,
        tuple(row_of(source, 1) for source in sources),
        (),
        "the birth certificate is with us",
        "Ila Morven",
        NOON,
        withdraws=withdraws,
    )


def resolution(*sources: str) -> KeptResolution:
    """A person with a row in each of these sources, and one with a second row of the first."""
    one, other = "p-aaaaaaaaaaaa", "p-bbbbbbbbbbbb"
    together = [KeptRecord(row_of(item, 1).record, item, one, {"name": "Ada"}) for item in sources]
    alone = KeptRecord(row_of(sources[0], 2).record, sources[0], other, {"name": "Eda"})
    first = KeptRecord(
        together[0].id,
        sources[0],
        one,
        {"name": "Ada"},
        ((1, 2.5, False), (len(sources), -3.0, True)),
    )
    records = (first, *together[1:], alone)
    return KeptResolution("test@1", sha256(b"inputs"), (one, other), records, {"notes": ["few"]})


SECOND_PASSPHRASE = "another invented phrase"  # noqa: S105 - it opens nothing but test cases


def fill_access(store: CaseStore) -> None:
    """A second investigator; a label; in an encrypted case a reader who is shut out again."""
    store.admit_investigator("Tam Ostery", passphrase=SECOND_PASSPHRASE, key_cost=CHEAP)
    store.append(
        Label(
            Confidentiality.PUBLIC,
            "it was in the papers",
            store.investigator,
            NOON,
            source=sha256(STATEMENT.encode()),
        )
    )
    if store.encrypted:
        store.admit_reader("Oda Lind", new_identity()[1])
        store.remove_access("Oda Lind")


def fill_people(store: CaseStore) -> None:
    """What came with format 2: judgements about people, one taken back, and a resolution."""
    statement, scan = sha256(STATEMENT.encode()), sha256(b"%PDF-unreadable" * 40)
    placed = store.append_person_judgement(same_person(statement, scan))
    store.append_person_judgement(same_person(statement, scan, withdraws=placed.position))
    store.put_resolution(resolution(statement, scan))


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
