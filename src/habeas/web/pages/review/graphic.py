"""Covering what is hard to look at: accounts of torture, killing and sexual violence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from habeas.web.forms import parse
from habeas.web.page import query_of
from habeas.web.visit import Visit

GRAPHIC_COOKIE = "graphic"
# Types of claims whose words describe violence against bodies.
GRAPHIC_TYPES = frozenset(
    {
        "torture",
        "sexual_violence",
        "killing",
        "death_in_custody",
        "injury",
        "abuse_general",
        "exhumation",
    }
)


class Graphic(StrEnum):
    """Whether accounts of violence are covered until somebody asks to see them."""

    SHOW = "show"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class GraphicChoice:
    """What was chosen, and the page to go back to."""

    graphic: Graphic
    back: str = "/settings"


def graphic_of(request: Request) -> Graphic:
    """What was chosen in this browser; nothing is covered until somebody asks for it."""
    kept = request.cookies.get(GRAPHIC_COOKIE, "")
    return Graphic(kept) if kept in set(Graphic) else Graphic.SHOW


def choose_graphic(visit: Visit, _: bytes) -> Response:
    """Keep a choice in this browser, for a year."""
    choice = parse(GraphicChoice, query_of(visit.request))
    # Only to a page of ours: `//elsewhere` would lead away.
    own = choice.back.startswith("/") and not choice.back.startswith(("//", "/\\"))
    response = RedirectResponse(choice.back if own else "/settings", 303)
    response.set_cookie(
        GRAPHIC_COOKIE, choice.graphic.value, 31_536_000, path="/", samesite="strict"
    )
    return response
