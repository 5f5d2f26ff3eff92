"""The one place where Habeas asks a time-stamping authority, which a person named.

`POST <url>` with a request as RFC 3161 section 3.4 has it. What the other end learns is the hash in
the request, this machine's address and the moment. It is trusted with nothing: no redirect is
followed, no proxy of the environment used, no cookie kept, no compression accepted; the whole
exchange, finding its address included, has one deadline, and its answer a largest size. What comes
back is bytes, checked elsewhere. Plain http will do, because the answer is signed; whoever listens
on the way learns what the authority learns.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from habeas.model import HabeasError, WrongUsage, printable

_REQUEST_TYPE = "application/timestamp-query"
_ANSWER_TYPE = "application/timestamp-reply"
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}")
_URL_PATH = re.compile(r"(/[A-Za-z0-9._~-]*)*")
_CHUNK = 16 * 1024
_REPORTED = 100
_REMEDY = "its request stays queued: habeas timestamp CASE --pending asks again"


class AuthorityFailed(HabeasError):
    """An authority that could not be reached, or whose answer is not what HTTP should bring."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an exchange may last as a whole (seconds), and how long an answer may be (bytes)."""

    seconds: float = 30.0
    largest_answer: int = 64 * 1024


_DEFAULTS = Patience()


class TimestampEndpoint:
    """An authority at an address. Making one checks the address, and opens nothing yet."""

    def __init__(self, url: str, patience: Patience = _DEFAULTS) -> None:
        """Raises WrongUsage for what is no address."""
        parts = _split(url)
        self.url = url
        self._host = str(parts.hostname)
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._path = parts.path or "/"
        self._patience = patience

    def ask(self, request: bytes) -> bytes:
        """Send a request and return the body of the answer, unread. Raises AuthorityFailed."""
        exchange = _Exchange(self._connection(), self._path, request, self._patience)
        # A thread, because nothing else ends a look-up of a name that is never answered.
        thread = threading.Thread(target=exchange.run, daemon=True)
        thread.start()
        thread.join(self._patience.seconds)
        if thread.is_alive():
            exchange.cut_off()
            raise self._failed(f"it took longer than {self._patience.seconds:g} s")
        if exchange.problem is not None:
            raise self._failed(exchange.problem)
        return exchange.answer

    def _connection(self) -> http.client.HTTPConnection:
        seconds = self._patience.seconds
        if not self._secure:
            return http.client.HTTPConnection(self._host, self._port, timeout=seconds)
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(self._host, self._port, timeout=seconds, context=context)

    def _failed(self, what: str) -> AuthorityFailed:
        return AuthorityFailed(what, where=self.url, remedy=_REMEDY)


class _Exchange:
    """One request and its answer: afterwards there is an `answer`, or a `problem` in words."""

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        path: str,
        request: bytes,
        patience: Patience,
    ) -> None:
        self.answer = b""
        self.problem: str | None = None
        self._connection = connection
        self._path = path
        self._request = request
        self._patience = patience

    def run(self) -> None:
        """Do it, whatever comes."""
        with closing(self._connection):
            try:
                self._send()
                self._receive(self._connection.getresponse())
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.problem = _in_words(error)

    def cut_off(self) -> None:
        """End it from outside."""
        opened = self._connection.sock
        if opened is not None:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def _send(self) -> None:
        headers = {
            "Content-Type": _REQUEST_TYPE,
            "Accept": _ANSWER_TYPE,
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        self._connection.request("POST", self._path, body=self._request, headers=headers)

    def _receive(self, answer: http.client.HTTPResponse) -> None:
        self.problem = self._refusal(answer)
        if self.problem is not None:
            return
        received = bytearray()
        while chunk := answer.read1(_CHUNK):
            received += chunk
            if len(received) > self._patience.largest_answer:
                self.problem = f"its answer is longer than {self._patience.largest_answer:,} bytes"
                return
        if answer.length:
            self.problem = "its answer broke off"
            return
        self.answer = bytes(received)

    def _refusal(self, answer: http.client.HTTPResponse) -> str | None:
        """Why an answer is not read, by its first lines."""
        if 300 <= answer.status < 400:
            return f"it answered with a redirect ({answer.status}), which is not followed"
        if answer.status != http.client.OK:
            return f"it answered with HTTP {answer.status}"
        if answer.getheader("Content-Encoding", "identity").lower() != "identity":
            return "its answer is compressed, which was not asked for"
        kind = answer.getheader("Content-Type", "nothing").partition(";")[0].strip().lower()
        if kind != _ANSWER_TYPE:
            return f"it answered with {printable(kind[:_REPORTED])}, which is no timestamp"
        return None


def _split(url: str) -> SplitResult:
    """The parts of an address that names an authority and nothing else. Raises WrongUsage."""
    remedy = "give it like https://timestamp.example.org/tsa"
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        raise WrongUsage("this is no address of an authority", where=url, remedy=remedy) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment or "@" in url)
    if parts.scheme not in {"http", "https"} or not plain or not port_fits:
        raise WrongUsage("this is no address of an authority", where=url, remedy=remedy)
    if not _HOST.fullmatch(parts.hostname or "") or not _URL_PATH.fullmatch(parts.path):
        raise WrongUsage("this names no host and path", where=url, remedy=remedy)
    if not url.isascii() or not url.isprintable():
        # What the standard library passes over in silence was not meant, or not by the user.
        raise WrongUsage("there are strange characters in this address", where=url, remedy=remedy)
    return parts


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {printable(str(error.reason or error))}"
    if isinstance(error, OSError):
        return f"no connection: {error.strerror or type(error).__name__}"
    return f"its answer is no HTTP ({type(error).__name__})"
