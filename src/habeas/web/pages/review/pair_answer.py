"""Answering a question about records, and taking the last answer back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from habeas.model import Sameness, WrongUsage
from habeas.pipeline import Slot, answer_again, answer_question, take_back, take_look_back
from habeas.web.page import Done, address
from habeas.web.pages.review.pair_desk import PairDesk, PairStep, pair_desk
from habeas.web.pages.review.pair_item import pair_token
from habeas.web.pages.review.pair_queue import PairQueue
from habeas.web.pages.review.pair_view import pair_fragment
from habeas.web.pages.review.sent import (
    PAIRS,
    answered_already,
    changed,
    form_of,
    is_queue,
    keep_reason,
    kept,
    shown_instead,
)
from habeas.web.speech import N_
from habeas.web.visit import Visit


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
        desk.catch_up()
        current = desk.current
        slot = current.queue.slot(form.number) if current is not None else None
        question = current.question(slot.item) if current is not None and slot else None
        if (
            current is None
            or slot is None
            or question is None
            or not current.queue.is_due(slot.number)
            or pair_token(current.people, question) != form.token
        ):
            return _refused(visit, form, current, slot)
        position = _recorded(desk, current, slot, form.answer, reason)
        current.queue.answer(slot.number, judged=True)
        desk.steps.append(PairStep(frozenset(question.records), position, slot.again))
        following = next(iter(current.queue.following(slot.number, 1)), None)
    keep_reason(visit.bench, PAIRS, form.reason)
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
        desk.catch_up()
        current = desk.current
        if not desk.steps or current is None:
            raise WrongUsage(
                "nothing was answered in this queue since the workbench was started",
                remedy="the page of a person lists every judgement, each can be taken back",
            )
        step = desk.steps[-1]
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        if step.again:
            position = take_look_back(desk.store, step.position, reason=reason).position
        else:
            position = take_back(desk.store, step.position, reason=reason).position
        # Whatever was taken back, here or elsewhere, waits again, and is no step any more.
        desk.catch_up()
        slot = current.ask_now(step.records)
    if is_queue(visit.request):
        return pair_fragment(visit, form.blind, [slot] if slot else [])
    query = {"blind": "1" if form.blind else None, "at": slot.number if slot else None}
    return kept(visit.request, address("/review/pairs", query), position)


def _recorded(desk: PairDesk, current: PairQueue, slot: Slot, answer: Sameness, reason: str) -> int:
    """Append what was said, as a judgement or as an opinion; its place in the ledger."""
    question, hidden = current.question(slot.item), current.place(slot.item)
    if slot.again and hidden is not None:
        store, people = desk.store, current.people
        position = answer_again(
            store, people, question, answer, again=hidden, reason=reason
        ).position
    else:
        placed = answer_question(desk.store, current.people, question, answer, reason=reason)
        position = placed.position
    desk.catch_up()
    return position


@dataclass(frozen=True, slots=True)
class RenewForm:
    """Which questions: with `blind`, those of the blind queue."""

    blind: bool = False


def renew(visit: Visit, form: RenewForm) -> Done:
    """Have the questions found anew, with what was answered since."""
    work = pair_desk(visit.bench, blind=form.blind).start()
    return Done(address("/progress/{id}", id=work.id), "", {"work": work.id})


def _refused(
    visit: Visit, form: PairForm, current: PairQueue | None, slot: Slot | None
) -> Response:
    """Nothing was recorded: the pair is shown anew, or the one that is to be judged now."""
    answered = False
    if current is not None:
        answered = current.queue.is_answered(form.number)
        slot = shown_instead(current.queue, form.number, slot)
    if is_queue(visit.request):
        return pair_fragment(visit, form.blind, [slot] if slot else [], 409)
    query: dict[str, object] = {"blind": "1" if form.blind else None}
    if answered:
        at = {"at": slot.number if slot else None}
        return answered_already(visit, address("/review/pairs", query | at))
    return changed(visit, address("/review/pairs", query | {"at": form.number, "anew": "1"}))
