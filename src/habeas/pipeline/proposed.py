"""Which claims only a language model proposes, since when, and what of them is on the record.

A proposal is no part of the record until a person has judged it, and a judgement made before a
model answered was about something else, even where the words are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from habeas.claims import proposing
from habeas.model import Claim, Evidence, ModelAnswer


class Proposed:
    """The moments of models' answers, as known at some head of the ledger."""

    def __init__(self, answers: Iterable[ModelAnswer]) -> None:
        self._moments: dict[tuple[str, Evidence], datetime] = {}
        for answer in answers:
            key = answer.source, proposing.answer_evidence(answer)
            self._moments.setdefault(key, answer.made_at)

    def since(self, source: str, claim: Claim) -> datetime | None:
        """When the answer came in which a proposal was found; None if it is not there yet.

        `source` is the SHA-256 of the claim's source.
        """
        found = (self._moments.get((source, item)) for item in claim.evidence)
        return next((moment for moment in found if moment is not None), None)

    def known(self, source: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims without proposals of answers that were not there yet, and without agreement.

        So the record of an earlier head stays the same, whatever is proposed later.
        """
        return tuple(
            proposing.without_agreement(claim)
            for claim in claims
            if not proposing.is_proposed(claim) or self.since(source, claim) is not None
        )

    def beginnings(self, claims: Iterable[tuple[str, Claim]]) -> dict[str, datetime]:
        """The first moment at which a judgement can have been about each proposal, by its id."""
        found = {
            claim.id: self.since(source, claim)
            for source, claim in claims
            if proposing.is_proposed(claim)
        }
        return {name: moment for name, moment in found.items() if moment is not None}


def on_record(claims: Iterable[Claim], judged: Mapping[str, object]) -> tuple[Claim, ...]:
    """The claims of rules, and the proposals that a person has judged (`judged`: by id)."""
    return tuple(
        claim for claim in claims if not proposing.is_proposed(claim) or claim.id in judged
    )
