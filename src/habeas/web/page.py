"""What a page is, and what a button does: plain descriptions, from which the routes are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from habeas.web.forms import Nothing
from habeas.web.section import Section
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Page:
    """An address and what stands there.

    `view` gets the visit and the parsed `query`, and returns a frozen dataclass of what the
    model's codec can write (`to_plain`): the template shows it as `view`, `.json` gives it as it
    is, and each of `sheets` makes a CSV of it, at the address with `.<name>.csv`. `title` is
    English; without a `section` nothing is marked in the menu; `summary` is for OpenAPI. Only
    a page with `frames` may show one.
    """

    path: str
    name: str
    title: str
    template: str
    view: Callable[[Visit, Any], Any]
    summary: str
    query: type = Nothing
    section: Section | None = None
    sheets: Mapping[str, Callable[[Any], Sheet]] = field(default_factory=dict)
    frames: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a button did: where to go on, what to say, and the same as data."""

    go_to: str
    said: str = ""
    data: Any = None


@dataclass(frozen=True, slots=True)
class Action:
    """A button: its form (a dataclass) and what it does. Answered with a redirect, or as data.

    With `signs` it is refused at once where nobody can sign.
    """

    path: str
    name: str
    run: Callable[[Visit, Any], Done]
    summary: str
    form: type = Nothing
    signs: bool = True


@dataclass(frozen=True, slots=True)
class Raw:
    """An address that answers with bytes of its own: a download, an upload, a fragment.

    `answer` runs in a thread; it gets the visit and the body of the request.
    """

    path: str
    name: str
    answer: Callable[[Visit, bytes], Response]
    summary: str
    method: str = "GET"
    query: type = Nothing


@dataclass(frozen=True, slots=True)
class Room:
    """The pages, buttons and raw addresses of one module."""

    pages: tuple[Page, ...] = ()
    actions: tuple[Action, ...] = ()
    raws: tuple[Raw, ...] = ()


def address(path: str, query: Mapping[str, object] | None = None, **parts: object) -> str:
    """The address for a path with its `{parts}` filled in, and a query without empty values."""
    for name, value in parts.items():
        path = path.replace("{" + name + "}", quote(str(value), safe=""))
    given = {key: value for key, value in (query or {}).items() if value not in (None, "", ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def query_of(request: Request) -> list[tuple[str, str]]:
    """The names and values after the question mark."""
    return [(str(key), str(value)) for key, value in request.query_params.multi_items()]
