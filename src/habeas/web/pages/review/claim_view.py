"""The page of the queue of claims, and the fragments that the browser keeps ready."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.responses import Response

from habeas.model import WrongUsage
from habeas.pipeline import ReviewQueue, Slot
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.review.choice import Choice, Chosen, QueueState
from habeas.web.pages.review.claim_item import ClaimItem, Decided, Setting, claim_item, decided
from habeas.web.pages.review.desk import ClaimDesk, claim_desk
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.pages.review.material import Material, doubts_about
from habeas.web.pages.review.sent import (
    CLAIMS,
    MOST_AT_ONCE,
    counted,
    fragment_of,
    last_reason,
    place_in,
)
from habeas.web.visit import Visit
from habeas.web.workbench import StillWorking

_SOURCES = 200


@dataclass(frozen=True, slots=True)
class ReviewQuery(Chosen):
    """Which queue, and which of its slots, or with `back` the last before it that waits; `reveal`
    uncovers it, `anew` says that it has changed since it was shown.
    """

    at: int | None = None
    back: bool = False
    reveal: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class NextQuery(Chosen):
    """Which queue, after which slot, and how many items."""

    after: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The queue of claims: the item at hand (None: nothing waits), and what can be chosen.

    `types` come with how many claims are of each, `sources` (SHA-256, name) likewise; `reason` is
    what was last written.
    """

    query: ReviewQuery
    item: ClaimItem | None
    remaining: int
    answered: int
    claims: int
    reason: str
    reviewer: str
    may_judge: bool
    graphic: Graphic
    types: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, str, int], ...]
    speakers: tuple[str, ...]
    states: tuple[str, ...]


def review(visit: Visit, query: ReviewQuery) -> ReviewView:
    """The queue of claims, at one item."""
    query = replace(query, state=query.choice.state)
    desk = claim_desk(visit.bench)
    found = desk.material()
    # What was decided changes with every answer; what waits only grows shorter.
    anew = query.state is not None and query.at is None
    with desk.lock:
        queue = desk.queue(query.choice, anew=anew)
        at = place_in(queue, query.at, back=query.back)
        slot = next(iter(due(desk, queue, (at or 1) - 1, 1)), None)
        slot = slot or next(iter(due(desk, queue, 0, 1)), None)
        count = counted(queue)
        if slot is None and desk.renewing:
            raise StillWorking("claims")
    covered = graphic_of(visit.request) is Graphic.COVER and not query.reveal
    item = item_of(desk, found, query.choice, slot, covered=covered) if slot else None
    return ReviewView(
        query=query,
        item=item,
        remaining=count.remaining,
        answered=count.answered,
        claims=len(found.claims),
        reason=last_reason(visit.bench, CLAIMS),
        reviewer=visit.bench.case.store.investigator,
        may_judge=visit.bench.may_judge,
        graphic=graphic_of(visit.request),
        types=found.types,
        sources=found.sources[:_SOURCES],
        speakers=found.speakers,
        states=tuple(state.value for state in QueueState),
    )


def following(visit: Visit, _: bytes) -> Response:
    """The next items of a queue as HTML, for the browser to keep ready."""
    query = parse(NextQuery, query_of(visit.request))
    desk = claim_desk(visit.bench)
    desk.material()
    with desk.lock:
        queue = desk.queue(query.choice)
        slots = due(desk, queue, query.after, min(query.count, MOST_AT_ONCE))
    return fragment(visit, query.choice, queue, slots)


def fragment(
    visit: Visit, choice: Choice, queue: ReviewQueue, slots: list[Slot], status: int = 200
) -> Response:
    """These slots as HTML, and how many items wait."""
    desk = claim_desk(visit.bench)
    found = desk.material()
    covered = graphic_of(visit.request) is Graphic.COVER
    items = [item_of(desk, found, choice, slot, covered=covered) for slot in slots]
    values = {"items": items, "choice": choice.query()}
    return fragment_of(visit, "review/items.html", queue, values, status)


def due(desk: ClaimDesk, queue: ReviewQueue, after: int, count: int) -> list[Slot]:
    """Slots after one that wait for an answer, without those whose claim is gone."""
    found: list[Slot] = []
    number = after
    while len(found) < count and (slots := queue.following(number, 1)):
        number = slots[0].number
        if _is_there(desk, slots[0]):
            found.append(slots[0])
        else:
            queue.note(slots[0].item, waits=False, again=False)
    return found


def item_of(
    desk: ClaimDesk, found: Material, choice: Choice, slot: Slot, *, covered: bool
) -> ClaimItem:
    """A slot as it is shown. Raises WrongUsage where its claim is gone."""
    store = desk.store
    kept = store.claim(slot.item)
    told: tuple[Decided, ...] = ()
    doubts: tuple[Decided, ...] = ()
    if not choice.hides_answers:
        placed = store.placed_judgements(source=kept.source)
        mine = set(desk.progress.places.get(slot.item, ()))
        told = tuple(decided(item) for item in placed if item.position in mine)
        doubts = tuple(map(decided, doubts_about(store, kept.source, slot.item)))
    known = found.claims.get(slot.item)
    setting = Setting(
        slot.number,
        known.source.name if known else "",
        desk.place(slot.item),
        covered=covered,
        decided=told,
        doubts=doubts,
    )
    return claim_item(kept, desk.document(kept.source), setting)


def _is_there(desk: ClaimDesk, slot: Slot) -> bool:
    try:
        desk.store.claim(slot.item)
    except WrongUsage:
        return False
    return True
