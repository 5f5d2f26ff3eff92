"""How the workbench looks and speaks in this browser; nothing of it is kept in the case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.responses import RedirectResponse, Response

from habeas.model import WrongUsage
from habeas.web.answering import LANGUAGE_COOKIE, THEME_COOKIE
from habeas.web.forms import parse
from habeas.web.page import Page, Raw, Room, query_of
from habeas.web.pages.review.graphic import Graphic, graphic_of
from habeas.web.speech import LANGUAGES, N_
from habeas.web.visit import Visit


class Theme(StrEnum):
    """Light, dark, or as the system is set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What can be chosen, and what is."""

    languages: dict[str, str]
    language: str
    themes: tuple[Theme, ...]
    theme: Theme
    graphic: Graphic


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, and the page to go back to."""

    language: str | None = None
    theme: Theme | None = None
    back: str = "/settings"


def settings(visit: Visit, _: object) -> SettingsView:
    """The settings of this browser."""
    theme = visit.request.cookies.get(THEME_COOKIE, "")
    chosen = Theme(theme) if theme in set(Theme) else Theme.SYSTEM
    return SettingsView(
        LANGUAGES, visit.speech.language, tuple(Theme), chosen, graphic_of(visit.request)
    )


def choose(visit: Visit, body: bytes) -> Response:
    """Keep a choice in this browser, for a year."""
    choice = parse(Choice, query_of(visit.request))
    if choice.language is not None and choice.language not in LANGUAGES:
        raise WrongUsage("there is no such language", where=choice.language[:20])
    # Only to a page of ours: `//elsewhere` would lead away.
    own = choice.back.startswith("/") and not choice.back.startswith(("//", "/\\"))
    response = RedirectResponse(choice.back if own else "/settings", 303)
    chosen = {LANGUAGE_COOKIE: choice.language, THEME_COOKIE: choice.theme}
    for name, value in chosen.items():
        if value is not None:
            response.set_cookie(name, value, 31_536_000, path="/", samesite="strict")
    return response


ROOM = Room(
    pages=(
        Page(
            path="/settings",
            name="settings",
            title=N_("Settings"),
            template="settings.html",
            view=settings,
            summary="How the workbench looks and speaks in this browser",
        ),
    ),
    raws=(
        Raw(
            path="/settings/choose",
            name="choose_setting",
            answer=choose,
            summary="Choose a language or a theme for this browser",
            query=Choice,
        ),
    ),
)
