"""The way in and the lock, as pages; none of them shows anything of the case, not even its name."""

from __future__ import annotations

from urllib.parse import parse_qs

from anyio import Lock
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from habeas.web.security.gate import Gate
from habeas.web.security.gate_page import gate_page
from habeas.web.security.headers import REPORT_PATH
from habeas.web.security.sessions import session_in

FIRST_PAGE = "/overview"
# No code, and no passphrase that anybody types, is longer.
_LONGEST_FORM = 16 * 1024
_LONGEST_REPORT = 256 * 1024


def routes(gate: Gate) -> list[BaseRoute]:
    """The addresses of the gate; to be put before those of the application."""
    answers = _Answers(gate)
    found: list[BaseRoute] = [
        Route("/", answers.door),
        Route("/login", answers.door),
        Route("/session", answers.state, methods=["GET"]),
        Route("/session", answers.come_in, methods=["POST"], max_body_size=_LONGEST_FORM),
        Route("/session/code", answers.ask_for_code, methods=["POST"], max_body_size=_LONGEST_FORM),
        Route("/session/awake", answers.awake, methods=["POST"], max_body_size=_LONGEST_FORM),
        Route("/lock", answers.lock, methods=["POST"], max_body_size=_LONGEST_FORM),
        Route("/locked", answers.locked),
        Route("/unlock", answers.unlock, methods=["POST"], max_body_size=_LONGEST_FORM),
        Route("/favicon.ico", answers.no_icon),
    ]
    if gate.reports is not None:
        found.append(
            Route(REPORT_PATH, answers.report, methods=["POST"], max_body_size=_LONGEST_REPORT)
        )
    return found


class _Answers:
    """What each of these addresses answers, for one gate."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._trying = Lock()

    async def door(self, request: Request) -> Response:
        """The page that takes the code; whoever has a session is let through."""
        if self._session(request) is not None:
            return RedirectResponse(FIRST_PAGE, 303)
        return self._page(request, "login")

    async def state(self, request: Request) -> Response:
        """Whether the screen is locked, and when it will be, for the script that covers it."""
        gate = self._gate
        known = self._session(request) is not None
        left = int(gate.lock_of_screen.seconds_left) if known else 0
        return JSONResponse({"session": known, "locked": gate.locked, "seconds": left})

    async def come_in(self, request: Request) -> Response:
        """A session for the one-time code. Whatever session a browser names is left aside."""
        gate = self._gate
        form = await _form(request)
        session = gate.redeem(form.get("token") or form.get("code") or "")
        if session is None:
            return self._refused(request, "login", wrong=True)
        answer = _gone_to(request, FIRST_PAGE)
        answer.set_cookie(
            gate.cookie,
            session,
            path="/",
            secure=gate.cookie_is_secure,
            httponly=True,
            samesite="strict",
        )
        return answer

    async def ask_for_code(self, request: Request) -> Response:
        """Show a new code where the workbench was started, if the last one was used."""
        self._gate.renew_if_spent()
        return self._page(request, "login", asked=True)

    async def awake(self, request: Request) -> Response:
        """A person reads a page without asking for another; the session was touched already."""
        return Response(status_code=204)

    async def lock(self, request: Request) -> Response:
        """Lock the screen now."""
        self._gate.lock()
        return _gone_to(request, "/locked")

    async def locked(self, request: Request) -> Response:
        """The page that asks for what unlocks."""
        if self._session(request) is None:
            return RedirectResponse("/login", 303)
        if not self._gate.locked:
            return RedirectResponse(FIRST_PAGE, 303)
        return self._page(request, "locked")

    async def unlock(self, request: Request) -> Response:
        """Unlock the screen with the passphrase, or with the new code."""
        gate = self._gate
        form = await _form(request)
        if not gate.locked:
            return _gone_to(request, FIRST_PAGE)
        # Stretching the passphrase takes a while and much memory: one at a time, off the loop.
        async with self._trying:
            right = await run_in_threadpool(gate.unlock, form.get("passphrase", ""))
        if not right:
            return self._refused(request, "locked", wrong=True)
        return _gone_to(request, FIRST_PAGE)

    async def report(self, request: Request) -> Response:
        """Keep what a browser reports, for a test to look at."""
        if self._gate.reports is not None:
            self._gate.reports.append(await request.body())
        return Response(status_code=204)

    async def no_icon(self, request: Request) -> Response:
        """Browsers ask for an icon by themselves."""
        return Response(status_code=204)

    def _session(self, request: Request) -> str | None:
        return session_in(request.scope, self._gate)

    def _refused(self, request: Request, page: str, *, wrong: bool) -> Response:
        if _wants_data(request):
            told = {"what": "this does not open it", "where": None, "remedy": "try again"}
            return JSONResponse({"error": told}, 403)
        return self._page(request, page, status=403, wrong=wrong)

    def _page(
        self,
        request: Request,
        name: str,
        *,
        status: int = 200,
        wrong: bool = False,
        asked: bool = False,
    ) -> Response:
        gate = self._gate
        values = {
            "wrong": wrong,
            "asked": asked,
            "wait": round(gate.lock_of_screen.wait),
            "spent": gate.code.spent,
            "by_passphrase": gate.passphrase_is_right is not None,
        }
        return gate_page(request, name, values, status)


async def _form(request: Request) -> dict[str, str]:
    """The first value of each field of a urlencoded form; what is none is empty."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        fields = parse_qs(body, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


def _gone_to(request: Request, place: str) -> Response:
    if _wants_data(request):
        return JSONResponse({"go_to": place})
    return RedirectResponse(place, 303)


def _wants_data(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
