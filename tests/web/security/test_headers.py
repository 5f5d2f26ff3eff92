"""Every answer carries the headers: pages, errors, refusals, failures, files."""

from __future__ import annotations

import pytest

from habeas.web.security import new_gate
from tests.web.security.serving import CASE_WORDS, Answer, Running, running, taken_port

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; frame-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; "
    "trusted-types habeas"
)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
}
# Path, what differs from a link of ours, the status.
EVERYWHERE: list[tuple[str, dict[str, str], int]] = [
    ("/overview", {}, 200),
    ("/people.json", {}, 200),
    ("/nowhere", {}, 404),
    ("/change", {}, 405),
    ("/fail", {}, 500),
    ("/overview", {"cookie": ""}, 303),
    ("/people.json", {"cookie": ""}, 401),
    ("/login", {"cookie": ""}, 200),
    ("/", {}, 303),
    ("/static/js/start.js", {}, 200),
    ("/static/nothing.js", {}, 404),
    ("/favicon.ico", {}, 204),
    ("/overview", {"host": "evil.example"}, 421),
    ("/overview", {"sec-fetch-site": "cross-site"}, 403),
    ("/weak", {}, 200),
]


def got(server: Running, path: str, changes: dict[str, str]) -> Answer:
    return server.ask("GET", path, server.page_headers | changes)


@pytest.mark.parametrize(("path", "changes", "status"), EVERYWHERE)
def test_every_answer_has_them(
    server: Running, path: str, changes: dict[str, str], status: int
) -> None:
    answer = got(server, path, changes)
    assert answer.status == status, answer.text
    found = answer.headers
    assert ALWAYS.items() <= found.items()
    assert found["content-security-policy"] == POLICY
    assert found["x-frame-options"] == "DENY"
    for feature in ("camera", "microphone", "geolocation", "display-capture", "usb"):
        assert f"{feature}=()" in found["permissions-policy"].split(", ")
    assert "access-control-allow-origin" not in found
    assert "server" not in found
    lasting = path.startswith("/static/") and status == 200
    assert found["cache-control"] == ("no-cache" if lasting else "no-store")


def test_a_static_file_with_a_version_is_kept(server: Running) -> None:
    answer = got(server, "/static/js/start.js?v=0123456789ab", {})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    missing = got(server, "/static/js/none.js?v=0123456789ab", {})
    assert missing.headers["cache-control"] == "no-store"


def test_a_source_in_a_frame_keeps_its_own_policy(server: Running) -> None:
    found = got(server, "/sources/a/view", {"sec-fetch-dest": "iframe"}).headers
    policy = found["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox", "frame-ancestors 'self'", "form-action 'none'"} <= set(
        policy
    )
    assert not [part for part in policy if part.startswith("script-src")]
    assert found["x-frame-options"] == "SAMEORIGIN"
    assert ALWAYS.items() <= found.items()


def test_a_failure_tells_whoever_has_a_session_what_the_application_says(server: Running) -> None:
    assert got(server, "/fail", {}).text == f"{CASE_WORDS}: failed"


@pytest.mark.parametrize("path", ["/static/nothing.js", "/favicon.ico", "/locked", "/session"])
def test_an_error_before_the_login_does_not_name_the_case(server: Running, path: str) -> None:
    for method in ("GET", "PUT", "DELETE"):
        headers = server.form_headers | {"cookie": ""}
        answer = server.ask(method, path, headers, None if method == "GET" else "a=1")
        assert CASE_WORDS not in answer.text
        assert answer.headers["content-security-policy"] == POLICY


def test_a_failure_before_the_login_does_not_name_the_case(server: Running) -> None:
    for cookie in ("", server.cookie):
        answer = got(server, "/static/fail", {"cookie": cookie})
        assert answer.status == 500
        assert (CASE_WORDS in answer.text) is bool(cookie)
        assert answer.headers["content-security-policy"] == POLICY


def test_a_body_beyond_the_limit_is_refused(server: Running) -> None:
    assert server.ask("POST", "/change", server.form_headers, "a" * 100_000).status == 200
    before = server.done.count
    answer = server.ask("POST", "/change", server.form_headers, "a" * 100_001)
    assert answer.status == 413
    assert ALWAYS.items() <= answer.headers.items()
    head = {"Host": server.gate.authority, "Origin": server.gate.origin, "Cookie": server.cookie}
    lines = [f"{name}: {value}" for name, value in head.items()]
    begun = "\r\n".join(["POST /change HTTP/1.1", *lines, "Transfer-Encoding: chunked", "", ""])
    chunked = begun.encode() + b"186a1\r\n" + b"a" * 100_001 + b"\r\n0\r\n\r\n"
    assert server.raw(chunked).startswith(b"HTTP/1.1 413 ")
    assert server.done.count == before + 2  # begun, and refused where they read the body


def test_a_form_that_anybody_may_post_takes_little(server: Running) -> None:
    headers = server.form_headers | {"cookie": ""}
    answer = server.ask("POST", "/session", headers, "code=" + "1" * 20_000)
    assert answer.status == 413


def test_reports_are_asked_for_only_by_a_test() -> None:
    port, listeners = taken_port()
    gate = new_gate(port, "127.0.0.1", collect_reports=True)
    with running(gate, listeners) as server:
        policy = got(server, "/overview", {}).headers["content-security-policy"]
        assert policy == f"{POLICY}; report-uri /csp-report"
        headers = server.form_headers | {"content-type": "application/csp-report", "cookie": ""}
        assert server.ask("POST", "/csp-report", headers, "{}").status == 204
        assert gate.reports == [b"{}"]


def test_without_a_test_there_is_no_place_for_reports(server: Running) -> None:
    assert server.ask("POST", "/csp-report", server.form_headers, "{}").status == 404
    assert server.gate.reports is None
