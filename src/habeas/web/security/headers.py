"""What every answer tells the browser to forbid, errors included."""

from __future__ import annotations

import base64
import hashlib
import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habeas.web.security.gate import Gate
from habeas.web.security.sessions import may_see

STATIC = "/static/"
REPORT_PATH = "/csp-report"
_OWN_POLICY = "content-security-policy"
_FIRST_ERROR = 400
_LASTING = f"public, max-age={365 * 24 * 3600}, immutable"

# Scripts become part of a page only through the one policy that our own script declares.
_POLICY: dict[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "habeas",
}
# What a page says that shows a frame: it then gets the policy of all pages, but for this line.
_WITH_FRAMES = "frame-src 'self'"
# Shown in a frame, with no script, no form and no origin of its own.
_SANDBOX: dict[str, str] = {
    "default-src": "'none'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
    "sandbox": "",
}
# Only names that today's browsers know; another one is a line in their console on every page.
_NOT_PERMITTED = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation "
    "gyroscope idle-detection magnetometer microphone midi payment picture-in-picture "
    "publickey-credentials-get screen-wake-lock serial sync-xhr usb xr-spatial-tracking"
).split()
_ALWAYS = {
    "x-content-type-options": "nosniff",
    # Not `no-referrer`: a form would then say `Origin: null`, which is refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": ", ".join(f"{name}=()" for name in _NOT_PERMITTED),
}


def written(policy: Mapping[str, str]) -> str:
    """A content security policy as its header has it."""
    return "; ".join(f"{name} {value}".strip() for name, value in policy.items())


def framing_headers() -> dict[str, str]:
    """The headers of a page that shows a frame of ours; every other page may show none."""
    return {_OWN_POLICY: _WITH_FRAMES}


def sandboxed_headers(style: str | None = None) -> dict[str, str]:
    """The headers of an answer in a frame of ours: nothing in it runs, asks or leads anywhere.

    Without `style` it may hold inline styles, and images and fonts that are part of it (`data:`).
    With `style` it holds words alone, and that one style element: a frame without an origin is a
    stranger to this server, and gets no style sheet from it. An answer keeps these headers.
    """
    allowed = {"style-src": "'unsafe-inline'", "img-src": "data:", "font-src": "data:"}
    if style is not None:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        allowed = {"style-src": f"'sha256-{digest}'"}
    return {_OWN_POLICY: written(_SANDBOX | allowed), "x-frame-options": "SAMEORIGIN"}


class SecurityHeaders:
    """Sets the headers on every answer; outermost, so that refusals and failures have them too.

    An answer that brings a content policy of its own keeps it, if it is the sandbox's.
    A failure that no page expected is answered here with what the application has for it: the
    application itself would answer outside of this, without the headers.
    """

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._policy = written(_POLICY)
        self._framing = written(_POLICY | {"frame-src": "'self'"})
        self._extra = _reporting(gate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._furnish(MutableHeaders(scope=message))
                kept = _kept_for(scope, message["status"])
                MutableHeaders(scope=message)["cache-control"] = kept
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as failure:
            if not started:
                answer = await _answer_to(failure, Request(scope, receive))
                await answer(scope, receive, send_with_headers)
            raise

    def _furnish(self, headers: MutableHeaders) -> None:
        for name, value in _ALWAYS.items():
            headers[name] = value
        said = headers.get(_OWN_POLICY, "")
        if not _is_sandbox(said):
            policy = self._framing if said == _WITH_FRAMES else self._policy
            headers[_OWN_POLICY] = policy + self._extra
            headers["x-frame-options"] = "DENY"


def _is_sandbox(policy: str) -> bool:
    """Whether it forbids all that the sandbox does, and allows no script."""
    parts = policy.split("; ")
    return set(written(_SANDBOX).split("; ")) <= set(parts) and "script-src" not in policy


def _kept_for(scope: Scope, status: int) -> str:
    """How long a browser may keep the answer: nothing of a case ever.

    A static file with a version in its address changes it with its content; another (a module
    that a module asks for) is asked about each time.
    """
    if status >= _FIRST_ERROR or not scope["path"].startswith(STATIC):
        return "no-store"
    versioned = any(part.startswith(b"v=") for part in scope["query_string"].split(b"&"))
    return _LASTING if versioned else "no-cache"


def _reporting(gate: Gate) -> str:
    # Not `report-to`: browsers keep such a report for up to a minute.
    return "" if gate.reports is None else f"; report-uri {REPORT_PATH}"


async def _answer_to(failure: Exception, request: Request) -> Response:
    """What the application says when something failed that nobody foresaw.

    Its page names the case, which only a session may see.
    """
    known = getattr(request.scope.get("app"), "exception_handlers", {})
    say = known.get(Exception) or known.get(500)
    if say is None or not may_see(request.scope):
        return PlainTextResponse("Something unforeseen went wrong.\n", 500)
    if inspect.iscoroutinefunction(say):
        return await cast(Callable[..., Awaitable[Response]], say)(request, failure)
    return cast(Response, await run_in_threadpool(say, request, failure))
