"""Answering an item of the queue of claims, and taking the last answer back.

An answer counts only for what was shown: it carries the digest of the item, and is refused where
the claim says something else by now, or was judged meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import JSONResponse, RedirectResponse, Response

from habeas.model import Verdict, WrongUsage
from habeas.pipeline import ReviewQueue, Slot, judge_seen, opine, withdraw
from habeas.store import KeptClaim
from habeas.web.page import address
from habeas.web.pages.review.choice import Choice, QueueState
from habeas.web.pages.review.claim_item import seen_fields, token_of
from habeas.web.pages.review.claim_view import due, fragment
from habeas.web.pages.review.desk import ClaimDesk, Step, claim_desk
from habeas.web.pages.review.sent import form_of, is_queue, keep_reason, kept, wants_data
from habeas.web.speech import N_
from habeas.web.visit import Visit

_REASON = N_("read in its context")
_CHANGED = N_("This has changed since it was shown. Look at it again.")


class Answer(StrEnum):
    """What can be said of a claim with one key."""

    CONFIRM = "confirm"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """The answer to the item `number` of a queue; `token` is the digest of what was shown."""

    number: int
    claim: str
    token: str
    verdict: Answer
    reason: str = ""
    type: str | None = None
    source: str | None = None
    speaker: str | None = None
    state: QueueState | None = None
    blind: bool = False

    @property
    def choice(self) -> Choice:
        """The queue."""
        return Choice(self.type, self.source, self.speaker, self.state, self.blind)


@dataclass(frozen=True, slots=True)
class UndoForm:
    """Take back the last answer of this run of the workbench."""

    reason: str = ""


def answer(visit: Visit, body: bytes) -> Response:
    """Record an answer, and go on to the next item."""
    form = form_of(AnswerForm, body)
    visit.bench.require_judge()
    desk = claim_desk(visit.bench)
    desk.material()
    queue = desk.queue(form.choice)
    reason = form.reason.strip() or visit.speech.say(_REASON)
    with desk.lock:
        slot = queue.slot(form.number)
        current = _as_shown(desk, slot, form)
        if slot is None or current is None:
            return _refused(visit, form, queue, slot)
        if queue.is_answered(slot.number):
            # From a second window, or sent twice: what was said stands, and the next one is shown.
            after = due(desk, form.choice, queue, slot.number, 1)
            return _refused(visit, form, queue, next(iter(after), None))
        position = _recorded(desk, slot, form, current, reason)
        queue.answer(slot.number, judged=form.verdict is not Answer.UNSURE)
        desk.note_step(Step(form.choice, slot.number, slot.item, position))
        following = None
        if not is_queue(visit.request):
            following = next(iter(due(desk, form.choice, queue, slot.number, 1)), None)
    keep_reason(visit.bench, form.reason)
    if is_queue(visit.request):
        return fragment(visit, form.choice, queue, [])
    at = following.number if following else None
    return kept(visit.request, address("/review", form.choice.query() | {"at": at}), position)


def undo(visit: Visit, body: bytes) -> Response:
    """Take the last answer back, and show its item again."""
    form = form_of(UndoForm, body)
    visit.bench.require_judge()
    desk = claim_desk(visit.bench)
    desk.material()
    with desk.lock:
        if not desk.steps:
            raise WrongUsage(
                "there is nothing to take back since the workbench was started",
                remedy="open the claim: each judgement on its page can be taken back",
            )
        step = desk.steps.pop()
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        placed = withdraw(desk.store, step.position, reason=reason)
        desk.material()
        queue = desk.queue(step.choice)
        slot = queue.slot(step.number)
        if slot is None or slot.item != step.claim:
            # The queue was laid out anew meanwhile.
            go_to = address("/review/claims/{id}", id=step.claim)
            return kept(visit.request, go_to, placed.position)
        queue.reopen(step.number)
    if is_queue(visit.request):
        return fragment(visit, step.choice, queue, [slot])
    go_to = address("/review", step.choice.query() | {"at": step.number})
    return kept(visit.request, go_to, placed.position)


def _as_shown(desk: ClaimDesk, slot: Slot | None, form: AnswerForm) -> KeptClaim | None:
    """The claim, where it is exactly what the form was about."""
    if slot is None or slot.item != form.claim:
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
    desk.material()
    return position


def _refused(visit: Visit, form: AnswerForm, queue: ReviewQueue, slot: Slot | None) -> Response:
    """Nothing was recorded: the item is shown anew."""
    words = visit.speech.say(_CHANGED)
    if is_queue(visit.request):
        return fragment(visit, form.choice, queue, [slot] if slot else [], 409)
    if wants_data(visit.request):
        return JSONResponse({"error": {"what": words, "where": form.claim, "remedy": None}}, 409)
    at = {"at": form.number, "anew": "1"}
    visit.say_next(words)
    return RedirectResponse(address("/review", form.choice.query() | at), 303)
