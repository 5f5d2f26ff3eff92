"""The way in and the lock in a real browser, and what a hostile page gets from a workbench."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from habeas.cli.launching import Launch
from habeas.web.security import new_gate
from habeas.web.server import server_for
from tests.web.conftest import CHROMIUM
from tests.web.security.serving import CASE_WORDS, Running, running, taken_port

HOSTS = ["localhost name", "127.0.0.1"]


@pytest.fixture(params=HOSTS)
def workbench(request: pytest.FixtureRequest) -> Iterator[Running]:
    port, listeners = taken_port(both_addresses=True)
    host = "127.0.0.1" if request.param == "127.0.0.1" else None
    gate = new_gate(
        port, host, passphrase_is_right=lambda words: words == "right", collect_reports=True
    )
    with running(gate, listeners) as found:
        gate.renew()
        yield found


def cookies_of(page: Page) -> list[dict[str, object]]:
    return [dict(cookie) for cookie in page.context.cookies()]


def test_the_address_lets_in_once_and_leaves_no_token_behind(
    chromium: Browser, workbench: Running
) -> None:
    gate = workbench.gate
    token, address = gate.token, gate.address
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    launch = Launch(address)
    page.goto(launch.path.as_uri())
    page.wait_for_url(f"{gate.origin}/overview")
    launch.remove()
    assert CASE_WORDS in page.content()

    (cookie,) = cookies_of(page)
    assert cookie["name"] == gate.cookie
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert cookie["secure"] is gate.cookie_is_secure
    assert cookie["expires"] == -1
    assert page.evaluate("document.cookie") == ""

    # Neither where the browser is, nor where it can go back to, nor what it asked has the token.
    for step in range(page.evaluate("history.length")):
        assert token not in page.url, step
        page.go_back()
    assert not any(token in url for url in asked if url.startswith("http") and url != address)

    # The token is used up, for a browser of its own and for this one.
    other = chromium.new_context().new_page()
    other.goto(address)
    other.wait_for_selector("[role=alert]")
    assert CASE_WORDS not in other.content()
    assert other.context.cookies() == []
    page.goto(f"{gate.origin}/overview")
    assert CASE_WORDS in page.content()
    assert gate.reports == []


@pytest.mark.parametrize("workbench", ["127.0.0.1"], indirect=True)
def test_without_scripts_the_code_is_typed_and_the_lock_opened(
    chromium: Browser, workbench: Running
) -> None:
    gate = workbench.gate
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{gate.origin}/overview")
    assert page.url == f"{gate.origin}/login"
    page.get_by_label("Code").fill(gate.code.typed.replace("-", " "))
    page.get_by_role("button", name="Open").click()
    assert page.url == f"{gate.origin}/overview"
    gate.lock()
    page.reload()
    assert page.url == f"{gate.origin}/locked"
    assert CASE_WORDS not in page.content()
    page.get_by_label("Passphrase").fill("wrong")
    page.get_by_role("button", name="Unlock").click()
    assert "That was not right." in page.content()
    page.get_by_label("Passphrase").fill("right")
    page.get_by_role("button", name="Unlock").click()
    assert page.url == f"{gate.origin}/overview"
    assert gate.reports == []


@pytest.mark.parametrize("workbench", ["localhost name"], indirect=True)
def test_a_source_in_a_frame_is_seen_and_does_nothing(
    chromium: Browser, workbench: Running
) -> None:
    gate = workbench.gate
    page = chromium.new_page()
    page.goto(gate.address)
    page.wait_for_url(f"{gate.origin}/overview")
    workbench.done.answers.clear()
    page.goto(f"{gate.origin}/framing")
    page.wait_for_load_state("networkidle")
    (frame,) = [frame for frame in page.frames if frame != page.main_frame]
    assert frame.url == f"{gate.origin}/sources/a/view"
    words = frame.get_by_text("a source")
    assert words.evaluate("element => getComputedStyle(element).color") == "rgb(1, 2, 3)"
    frame.get_by_role("button").click()
    page.wait_for_timeout(200)
    assert frame.url == f"{gate.origin}/sources/a/view"
    assert page.evaluate("globalThis.hacked") is None
    asked = {path for path, _ in workbench.done.answers}
    assert asked <= {"/framing", "/sources/a/view", "/favicon.ico"}
    assert workbench.done.count == 0
    assert gate.reports == []


@pytest.mark.ci
@pytest.mark.parametrize("workbench", ["127.0.0.1"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("locale", ["en-GB", "uk-UA", "ru-RU"])
def test_the_way_in_and_the_lock_are_for_everybody(
    chromium: Browser,
    workbench: Running,
    locale: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    gate = workbench.gate
    context = chromium.new_context(
        locale=locale, color_scheme=scheme, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto(f"{gate.origin}/login")
    assert faults(page) == []
    page.get_by_role("textbox").fill("0000")
    page.get_by_role("textbox").press("Enter")
    page.wait_for_selector("[role=alert]")
    assert faults(page) == []
    page.get_by_role("textbox").fill(gate.code.typed)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url(f"{gate.origin}/overview")
    gate.lock()
    page.reload()
    assert page.url == f"{gate.origin}/locked"
    assert faults(page) == []
    assert page.evaluate("document.documentElement.lang") == locale[:2]
    context.close()


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and whether the page is wider than its window."""
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the window"] if wide else [])]


