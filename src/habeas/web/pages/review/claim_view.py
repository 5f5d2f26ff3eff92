"""The page of the queue of claims, and the fragments that the browser keeps ready."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import HTMLResponse, Response

from habeas.model import WrongUsage
from habeas.pipeline import ReviewQueue, Slot
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.review.choice import Choice, QueueState
from habeas.web.pages.review.claim_item import ClaimItem, Decided, Setting, claim_item, decided
from habeas.web.pages.review.desk import ClaimDesk, claim_desk
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.pages.review.material import Material, doubts_about
from habeas.web.pages.review.sent import last_reason
from habeas.web.rendering import rendered
from habeas.web.visit import Visit
from habeas.web.workbench import StillWorking

_MOST_AT_ONCE = 20
_SOURCES = 200


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """Which queue, and which of its slots; `reveal` uncovers that one, `anew` says that it has
    changed since it was shown.
    """

    type: str | None = None
    source: str | None = None
    speaker: str | None = None
    state: QueueState | None = None
    blind: bool = False
    at: int | None = None
    reveal: bool = False
    anew: bool = False

    @property
    def choice(self) -> Choice:
        """The queue."""
        return Choice(self.type, self.source, self.speaker, self.state, self.blind)


@dataclass(frozen=True, slots=True)
class NextQuery:
    """Which queue, after which slot, and how many items."""

    type: str | None = None
    source: str | None = None
    speaker: str | None = None
    state: QueueState | None = None
    blind: bool = False
    after: int = 0
    count: int = 1

    @property
    def choice(self) -> Choice:
        """The queue."""
        return Choice(self.type, self.source, self.speaker, self.state, self.blind)


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The queue of claims: the item at hand (None: nothing waits), and what can be chosen.

    `types` come with how many claims are of each, `sources` (SHA-256, name) likewise; `reason` is
    what was last written. `previous` and `following` are numbers of slots.
    """

    query: ReviewQuery
    item: ClaimItem | None
    previous: int | None
    following: int | None
    remaining: int
    answered: int
    claims: int
    can_undo: bool
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
    desk = claim_desk(visit.bench)
    found = desk.material()
    # What was decided changes with every answer; what waits only grows shorter.
    anew = query.state is not None and query.at is None
    queue = desk.queue(query.choice, anew=anew)
    with desk.lock:
        slot = queue.slot(query.at) if query.at is not None else None
        if slot is None or not _is_due(desk, query.choice, slot, queue):
            slot = next(iter(due(desk, query.choice, queue, (query.at or 1) - 1, 1)), None)
            slot = slot or next(iter(due(desk, query.choice, queue, 0, 1)), None)
        before = queue.before(slot.number) if slot else None
        after = next(iter(due(desk, query.choice, queue, slot.number, 1)), None) if slot else None
        remaining, answered = queue.remaining, queue.answered
        if slot is None and desk.renewing:
            raise StillWorking("claims")
    covered = graphic_of(visit.request) is Graphic.COVER and not query.reveal
    item = item_of(desk, found, query.choice, slot, covered=covered) if slot else None
    return ReviewView(
        query=query,
        item=item,
        previous=before.number if before else None,
        following=after.number if after else None,
        remaining=remaining,
        answered=answered,
        claims=len(found.claims),
        can_undo=bool(desk.steps),
        reason=last_reason(visit.bench),
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
    queue = desk.queue(query.choice)
    with desk.lock:
        slots = due(desk, query.choice, queue, query.after, min(query.count, _MOST_AT_ONCE))
    return fragment(visit, query.choice, queue, slots)


def fragment(
    visit: Visit, choice: Choice, queue: ReviewQueue, slots: list[Slot], status: int = 200
) -> Response:
    """These slots as HTML, and how many items wait."""
    desk = claim_desk(visit.bench)
    found = desk.material()
    covered = graphic_of(visit.request) is Graphic.COVER
    items = [item_of(desk, found, choice, slot, covered=covered) for slot in slots]
    page = rendered(
        "review/items.html",
        visit.speech,
        {
            "items": items,
            "choice": choice.query(),
            "queue": queue,
            "may_judge": visit.bench.may_judge,
        },
    )
    return HTMLResponse(page, status, {"cache-control": "no-store"})


def due(desk: ClaimDesk, choice: Choice, queue: ReviewQueue, after: int, count: int) -> list[Slot]:
    """Unanswered slots after one, without those that were judged elsewhere meanwhile."""
    found: list[Slot] = []
    number = after
    while len(found) < count and (slots := queue.following(number, 1)):
        number = slots[0].number
        if _is_due(desk, choice, slots[0], queue):
            found.append(slots[0])
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


def _is_due(desk: ClaimDesk, choice: Choice, slot: Slot, queue: ReviewQueue) -> bool:
    """Whether a slot still asks for something: its claim is there, and nobody judged it since."""
    if queue.is_answered(slot.number):
        return False
    try:
        desk.store.claim(slot.item)
    except WrongUsage:
        queue.answer(slot.number, judged=True)
        return False
    waits_no_more = (
        choice.hides_answers and not slot.again and not choice.blind and desk.place(slot.item)
    )
    if waits_no_more:
        queue.answer(slot.number, judged=True)
    return not waits_no_more
