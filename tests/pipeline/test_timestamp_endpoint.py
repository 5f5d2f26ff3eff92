"""The connection to an authority goes where it was told, and ends when it should."""

from __future__ import annotations

import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from habeas.model import WrongUsage
from habeas.pipeline.timestamp_endpoint import AuthorityFailed, Patience, TimestampEndpoint
from tests.claims.proposing.scripted_endpoint import Reply, listening, send

REPLY = "application/timestamp-reply"
SHORT = Patience(seconds=0.4, largest_answer=10_000)


def answering(body: bytes, kind: str = REPLY, status: int = 200) -> Reply:
    return lambda request, _: send(request, body, status=status, headers=[("Content-Type", kind)])


def failure(reply: Reply, patience: Patience = SHORT) -> str:
    """How asking a server that does this fails, in one line."""
    with listening(reply) as server, pytest.raises(AuthorityFailed) as failed:
        TimestampEndpoint(server.url, patience).ask(b"request")
    message = str(failed.value)
    assert len(message.splitlines()) == 1
    assert server.url in message
    assert "stays queued" in message
    return message


def test_a_request_is_posted_and_the_body_comes_back_as_it_is() -> None:
    with listening(answering(b"\x30\x00\xff", f"{REPLY}; charset=binary")) as server:
        assert TimestampEndpoint(server.url).ask(b"\x30\x01") == b"\x30\x00\xff"
    path, body, headers = server.asked[0]
    assert (path, body) == ("/v1", b"\x30\x01")
    assert headers["Content-Type"] == "application/timestamp-query"


def test_nothing_is_sent_but_what_the_exchange_needs() -> None:
    with listening(answering(b"x")) as server:
        TimestampEndpoint(server.url).ask(b"request")
    sent = set(server.asked[0][2])
    needed = {"Host", "Accept-Encoding", "Content-Length", "Content-Type", "Accept", "Connection"}
    assert sent == needed


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(answering(b"straight")) as server, listening(answering(b"round")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert TimestampEndpoint(server.url).ask(b"request") == b"straight"
    assert proxy.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with listening(answering(b"another host")) as other:

        def away(request: BaseHTTPRequestHandler, _: bytes) -> None:
            send(request, b"", status=status, headers=[("Location", other.url)])

        assert "redirect" in failure(away)
    assert other.asked == []


@pytest.mark.parametrize("status", [204, 400, 403, 404, 429, 500, 503])
def test_an_error_of_http_is_named_by_its_number(status: int) -> None:
    assert str(status) in failure(answering(b"", status=status))


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "nonsense\u202e"])
def test_what_does_not_say_that_it_is_a_timestamp_is_not_read(kind: str) -> None:
    words = failure(answering(b"<html>log in here</html>", kind.encode().decode("latin-1")))
    assert "no timestamp" in words
    assert words.isprintable()


def test_an_answer_without_a_kind_is_not_read() -> None:
    assert "answered with nothing" in failure(lambda request, _: send(request, b"x"))


def test_an_answer_of_a_gigabyte_is_cut_off_by_size() -> None:
    sent = 0

    def endless(request: BaseHTTPRequestHandler, _: bytes) -> None:
        nonlocal sent
        request.send_response(200)
        request.send_header("Content-Type", REPLY)
        request.send_header("Content-Length", str(1 << 30))
        request.end_headers()
        while sent < 1 << 30:
            sent += request.wfile.write(b"0" * 65_536)

    begun = time.monotonic()
    assert "longer than 10,000 bytes" in failure(endless, Patience(10, largest_answer=10_000))
    assert time.monotonic() - begun < 5
    assert sent < 1 << 26


@pytest.mark.parametrize("where", ["before the answer", "in the headers", "in the body"])
def test_an_answer_that_drips_is_cut_off_by_time(where: str) -> None:
    def dripping(request: BaseHTTPRequestHandler, _: bytes) -> None:
        if where == "before the answer":
            time.sleep(2)
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if where == "in the body":
            request.wfile.write(b"Content-Type: application/timestamp-reply\r\n\r\n")
        for _step in range(300):
            request.wfile.write(b"x")
            time.sleep(0.01)

    begun = time.monotonic()
    message = failure(dripping)
    assert "longer than 0.4 s" in message or "in time" in message
    assert time.monotonic() - begun < 1.5


def test_a_name_that_is_never_looked_up_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        time.sleep(3)
        raise OSError("given up")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    begun = time.monotonic()
    with pytest.raises(AuthorityFailed, match="longer than"):
        TimestampEndpoint("http://time.invalid/", SHORT).ask(b"request")
    assert time.monotonic() - begun < 1.5


def test_an_answer_that_breaks_off_is_none() -> None:
    def half(request: BaseHTTPRequestHandler, _: bytes) -> None:
        request.send_response(200)
        request.send_header("Content-Type", REPLY)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"\x30")

    assert "broke off" in failure(half)


def test_a_compressed_answer_is_not_unpacked() -> None:
    def squeezed(request: BaseHTTPRequestHandler, _: bytes) -> None:
        headers = [("Content-Encoding", "gzip"), ("Content-Type", REPLY)]
        send(request, b"\x1f\x8b", headers=headers)

    assert "compressed" in failure(squeezed)


@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-OpenSSH\r\n", b"\x00\xff\x00", b"HTTP/1.1 abc\r\n\r\n", b""]
)
def test_what_is_no_http_is_said_to_be_none(greeting: bytes) -> None:
    assert failure(lambda request, _: void(request.wfile.write(greeting)))


def void(_: int) -> None:
    """A reply returns nothing."""


def test_nobody_at_the_port_is_one_line() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(AuthorityFailed, match="no connection"):
        TimestampEndpoint(f"http://127.0.0.1:{port}/tsa").ask(b"request")


def test_a_server_without_a_trusted_certificate_is_not_spoken_to() -> None:
    with listening(answering(b"x")) as server, pytest.raises(AuthorityFailed, match="connection"):
        TimestampEndpoint(server.url.replace("http:", "https:"), SHORT).ask(b"request")
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "file:///etc/passwd",
        "ftp://time.example/",
        "http://",
        "http://user:word@time.example/",
        "http://time.example/?a=1",
        "http://time.example/#a",
        "http://time.example:0/",
        "http://time.example:99999/",
        "http://time.example/\u202e",
        "http://time.example/a b",
        "http://time.example/\r\nX: y",
        "http://-/",
    ],
)
def test_what_is_no_address_of_an_authority_is_wrong_usage(url: str) -> None:
    with pytest.raises(WrongUsage) as wrong:
        TimestampEndpoint(url)
    assert wrong.value.remedy
