"""The server holds loopback addresses and no other, and lets go of all of it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import psutil
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from habeas.model import InputRefused
from habeas.web.server import listening, serve

HAS_IPV6 = socket.has_ipv6 and Path("/proc/net/if_inet6").exists()


@pytest.fixture(autouse=True)
def no_other_loop() -> Iterator[None]:
    """The browser of other tests may hold an event loop of its own in this process."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


def closed(sockets: list[socket.socket]) -> None:
    for listener in sockets:
        listener.close()


def addresses(sockets: list[socket.socket]) -> list[str]:
    return [listener.getsockname()[0] for listener in sockets]


def test_only_loopback_addresses_are_taken() -> None:
    sockets = listening(None)
    try:
        assert addresses(sockets)[0] == "127.0.0.1"
        assert set(addresses(sockets)) <= {"127.0.0.1", "::1"}
        ports = {listener.getsockname()[1] for listener in sockets}
        assert len(ports) == 1
        mine = psutil.Process().net_connections("tcp")
        held = {
            c.laddr.ip for c in mine if c.status == psutil.CONN_LISTEN and c.laddr.port in ports
        }
        assert held <= {"127.0.0.1", "::1"}
    finally:
        closed(sockets)


@pytest.mark.skipif(not HAS_IPV6, reason="this machine has no IPv6 to take an address of")
def test_nobody_else_can_take_the_other_loopback_address() -> None:
    sockets = listening(None)
    try:
        port = sockets[0].getsockname()[1]
        assert addresses(sockets) == ["127.0.0.1", "::1"]
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with pytest.raises(OSError, match="in use"):
                other.bind(("::1", port))
    finally:
        closed(sockets)


def test_one_address_where_one_is_asked_for() -> None:
    sockets = listening(None, both_addresses=False)
    assert addresses(sockets) == ["127.0.0.1"]
    closed(sockets)


def test_a_port_in_use_is_refused_with_what_to_do() -> None:
    sockets = listening(None, both_addresses=False)
    port = sockets[0].getsockname()[1]
    try:
        with pytest.raises(InputRefused, match=f"the port {port} cannot be used.*--port"):
            listening(port)
    finally:
        closed(sockets)


@pytest.mark.skipif(not HAS_IPV6, reason="this machine has no IPv6 to take an address of")
def test_a_named_port_that_somebody_has_on_the_other_address_is_refused() -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as other:
        other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind(("::1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputRefused, match="cannot be used"):
            listening(port)
        sockets = listening(port, both_addresses=False)
        closed(sockets)


def test_a_port_that_was_let_go_of_can_be_taken_again() -> None:
    sockets = listening(None)
    port = sockets[0].getsockname()[1]
    closed(sockets)
    again = listening(port)
    assert again[0].getsockname()[1] == port
    closed(again)


def asked(port: int, path: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        found = b""
        while piece := connection.recv(65536):
            found += piece
    return found


class Visitor(threading.Thread):
    """Waits until the server answers, asks it, keeps a connection, and ends the server."""

    def __init__(self, ending: signal.Signals) -> None:
        super().__init__(daemon=True)
        self.ending = ending
        self.ready = threading.Event()
        self.port = 0
        self.answers: list[bytes] = []
        self.told_at = 0.0

    def run(self) -> None:
        assert self.ready.wait(10)
        try:
            self.ask()
        finally:
            self.told_at = time.monotonic()
            os.kill(os.getpid(), self.ending)

    def ask(self) -> None:
        self.answers += [asked(self.port, "/"), asked(self.port, "/fail")]
        self.stay()

    def stay(self) -> None:
        """A browser keeps its connection; that must not keep the server."""
        self.kept = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        self.kept.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        self.answers.append(self.kept.recv(65536))


class Listener(Visitor):
    """Listens to an answer that has no end."""

    def ask(self) -> None:
        self.stay()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_ends_in_good_order_when_told(
    ending: signal.Signals,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("HABEAS_DEBUG", raising=False)
    ended: list[str] = []
    before = signal.getsignal(ending)
    visitor = Visitor(ending)

    async def fail(request: Request) -> Response:
        raise RuntimeError("words of an invented case")

    async def here(request: Request) -> Response:
        return PlainTextResponse("here")

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        ended.append("the application")

    def made(port: int) -> Starlette:
        visitor.port = port
        return Starlette(routes=[Route("/", here), Route("/fail", fail)], lifespan=life)

    visitor.start()
    serve(made, port=None, on_ready=visitor.ready.set)
    took = time.monotonic() - visitor.told_at
    first, failed, kept = visitor.answers
    assert first.startswith(b"HTTP/1.1 200 ")
    assert first.endswith(b"here")
    assert b"uvicorn" not in first.lower()
    assert failed.startswith(b"HTTP/1.1 500 ")
    assert kept.startswith(b"HTTP/1.1 200 ")
    assert took < 5
    assert ended == ["the application"]
    assert signal.getsignal(ending) is before
    with pytest.raises(ConnectionRefusedError):
        asked(visitor.port, "/")
    # One line about the failure, and none of its words; nothing about who asked what.
    assert [record.getMessage() for record in caplog.records] == [
        "habeas: an error of ours (RuntimeError) — run it again with HABEAS_DEBUG=1"
    ]
    assert "invented case" not in caplog.text
    assert capfd.readouterr().out == ""


def test_whoever_looks_for_an_error_gets_its_trace(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HABEAS_DEBUG", "1")
    visitor = Visitor(signal.SIGINT)

    async def fail(request: Request) -> Response:
        raise RuntimeError("words of an invented case")

    def made(port: int) -> Starlette:
        visitor.port = port
        return Starlette(routes=[Route("/", fail), Route("/fail", fail)])

    visitor.start()
    serve(made, port=None, on_ready=visitor.ready.set)
    assert "words of an invented case" in caplog.text


@pytest.mark.ci
def test_an_answer_without_end_does_not_keep_it() -> None:
    visitor = Listener(signal.SIGINT)

    async def words() -> AsyncIterator[str]:
        while True:
            yield "still here\n"
            await anyio.sleep(0.05)

    async def endless(request: Request) -> Response:
        return StreamingResponse(words())

    def made(port: int) -> Starlette:
        visitor.port = port
        return Starlette(routes=[Route("/", endless)])

    visitor.start()
    serve(made, port=None, on_ready=visitor.ready.set)
    assert visitor.answers[0].startswith(b"HTTP/1.1 200 ")
    assert time.monotonic() - visitor.told_at < 10
