"""Answering whether a site stands where it was found, and taking the last answer back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from habeas.model import SiteVerdict, WrongUsage
from habeas.pipeline import Slot, judge_site, take_site_back
from habeas.web.forms import parse
from habeas.web.page import Done, address, query_of
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.pages.review.sent import (
    MOST_AT_ONCE,
    SITES,
    answered_already,
    changed,
    form_of,
    fragment_of,
    is_queue,
    keep_reason,
    kept,
    shown_instead,
)
from habeas.web.pages.review.site_desk import SiteQueue, SiteStep, site_desk
from habeas.web.speech import N_
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class NextSitesQuery:
    """After which slot, and how many items."""

    after: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class SiteForm:
    """The answer to the item `number` of the queue; `token` is the digest of what was shown."""

    number: int
    token: str
    verdict: SiteVerdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UndoSiteForm:
    """Take the last answer of this run of the workbench back."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class TakeSiteBackForm:
    """Take the judgement at a place of the ledger back, and go to the page of its site."""

    position: int
    site: str
    reason: str = ""


def following_sites(visit: Visit, _: bytes) -> Response:
    """The next sites as HTML, for the browser to keep ready."""
    query = parse(NextSitesQuery, query_of(visit.request))
    desk = site_desk(visit.bench)
    current = desk.current
    if current is None:
        return HTMLResponse("")
    with desk.lock:
        desk.catch_up()
        slots = current.queue.following(query.after, min(query.count, MOST_AT_ONCE))
    return _fragment(visit, current, slots)


def answer_site(visit: Visit, body: bytes) -> Response:
    """Record an answer, and go on to the next site."""
    form = form_of(SiteForm, body)
    visit.bench.require_judge()
    desk = site_desk(visit.bench)
    reason = form.reason.strip() or visit.speech.say(N_("weighed by what it rests on"))
    with desk.lock:
        desk.catch_up()
        current = desk.current
        slot = current.queue.slot(form.number) if current is not None else None
        if (
            current is None
            or slot is None
            or not current.queue.is_due(slot.number)
            or desk.item(current, slot).token != form.token
        ):
            return _refused(visit, form, current, slot)
        seen = current.found.seen[slot.item]
        again = desk.hidden_from(current, slot)
        placed = judge_site(desk.store, seen, form.verdict, reason=reason, again=again)
        desk.catch_up()
        current.queue.answer(slot.number, judged=True)
        desk.steps.append(SiteStep(slot.item, placed.position))
        following = next(iter(current.queue.following(slot.number, 1)), None)
    keep_reason(visit.bench, SITES, form.reason)
    if is_queue(visit.request):
        return _fragment(visit, current, [])
    at = {"at": following.number if following else None}
    return kept(visit.request, address("/review/sites", at), placed.position)


def undo_site(visit: Visit, body: bytes) -> Response:
    """Take the last answer about a site back, and show it again."""
    form = form_of(UndoSiteForm, body)
    visit.bench.require_judge()
    desk = site_desk(visit.bench)
    with desk.lock:
        desk.catch_up()
        current = desk.current
        if not desk.steps or current is None:
            raise WrongUsage(
                "nothing was answered in this queue since the workbench was started",
                remedy="the page of a site lists every judgement, each can be taken back",
            )
        step = desk.steps[-1]
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        position = take_site_back(desk.store, step.position, reason=reason).position
        # Whatever was taken back, here or elsewhere, waits again, and is no step any more.
        desk.catch_up()
        slot = current.queue.ask_now(step.site) if step.site is not None else None
    if is_queue(visit.request):
        return _fragment(visit, current, [slot] if slot else [])
    at = {"at": slot.number if slot else None}
    return kept(visit.request, address("/review/sites", at), position)


def take_back_site(visit: Visit, form: TakeSiteBackForm) -> Done:
    """Take a judgement about a site back, from the page of the site."""
    reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
    placed = take_site_back(visit.bench.case.store, form.position, reason=reason)
    said = visit.speech.say(N_("The judgement is taken back."))
    go_to = address("/places/site/{id}", id=form.site)
    return Done(go_to, said, {"position": placed.position})


def _fragment(visit: Visit, current: SiteQueue, slots: list[Slot], status: int = 200) -> Response:
    """These slots as HTML, and how many sites wait."""
    desk = site_desk(visit.bench)
    covers = graphic_of(visit.request) is Graphic.COVER
    values = {"items": [desk.item(current, slot, covers=covers) for slot in slots]}
    return fragment_of(visit, "review/site_items.html", current.queue, values, status)


def _refused(
    visit: Visit, form: SiteForm, current: SiteQueue | None, slot: Slot | None
) -> Response:
    """Nothing was recorded: the site is shown anew, or the one that is to be judged now."""
    answered = False
    if current is not None:
        answered = current.queue.is_answered(form.number)
        slot = shown_instead(current.queue, form.number, slot)
        if is_queue(visit.request):
            return _fragment(visit, current, [slot] if slot else [], 409)
    if answered:
        at = {"at": slot.number if slot else None}
        return answered_already(visit, address("/review/sites", at))
    return changed(visit, address("/review/sites", {"at": form.number, "anew": "1"}))
