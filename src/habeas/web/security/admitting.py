"""The rules of `admission`, put before the application."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from habeas.web.security.admission import Asking, refusal
from habeas.web.security.gate import Gate


class Admission:
    """Answers with one plain sentence what is none of ours; passes on everything else."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            refused = refusal(asking_of(scope), self._gate.authority)
            if refused is not None:
                answer = PlainTextResponse(f"Not answered: {refused.reason}.\n", refused.status)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def asking_of(scope: Scope) -> Asking:
    """What the request of an ASGI scope says about itself."""
    target: bytes = scope.get("raw_path") or scope["path"].encode()
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    headers = tuple((name.lower(), value) for name, value in scope["headers"])
    return Asking(scope["method"], target, headers)
