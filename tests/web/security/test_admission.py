"""Which requests are refused for what they say about themselves, and which are answered.

Every row of the two tables is asked of the real server, with a session: what is refused is refused
although the browser is ours.
"""

from __future__ import annotations

import pytest

from habeas.web.security.admission import Asking, refusal
from tests.web.security.serving import SECRET, Running

CROSS = {"sec-fetch-site": "cross-site"}
SAME_SITE = {"sec-fetch-site": "same-site"}
NO_METADATA = {"sec-fetch-site": None, "sec-fetch-mode": None, "sec-fetch-dest": None}
NO_ORIGIN = {"origin": None}

# What differs from a link or a form of our own; None leaves a header out; {port} and {other} are
# ours and the next one, {host} is our host.
REFUSED: dict[str, tuple[str, str, dict[str, str | None], int]] = {
    # DNS rebinding: an attacker's name that leads to 127.0.0.1.
    "a rebound name": ("GET", "/overview", {"host": "evil.example:{port}"}, 421),
    "a rebound name without port": ("GET", "/overview", {"host": "evil.example"}, 421),
    "a name that begins like ours": ("GET", "/overview", {"host": "{host}.evil.example:{port}"}, 421),
    "a name under ours": ("GET", "/overview", {"host": "www.{host}:{port}"}, 421),
    "a wildcard name for loopback": ("GET", "/overview", {"host": "127.0.0.1.nip.example:{port}"}, 421),
    "another port": ("GET", "/overview", {"host": "{host}:{other}"}, 421),
    "no port": ("GET", "/overview", {"host": "{host}"}, 421),
    "a port that ends like ours": ("GET", "/overview", {"host": "{host}:0{port}"}, 421),
    "the bare localhost": ("GET", "/overview", {"host": "localhost:{port}"}, 421),
    "another name under localhost": ("GET", "/overview", {"host": "other.localhost:{port}"}, 421),
    "loopback in IPv6": ("GET", "/overview", {"host": "[::1]:{port}"}, 421),
    "loopback mapped into IPv6": ("GET", "/overview", {"host": "[::ffff:127.0.0.1]:{port}"}, 421),
    "loopback in decimal": ("GET", "/overview", {"host": "2130706433:{port}"}, 421),
    "another loopback address": ("GET", "/overview", {"host": "127.0.0.2:{port}"}, 421),
    "all addresses": ("GET", "/overview", {"host": "0.0.0.0:{port}"}, 421),
    "a dot at the end": ("GET", "/overview", {"host": "{host}.:{port}"}, 421),
    "a user before the host": ("GET", "/overview", {"host": "evil@{host}:{port}"}, 421),
    "two hosts in one": ("GET", "/overview", {"host": "{host}:{port}, evil.example"}, 421),
    "an empty host": ("GET", "/overview", {"host": ""}, 421),
    "the door under another name": ("GET", "/", {"host": "evil.example:{port}"}, 421),
    "a static file under another name": ("GET", "/static/js/start.js", {"host": "evil.example"}, 421),
    "a forwarded host": ("GET", "/overview", {"x-forwarded-host": "evil.example"}, 400),
    "a forwarded host that is ours": ("GET", "/overview", {"x-forwarded-host": "{host}:{port}"}, 400),
    "a forwarded address": ("GET", "/overview", {"x-forwarded-for": "127.0.0.1"}, 400),
    "a standard forwarding": ("GET", "/overview", {"forwarded": "host=evil.example"}, 400),
    "an original address": ("GET", "/static/js/start.js", {"x-original-url": "/overview"}, 400),
    "a rewritten address": ("GET", "/static/js/start.js", {"x-rewrite-url": "/overview"}, 400),
    # Another site's page, read.
    "a link on another site": ("GET", "/overview", CROSS, 403),
    "a link on another port": ("GET", "/overview", SAME_SITE, 403),
    "a site that is no word for one": ("GET", "/overview", {"sec-fetch-site": "Same-Origin"}, 403),
    "two sites in one": ("GET", "/overview", {"sec-fetch-site": "same-origin, cross-site"}, 403),
    "a frame on another site": ("GET", "/overview", CROSS | {"sec-fetch-dest": "iframe"}, 403),
    "an embedding on another site": ("GET", "/overview", CROSS | {"sec-fetch-dest": "embed"}, 403),
    "an object on another site": ("GET", "/overview", CROSS | {"sec-fetch-dest": "object"}, 403),
    "a script on another site": (
        "GET", "/people.json", CROSS | {"sec-fetch-dest": "script", "sec-fetch-mode": "no-cors"}, 403),
    "an image on another site": (
        "GET", "/overview", CROSS | {"sec-fetch-dest": "image", "sec-fetch-mode": "no-cors"}, 403),
    "a fetch on another site": (
        "GET", "/people.json", CROSS | {"sec-fetch-dest": "empty", "sec-fetch-mode": "cors", "origin": "http://evil.example"}, 403),
    "a fetch without its mode": (
        "GET", "/people.json", CROSS | {"sec-fetch-dest": None, "sec-fetch-mode": None}, 403),
    "the door in a frame": ("GET", "/", CROSS | {"sec-fetch-dest": "iframe"}, 403),
    "the door as an image": ("GET", "/", CROSS | {"sec-fetch-dest": "image", "sec-fetch-mode": "no-cors"}, 403),
    "the door with words to it": ("GET", "/?to=x", CROSS, 403),
    "the login from another site": ("GET", "/login", CROSS, 403),
    "our script on another site": (
        "GET", "/static/js/start.js", CROSS | {"sec-fetch-dest": "script", "sec-fetch-mode": "no-cors"}, 403),
    "no site, and no page": (
        "GET", "/people.json", {"sec-fetch-site": "none", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 403),
    "another origin that reads": ("GET", "/people.json", {"origin": "http://evil.example"}, 403),
    "an old browser's link on another site": ("GET", "/overview", NO_METADATA | {"referer": "http://evil.example/a"}, 403),
    "an old browser's link on another port": ("GET", "/overview", NO_METADATA | {"referer": "http://{host}:{other}/"}, 403),
    "an old browser's link on a longer name": ("GET", "/overview", NO_METADATA | {"referer": "http://{host}:{port}.evil.example/"}, 403),
    # Another site's page that would change something.
    "a form on another site": ("POST", "/change", CROSS | {"origin": "http://evil.example"}, 403),
    "a form on another port": ("POST", "/change", SAME_SITE | {"origin": "http://{host}:{other}"}, 403),
    "a form on another site that says ours": ("POST", "/change", CROSS, 403),
    "a form without a known origin": ("POST", "/change", CROSS | {"origin": "null"}, 403),
    "a null origin that says it is ours": ("POST", "/change", {"origin": "null"}, 403),
    "an origin with another scheme": ("POST", "/change", {"origin": "https://{host}:{port}"}, 403),
    "an origin of another port": ("POST", "/change", {"origin": "http://{host}:{other}"}, 403),
    "an origin without the port": ("POST", "/change", {"origin": "http://{host}"}, 403),
    "an origin with a path": ("POST", "/change", {"origin": "http://{host}:{port}/"}, 403),
    "an origin in upper case": ("POST", "/change", {"origin": "HTTP://{host}:{port}"}, 403),
    "an empty origin": ("POST", "/change", {"origin": ""}, 403),
    "no origin": ("POST", "/change", NO_ORIGIN, 403),
    "a person's own address, posted": ("POST", "/change", {"sec-fetch-site": "none"}, 403),
    "an old browser's form on another site": ("POST", "/change", NO_METADATA | {"origin": "http://evil.example"}, 403),
    "an old browser's form from nowhere": ("POST", "/change", NO_METADATA | {"origin": "null"}, 403),
    "an old browser's form with a Referer alone": (
        "POST", "/change", NO_METADATA | NO_ORIGIN | {"referer": "http://evil.example/"}, 403),
    "an old browser's form with our Referer alone": (
        "POST", "/change", NO_METADATA | NO_ORIGIN | {"referer": "http://{host}:{port}/"}, 403),
    "a form that says nothing at all": ("POST", "/change", NO_METADATA | NO_ORIGIN, 403),
    "JSON as text on another site": (
        "POST", "/change", CROSS | {"origin": "http://evil.example", "content-type": "text/plain"}, 403),
    "no-cors on another site": (
        "POST", "/change", CROSS | {"origin": "http://evil.example", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty"}, 403),
    "a beacon on another port": (
        "POST", "/change", SAME_SITE | {"origin": "http://{host}:{other}", "sec-fetch-mode": "no-cors"}, 403),
    "PUT on another site": ("PUT", "/change", CROSS | {"origin": "http://evil.example"}, 403),
    "PATCH on another site": ("PATCH", "/change", CROSS | {"origin": "http://evil.example"}, 403),
    "DELETE on another site": ("DELETE", "/change", CROSS | {"origin": "http://evil.example"}, 403),
    "a program's header on another site": (
        "POST", "/change", CROSS | {"origin": "http://evil.example", "x-habeas-request": "1"}, 403),
    "the code posted from another site": ("POST", "/session", CROSS | {"origin": "http://evil.example"}, 403),
    "the lock from another site": ("POST", "/lock", CROSS | {"origin": "http://evil.example"}, 403),
    "another method, as said by a header": ("GET", "/change", {"x-http-method-override": "POST"}, 400),
    "another method, as said by another": ("GET", "/change", {"x-method-override": "DELETE"}, 400),
    "a form that would be a DELETE": ("POST", "/change", {"x-http-method": "DELETE"}, 400),
    "leave asked for another site": (
        "OPTIONS", "/change", CROSS | {"origin": "http://evil.example", "access-control-request-method": "PUT"}, 405),
    "leave asked by ourselves": ("OPTIONS", "/change", {}, 405),
    "TRACE": ("TRACE", "/overview", {}, 405),
    "a method that nobody knows": ("PROPFIND", "/overview", {}, 405),
    "a socket for another site": (
        "GET", "/overview", CROSS | {"origin": "http://evil.example", "upgrade": "websocket",
            "connection": "Upgrade", "sec-fetch-mode": "websocket", "sec-fetch-dest": "websocket",
            "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==", "sec-websocket-version": "13"}, 403),
}  # fmt: skip

ANSWERED: dict[str, tuple[str, str, dict[str, str | None], int]] = {
    "a link on a page of ours": ("GET", "/overview", {}, 200),
    "an address typed": ("GET", "/overview", {"sec-fetch-site": "none"}, 200),
    "its head": ("HEAD", "/overview", {"sec-fetch-site": "none"}, 200),
    "a fetch on a page of ours": (
        "GET", "/people.json", {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 200),
    "a part that htmx asks for": (
        "GET", "/overview", {"sec-fetch-mode": "same-origin", "sec-fetch-dest": "empty", "hx-request": "true"}, 200),
    "a source in a frame of ours": ("GET", "/sources/a/view", {"sec-fetch-dest": "iframe"}, 200),
    "an old browser's link": ("GET", "/overview", NO_METADATA, 200),
    "an old browser's link on a page of ours": (
        "GET", "/overview", NO_METADATA | {"referer": "http://{host}:{port}/people"}, 200),
    "the door from a file of this machine": ("GET", "/", CROSS, 303),
    "a form on a page of ours": ("POST", "/change", {}, 200),
    "a fetch that changes": ("PUT", "/change", {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 200),
    "DELETE by a page of ours": ("DELETE", "/change", {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}, 200),
    "an old browser's form": ("POST", "/change", NO_METADATA, 200),
    "a program that says so": ("POST", "/change", NO_METADATA | NO_ORIGIN | {"x-habeas-request": "1"}, 200),
}  # fmt: skip


def asked(
    server: Running, method: str, path: str, changes: dict[str, str | None]
) -> tuple[int, str]:
    """Ask as a page of ours would, but for these changes; status and text."""
    usual = server.page_headers if method in {"GET", "HEAD"} else server.form_headers
    places = {"port": server.port, "other": server.port + 1, "host": server.gate.host}
    headers = dict(usual)
    for name, value in changes.items():
        headers.pop(name, None)
        if value is not None:
            headers[name] = value.format(**places)
    body = None if method in {"GET", "HEAD", "OPTIONS", "TRACE"} else "a=1"
    answer = server.ask(method, path, headers, body)
    return answer.status, answer.text


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(server: Running, name: str) -> None:
    method, path, changes, status = REFUSED[name]
    before = server.done.count
    found, text = asked(server, method, path, changes)
    assert found == status, text
    assert text.startswith("Not answered: ")
    assert SECRET not in text
    assert server.done.count == before


@pytest.mark.parametrize("name", ANSWERED)
def test_it_is_answered(server: Running, name: str) -> None:
    method, path, changes, status = ANSWERED[name]
    before = server.done.count
    found, text = asked(server, method, path, changes)
    assert found == status, text
    assert server.done.count == before + (method not in {"GET", "HEAD"})


def test_upper_case_is_refused_where_there_are_letters() -> None:
    headers = ((b"host", b"ABC.LOCALHOST:5000"), (b"sec-fetch-site", b"same-origin"))
    assert refusal(Asking("GET", b"/overview", headers), "abc.localhost:5000") is not None
    assert refusal(Asking("GET", b"/overview", headers), "ABC.LOCALHOST:5000") is None
