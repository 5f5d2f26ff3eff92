"""Nobody sees anything of a case without a session, and a session nothing while it is locked."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habeas.web.security.gate import Gate
from habeas.web.security.gate_page import gate_page

# What may be had without a session: the way in, and what it looks like.
OPEN_PATHS = frozenset(
    {"/", "/login", "/session", "/session/code", "/locked", "/favicon.ico", "/csp-report"}
)
OPEN_FOLDER = "/static/"
# What may be had while the screen is locked: the way out of that.
PATHS_WHILE_LOCKED = frozenset({"/lock", "/unlock"})
POLL_HEADER = "x-habeas-poll"
_MAY_SEE = "habeas.may_see"
_SESSION = "habeas.session"
_OF_THE_APPLICATION = {404: "there is nothing here", 405: "this address does not take that"}


def may_see(scope: Scope) -> bool:
    """Whether this request was found to have a session that is not locked."""
    return bool(scope.get(_MAY_SEE))


def session_of(scope: Scope) -> str:
    """The session of a request that may see the case; without one, nothing."""
    return str(scope.get(_SESSION, ""))


def polls(scope: Scope) -> bool:
    """Whether a script asks by itself, which is no sign of a person."""
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return POLL_HEADER in Headers(scope=scope) or any(name == "poll" for name, _ in query)


def session_in(scope: Scope, gate: Gate) -> str | None:
    """The session of ours that the request's cookies hold.

    Another program on this machine may have set a second cookie of the name: each is looked at.
    """
    for header, value in scope["headers"]:
        if header != b"cookie":
            continue
        for part in value.decode("latin-1").split(";"):
            name, _, untrusted_session = part.strip().partition("=")
            if name == gate.cookie and gate.knows(untrusted_session):
                return str(untrusted_session)
    return None


class SessionCheck:
    """Asks for a session, and for one that is not locked; counts a person's requests as life."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        gate, path = self._gate, scope["path"]
        session = session_in(scope, gate)
        locked = gate.locked
        is_open = path in OPEN_PATHS or path.startswith(OPEN_FOLDER)
        if session is not None and not locked:
            scope[_MAY_SEE], scope[_SESSION] = True, session
            if not is_open and not polls(scope):
                gate.touch(session)
            await self._app(scope, receive, send)
        elif is_open or (session is not None and path in PATHS_WHILE_LOCKED):
            await self._app(scope, receive, _without_the_application_s_words(send))
        else:
            answer = _turned_away(scope, "/login" if session is None else "/locked")
            await answer(scope, receive, send)


def _turned_away(scope: Scope, to: str) -> Response:
    """A person is led to where they can come in, and told where what they sent was not recorded; a
    program is told that it cannot.
    """
    headers = Headers(scope=scope)
    if "hx-request" in headers:
        return Response(status_code=401, headers={"hx-redirect": to})
    accepted = headers.get("accept", "")
    wants_page = "text/html" in accepted and "application/json" not in accepted
    if wants_page and not scope["path"].endswith((".json", ".csv", ".ics")):
        if scope["method"] in {"GET", "HEAD"}:
            return RedirectResponse(to, 303)
        return gate_page(Request(scope), "turned_away", {"to": to}, 401)
    what = "the workbench is locked" if to == "/locked" else "this needs a session"
    told = {"what": what, "where": None, "remedy": f"open {to} in a browser"}
    return JSONResponse({"error": told}, 401)


def _without_the_application_s_words(send: Send) -> Send:
    """The application's own error pages name the case: a plain sentence takes their place."""
    replaced = False

    async def send_plainly(message: Message) -> None:
        nonlocal replaced
        if message["type"] == "http.response.start" and message["status"] in _OF_THE_APPLICATION:
            replaced = True
            status = message["status"]
            words = f"Not answered: {_OF_THE_APPLICATION[status]}.\n"
            answer = PlainTextResponse(words, status)
            await send({**message, "headers": answer.raw_headers})
            await send({"type": "http.response.body", "body": answer.body, "more_body": False})
        elif not replaced:
            await send(message)

    return send_plainly
