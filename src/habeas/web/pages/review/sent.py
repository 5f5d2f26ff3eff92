"""What a form of this room sent, and how it is answered: a redirect, data, or a fragment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from habeas.model import InputRefused, WrongUsage
from habeas.pipeline import ReviewQueue, Slot
from habeas.web.forms import parse
from habeas.web.rendering import rendered
from habeas.web.speech import N_
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

T = TypeVar("T")
# The queues, each with a last reason of its own.
CLAIMS, PAIRS, SITES = "claims", "pairs", "sites"
# So many items of a queue are given at a time.
MOST_AT_ONCE = 20
_REASON = "the last reason for a judgement: "
_MOST_FIELDS = 200


def form_of(kind: type[T], body: bytes) -> T:
    """The form that a browser sent. Raises WrongUsage, naming the field."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise WrongUsage("this form is not UTF-8") from None
    return parse(kind, pairs)


def is_queue(request: Request) -> bool:
    """Whether the module of the queue asks, which shows what comes next by itself."""
    return request.headers.get("habeas-queue") == "1"


def wants_data(request: Request) -> bool:
    """Whether a program asks."""
    return "application/json" in request.headers.get("accept", "")


def kept(request: Request, go_to: str, position: int) -> Response:
    """The answer where something was recorded at a position of the ledger; a queue has its own."""
    if wants_data(request):
        return JSONResponse({"kept": position, "go_to": go_to})
    return RedirectResponse(go_to, 303)


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many items of a queue wait, and how many were answered."""

    remaining: int
    answered: int


def counted(queue: ReviewQueue) -> QueueCount:
    """The numbers as they are told: second looks count as any other item."""
    return QueueCount(queue.to_answer, queue.answered)


def place_in(queue: ReviewQueue, at: int | None, *, back: bool) -> int | None:
    """The number of the slot that is asked for; with `back`, of the last before it that waits."""
    before = queue.before(at) if back and at is not None else None
    return before.number if before else at


def shown_instead(queue: ReviewQueue, number: int, slot: Slot | None) -> Slot | None:
    """What is shown where an answer was refused: its slot while that waits, else what follows."""
    if slot is not None and queue.is_due(slot.number):
        return slot
    return next(iter(queue.following(number, 1)), None)


def fragment_of(
    visit: Visit,
    template: str,
    queue: ReviewQueue | None,
    values: Mapping[str, Any],
    status: int = 200,
) -> Response:
    """Items of a queue as HTML, and how many wait."""
    more = {"queue": counted(queue) if queue else None, "may_judge": visit.bench.may_judge}
    page = rendered(template, visit.speech, {**values, **more})
    return HTMLResponse(page, status, {"cache-control": "no-store"})


def changed(visit: Visit, go_to: str, where: str | None = None) -> Response:
    """Nothing was recorded, since something else was shown; the page at `go_to` says so.

    Raises InputRefused for a program.
    """
    if wants_data(visit.request) or is_queue(visit.request):
        raise InputRefused(
            "this has changed since it was shown",
            where=where,
            remedy="look again, and answer what is shown now",
        )
    return RedirectResponse(go_to, 303)


def answered_already(visit: Visit, go_to: str, where: str | None = None) -> Response:
    """Nothing was recorded, since something was before: sent twice, or from a second window.

    Raises InputRefused for a program.
    """
    if wants_data(visit.request):
        raise InputRefused(
            "this was answered already, and what was said stands",
            where=where,
            remedy="take that back to answer anew",
        )
    visit.say_next(visit.speech.say(N_("This was answered already; what was said stands.")))
    return RedirectResponse(go_to, 303)


def last_reason(bench: Workbench, queue: str) -> str:
    """What was last written as a reason in a queue, to be offered again; kept in the process alone.

    `queue` names what is judged there: a reason for a claim says nothing of a pair.
    """
    return str(bench.notes.get(_REASON + queue, ""))


def keep_reason(bench: Workbench, queue: str, words: str) -> None:
    """Offer this reason with the next item of the queue."""
    bench.notes[_REASON + queue] = words.strip()[:500]
