"""Claims and judgements about them, in the words and at the offsets of the redacted text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from habeas.model import (
    Claim,
    Correction,
    Evidence,
    Judgement,
    Passage,
    Place,
    PlaceCandidate,
    Quantity,
)
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.pseudonyms import NAMELESS
from habeas.reports.redaction.record.inherited import INHERITED, without_withheld
from habeas.reports.redaction.record.texts import RedactedText
from habeas.reports.redaction.rewriting import rewritten


@dataclass(frozen=True, slots=True)
class ClaimRedaction:
    """Redacts the claims of one source; `is_hidden` tells whether a reading is a redacted place."""

    text: RedactedText
    hider: Hider
    is_hidden: Callable[[PlaceCandidate], bool]

    def claim(self, claim: Claim, name: str) -> Claim | None:
        """The claim under its new name; None where it tells of a redacted passage."""
        withheld = self.text.withheld
        if withheld.touches(claim.passage.start, claim.passage.end):
            return None
        claim = self._without_cut_date(without_withheld(claim, withheld))
        hidden = rewritten(
            claim,
            self._hide,
            {
                Passage: lambda each: each,
                Evidence: self._evidence,
                Quantity: self._quantity,
                Place: self._place,
            },
        )
        return replace(
            hidden,
            id=name,
            type=claim.type,
            origin=claim.origin,
            methods=claim.methods,
            type_scores=claim.type_scores,
            block_kind=claim.block_kind,
            passage=self.text.passage(claim.passage.start, claim.passage.end),
            content=self.text.span(*claim.content),
            occurrences=tuple(
                self.text.passage(item.start, item.end)
                for item in claim.occurrences
                if not withheld.touches(item.start, item.end)
            ),
        )

    def judgement(self, judgement: Judgement, claim: Claim) -> Judgement:
        """A judgement about what has become this claim."""
        return replace(
            judgement,
            claim_id=claim.id,
            passage=claim.passage,
            reason=self._hide(judgement.reason),
            author=self._hide(judgement.author),
            corrections=tuple(map(self._correction, judgement.corrections)),
        )

    def _correction(self, item: Correction) -> Correction:
        if item.value and item.field in INHERITED and self.text.withheld.tells(item.value):
            return Correction(item.field, NAMELESS)
        return Correction(item.field, self._hide(item.value) if item.value else item.value)

    def _without_cut_date(self, claim: Claim) -> Claim:
        """A claim without a date whose words were cut: of birth, beside a redacted name."""
        said = claim.evidence_for("date")
        if said is None or said.start is None or said.end is None:
            return claim
        start, end = self.text.span(said.start, said.end)
        if self.text.new.text[start:end] == self.text.old.text[said.start : said.end]:
            return claim
        evidence = tuple(item for item in claim.evidence if item.field != "date")
        return replace(claim, date=None, evidence=evidence)

    def _hide(self, text: str) -> str:
        return self.hider.hidden(text, self.text.named)

    def _evidence(self, item: Evidence) -> Evidence:
        if item.start is None or item.end is None:
            return replace(item, inferred_from=self._hide(item.inferred_from or ""))
        start, end = self.text.span(item.start, item.end)
        return replace(item, start=start, end=end)

    def _quantity(self, item: Quantity) -> Quantity:
        start, end = self.text.span(item.start, item.end)
        words = replace(
            item,
            unit=self._hide(item.unit),
            denominator=self._hide(item.denominator) if item.denominator else item.denominator,
            counting_unit=(
                self._hide(item.counting_unit) if item.counting_unit else item.counting_unit
            ),
        )
        return replace(words, start=start, end=end)

    def _place(self, place: Place) -> Place:
        """A place; its readings where neither it nor they are redacted."""
        name = self._hide(place.name)
        if name != place.name:
            return Place(name)
        left = (item for item in place.candidates if not self.is_hidden(item))
        return Place(name, tuple(rewritten(item, self._hide) for item in left))
