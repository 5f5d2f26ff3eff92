"""Answering an item of the queue of claims, and taking the last answer back.

An answer counts only for what was shown: it carries the digest of the item, and is refused where
the claim says something else by now, or was judged meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import Response

from habeas.model import Verdict, WrongUsage
from habeas.pipeline import ReviewQueue, Slot, judge_seen, opine, withdraw
from habeas.store import KeptClaim
from habeas.web.page import address
from habeas.web.pages.review.choice import Chosen
from habeas.web.pages.review.claim_item import seen_fields, token_of
from habeas.web.pages.review.claim_view import due, fragment
from habeas.web.pages.review.desk import ClaimDesk, Step, claim_desk
from habeas.web.pages.review.sent import (
    CLAIMS,
    answered_already,
    changed,
    form_of,
    is_queue,
    keep_reason,
    kept,
)
from habeas.web.speech import N_
from habeas.web.visit import Visit

_REASON = N_("read in its context")


class Answer(StrEnum):
    """What can be said of a claim with one key."""

    CONFIRM = "confirm"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class AnswerForm(Chosen):
    """The answer to the item `number` of a queue; `token` is the digest of what was shown."""

    number: int
    claim: str
    token: str
    verdict: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UndoForm(Chosen):
    """Take back the last answer in a queue of this run of the workbench."""

    reason: str = ""


def answer(visit: Visit, body: bytes) -> Response:
    """Record an answer, and go on to the next item."""
    form = form_of(AnswerForm, body)
    visit.bench.require_judge()
    desk = claim_desk(visit.bench)
    desk.material()
    reason = form.reason.strip() or visit.speech.say(_REASON)
    with desk.lock:
        queue = desk.queue(form.choice)
        slot = queue.slot(form.number)
        current = _as_shown(desk, queue, slot, form)
        if slot is None or current is None:
            return _refused(visit, form, queue, slot)
        position = _recorded(desk, slot, form, current, reason)
        queue.answer(slot.number, judged=form.verdict is not Answer.UNSURE)
        desk.note_step(Step(form.choice, slot.number, slot.item, position))
        following = None
        if not is_queue(visit.request):
            following = next(iter(due(desk, queue, slot.number, 1)), None)
    keep_reason(visit.bench, CLAIMS, form.reason)
    if is_queue(visit.request):
        return fragment(visit, form.choice, queue, [])
    at = following.number if following else None
    return kept(visit.request, address("/review", form.choice.query() | {"at": at}), position)


def undo(visit: Visit, body: bytes) -> Response:
    """Take the last answer in a queue back, and show its item again."""
    form = form_of(UndoForm, body)
    visit.bench.require_judge()
    desk = claim_desk(visit.bench)
    desk.material()
    with desk.lock:
        queue = desk.queue(form.choice)
        step = desk.last_step(form.choice)
        if step is None:
            raise WrongUsage(
                "nothing was answered in this queue since the workbench was started",
                remedy="open the claim: each judgement on its page can be taken back",
            )
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        placed = withdraw(desk.store, step.position, reason=reason)
        # Whatever was taken back, here or elsewhere, waits again, and is no step any more.
        desk.catch_up()
        slot = queue.slot(step.number)
        if slot is not None and slot.item == step.claim:
            queue.reopen(step.number)
        slot = queue.ask_now(step.claim)
    if is_queue(visit.request):
        return fragment(visit, step.choice, queue, [slot] if slot else [])
    go_to = address("/review/claims/{id}", id=step.claim)
    if slot is not None:
        go_to = address("/review", step.choice.query() | {"at": slot.number})
    return kept(visit.request, go_to, placed.position)


def _as_shown(
    desk: ClaimDesk, queue: ReviewQueue, slot: Slot | None, form: AnswerForm
) -> KeptClaim | None:
    """The claim, where it waits for an answer and is exactly what the form was about."""
    if slot is None or slot.item != form.claim or not queue.is_due(slot.number):
        return None
    try:
        current = desk.store.claim(slot.item)
    except WrongUsage:
        return None
    shown = seen_fields(current, desk.document(current.source))
    token = token_of(current, shown, desk.place(slot.item))
    return current if token == form.token else None


def _recorded(
    desk: ClaimDesk, slot: Slot, form: AnswerForm, current: KeptClaim, reason: str
) -> int:
    """Append what was said, as a judgement or as an opinion; its place in the ledger."""
    store = desk.store
    seen = [field.name for field in seen_fields(current, desk.document(current.source))]
    verdict = None if form.verdict is Answer.UNSURE else Verdict(form.verdict.value)
    hidden = desk.place(slot.item) if slot.again or form.choice.blind else None
    if verdict is not None and hidden is None:
        position = judge_seen(store, current, verdict, reason=reason, seen=seen).position
    else:
        position = opine(store, current, verdict, reason=reason, seen=seen, again=hidden).position
    # What was just appended is taken in now, so that the next answer meets it.
    desk.catch_up()
    return position


def _refused(visit: Visit, form: AnswerForm, queue: ReviewQueue, slot: Slot | None) -> Response:
    """Nothing was recorded: the item is shown anew, or the one that is to be judged now."""
    desk = claim_desk(visit.bench)
    answered = slot is not None and slot.item == form.claim and queue.is_answered(slot.number)
    if slot is None or not queue.is_due(slot.number):
        slot = next(iter(due(desk, queue, form.number, 1)), None)
    if is_queue(visit.request):
        return fragment(visit, form.choice, queue, [slot] if slot else [], 409)
    choice = form.choice.query()
    if answered:
        go_to = address("/review", choice | {"at": slot.number if slot else None})
        return answered_already(visit, go_to, form.claim)
    go_to = address("/review", choice | {"at": form.number, "anew": "1"})
    return changed(visit, go_to, form.claim)
