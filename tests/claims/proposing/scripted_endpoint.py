"""A server on this machine that answers as a test tells it to: obligingly, badly, or hostilely."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


@dataclass
class ScriptedEndpoint:
    """What the server will do, and what it was asked; `url` is where it listens."""

    reply: Reply
    url: str = ""
    asked: list[tuple[str, bytes, dict[str, str]]] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """The last user message: the passages that were shown."""
        return str(json.loads(self.asked[-1][1])["messages"][-1]["content"])


@contextmanager
def listening(reply: Reply) -> Iterator[ScriptedEndpoint]:
    """A server on a free port of 127.0.0.1, until the block ends."""
    script = ScriptedEndpoint(reply)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            script.asked.append((self.path, body, dict(self.headers)))
            script.reply(self, body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """The other side hung up: that is what many of these tests are about."""

    server = Quiet(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()


def send(
    request: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    headers: Sequence[tuple[str, str]] = (),
) -> None:
    """Answer with these bytes."""
    request.send_response(status)
    for name, value in (("Content-Length", str(len(body))), *headers):
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


def completion(content: object) -> bytes:
    """The body of a chat completion; anything but text is written as JSON into the message."""
    words = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


def saying(content: object) -> Reply:
    """A model that always says this."""
    return lambda request, _: send(request, completion(content))


def claiming(*claims: dict[str, Any]) -> Reply:
    """A model that proposes these claims, whatever it is shown."""
    return saying({"claims": list(claims)})
