"""Requests that no client library would send, byte for byte, to the real server.

`{host}` stands for our authority and `{cookie}` for the line of a session that is good: what is
refused is refused although the session is.
"""

from __future__ import annotations

import pytest

from tests.web.security.serving import CASE_WORDS, Running

RAW: dict[str, tuple[str, int]] = {
    "no Host": ("GET /overview HTTP/1.1\r\n{cookie}\r\n", 400),
    "no Host in HTTP/1.0": ("GET /overview HTTP/1.0\r\n{cookie}\r\n", 421),
    "another Host in HTTP/1.0": (
        "GET /overview HTTP/1.0\r\nHost: evil.example\r\n{cookie}\r\n", 421),
    "HTTP/0.9": ("GET /overview\r\n\r\n", 400),
    "two Hosts, ours first": (
        "GET /overview HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n{cookie}\r\n", 400),
    "two Hosts, ours last": (
        "GET /overview HTTP/1.1\r\nHost: evil.example\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "ours twice": (
        "GET /overview HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "a Host with a space before its colon": (
        "GET /overview HTTP/1.1\r\nHost : {host}\r\n{cookie}\r\n", 400),
    "a Host folded into the next line": (
        "GET /overview HTTP/1.1\r\nHost: evil.example\r\n {host}\r\n{cookie}\r\n", 421),
    "a Host with a zero byte": (
        "GET /overview HTTP/1.1\r\nHost: {host}\x00\r\n{cookie}\r\n", 400),
    "a whole address as the target": (
        "GET http://evil.example/overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "our whole address as the target": (
        "GET http://{host}/overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "a target without a scheme": (
        "GET //evil.example/overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "a target that is no path": (
        "GET overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 400),
    "CONNECT": ("CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 405),
    "TRACE": ("TRACE /overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 405),
    "all of the server": ("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 405),
    "a method in lower case": (
        "get /overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n", 405),
    "two sites": (
        "GET /overview HTTP/1.1\r\nHost: {host}\r\n{cookie}"
        "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n\r\n", 403),
    "two origins": (
        "POST /change HTTP/1.1\r\nHost: {host}\r\n{cookie}Origin: {origin}\r\n"
        "Origin: http://evil.example\r\nContent-Length: 0\r\n\r\n", 403),
    "the beginning of a TLS connection": ("\x16\x03\x01\x02\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    "HTTP/2 from the start": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 405),
    "a header line without end": (
        "GET /overview HTTP/1.1\r\nHost: {host}\r\nX: " + "a" * 200_000 + "\r\n\r\n", 400),
}  # fmt: skip


def filled(server: Running, request: str) -> bytes:
    words = {"{host}": server.gate.authority, "{cookie}": f"Cookie: {server.cookie}\r\n"}
    for mark, word in (words | {"{origin}": server.gate.origin}).items():
        request = request.replace(mark, word)
    return request.encode("latin-1")


@pytest.mark.parametrize("name", RAW)
def test_what_no_browser_sends_is_refused(server: Running, name: str) -> None:
    request, status = RAW[name]
    before = server.done.count
    answer = server.raw(filled(server, request))
    assert answer.split(b" ")[1:2] == [str(status).encode()], answer[:200]
    assert CASE_WORDS.encode() not in answer
    assert server.done.count == before


def test_the_same_words_of_a_browser_are_answered(server: Running) -> None:
    request = "GET /overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n"
    answer = server.raw(filled(server, request))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert CASE_WORDS.encode() in answer


def test_a_second_request_on_the_connection_is_judged_like_the_first(server: Running) -> None:
    ours = "GET /overview HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n"
    theirs = ours.replace("{host}", "evil.example")
    answer = server.raw(filled(server, ours + theirs), answers=2)
    assert answer.count(CASE_WORDS.encode()) == 2  # in the title and the text of the first
    assert b"HTTP/1.1 421 " in answer


@pytest.mark.parametrize(
    "path",
    [
        "/static/../overview",
        "/static/%2e%2e/overview",
        "/static/..%2foverview",
        "/static/%2e%2e%2f%2e%2e%2fserver.py",
        "/static/../../server.py",
        "/static/..%5coverview",
        "/static//overview",
        "/static%2f../overview",
        "/login/../overview",
        "/OVERVIEW",
    ],
)
def test_the_open_folder_leads_nowhere_else(server: Running, path: str) -> None:
    # A path is looked at as it is: nothing takes it apart after it was let through.
    request = f"GET {path} HTTP/1.1\r\nHost: {{host}}\r\n\r\n"
    answer = server.raw(filled(server, request))
    assert answer.split(b" ")[1] in {b"404", b"401", b"405"}, answer[:200]
    assert CASE_WORDS.encode() not in answer
    assert b"uvicorn" not in answer
