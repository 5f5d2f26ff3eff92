"""Answering whether a site stands where it was found, and taking the last answer back."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from habeas.model import SiteVerdict, WrongUsage
from habeas.pipeline import Slot, judge_site, take_site_back
from habeas.web.forms import parse
from habeas.web.page import Done, address, query_of
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.pages.review.sent import form_of, is_queue, keep_reason, kept, wants_data
from habeas.web.pages.review.site_desk import SiteQueue, SiteStep, site_desk
from habeas.web.rendering import rendered
from habeas.web.speech import N_
from habeas.web.visit import Visit

_CHANGED = N_("This has changed since it was shown. Look at it again.")
_MOST_AT_ONCE = 20


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
        slots = current.queue.following(query.after, min(query.count, _MOST_AT_ONCE))
    return _fragment(visit, current, slots)


def answer_site(visit: Visit, body: bytes) -> Response:
    """Record an answer, and go on to the next site."""
    form = form_of(SiteForm, body)
    visit.bench.require_judge()
    desk = site_desk(visit.bench)
    reason = form.reason.strip() or visit.speech.say(N_("weighed by what it rests on"))
    with desk.lock:
        current = desk.current
        slot = current.queue.slot(form.number) if current is not None else None
        if current is None or slot is None:
            return _refused(visit, form, current, None)
        if current.queue.is_answered(slot.number):
            # From a second window, or sent twice: what was said stands, and the next one is shown.
            after = current.queue.following(slot.number, 1)
            return _refused(visit, form, current, next(iter(after), None))
        if desk.item(current, slot).token != form.token:
            return _refused(visit, form, current, slot)
        seen = current.found.seen[slot.item]
        again = desk.hidden_from(current, slot)
        placed = judge_site(desk.store, seen, form.verdict, reason=reason, again=again)
        current.queue.answer(slot.number, judged=True)
        desk.steps.append(SiteStep(slot.number, placed.position))
        following = next(iter(current.queue.following(slot.number, 1)), None)
    keep_reason(visit.bench, form.reason)
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
        current = desk.current
        if not desk.steps or current is None:
            raise WrongUsage(
                "there is nothing to take back since the workbench was started",
                remedy="the page of a site lists every judgement, each can be taken back",
            )
        step = desk.steps.pop()
        reason = form.reason.strip() or visit.speech.say(N_("taken back by its author"))
        position = take_site_back(desk.store, step.position, reason=reason).position
        current.queue.reopen(step.number)
        slot = current.queue.slot(step.number)
    if is_queue(visit.request) and slot is not None:
        return _fragment(visit, current, [slot])
    return kept(visit.request, address("/review/sites", {"at": step.number}), position)


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
    page = rendered(
        "review/site_items.html",
        visit.speech,
        {
            "items": [desk.item(current, slot, covers=covers) for slot in slots],
            "queue": current.queue,
            "may_judge": visit.bench.may_judge,
        },
    )
    return HTMLResponse(page, status, {"cache-control": "no-store"})


def _refused(
    visit: Visit, form: SiteForm, current: SiteQueue | None, slot: Slot | None
) -> Response:
    """Nothing was recorded: the site is shown anew, or the one that is to be judged now."""
    words = visit.speech.say(_CHANGED)
    if is_queue(visit.request) and current is not None:
        return _fragment(visit, current, [slot] if slot else [], 409)
    if wants_data(visit.request) or is_queue(visit.request):
        return JSONResponse({"error": {"what": words, "where": None, "remedy": None}}, 409)
    visit.say_next(words)
    return RedirectResponse(address("/review/sites", {"at": form.number, "anew": "1"}), 303)
