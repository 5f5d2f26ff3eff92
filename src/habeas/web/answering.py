"""From a description of a page or a button to what answers its requests."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from habeas.model import CaseLocked, HabeasError, InputRefused, MissingExtra, WrongUsage, to_plain
from habeas.web.forms import parse
from habeas.web.page import Action, Done, Page, Raw, query_of
from habeas.web.rendering import rendered
from habeas.web.retelling import retold
from habeas.web.security import framing_headers
from habeas.web.security.sessions import polls, session_of
from habeas.web.sheet import Sheet, as_csv
from habeas.web.speech import preferred, speech
from habeas.web.visit import Visit
from habeas.web.workbench import StillWorking, Workbench, served_old

Endpoint = Callable[[Request], Awaitable[Response]]
LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
# What a page asks with that waits, or whose figures are old; the answer is empty until it is time.
# A program is told by the second which parts of its answer are of an earlier state of the case.
WAITS_HEADER = "habeas-waits"
OLD_HEADER = "habeas-old"
# No form of ours is longer; what is uploaded goes elsewhere.
LONGEST_FORM = 4 * 1024 * 1024
LONGEST_BODY = 1024 * 1024 * 1024


def visit_of(request: Request) -> Visit:
    """The visit that a request is."""
    bench: Workbench = request.app.state.bench
    language = preferred(
        request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", "")
    )
    return Visit(request, bench, speech(language), session_of(request.scope))


def shown(page: Page) -> Endpoint:
    """The page as HTML. Asked by one that waits for it, nothing until there is something new."""

    def answer(visit: Visit) -> Response:
        headers = visit.request.headers
        waits = WAITS_HEADER in headers
        old_parts = set(headers[OLD_HEADER].split(",")) if OLD_HEADER in headers else set()
        if old_parts and not visit.bench.any_came(old_parts):
            return Response(status_code=204)
        try:
            with served_old() as old:
                view = page.view(visit, parse(page.query, query_of(visit.request)))
        except StillWorking:
            return Response(status_code=204) if waits or old_parts else _waiting(visit, page)
        if old_parts and old == old_parts:
            return Response(status_code=204)
        if waits:
            # The whole page anew: what it may do, its headers say.
            return Response(headers={"hx-refresh": "true"})
        answered = _html(visit, page.template, {"page": page, "view": view, "old": sorted(old)})
        if page.frames:
            answered.headers.update(framing_headers())
        return answered

    return _answered(answer)


def as_data(page: Page) -> Endpoint:
    """The page as JSON."""
    return _viewed(page, _json)


def as_sheet(page: Page, name: str, sheet: Callable[[Any], Sheet]) -> Endpoint:
    """One table of the page as CSV."""

    def answer(view: Any) -> Response:
        return download(as_csv(sheet(view)), f"{page.name}-{name}.csv", "text/csv; charset=utf-8")

    return _viewed(page, answer)


def _viewed(page: Page, answer: Callable[[Any], Response]) -> Endpoint:
    """What a program is answered from the page's view, or that it is still being computed."""

    def answer_or_wait(visit: Visit) -> Response:
        try:
            with served_old() as old:
                view = page.view(visit, parse(page.query, query_of(visit.request)))
        except StillWorking as working:
            waiting = {"working_on": working.part}
            return _json(waiting, status=202, headers={"retry-after": "1"})
        response = answer(view)
        if old:
            response.headers[OLD_HEADER] = ",".join(sorted(old))
        return response

    return _answered(answer_or_wait, data=True)


def done(action: Action) -> Endpoint:
    """What a button does; a form is answered with a redirect, a program with data."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        data = _wants_data(request)
        try:
            form: Any = parse(action.form, await _sent(request))
            if action.signs:
                visit.bench.require_judge()
            outcome = await run_in_threadpool(action.run, visit, form)
        except StillWorking as working:
            problem = InputRefused(f"still working on {working.part}", remedy="try again soon")
            return await run_in_threadpool(_problem, visit, problem, data)
        except HabeasError as error:
            return await run_in_threadpool(_problem, visit, error, data)
        return _told(visit, outcome, data)

    return endpoint


def raw(described: Raw) -> Endpoint:
    """Bytes of its own."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        try:
            parse(described.query, query_of(request))
            body = b"" if described.method == "GET" else await _body(request, LONGEST_BODY)
            return await run_in_threadpool(described.answer, visit, body)
        except StillWorking as working:
            waiting = {"working_on": working.part}
            return _json(waiting, status=202, headers={"retry-after": "1"})
        except HabeasError as error:
            return await run_in_threadpool(_problem, visit, error, _wants_data(request))

    return endpoint


