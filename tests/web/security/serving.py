"""A small application behind a gate, on the real server, and raw requests to it."""

from __future__ import annotations

import http.client
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from habeas.web.security import Gate, framing_headers, middleware, routes, sandboxed_headers
from habeas.web.server import listening, server_for

# What only a session may see, on every page of the application.
CASE_WORDS = "the case of an invented person"
# A source that would run, ask and lead away if it could; its own looks are left to it.
SOURCE = (
    '<p style="color: rgb(1, 2, 3)">a source</p><script>parent.hacked = document.title = 1</script>'
    '<img src="/people.json" onerror="parent.hacked = 1">'
    '<meta http-equiv="refresh" content="0;/change">'
    '<form action="/change" method="post"><button>go</button></form>'
)
HTML = "text/html,application/xhtml+xml"


@dataclass(slots=True)
class Done:
    """How often the application was asked to change something; path and status of every answer."""

    count: int = 0
    answers: list[tuple[str, int]] = field(default_factory=list)


def small_app(gate: Gate, done: Done) -> Starlette:
    """Pages that show the secret, a button, an upload, a failure, a source in a frame."""

    async def page(request: Request) -> Response:
        return HTMLResponse(f"<!doctype html><title>{CASE_WORDS}</title><p>{CASE_WORDS}")

    async def change(request: Request) -> Response:
        done.count += 1
        return PlainTextResponse(f"{CASE_WORDS}: {len(await request.body())}")

    async def fail(request: Request) -> Response:
        raise RuntimeError(CASE_WORDS)

    async def view(request: Request) -> Response:
        return HTMLResponse(SOURCE, headers=sandboxed_headers())

    async def framing(request: Request) -> Response:
        return HTMLResponse(
            '<!doctype html><iframe src="/sources/a/view"></iframe>', headers=framing_headers()
        )

    async def weak(request: Request) -> Response:
        return HTMLResponse(CASE_WORDS, headers={"content-security-policy": "default-src *"})

    async def missing(request: Request, error: Exception) -> Response:
        return HTMLResponse(f"{CASE_WORDS}: nothing here", 404)

    async def failed(request: Request, error: Exception) -> Response:
        return HTMLResponse(f"{CASE_WORDS}: failed", 500)

    async def data(request: Request) -> Response:
        return JSONResponse({"name": CASE_WORDS})

    return Starlette(
        routes=[
            *routes(gate),
            Route("/overview", page),
            Route("/people.json", data),
            Route("/change", change, methods=["POST", "PUT", "PATCH", "DELETE"]),
            Route("/fail", fail),
            Route("/sources/{id}/view", view),
            Route("/framing", framing),
            Route("/weak", weak),
            Route("/static/fail", fail),
            Mount("/static/fonts", StaticFiles(packages=[("habeas.figures", "data/fonts")])),
            Mount("/static", StaticFiles(directory=str(files("habeas.web") / "static"))),
        ],
        middleware=middleware(gate, longest_body=100_000),
        exception_handlers={404: missing, Exception: failed},
    )


def noted(app: ASGIApp, done: Done) -> ASGIApp:
    """The application, with the status of each of its answers noted."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                done.answers.append((scope["path"], message["status"]))
            await send(message)

        await app(scope, receive, note)

    return answer


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers, its gate, and what it was asked to change."""

    gate: Gate
    port: int
    done: Done
    session: str

    @property
    def cookie(self) -> str:
        """The header of a browser that has a session."""
        return f"{self.gate.cookie}={self.session}"

    def raw(self, request: bytes, answers: int = 1) -> bytes:
        """Send exactly these bytes; so many answers, or all until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(request)
            found = b""
            while not is_whole(found, answers) and (piece := received(connection)):
                found += piece
        return found

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: bytes | str | None = None
    ) -> Answer:
        """Ask with exactly these headers (`Host` too; without one there is none)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            sent = body.encode() if isinstance(body, str) else body
            for name, value in headers.items():
                connection.putheader(name, value)
            if sent is not None:
                connection.putheader("content-length", str(len(sent)))
            connection.endheaders(sent)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, text, found)
        finally:
            connection.close()

    @property
    def page_headers(self) -> dict[str, str]:
        """What a browser sends when a person follows a link on one of our pages."""
        return {
            "host": self.gate.authority,
            "accept": HTML,
            "cookie": self.cookie,
            "sec-fetch-site": "same-origin",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        }

    @property
    def form_headers(self) -> dict[str, str]:
        """What a browser sends with a form on one of our pages."""
        return self.page_headers | {
            "origin": self.gate.origin,
            "content-type": "application/x-www-form-urlencoded",
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, the body as text, headers by their names in lower case."""

    status: int
    text: str
    headers: dict[str, str]


def received(connection: socket.socket) -> bytes:
    """What comes next; nothing once the server hung up, be it in the middle of our words."""
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def is_whole(found: bytes, answers: int) -> bool:
    """Whether so many answers, each with its length stated, have come to their end."""
    for _ in range(answers):
        head, end, rest = found.partition(b"\r\n\r\n")
        lengths = re.findall(rb"(?i)\r\ncontent-length: (\d+)", head)
        if not end or not lengths or len(rest) < int(lengths[0]):
            return False
        found = rest[int(lengths[0]) :]
    return True


@contextmanager
def running(gate: Gate, listeners: list[socket.socket]) -> Iterator[Running]:
    """The small application on the real server; one session is let in beforehand."""
    done = Done()
    ready = threading.Event()
    server = server_for(noted(small_app(gate, done), done), ready.set)
    thread = threading.Thread(target=server.run, args=(listeners,), daemon=True)
    thread.start()
    try:
        assert ready.wait(10), "the server did not start"
        session = gate.redeem(gate.token)
        assert session is not None
        yield Running(gate, gate.port, done, session)
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def taken_port(*, both_addresses: bool = False) -> tuple[int, list[socket.socket]]:
    """A port of this machine, and the sockets that hold it."""
    listeners = listening(None, both_addresses=both_addresses)
    return listeners[0].getsockname()[1], listeners
