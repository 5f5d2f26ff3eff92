"""The only connection that Habeas opens goes where it was told, and ends when it should."""

from __future__ import annotations

import json
import socket
import time
from http.server import BaseHTTPRequestHandler

import pytest

from habeas.claims.proposing import ProposeSettings
from habeas.claims.proposing.endpoint import Endpoint, EndpointFailed
from habeas.model import HabeasError, WrongUsage
from tests.claims.proposing.scripted_endpoint import Reply, completion, listening, saying, send

SHORT = ProposeSettings(seconds=0.4, largest_answer=10_000)


def failure(reply: Reply, settings: ProposeSettings = SHORT) -> str:
    """How asking a server that does this fails, in one line."""
    with listening(reply) as server, pytest.raises(EndpointFailed) as failed:
        Endpoint(server.url, "m", settings=settings).ask(b"{}")
    message = str(failed.value)
    assert len(message.splitlines()) == 1
    assert server.url in message
    assert " — " in message
    return message


def test_a_request_is_posted_to_the_chat_and_its_body_comes_back_as_it_is() -> None:
    with listening(saying("\ud83d\ude00 Так")) as server:
        answer = Endpoint(f"{server.url}/", "m").ask('{"a": "я"}'.encode())
    assert answer == completion("\ud83d\ude00 Так")
    path, body, headers = server.asked[0]
    assert path == "/v1/chat/completions"
    assert body == '{"a": "я"}'.encode()
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers
    assert "Cookie" not in headers


def test_the_name_localhost_is_this_machine() -> None:
    with listening(saying("")) as server:
        endpoint = Endpoint(server.url.replace("127.0.0.1", "localhost"), "m")
        assert endpoint.is_local
        try:
            answer = endpoint.ask(b"{}")
        except EndpointFailed:
            pytest.skip("localhost is ::1 first on this machine, and the server listens on IPv4")
    assert answer == completion("")


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(saying("straight")) as server, listening(saying("through a proxy")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        answer = Endpoint(server.url, "m").ask(b"{}")
    assert answer == completion("straight")
    assert proxy.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    with listening(saying("another host")) as other:

        def away(request: BaseHTTPRequestHandler, _: bytes) -> None:
            send(request, b"", status=status, headers=[("Location", other.url)])

        assert "redirect" in failure(away)
    assert other.asked == []


@pytest.mark.parametrize("status", [204, 400, 401, 404, 413, 429, 500, 503])
def test_an_error_of_http_is_named_by_its_number(status: int) -> None:
    assert str(status) in failure(lambda request, _: send(request, b"x" * 50, status=status))


def test_an_answer_without_end_is_cut_off_by_size() -> None:
    def endless(request: BaseHTTPRequestHandler, _: bytes) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"[" * 1_000)

    assert "longer than 10,000 bytes" in failure(endless, ProposeSettings(5, largest_answer=10_000))


@pytest.mark.parametrize("where", ["before the answer", "in the headers", "in the body"])
def test_an_answer_that_drips_is_cut_off_by_time(where: str) -> None:
    def dripping(request: BaseHTTPRequestHandler, body: bytes) -> None:
        if where == "before the answer":
            time.sleep(3)
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if where == "in the body":
            request.wfile.write(b"\r\n")
        for _ in range(300):
            request.wfile.write(b"x")
            time.sleep(0.01)

    begun = time.monotonic()
    message = failure(dripping)
    assert "longer than 0.4 s" in message or "in time" in message
    assert time.monotonic() - begun < 2.5


def test_an_answer_that_breaks_off_is_none() -> None:
    def half(request: BaseHTTPRequestHandler, _: bytes) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(completion({"claims": []}))

    assert "broke off" in failure(half)


def test_a_compressed_answer_is_not_unpacked() -> None:
    def squeezed(request: BaseHTTPRequestHandler, _: bytes) -> None:
        send(request, b"\x1f\x8b", headers=[("Content-Encoding", "gzip")])

    assert "compressed" in failure(squeezed)