def download(content: bytes, name: str, media_type: str) -> Response:
    """Bytes to be saved, never shown: a browser must not take them for a page of ours."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"content-disposition": disposition, "x-content-type-options": "nosniff"}
    return Response(content, media_type=media_type, headers=headers)


async def no_such_page(request: Request, error: Exception) -> Response:
    """The answer where there is nothing, or not by this method."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = {404: "there is no such page", 405: "this address does not take that"}
    problem = WrongUsage(what.get(status, "this request cannot be answered"))
    data = _wants_data(request) or request.url.path.endswith((".json", ".csv"))
    return await run_in_threadpool(_problem, visit_of(request), problem, data, status)


async def unforeseen(request: Request, error: Exception) -> Response:
    """The answer to an error of ours: its kind, and nothing of the case."""
    problem = HabeasError(
        f"something unforeseen went wrong ({type(error).__name__})",
        remedy="go back, and try it another way; nothing that was acknowledged is lost",
    )
    return await run_in_threadpool(_problem, visit_of(request), problem, _wants_data(request), 500)


def _answered(answer: Callable[[Visit], Response], *, data: bool = False) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        try:
            return await run_in_threadpool(answer, visit)
        except HabeasError as error:
            return await run_in_threadpool(_problem, visit, error, data)

    return endpoint


def _waiting(visit: Visit, page: Page) -> Response:
    return _html(visit, "waiting.html", {"page": page})


def _html(visit: Visit, template: str, values: dict[str, Any], status: int = 200) -> Response:
    cookies = visit.request.cookies
    theme = cookies.get(THEME_COOKIE, "")
    context = {
        "visit": visit,
        "bench": visit.bench,
        "theme": theme if theme in {"light", "dark"} else "",
        # Words for a person are not spent on a page that a script asks for.
        "said_last": () if polls(visit.request.scope) else visit.bench.sayings.take(visit.session),
        "old": (),
        "here": visit.request.url.path,
        "here_whole": visit.request.url.path
        + (f"?{visit.request.url.query}" if visit.request.url.query else ""),
    }
    page = rendered(template, visit.speech, context | values)
    response = Response(page, status, media_type="text/html; charset=utf-8")
    response.headers["vary"] = "Accept-Language, Cookie"
    return response


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    content = json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False)
    return Response(content, status, headers, media_type="application/json")


def _problem(visit: Visit, error: HabeasError, data: bool, status: int | None = None) -> Response:
    status = status or _status(error)
    if data:
        told = {"what": error.what, "where": error.where, "remedy": error.remedy}
        told["told"] = retold(visit.speech, error).striptags()
        return _json({"error": told}, status)
    return _html(visit, "error.html", {"error": error, "page": None, "status": status}, status)


def _status(error: HabeasError) -> int:
    if isinstance(error, WrongUsage):
        return 400
    if isinstance(error, CaseLocked):
        return 403
    if isinstance(error, MissingExtra):
        return 501
    return 409


def _told(visit: Visit, outcome: Done, data: bool) -> Response:
    if data:
        return _json({"said": outcome.said, "go_to": outcome.go_to, "data": outcome.data})
    visit.say_next(outcome.said)
    return RedirectResponse(outcome.go_to, 303)


async def _sent(request: Request) -> list[tuple[str, str]]:
    """The names and values of a form, however it was sent. Raises WrongUsage."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _body(request, LONGEST_FORM)
    if kind == "application/json":
        return _from_json(body)
    if kind not in {"application/x-www-form-urlencoded", ""}:
        raise WrongUsage("this kind of form is not read", where=kind[:60])
    from urllib.parse import parse_qsl

    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=2_000)
    except (UnicodeDecodeError, ValueError):
        raise WrongUsage("this form is not UTF-8") from None


def _from_json(body: bytes) -> list[tuple[str, str]]:
    try:
        sent = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise WrongUsage("this is not JSON") from None
    if not isinstance(sent, dict):
        raise WrongUsage("this is not a JSON object")
    pairs: list[tuple[str, str]] = []
    for name, value in sent.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, (dict, list)):
                raise WrongUsage("a value that is not plain", where=str(name)[:80])
            pairs.append((name, "" if item is None else str(item)))
    return pairs


async def _body(request: Request, longest: int) -> bytes:
    found = bytearray()
    try:
        async for piece in request.stream():
            found += piece
            if len(found) > longest:
                raise WrongUsage(f"longer than {longest:,} bytes")
    except ClientDisconnect:
        raise WrongUsage("the browser hung up") from None
    return bytes(found)


def _wants_data(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
