"""The way in, and the lock."""

from __future__ import annotations

import time
from urllib.parse import parse_qs

import pytest

from tests.web.static.conftest import Visitor

LOGIN = """<body><form data-module="session" method="post" action="/session">
<input name="code" aria-label="Code"><button>Open</button></form></body>"""
LOCK = """<body data-module="lock" data-lock-after="{after}" data-lock="/lock"
data-lock-awake="/awake"><main>
<dialog data-lock-warning aria-label="Lock"><output data-lock-seconds></output>
<button data-lock-stay>Stay</button></dialog></main></body>"""


def test_the_token_of_the_fragment_is_posted_and_leaves_the_address(visitor: Visitor) -> None:
    visitor.site.page("/session", "<body>In</body>")
    address = visitor.site.page("/login", LOGIN)
    visitor.page.add_init_script(
        "addEventListener('submit', () => { sessionStorage.left = location.href }, true)"
    )
    visitor.page.goto(f"{address}#token=an-invented-token")
    visitor.page.wait_for_url("**/session")
    (post,) = visitor.site.asked_for("/session")
    assert parse_qs(post.body.decode()) == {"code": ["an-invented-token"]}
    assert visitor.page.evaluate("sessionStorage.left") == address
    history = visitor.page.evaluate("navigation.entries().map(({ url }) => url)")
    assert history
    assert not any("token" in address for address in history)


@pytest.mark.ci
def test_without_a_token_the_form_waits_for_the_code(visitor: Visitor) -> None:
    page = visitor.open(LOGIN)
    page.wait_for_timeout(100)
    assert visitor.site.asked_for("/session") == []
    assert page.url.endswith("/page")


def minutes(visitor: Visitor, after: float) -> None:
    visitor.page.clock.install()
    visitor.open(LOCK.replace("{after}", str(after)))


def test_the_screen_locks_when_nobody_is_there_and_warns_before(visitor: Visitor) -> None:
    visitor.site.answers["/lock"] = lambda _: (204, "text/plain", "")
    minutes(visitor, 5)
    page = visitor.page
    page.clock.run_for(265_000)
    assert not page.is_visible("dialog")
    page.clock.run_for(10_000)
    assert page.is_visible("dialog")
    assert 20 <= int(page.inner_text("[data-lock-seconds]")) <= 30
    visitor.site.page("/page", "<body><p id='locked'>Locked</p></body>")
    page.clock.run_for(30_000)
    page.wait_for_selector("#locked")
    assert [one.method for one in visitor.site.asked_for("/lock")] == ["POST"]


@pytest.mark.ci
def test_a_person_who_stays_is_not_locked_out(visitor: Visitor) -> None:
    visitor.site.answers["/awake"] = lambda _: (204, "text/plain", "")
    minutes(visitor, 5)
    page = visitor.page
    page.clock.run_for(275_000)
    page.click("[data-lock-stay]")
    assert not page.is_visible("dialog")
    page.clock.run_for(200_000)
    page.keyboard.press("a")
    page.clock.run_for(200_000)
    assert not page.is_visible("dialog")
    assert visitor.site.asked_for("/lock") == []
    # What the page sends arrives when it arrives, whatever its own clock says.
    deadline = time.monotonic() + 10
    while len(visitor.site.asked_for("/awake")) < 2 and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    assert len(visitor.site.asked_for("/awake")) == 2


@pytest.mark.ci
def test_another_tab_in_which_somebody_works_keeps_this_one_open(visitor: Visitor) -> None:
    minutes(visitor, 5)
    page = visitor.page
    page.clock.run_for(200_000)
    page.evaluate("localStorage.setItem('habeas.active', String(Date.now()))")
    page.clock.run_for(200_000)
    assert not page.is_visible("dialog")
    assert visitor.site.asked_for("/lock") == []


@pytest.mark.ci
def test_a_lock_of_zero_minutes_never_locks(visitor: Visitor) -> None:
    minutes(visitor, 0)
    visitor.page.clock.run_for(3_600_000)
    assert visitor.site.asked_for("/lock") == []