@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-OpenSSH\r\n", b"\x00\xff\x00", b"HTTP/1.1 abc\r\n\r\n", b""]
)
def test_what_is_no_http_is_said_to_be_none(greeting: bytes) -> None:
    def other(request: BaseHTTPRequestHandler, _: bytes) -> None:
        request.wfile.write(greeting)

    assert failure(other)


def test_headers_without_number_are_refused() -> None:
    def many(request: BaseHTTPRequestHandler, _: bytes) -> None:
        send(request, b"{}", headers=[(f"X-{number}", "y") for number in range(500)])

    assert "no HTTP" in failure(many)


def test_nobody_at_the_port_is_one_line() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(EndpointFailed) as failed:
        Endpoint(f"http://127.0.0.1:{port}/v1", "m").ask(b"{}")
    assert "no connection" in str(failed.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/v1",
        "https://example.org/v1",
        "http://192.0.2.7:8080/v1",
        "http://[2001:db8::1]/v1",
        "http://0.0.0.0:8080/v1",
        "http://[::]/v1",
        "http://[::ffff:127.0.0.1]/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://0x7f000001/v1",
        "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org/v1",
        "http://localhost./v1",
    ],
)
def test_only_this_machine_is_asked_without_a_persons_word(url: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        Endpoint(url, "m")
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8080/v1",
        "file:///etc/passwd",
        "ftp://127.0.0.1/v1",
        "unix:///run/model.sock",
        "http:///v1",
        "http://user:word@127.0.0.1/v1",
        "http://127.0.0.1@example.org/v1",
        "http://127.0.0.1\\@example.org/v1",
        "http://127.0.0.1/v1?key=1",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:0/v1",
        "http://127.0.0.1/v1\r\nHost: example.org",
        "http://127.0.0.1/v1 HTTP/1.1",
        "http://exаmple.org/v1",
        "http://[127.0.0.1/v1",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        Endpoint(url, "m", allowed_hosts=["example.org", "exаmple.org"])
    assert len(str(refused.value).splitlines()) == 1


def test_a_host_that_a_person_allowed_is_asked_by_https_alone() -> None:
    endpoint = Endpoint("https://model.example.org/v1", "m", allowed_hosts=["model.example.org"])
    assert (endpoint.host, endpoint.is_local) == ("model.example.org", False)
    with pytest.raises(WrongUsage, match="encrypted"):
        Endpoint("http://model.example.org/v1", "m", allowed_hosts=["model.example.org"])
    with pytest.raises(WrongUsage, match="not this machine"):
        Endpoint("https://example.org/v1", "m", allowed_hosts=["model.example.org"])


def test_a_name_that_stopped_meaning_this_machine_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def elsewhere(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
        away = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", port))
        return [here, away]

    monkeypatch.setattr(socket, "getaddrinfo", elsewhere)
    with pytest.raises(EndpointFailed, match="does not mean this machine"):
        Endpoint("http://localhost:8080/v1", "m").ask(b"{}")


@pytest.mark.parametrize("model", ["", " ", "a b", "a\nb", "-x", "м", "x" * 200, "a\u202eb"])
def test_a_model_has_a_plain_name(model: str) -> None:
    with pytest.raises(WrongUsage):
        Endpoint("http://127.0.0.1/v1", model)


def test_the_failures_are_of_the_family() -> None:
    assert issubclass(EndpointFailed, HabeasError)


def test_the_request_asks_for_the_same_answer_each_time() -> None:
    from habeas.claims.proposing import parts, prompt_hash, request_body
    from tests.claims.proposing.texts import ENGLISH, document

    found = document(ENGLISH)
    (part,) = parts(found)
    body = request_body(found, part, "m")
    assert body == request_body(found, part, "m")
    told = json.loads(body)
    assert (told["temperature"], told["seed"], told["stream"]) == (0, 1, False)
    assert told["response_format"]["type"] == "json_schema"
    assert told["model"] == "m"
    assert len(prompt_hash()) == 64
