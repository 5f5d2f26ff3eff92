"""A small site on this machine that serves the workbench's static files as strictly as it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from habeas.figures import basemap_geojson
from habeas.web.style_sheet import STYLE_SHEET, style_sheet

STATIC = Path(__file__).resolve().parents[3] / "src" / "habeas" / "web" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types habeas; report-uri /report"
)
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Invented</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/css/habeas.css"><link rel="icon" href="/static/favicon.svg">
<script type="module" src="/static/js/start.js"></script></head>{body}</html>"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the site."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: bytes
    headers: dict[str, str]


Answer = tuple[int, str, str | bytes]  # status, media type, body
Answering = Callable[[Asked], Answer]


@dataclass(slots=True)
class SmallSite:
    """What the site answers with, what it was asked, and the breaches that browsers reported."""

    origin: str = ""
    answers: dict[str, Answering] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def page(self, path: str, body: str) -> str:
        """Serve a page with this body; its whole address."""
        text = PAGE.replace("{body}", body)
        self.answers[path] = lambda _: (200, "text/html; charset=utf-8", text)
        return self.origin + path

    def data(self, path: str, value: object) -> None:
        """Serve a value as JSON."""
        self.answers[path] = lambda _: (200, "application/json", json.dumps(value))

    def asked_for(self, path: str) -> list[Asked]:
        """The requests for a path, in order."""
        return [one for one in self.asked if one.path == path]

    def answer(self, asked: Asked) -> Answer:
        """What a request gets."""
        if asked.path == "/report":
            self.reports.append(asked.body.decode())
            return 204, "text/plain", b""
        self.asked.append(asked)
        if asked.path in self.answers:
            return self.answers[asked.path](asked)
        return static_file(asked.path)


def static_file(path: str) -> Answer:
    """A static file; fonts and basemap come from the one place that has them."""
    if path == "/static/geo/basemap.json":
        return 200, "application/json", basemap_geojson()
    if path == STYLE_SHEET:
        return 200, TYPES[".css"], style_sheet()
    if path.startswith("/static/fonts/"):
        font = files("habeas.figures").joinpath("data/fonts", path.rsplit("/", 1)[-1])
        return 200, TYPES[".woff2"], font.read_bytes()
    file = STATIC / path.removeprefix("/static/")
    if not path.startswith("/static/") or not file.is_file():
        return 404, "text/plain", ""
    return 200, TYPES[file.suffix], file.read_bytes()


@contextmanager
def served() -> Iterator[SmallSite]:
    """The site, answering on a free port of this machine until the block ends."""
    site = SmallSite()

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            query = parse_qs(parts.query, keep_blank_values=True)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, parts.path, query, body, headers)
            status, media_type, content = site.answer(asked)
            raw = content.encode() if isinstance(content, str) else content
            self.send_response(status)
            self.send_header("content-type", media_type)
            self.send_header("content-length", str(len(raw)))
            self.send_header("content-security-policy", POLICY)
            # A visitor may have left before its answer came.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.end_headers()
                self.wfile.write(raw)

        do_GET = do_POST = do_PUT = respond  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
