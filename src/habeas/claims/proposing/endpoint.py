"""The one place where Habeas opens a connection: to a language model that a person named.

`POST <url>/chat/completions`, as OpenAI-compatible servers answer it. The other end is trusted with
nothing: it must be this machine unless a person allowed its host for the case; no redirect is
followed, no proxy of the environment used, no cookie kept, no compression accepted; the whole
exchange has one deadline and its answer a largest size. What comes back is bytes, read elsewhere.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Collection
from contextlib import closing, suppress
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, urlsplit

from habeas.claims.proposing.settings import ProposeSettings
from habeas.model import HabeasError, WrongUsage, printable

_PATH = "/chat/completions"
_MODEL = re.compile(r"[A-Za-z0-9][\w.:/+-]{0,119}", re.ASCII)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}")
_URL_PATH = re.compile(r"(/[A-Za-z0-9._~-]*)*")
_CHUNK = 64 * 1024
_REPORTED = 200
_DEFAULTS = ProposeSettings()
_REMEDY = "see that the server runs and answers at this address, and run the command again"


class EndpointFailed(HabeasError):
    """A language model's server that could not be asked, or whose answer is no answer."""


class Endpoint:
    """A model at a server. `host` is where texts go, `is_local` whether that is this machine."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        allowed_hosts: Collection[str] = (),
        settings: ProposeSettings = _DEFAULTS,
    ) -> None:
        """Check the address, and open nothing yet. Raises WrongUsage."""
        if not _MODEL.fullmatch(model):
            raise WrongUsage(
                f"{printable(model[:_REPORTED])!r} is no name of a model",
                remedy="letters, digits and . : / + - _, at most 120",
            )
        parts = _split(url)
        self.model = model
        self.url = url
        self.host = str(parts.hostname)
        self.is_local = _names_this_machine(self.host)
        self._secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._secure else 80)
        self._path = f"{parts.path.rstrip('/')}{_PATH}"
        self._settings = settings
        self._require_permission({host.lower() for host in allowed_hosts})

    def ask(self, body: bytes) -> bytes:
        """Send a request and return the body of the answer, unread. Raises EndpointFailed."""
        connection = self._connection()
        with closing(connection), _Deadline(self._settings.seconds) as deadline:
            try:
                connection.connect()
                deadline.watch(connection.sock)
                answer = self._exchange(connection, body)
            except (OSError, http.client.HTTPException, ValueError) as error:
                if not deadline.passed:
                    raise self._failed(_in_words(error)) from error
                answer = b""
        if deadline.passed:
            # A connection that was cut off may also look like one that has come to its end.
            raise self._failed(f"it took longer than {self._settings.seconds:g} s")
        return answer

    def _require_permission(self, allowed: Collection[str]) -> None:
        if self.is_local:
            return
        if self.host not in allowed:
            raise WrongUsage(
                f"{self.host} is not this machine, and the texts of the case would be sent there",
                where=self.url,
                remedy=f"run the model here, or allow it for this case: --allow-host {self.host}",
            )
        if not self._secure:
            raise WrongUsage(
                "texts leave this machine only encrypted",
                where=self.url,
                remedy="use https, or lead a port of this machine there (ssh -L)",
            )

    def _connection(self) -> http.client.HTTPConnection:
        seconds = self._settings.seconds
        if not self._secure:
            # The address that was checked is the one connected to: no name is looked up twice.
            return http.client.HTTPConnection(self._loopback(), self._port, timeout=seconds)
        if self.is_local:
            self._loopback()
        return http.client.HTTPSConnection(
            self.host, self._port, timeout=seconds, context=ssl.create_default_context()
        )

    def _loopback(self) -> str:
        """An address of this machine for the host; a name counts only if all it means are such."""
        try:
            found = socket.getaddrinfo(self.host, self._port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise self._failed(_in_words(error)) from error
        addresses = [str(item[4][0]) for item in found]
        if not addresses or not all(_is_loopback(address) for address in addresses):
            raise self._failed(f"{self.host} does not mean this machine here")
        return addresses[0]

    def _exchange(self, connection: http.client.HTTPConnection, body: bytes) -> bytes:
        headers = {
            "Host": f"{self.host}:{self._port}",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("POST", self._path, body=body, headers=headers)
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            raise self._failed(
                f"it answered with a redirect ({answer.status}), which is not followed"
            )
        if answer.status != http.client.OK:
            raise self._failed(f"it answered with HTTP {answer.status}")
        if answer.getheader("Content-Encoding", "identity").lower() != "identity":
            raise self._failed("its answer is compressed, which was not asked for")
        received = bytearray()
        while chunk := answer.read1(_CHUNK):
            received += chunk
            if len(received) > self._settings.largest_answer:
                limit = f"{self._settings.largest_answer:,} bytes"
                raise self._failed(f"its answer is longer than {limit}")
        if answer.length:
            raise self._failed("its answer broke off")
        return bytes(received)

    def _failed(self, what: str) -> EndpointFailed:
        return EndpointFailed(what, where=self.url, remedy=_REMEDY)


def _split(url: str) -> SplitResult:
    """The parts of an address that names a server and nothing else. Raises WrongUsage."""
    remedy = "give it like http://127.0.0.1:8080/v1"
    try:
        parts = urlsplit(url)
        port_fits = parts.port is None or parts.port > 0
    except ValueError:
        raise WrongUsage("this is no address of a server", where=url, remedy=remedy) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment or "@" in url)
    if parts.scheme not in {"http", "https"} or not plain or not port_fits:
        raise WrongUsage("this is no address of a server", where=url, remedy=remedy)
    if not _HOST.fullmatch(parts.hostname or "") or not _URL_PATH.fullmatch(parts.path):
        raise WrongUsage("this names no host and path", where=url, remedy=remedy)
    if not url.isascii() or not url.isprintable():
        # What the standard library passes over in silence was not meant, or not by the user.
        raise WrongUsage("there are strange characters in this address", where=url, remedy=remedy)
    return parts


def _names_this_machine(host: str) -> bool:
    return host == "localhost" or _is_loopback(host)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class _Deadline:
    """Cuts a connection off after so many seconds, however slowly the other end drips."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._run_out)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()

    def watch(self, opened: socket.socket) -> None:
        """The connection to cut off; at once where the time is up already."""
        self._socket = opened
        if self.passed:
            self._run_out()

    def _run_out(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {printable(str(error.reason or error))}"
    if isinstance(error, OSError):
        return f"no connection: {error.strerror or type(error).__name__}"
    return f"its answer is no HTTP ({type(error).__name__})"
