"""By what judgements and labels find what they are about, moved along with the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from habeas.model import (
    Claim,
    ClaimAnchor,
    EvidenceReference,
    Label,
    Passage,
    RecordAnchor,
)
from habeas.pipeline import Snapshot
from habeas.pipeline import anchor as anchoring
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.rewriting import OwnWays
from habeas.reports.redaction.writing.identifiers import WITHHELD, References
from habeas.store import Placed, PlacedEventJudgement

# Stands for a passage of a source that is left out.
UNSEEN = Passage(0, len(WITHHELD), WITHHELD)


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that something of the ledger is about."""

    source: str
    passage: Passage
    made_at: datetime
    anchor: ClaimAnchor


class Anchors:
    """Rewrites what judgements about events and people, and labels, hold on to.

    `claims` are those of the redacted record by their old ids: what is about another is left out.
    """

    def __init__(
        self,
        record: Snapshot,
        claims: Mapping[str, Claim],
        sources: Iterable[str],
        hider: Hider,
        references: References,
    ) -> None:
        self._claims, self._sources = claims, frozenset(sources)
        self._hider, self._references = hider, references
        self._found = _claims_of(record)

    @property
    def ways(self) -> OwnWays:
        """How passages and anchors are rewritten where nothing better is known of them."""
        return {
            Passage: self.passage,
            RecordAnchor: self.of_record,
            EvidenceReference: self._evidence,
        }

    def passage(self, passage: Passage) -> Passage:
        """A passage that stands in no text of the record: its surroundings may cut a name."""
        quote = self._hider.hidden(passage.quote)
        return Passage(passage.start, passage.start + len(quote), quote)

    def of_record(self, anchor: RecordAnchor) -> RecordAnchor:
        """A record's anchor; the hash of a row's few values would tell them."""
        shown = anchor.source in self._sources
        return replace(
            anchor,
            source=self._references.of(anchor.source),
            record=self._hider.hidden(anchor.record),
            sheet=self._hider.hidden(anchor.sheet) if anchor.sheet and shown else None,
            content=WITHHELD if anchor.content is not None else None,
            passage=self._passage_in(anchor.source, anchor.passage),
        )

    def events(self, judgements: Iterable[PlacedEventJudgement]) -> Iterator[PlacedEventJudgement]:
        """The judgements about events of which something is left."""
        for placed in judgements:
            judgement = placed.judgement
            claims = tuple(self._of_claims(judgement.claims))
            others = tuple(self._of_claims(judgement.others))
            if claims and bool(others) == bool(judgement.others):
                reason, author = map(self._hider.hidden, (judgement.reason, judgement.author))
                yield PlacedEventJudgement(
                    placed.position,
                    replace(judgement, claims=claims, others=others, reason=reason, author=author),
                )

    def labels(self, labels: Iterable[Placed[Label]]) -> Iterator[Placed[Label]]:
        """The labels of what is left."""
        for placed in labels:
            label = placed.record
            about = self._label(label) if set(label.sources) <= self._sources else None
            if about is not None:
                reason, author = map(self._hider.hidden, (label.reason, label.author))
                yield Placed(placed.position, replace(about, reason=reason, author=author))

    def _label(self, label: Label) -> Label | None:
        if label.source is not None:
            return replace(label, source=self._references.of(label.source))
        if label.claim is not None:
            claim = next(self._of_claims((label.claim,)), None)
            return None if claim is None else replace(label, claim=claim)
        return replace(label, records=tuple(map(self.of_record, label.records)))

    def _of_claims(self, anchors: Iterable[ClaimAnchor]) -> Iterator[ClaimAnchor]:
        for anchor in anchors:
            if anchor.source not in self._sources:
                continue
            name = self._found.get(anchor)
            if name is None:
                yield ClaimAnchor(
                    self._references.of(anchor.claim),
                    self._references.of(anchor.source),
                    self.passage(anchor.passage),
                )
            elif name in self._claims:
                claim = self._claims[name]
                yield ClaimAnchor(claim.id, self._references.of(anchor.source), claim.passage)

    def _evidence(self, reference: EvidenceReference) -> EvidenceReference:
        return EvidenceReference(
            self._references.of(reference.source),
            self._passage_in(reference.source, reference.passage),
        )

    def _passage_in(self, source: str, passage: Passage | None) -> Passage | None:
        if passage is None:
            return None
        return self.passage(passage) if source in self._sources else UNSEEN


def _claims_of(record: Snapshot) -> dict[ClaimAnchor, str]:
    """The claim that each anchor of the record's judgements about events, and labels, is about."""
    said = [
        _Said(anchor.source, anchor.passage, placed.judgement.made_at, anchor)
        for placed in record.event_judgements
        for anchor in placed.judgement.anchors()
    ]
    said += [
        _Said(anchor.source, anchor.passage, placed.record.made_at, anchor)
        for placed in record.labels
        if (anchor := placed.record.claim) is not None
    ]
    claims = [(item.source.sha256, claim) for item in record.sources for claim in item.claims]
    found = anchoring.anchor(said, claims)
    return {each.anchor: name for name, of_it in found.by_claim.items() for each in of_it}
