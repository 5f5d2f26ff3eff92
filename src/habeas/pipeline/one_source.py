"""All that the record holds about one source, without a look at the rest of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.model import Document, Judgement, Label, Source, from_plain
from habeas.pipeline.anchor import anchor
from habeas.pipeline.as_of import ReadSource, Snapshot
from habeas.pipeline.judged_claim import JudgedClaim
from habeas.pipeline.labels_in_force import LabelInForce, settle_labels
from habeas.pipeline.proposed import Proposed
from habeas.store import CaseStore, LeafKind, LedgerEntry, Placed


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source, what was read from it, and what people decided about it.

    `claims` are in reading order, proposals of models among them; `unanchored` are judgements that
    no claim answers to any more; `claim_labels` go by the claim's id; `entries` are the ledger's,
    oldest first. `problem` says why there is no document.
    """

    source: Source
    document: Document | None
    problem: str | None
    claims: tuple[JudgedClaim, ...]
    unanchored: tuple[Judgement, ...]
    label: LabelInForce
    claim_labels: Mapping[str, LabelInForce]
    entries: tuple[LedgerEntry, ...]


def source_record(store: CaseStore, sha256_prefix: str) -> SourceRecord:
    """The record of the one source whose SHA-256 begins so.

    It costs what this source costs, however large the case. Raises WrongUsage when none or several
    sources begin so.
    """
    source = store.source(sha256_prefix)
    sha256 = source.sha256
    document, problem = store.document(sha256), store.problem(sha256)
    claims = [(sha256, kept.claim) for kept in store.claims(source=sha256)]
    proposed = Proposed(store.model_answers(source=sha256))
    said = (placed.record for placed in store.placed_judgements(source=sha256))
    anchored = anchor(said, claims, since=proposed.beginnings(claims))
    entries = tuple(store.about(sha256))
    read = ReadSource(source, document, problem, tuple(claim for _, claim in claims))
    labels = settle_labels(_alone(store, read), _labels(entries))
    return SourceRecord(
        source=source,
        document=document,
        problem=problem,
        claims=tuple(
            JudgedClaim(claim, source, anchored.by_claim.get(claim.id, ())) for _, claim in claims
        ),
        unanchored=anchored.unanchored,
        label=labels.sources[sha256],
        claim_labels=labels.claims,
        entries=entries,
    )


def _labels(entries: tuple[LedgerEntry, ...]) -> list[Placed[Label]]:
    """Those about the source or one of its claims: persons need more than one source."""
    found = [
        Placed(entry.position, from_plain(Label, entry.payload))
        for entry in entries
        if entry.kind is LeafKind.LABEL and entry.payload is not None
    ]
    return [placed for placed in found if not placed.record.records]


def _alone(store: CaseStore, read: ReadSource) -> Snapshot:
    """A record that holds this source only, so that the rules for labels are the same ones."""
    return Snapshot(
        head=store.head(),
        checkpoint=None,
        investigators=(),
        sources=(read,),
        judgements={},
        unanchored=(),
        imports=(),
        failures=(),
        erasures=(),
    )
