"""Authorities on this machine for the tests: each answers over HTTP as its twist has it."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

from tests.claims.proposing.scripted_endpoint import Reply, send
from tests.store.authority import Authority, Twist

REPLY = ("Content-Type", "application/timestamp-reply")


def stamping(authority: Authority, twist: Callable[[], Twist]) -> Reply:
    """Answers each request by a token, different from a right one as the twist of now says."""

    def reply(request: BaseHTTPRequestHandler, body: bytes) -> None:
        send(request, authority.answer(body, twist()), headers=[REPLY])

    return reply


def saying(body: bytes) -> Reply:
    """Answers each request by these bytes, as if they were a token."""
    return lambda request, _: send(request, body, headers=[REPLY])
