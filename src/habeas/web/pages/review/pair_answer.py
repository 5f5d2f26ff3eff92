"""Answering a question about records, and taking the last answer back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import JSONResponse, RedirectResponse, Response

from habeas.model import Sameness, WrongUsage
from habeas.pipeline import Slot, answer_again, answer_question, take_back, take_look_back
from habeas.web.forms import Nothing
from habeas.web.page import Done, address
from habeas.web.pages.review.pair_desk import PairDesk, PairQueue, PairStep, pair_desk
from habeas.web.pages.review.pair_item import pair_token
from habeas.web.pages.review.pair_view import pair_fragment
from habeas.web.pages.review.sent import form_of, is_queue, keep_reason, kept, wants_data
from habeas.web.speech import N_
from habeas.web.visit import Visit

_CHANGED = N_("This has changed since it was shown. Look at it again.")


@dataclass(frozen=True, slots=True)
class PairForm:
    """The answer to the item `number` of the queue; `token` is the digest of what was shown."""

    number: int
    token: str
    answer: Sameness
    reason: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class UndoPairForm:
    """Take the last answer of this run of the workbench back."""

    reason: str = ""
    blind: bool = False


def answer_pair(visit: Visit, body: bytes) -> Response:
    """Record an answer, and go on to the next pair."""
    form = form_of(PairForm, body)
    visit.bench.require_judge()
    desk = pair_desk(visit.bench, blind=form.blind)
    reason = form.reason.strip() or visit.speech.say(N_("compared side by side"))
    query: dict[str, object] = {"blind": "1" if form.blind else None}
    with desk.lock:
        current = desk.current
        slot = current.queue.slot(form.number) if current is not None else None
        question = current.question(slot.item) if current is not None and slot else None
        as_shown = (
            current is not None
            and question is not None
            and pair_token(current.people, question) == form.token
        )
        if current is None or slot is None or question is None or not as_shown:
            return _refused(visit, form, query, slot)
        if current.queue.is_answered(slot.number):
            # From a second window, or sent twice: what was said stands, and the next one is shown.
            after = current.queue.following(slot.number, 1)
            return _refused(visit, form, query, next(iter(after), None))
        desk.catch_up()
        if not (slot.again or form.blind) and current.place(slot.item) is not None:
            # Somebody judged it meanwhile, on another page.
            current.queue.answer(slot.number, judged=True)
            after = current.queue.following(slot.number, 1)
            return _refused(visit, form, query, next(iter(after), None))
        position = _recorded(desk, current, slot, form.answer, reason)
        current.queue.answer(slot.number, judged=True)
        desk.steps.append(PairStep(slot.number, position, slot.again))
        following = next(iter(current.queue.following(slot.number, 1)), None)
    keep_reason(visit.bench, form.reason)
    if is_queue(visit.request):
        return pair_fragment(visit, form.blind, [])
    at = {"at": following.number if following else None}
    return kept(visit.request, address("/review/pairs", query | at), position)


def undo_pair(visit: Visit, body: bytes) -> Response:
    """Take the last answer about a pair back, and show it again."""
    form = form_of(UndoPairForm, body)
    visit.bench.require_judge()
    desk = pair_desk(visit.bench, blind=form.blind)
    with desk.lock:
        current = desk.current
        if not desk.steps or current is None:
            raise WrongUsage(
                "there is nothing to take back since the questions were found",
                remedy="the page of a person lists every judgement, each can be taken back",
            )
        step = desk.steps.pop()
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        if step.again:
            position = take_look_back(desk.store, step.position, reason=reason).position
        else:
            position = take_back(desk.store, step.position, reason=reason).position
            current.forget(step.position)
        current.queue.reopen(step.number)
        slot = current.queue.slot(step.number)
    if is_queue(visit.request) and slot is not None:
        return pair_fragment(visit, form.blind, [slot])
    query = {"blind": "1" if form.blind else None, "at": step.number}
    return kept(visit.request, address("/review/pairs", query), position)


def _recorded(desk: PairDesk, current: PairQueue, slot: Slot, answer: Sameness, reason: str) -> int:
    """Append what was said, as a judgement or as an opinion; its place in the ledger."""
    question, hidden = current.question(slot.item), current.place(slot.item)
    if not slot.again or hidden is None:
        placed = answer_question(desk.store, current.people, question, answer, reason=reason)
        desk.catch_up()
        return placed.position
    look = answer_again(desk.store, current.people, question, answer, again=hidden, reason=reason)
    return look.position


def renew(visit: Visit, _: Nothing) -> Done:
    """Have the questions found anew, with what was answered since."""
    work = pair_desk(visit.bench).start()
    return Done(address("/progress/{id}", id=work.id), "", {"work": work.id})


def _refused(visit: Visit, form: PairForm, query: dict[str, object], slot: Slot | None) -> Response:
    """Nothing was recorded: the pair is shown anew, or the one that is to be judged now."""
    words = visit.speech.say(_CHANGED)
    if is_queue(visit.request):
        return pair_fragment(visit, form.blind, [slot] if slot else [], 409)
    if wants_data(visit.request):
        return JSONResponse({"error": {"what": words, "where": None, "remedy": None}}, 409)
    at = {"at": form.number, "anew": "1"}
    visit.say_next(words)
    return RedirectResponse(address("/review/pairs", query | at), 303)
