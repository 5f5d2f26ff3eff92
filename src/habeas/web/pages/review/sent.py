"""What a form of this room sent, and how it is answered: a redirect, data, or a fragment."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from habeas.model import WrongUsage
from habeas.web.forms import parse
from habeas.web.workbench import Workbench

T = TypeVar("T")
_REASON = "the last reason for a judgement"
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


def last_reason(bench: Workbench) -> str:
    """What was last written as a reason, to be offered again; kept in the process alone."""
    return str(bench.notes.get(_REASON, ""))


def keep_reason(bench: Workbench, words: str) -> None:
    """Offer this reason with the next item."""
    bench.notes[_REASON] = words.strip()[:500]
