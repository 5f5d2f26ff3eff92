"""The server of the workbench: on this machine's loopback addresses, and on no other.

The address is taken before the application is made, which must know its port. Where the workbench
answers to a name under `localhost`, browsers may try ::1 before 127.0.0.1; so both are taken, lest
another program on this machine take the one that is left and be given what was meant for us.
"""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from habeas.model import InputRefused

IPV4, IPV6 = "127.0.0.1", "::1"
_ATTEMPTS = 20
_NO_SUCH_ADDRESS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_PATIENCE_AT_THE_END = 3  # seconds, for answers that are under way


def serve(
    app_factory: Callable[[int], ASGIApp],
    *,
    port: int | None,
    on_ready: Callable[[], None],
    both_addresses: bool = True,
) -> None:
    """Serve until Ctrl-C or a signal to end; returns when all is let go of.

    `app_factory` makes the application for the port, `on_ready` is called once it answers.
    Without `port` the system picks one. `both_addresses`: also on ::1, where the machine has it.
    Raises InputRefused when the port is taken.
    """
    sockets = listening(port, both_addresses=both_addresses)
    try:
        app = app_factory(sockets[0].getsockname()[1])
        with _ended_by_signals():
            server_for(app, on_ready).run(sockets)
    except KeyboardInterrupt:
        pass  # how a person ends it
    finally:
        for listener in sockets:
            listener.close()


def listening(port: int | None, *, both_addresses: bool = True) -> list[socket.socket]:
    """Sockets on one port of the loopback addresses, that of 127.0.0.1 first.

    Raises InputRefused when the port is taken on either of them.
    """
    for attempt in range(_ATTEMPTS):
        taken = [_bound(socket.AF_INET, IPV4, port or 0)]
        try:
            if both_addresses:
                taken += _bound_to_ipv6(taken[0].getsockname()[1])
        except InputRefused:
            taken[0].close()
            # Picked by the system for the one, and taken on the other: it picks another.
            if port or attempt == _ATTEMPTS - 1:
                raise
        else:
            return taken
    return []


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()


def server_for(app: ASGIApp, on_ready: Callable[[], None]) -> uvicorn.Server:
    """A server for the application; `run` it with sockets, set `should_exit` to end it.

    What is asked of it is written nowhere. An error of ours is one line, unless HABEAS_DEBUG asks
    for the trace.
    """
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="on",
        loop="asyncio",
        workers=1,
        access_log=False,
        log_config=None,
        log_level=logging.ERROR,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_PATIENCE_AT_THE_END,
    )
    log = logging.getLogger("uvicorn.error")
    if _in_one_line not in log.filters:
        log.addFilter(_in_one_line)
    return _Server(config, on_ready)


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # A port that was just let go of may be taken again at once; one in use may not.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((address, port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno in _NO_SUCH_ADDRESS:
            raise
        raise InputRefused(
            f"the port {port} cannot be used: {(error.strerror or str(error)).lower()}",
            remedy="name another with --port, or leave it out",
        ) from None
    return listener


def _bound_to_ipv6(port: int) -> list[socket.socket]:
    try:
        return [_bound(socket.AF_INET6, IPV6, port)]
    except OSError:
        return []  # this machine has no such address, so nobody else can take it


def _in_one_line(record: logging.LogRecord) -> bool:
    """A trace may hold words of the case; a terminal keeps what it showed."""
    if record.exc_info and not os.environ.get("HABEAS_DEBUG"):
        kind, error, _ = record.exc_info
        name = kind.__name__ if kind else type(error).__name__
        record.msg = f"habeas: an error of ours ({name}) — run it again with HABEAS_DEBUG=1"
        record.args, record.exc_info, record.exc_text = (), None, None
    return True


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A signal to end is taken like Ctrl-C, so that the case is closed in good order."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
