"""Confirming or rejecting a claim beside its text: only as it was shown, and only where nobody has.

A claim that was judged already is shown with the values that people gave it; to confirm those, or
to set them right, is for its own page.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum

from habeas.model import InputRefused, Verdict, canonical_json
from habeas.pipeline import claim_fields, is_shown, judge_seen, source_record
from habeas.web.page import Action, Done, address
from habeas.web.pages.review.desk import claim_desk
from habeas.web.pages.sources.cards import ClaimCard, card_of
from habeas.web.speech import N_
from habeas.web.visit import Visit


class CardVerdict(StrEnum):
    """What the buttons of a card decide."""

    CONFIRM = "confirm"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class CardForm:
    """The claim, what was decided and why; `token` is the digest of the card that was shown."""

    claim: str
    token: str
    verdict: CardVerdict
    reason: str


def token_of(card: ClaimCard) -> str:
    """The digest of a card: where it differs by then, the answer was about something else."""
    # The block is only where a link leads to.
    return hashlib.sha256(canonical_json(replace(card, block=""))).hexdigest()[:32]


def judge_card(visit: Visit, form: CardForm) -> Done:
    """Record the judgement, and go back to the card."""
    store = visit.bench.case.store
    # The lock of the queue: whoever comes second meets what the first decided.
    with claim_desk(visit.bench).lock:
        kept = store.claim(form.claim)
        record = source_record(store, kept.source)
        number, item = next(
            (number, item)
            for number, item in enumerate(record.claims, start=1)
            if item.claim.id == kept.claim.id
        )
        card = card_of(number, item, record.claim_labels.get(kept.claim.id), "")
        if token_of(card) != form.token or item.judgements:
            raise InputRefused(
                "this claim has changed since it was shown",
                remedy="look at it again, and decide then",
            )
        text = record.document.text if record.document else ""
        seen = [field.name for field in claim_fields(kept.claim, text) if is_shown(field)]
        judge_seen(store, kept, Verdict(form.verdict.value), reason=form.reason, seen=seen)
    said = visit.speech.say(N_("The judgement was recorded."))
    back = address("/sources/{sha256}", {"claim": kept.claim.id}, sha256=kept.source)
    return Done(f"{back}#{card.card}", said)


ACTION = Action(
    path="/sources/judge",
    name="judge_card",
    run=judge_card,
    summary="Confirm or reject a claim as its card beside the text showed it",
    form=CardForm,
)