# What a page of somebody else tries with the address of the workbench; each must come to nothing.
ATTACK = """<!doctype html><title>an invented attack</title>
<img src="{target}/overview"><iframe src="{target}/overview"></iframe>
<embed src="{target}/overview"><object data="{target}/overview"></object>
<script src="{target}/people.json"></script><link rel="stylesheet" href="{target}/overview">
<form id="f" method="post" action="{target}/change" target="t"><input name="a" value="1"></form>
<iframe name="t"></iframe>
<script>
const target = "{target}", got = [];
const told = (name, answer) => answer.text().then((text) => got.push([name, text]));
const say = (name, asked) => asked.then((answer) => told(name, answer), () => 0);
const wait = [];
for (const mode of ["cors", "no-cors"])
  for (const credentials of ["include", "omit"])
    for (const method of ["GET", "POST"]) {{
      const headers = mode === "cors" && method === "POST" ? {{"x-habeas-request": "1"}} : {{}};
      const path = method === "GET" ? "/people.json" : "/change";
      wait.push(say(mode + method, fetch(target + path, {{mode, credentials, method, headers}})));
    }}
wait.push(say("put", fetch(target + "/change", {{method: "PUT", credentials: "include"}})));
const blind = {{method: "POST", mode: "no-cors", credentials: "include"}};
wait.push(say("lock", fetch(target + "/lock", blind)));
navigator.sendBeacon(target + "/change", "a=1");
document.getElementById("f").submit();
const socket = new WebSocket(target.replace("http", "ws") + "/overview");
socket.onopen = () => got.push(["socket", "open"]);
Promise.all(wait).then(() => setTimeout(() => {{ document.title = JSON.stringify(got); }}, 700));
</script>"""


@contextmanager
def attacker(target: str) -> Iterator[int]:
    """A site of somebody else on this machine; its port."""

    async def page(request: Request) -> Response:
        return HTMLResponse(ATTACK.format(target=target))

    port, listeners = taken_port(both_addresses=True)
    ready = threading.Event()
    server = server_for(Starlette(routes=[Route("/", page)]), ready.set)
    thread = threading.Thread(target=server.run, args=(listeners,), daemon=True)
    thread.start()
    try:
        assert ready.wait(10)
        yield port
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.mark.ci
@pytest.mark.parametrize("address", ["http://evil.localhost:{port}", "http://127.0.0.1:{port}"])
def test_a_hostile_page_changes_nothing_and_reads_nothing(
    chromium: Browser, workbench: Running, address: str
) -> None:
    gate = workbench.gate
    context = chromium.new_context()
    mine = context.new_page()
    mine.goto(gate.address)
    mine.wait_for_url(f"{gate.origin}/overview")
    answered = workbench.done.answers
    answered.clear()
    with attacker(gate.origin) as port:
        page = context.new_page()
        page.goto(address.format(port=port))
        page.wait_for_function("document.title.startsWith('[')", timeout=15_000)
        assert CASE_WORDS not in page.title()
        assert "socket" not in page.title()
        framed = [frame.content() for frame in page.frames if frame != page.main_frame]
        assert not any(CASE_WORDS in content for content in framed)
        # Its link opens nothing of the case, but the door, which asks for the code.
        with page.expect_navigation():
            page.evaluate("location.href = target + '/overview'")
        assert CASE_WORDS not in page.content()
    # Everything that the page tried has come here, and was turned away. (For a refusal's own page
    # the browser asks for an icon.)
    statuses = [status for path, status in answered if path != "/favicon.ico"]
    assert len(statuses) >= 18
    assert set(statuses) <= {403, 405}, answered
    assert workbench.done.count == 0
    assert not gate.locked
    mine.reload()
    assert CASE_WORDS in mine.content()


@pytest.mark.ci
def test_a_name_that_leads_here_gets_nothing(chromium: Browser, workbench: Running) -> None:
    rule = f"MAP rebound.example:{workbench.port} 127.0.0.1:{workbench.port}"
    arguments = ["--no-sandbox", f"--host-resolver-rules={rule}"]
    browser = chromium.browser_type.launch(executable_path=CHROMIUM, args=arguments)
    try:
        page = browser.new_page()
        answer = page.goto(f"http://rebound.example:{workbench.port}/")
        assert answer is not None
        assert answer.status == 421
        assert "Not answered" in page.content()
    finally:
        browser.close()
