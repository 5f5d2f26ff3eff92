"""Judging a claim on its own page: confirmed, rejected, set right field by field, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import InputRefused, Verdict, WrongUsage
from habeas.pipeline import Slot, claim_fields, corrections_from, judge_seen, opine, withdraw
from habeas.store import KeptClaim
from habeas.web.page import Done, address
from habeas.web.pages.review.choice import Chosen
from habeas.web.pages.review.claim_item import token_of
from habeas.web.pages.review.claim_page import (
    changed_fields,
    judgements_of,
    require_known,
    slot_hiding,
    values_set_right,
)
from habeas.web.pages.review.claim_view import due
from habeas.web.pages.review.desk import ClaimDesk, Draft, Step, claim_desk
from habeas.web.speech import N_
from habeas.web.visit import Visit


class PageVerdict(StrEnum):
    """What can be decided on the page of a claim."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class CorrectionForm(Chosen):
    """The verdict, and each field as it should be; an empty one should be empty.

    `token` is the digest of what was shown; `at` and the choice say where it was met.
    """

    token: str
    verdict: PageVerdict = PageVerdict.CORRECT
    reason: str = ""
    set_type: str | None = None
    set_stance: str | None = None
    set_negated: str | None = None
    set_modality: str | None = None
    set_speaker: str | None = None
    set_speaker_role: str | None = None
    set_via: str | None = None
    set_actor: str | None = None
    set_victim: str | None = None
    set_place: str | None = None
    set_date_from: str | None = None
    set_date_to: str | None = None
    set_date_role: str | None = None
    set_quantity: str | None = None
    set_unit: str | None = None
    at: int | None = None

    def entered(self) -> dict[str, str | None]:
        """The fields as they were entered."""
        return {
            "type": self.set_type,
            "stance": self.set_stance,
            "negated": self.set_negated,
            "modality": self.set_modality,
            "speaker": self.set_speaker,
            "speaker_role": self.set_speaker_role,
            "via": self.set_via,
            "actor": self.set_actor,
            "victim": self.set_victim,
            "place": self.set_place,
            "date_from": self.set_date_from,
            "date_to": self.set_date_to,
            "date_role": self.set_date_role,
            "quantity": self.set_quantity,
            "unit": self.set_unit,
        }


@dataclass(frozen=True, slots=True)
class TakeBackForm:
    """Which judgement, by its place in the ledger, and why."""

    position: int
    reason: str = ""


def decide(visit: Visit, form: CorrectionForm) -> Done:
    """Record what was decided on the page of a claim."""
    desk = claim_desk(visit.bench)
    desk.material()
    with desk.lock:
        desk.catch_up()
        kept = require_known(desk, visit.part("id"))
        slot = slot_hiding(desk, form.choice, form.at, kept.claim.id)
        _require_as_shown(desk, kept, form, slot)
        changed: Mapping[str, str | None] = {}
        if form.verdict is PageVerdict.CORRECT:
            changed = changed_fields(kept, form.entered())
            problems = _problems(changed)
            if problems:
                return _again(desk, kept, form, problems)
        reason = form.reason.strip() or visit.speech.say(N_("read in its context"))
        return _recorded(desk, kept, form, changed, reason, slot)


def take_back(visit: Visit, form: TakeBackForm) -> Done:
    """Take a judgement about the claim back; both stay in the ledger."""
    desk = claim_desk(visit.bench)
    desk.material()
    with desk.lock:
        desk.catch_up()
        kept = require_known(desk, visit.part("id"))
        if form.position not in desk.progress.places.get(kept.claim.id, ()):
            raise WrongUsage(
                "this is no judgement about this claim, or it is taken back already",
                where=str(form.position),
            )
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        placed = withdraw(desk.store, form.position, reason=reason)
        desk.catch_up()
    said = visit.speech.say(N_("Taken back. Both entries stay in the ledger."))
    page = address("/review/claims/{id}", id=kept.claim.id)
    return Done(page, said, {"kept": placed.position})


def _require_as_shown(
    desk: ClaimDesk, kept: KeptClaim, form: CorrectionForm, slot: Slot | None
) -> None:
    """Raises InputRefused where something else was shown, or not in that way."""
    document = desk.document(kept.source)
    values = {} if slot else values_set_right(judgements_of(desk, kept))
    shown = claim_fields(kept.claim, document.text if document else "", values)
    # What was said where answers were hidden is no judgement by somebody who saw them.
    elsewhere = slot is None and form.at is not None and form.choice.hides_answers
    if elsewhere or token_of(kept, shown, desk.place(kept.claim.id)) != form.token:
        raise InputRefused(
            "this claim has changed since it was shown; nothing was recorded",
            where=kept.claim.id,
            remedy="go back to it, and look again",
        )


def _problems(changed: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """What is wrong with each field; what is wrong with all of them together has no name."""
    if not changed:
        return {"": (N_("Nothing was changed. To agree, say so instead."),)}
    problems: dict[str, tuple[str, ...]] = {}
    for name, value in changed.items():
        try:
            corrections_from({name: value})
        except WrongUsage as error:
            problems[name] = _sentences(error)
    if not problems:
        try:
            corrections_from(changed)
        except WrongUsage as error:
            problems["date_to"] = _sentences(error)
    return problems


def _sentences(error: WrongUsage) -> tuple[str, ...]:
    return (error.what, error.remedy) if error.remedy else (error.what,)


def _again(
    desk: ClaimDesk,
    kept: KeptClaim,
    form: CorrectionForm,
    problems: dict[str, tuple[str, ...]],
) -> Done:
    """The page again, with what was entered and what is wrong with it."""
    entered = {name: value or "" for name, value in form.entered().items()}
    desk.drafts[kept.claim.id] = Draft(entered, problems, form.reason)
    told = {name: "; ".join(sentences) for name, sentences in problems.items()}
    query = form.choice.query() | {"at": form.at}
    page = address("/review/claims/{id}", query, id=kept.claim.id)
    return Done(page, "", {"problems": told})


def _recorded(
    desk: ClaimDesk,
    kept: KeptClaim,
    form: CorrectionForm,
    changed: Mapping[str, str | None],
    reason: str,
    slot: Slot | None,
) -> Done:
    verdict = Verdict(form.verdict.value)
    second = slot is not None and (slot.again or form.blind)
    hidden = desk.place(kept.claim.id) if second else None
    if hidden is None:
        position = judge_seen(
            desk.store, kept, verdict, reason=reason, corrections=changed
        ).position
    else:
        position = opine(
            desk.store, kept, verdict, reason=reason, corrections=changed, again=hidden
        ).position
    desk.catch_up()
    if slot is None:
        page = address("/review/claims/{id}", id=kept.claim.id)
        return Done(page, "", {"kept": position})
    queue = desk.queue(form.choice)
    queue.answer(slot.number, judged=True)
    desk.note_step(Step(form.choice, slot.number, slot.item, position))
    following = next(iter(due(desk, queue, slot.number, 1)), None)
    at = {"at": following.number if following else None}
    return Done(address("/review", form.choice.query() | at), "", {"kept": position})
