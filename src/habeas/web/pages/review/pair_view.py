"""The page of the queue of person pairs, and the fragments that the browser keeps ready."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from habeas.pipeline import Slot
from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.pages.review.pair_desk import pair_desk
from habeas.web.pages.review.pair_item import PairItem, pair_item
from habeas.web.pages.review.sent import (
    MOST_AT_ONCE,
    PAIRS,
    QueueCount,
    counted,
    fragment_of,
    last_reason,
    place_in,
)
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class PairsQuery:
    """Which slot, or with `back` the last before it that waits; `blind` asks what others were
    asked, and tells none of their answers.
    """

    blind: bool = False
    at: int | None = None
    back: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class NextPairsQuery:
    """After which slot, and how many items."""

    blind: bool = False
    after: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class PairsView:
    """The queue of pairs. `resolved` is whether anybody was resolved; `work` the id of the work
    that finds the questions, while it does; `problem` why there are none.
    """

    query: PairsQuery
    resolved: bool
    work: str | None
    problem: str | None
    item: PairItem | None
    remaining: int
    answered: int
    reason: str
    may_judge: bool


def pairs(visit: Visit, query: PairsQuery) -> PairsView:
    """The queue of pairs, at one item."""
    desk = pair_desk(visit.bench, blind=query.blind)
    current = desk.current
    resolved = current is not None or desk.store.resolved_from() is not None
    if current is None and resolved and desk.problem is None:
        desk.start().ended.wait(visit.bench.patience)
        current = desk.current
    item, count = None, QueueCount(0, 0)
    if current is not None:
        with desk.lock:
            desk.catch_up()
            slot = current.queue.due(place_in(current.queue, query.at, back=query.back))
            count = counted(current.queue)
        if slot is not None:
            item = pair_item(slot.number, current.people, current.question(slot.item))
    working = desk.work
    return PairsView(
        query=query,
        resolved=resolved,
        work=working.id if working else None,
        problem=desk.problem,
        item=item,
        remaining=count.remaining,
        answered=count.answered,
        reason=last_reason(visit.bench, PAIRS),
        may_judge=visit.bench.may_judge,
    )


def following_pairs(visit: Visit, _: bytes) -> Response:
    """The next pairs as HTML, for the browser to keep ready."""
    query = parse(NextPairsQuery, query_of(visit.request))
    desk = pair_desk(visit.bench, blind=query.blind)
    current = desk.current
    slots: list[Slot] = []
    if current is not None:
        with desk.lock:
            desk.catch_up()
            slots = current.queue.following(query.after, min(query.count, MOST_AT_ONCE))
    return pair_fragment(visit, query.blind, slots)


def pair_fragment(visit: Visit, blind: bool, slots: list[Slot], status: int = 200) -> Response:
    """These slots as HTML, and how many pairs wait."""
    current = pair_desk(visit.bench, blind=blind).current
    items = []
    if current is not None:
        items = [
            pair_item(slot.number, current.people, current.question(slot.item)) for slot in slots
        ]
    queue = current.queue if current is not None else None
    values = {"items": items, "blind": blind}
    return fragment_of(visit, "review/pair_items.html", queue, values, status)
