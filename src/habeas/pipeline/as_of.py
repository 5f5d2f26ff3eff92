"""The whole record as of one head of the ledger: what a report is made from.

Sources and judgements are those recorded by then. Documents and claims are derived from the
preserved bytes, so they are the same then and now, before a rebuild and after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from habeas.claims import EXTRACTOR
from habeas.model import Claim, Document, InputRefused, Judgement, Label, SiteJudgement, Source
from habeas.pipeline.anchor import anchor
from habeas.pipeline.proposed import Proposed, on_record
from habeas.sources import READER
from habeas.store import (
    CaseStore,
    Failure,
    Head,
    ImportBalance,
    LeafKind,
    LedgerEntry,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
)


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source with what was made of it; `problem` says why there is no document."""

    source: Source
    document: Document | None
    problem: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the case held when its ledger had `head.size` leaves.

    `judgements` maps a claim's id to its judgements, oldest first; `unanchored` are those that no
    claim answers to; `person_judgements` are those about people, `event_judgements` those about
    events, `site_judgements` those about sites; `erasures` are the tombstones, `labels` what
    was labelled by then.
    What a language model proposes is no part of the record until a person has judged it, nor is
    its agreement with a rule; `proposals_left_out` counts what answers known by then proposed.
    """

    head: Head
    checkpoint: str | None
    investigators: tuple[str, ...]
    sources: tuple[ReadSource, ...]
    judgements: Mapping[str, tuple[Judgement, ...]]
    unanchored: tuple[Judgement, ...]
    imports: tuple[ImportBalance, ...]
    failures: tuple[Failure, ...]
    erasures: tuple[LedgerEntry, ...]
    person_judgements: tuple[PlacedJudgement, ...] = ()
    event_judgements: tuple[PlacedEventJudgement, ...] = ()
    proposals_left_out: int = 0
    labels: tuple[Placed[Label], ...] = ()
    site_judgements: tuple[Placed[SiteJudgement], ...] = ()


def snapshot(store: CaseStore, head: Head) -> Snapshot:
    """The record as of a head.

    Raises InputRefused while sources wait to be read: a report would pass over them in silence.
    """
    _require_complete(store)
    proposed = Proposed(store.model_answers(at=head.size))
    found = tuple(_read_sources(store, head, proposed))
    claims = [(item.source.sha256, claim) for item in found for claim in item.claims]
    anchored = anchor(store.judgements(at=head.size), claims, since=proposed.beginnings(claims))
    sources = tuple(
        replace(item, claims=on_record(item.claims, anchored.by_claim)) for item in found
    )
    leaves = list(store.leaves(at=head.size))
    return Snapshot(
        head=head,
        checkpoint=store.checkpoint(head.size),
        investigators=_investigators(leaves),
        sources=sources,
        judgements=anchored.by_claim,
        unanchored=anchored.unanchored,
        imports=tuple(item for item in store.imports() if item.ledger_size <= head.size),
        failures=tuple(item for item in store.failures() if item.ledger_size <= head.size),
        erasures=tuple(leaf for leaf in leaves if leaf.kind is LeafKind.DELETION),
        person_judgements=tuple(store.person_judgements(at=head.size)),
        event_judgements=tuple(store.event_judgements(at=head.size)),
        proposals_left_out=len(claims) - sum(len(item.claims) for item in sources),
        labels=tuple(store.recorded(Label, at=head.size)),
        site_judgements=tuple(store.recorded(SiteJudgement, at=head.size)),
    )


def read_documents(store: CaseStore) -> Iterator[tuple[Source, Document | None]]:
    """Every source with the document that was read from it, in the order of the ledger.

    Raises InputRefused while sources wait to be read.
    """
    _require_complete(store)
    for source in store.sources():
        yield source, store.document(source.sha256)


def find_head(store: CaseStore, name: str | int | None) -> Head:
    """The head that a person named; for nothing (or HEAD) the present one.

    A name is a size, size-root, or 8 or more first digits of the root of an earlier export.
    Raises WrongUsage for anything else.
    """
    if name is None or name == "HEAD":
        return store.head()
    words = str(name)
    for export in store.exports():
        if len(words) >= _ENOUGH_OF_A_ROOT and export.head_root.startswith(words.lower()):
            return store.head_at(export.head_size)
    return store.find_head(words)


_ENOUGH_OF_A_ROOT = 8


def _require_complete(store: CaseStore) -> None:
    waiting = {*store.pending_documents(READER), *store.pending_claims(EXTRACTOR)}
    if waiting:
        raise InputRefused(
            f"{len(waiting)} sources are not read yet by this version of Habeas",
            where=str(store.path),
            remedy="run `habeas rebuild`, which reads them, and try again",
        )


def _read_sources(store: CaseStore, head: Head, proposed: Proposed) -> Iterator[ReadSource]:
    claims: dict[str, list[Claim]] = {}
    for kept in store.claims():
        claims.setdefault(kept.source, []).append(kept.claim)
    for source in store.sources(at=head.size):
        yield ReadSource(
            source,
            store.document(source.sha256),
            store.problem(source.sha256),
            proposed.known(source.sha256, claims.get(source.sha256, ())),
        )


def _investigators(leaves: list[LedgerEntry]) -> tuple[str, ...]:
    names = (
        leaf.payload["investigator"]
        for leaf in leaves
        if leaf.kind is LeafKind.CASE and leaf.payload
    )
    return tuple(dict.fromkeys(names))
