"""Judging events: confirm, reject, join with another, part claims off, take a judgement back.

A judgement is about the claims that the page showed: where these have changed meanwhile it is
refused, and the page is to be looked at again. After it the event has another id, which comes
from its claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import EventVerdict, InputRefused, WrongUsage
from habeas.pipeline import CaseEvent, CaseEvents, JudgedEvent
from habeas.web.page import Done, address
from habeas.web.pages.events.claim_lines import newest_events
from habeas.web.pages.events.event import seen_mark
from habeas.web.visit import Visit


class Whole(StrEnum):
    """What is said of an event as a whole."""

    CONFIRM = "confirm"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class WholeForm:
    """Whether all claims of the event are of one happening."""

    verdict: Whole
    reason: str
    seen: str


@dataclass(frozen=True, slots=True)
class JoinForm:
    """`other` is the id of the event that is the same happening, chosen; `other_id` typed."""

    reason: str
    seen: str
    other: str | None = None
    other_id: str | None = None


@dataclass(frozen=True, slots=True)
class PartForm:
    """`claims` are of another happening than the rest of the event."""

    reason: str
    seen: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoForm:
    """Why a judgement is taken back."""

    reason: str


def whole(visit: Visit, form: WholeForm) -> Done:
    """Confirm that the claims tell of one happening, or reject that any two do."""
    item = _shown(visit, form.seen)
    done = visit.bench.case.judge_event(
        EventVerdict(form.verdict.value), item.event.claims, reason=form.reason
    )
    return _done(visit, done, item.event.claims)


def join(visit: Visit, form: JoinForm) -> Done:
    """This event and another are one happening."""
    item = _shown(visit, form.seen)
    named = (form.other_id or form.other or "").strip()
    if not named:
        raise WrongUsage("no event was chosen", remedy="choose one, or type its id")
    other = _event(newest_events(visit), named)
    if other.event.id == item.event.id:
        raise WrongUsage("this is one event already", where=other.event.id)
    claims = (*item.event.claims, *other.event.claims)
    done = visit.bench.case.judge_event(EventVerdict.JOIN, claims, reason=form.reason)
    return _done(visit, done, claims)


def part(visit: Visit, form: PartForm) -> Done:
    """Some claims are of another happening than the rest."""
    item = _shown(visit, form.seen)
    own = {*item.event.claims, *item.event.denials}
    strange = [name for name in form.claims if name not in own]
    if not form.claims:
        raise WrongUsage("no claim was chosen", remedy="tick those that tell of something else")
    if strange:
        raise WrongUsage("this claim is not one of the event's", where=strange[0][:40])
    rest = [name for name in item.event.claims if name not in form.claims]
    done = visit.bench.case.judge_event(
        EventVerdict.PART, form.claims, others=rest, reason=form.reason
    )
    return _done(visit, done, rest)


def undo(visit: Visit, form: UndoForm) -> Done:
    """Take a judgement about events back; both stay in the ledger."""
    words = visit.part("position")
    if not (words.isascii() and words.isdigit() and len(words) < 19):
        raise WrongUsage("this is no judgement's number", where=words[:40])
    placed = visit.bench.case.undo_event(int(words), reason=form.reason)
    said = visit.speech.say("Judgement %(number)s was taken back.", number=words)
    claims = [anchor.claim for anchor in placed.judgement.anchors()]
    return Done(_holder(newest_events(visit), claims), said, data={"taken_back": int(words)})


def _shown(visit: Visit, seen: str) -> CaseEvent:
    """The event as it is now. Raises InputRefused where it is not what the page showed."""
    item = _event(newest_events(visit), visit.part("id"))
    if seen != seen_mark(item.event.claims):
        raise InputRefused(
            "this event has changed since the page was shown",
            where=item.event.id,
            remedy="look at it again",
        )
    return item


def _event(found: CaseEvents, name: str) -> CaseEvent:
    for item in found.events:
        if item.event.id == name:
            return item
    raise InputRefused(
        "no event of this case has this id now",
        where=name[:40],
        remedy="look at the list again: others may have judged meanwhile",
    )


def _done(visit: Visit, done: JudgedEvent, claims: Sequence[str]) -> Done:
    say = visit.speech.say
    words = [say("Judgement %(number)s is kept in the ledger.", number=done.placed.position)]
    words += [
        say("It outweighs judgement %(number)s.", number=item.placed.position)
        for item in done.outweighed
    ]
    go_to = _holder(newest_events(visit), claims)
    return Done(go_to, " ".join(words), data={"judgement": done.placed.position})


def _holder(found: CaseEvents, claims: Sequence[str]) -> str:
    """The page of the event that holds most of these claims; else the list."""
    own = set(claims)
    best = max(found.events, key=lambda item: len(own & {*item.event.claims}), default=None)
    if best is None or not own & {*best.event.claims}:
        return "/events"
    return address("/events/{id}", id=best.event.id)
