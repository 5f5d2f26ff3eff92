"""Lists, figures and long work come into the page by themselves; all works without scripts too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from habeas import people
from habeas.case import Case
from habeas.web import workbench
from habeas.web.work import Work
from habeas.web.workbench import Workbench
from tests.web.browser.conftest import Shown, shown

expect.set_options(timeout=60_000)  # a busy machine takes its time
STAYS = "window.theSamePage === true"


def marked(window: Shown, path: str) -> Page:
    """A page that is known again as long as it was not loaded anew, with its scripts at work."""
    window.go(path)
    page = window.page
    page.evaluate("window.theSamePage = true")
    return page


def with_parts(page: Page) -> None:
    page.wait_for_selector("html[data-parts]", state="attached")
    page.wait_for_timeout(100)  # htmx goes through the page after it was loaded


def a_name(page: Page) -> str:
    """The last word of the first name of a list, in Latin letters so that it can stand in a URL."""
    names = page.locator("main tbody th a").all_inner_texts()
    words = (name.split()[-1] for name in names)
    return next(word for word in words if word.isascii() and word.isalpha())


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def held_back(
    monkeypatch: pytest.MonkeyPatch, bench: Workbench, part: str
) -> tuple[threading.Event, Callable[[], None]]:
    """From the call on, computing this part waits for the event."""
    go = threading.Event()
    found = workbench._PARTS[part]

    def compute(of: Workbench) -> Any:
        go.wait(60)
        return found(of)

    def begin() -> None:
        monkeypatch.setitem(workbench._PARTS, part, compute)
        bench.patience = 0.05

    return go, begin


def test_a_filter_brings_the_list_alone_and_keeps_focus_and_address(
    chromium: Browser, sample: Case
) -> None:
    with shown(sample, chromium) as window:
        page = marked(window, "/people")
        with_parts(page)
        everybody = page.locator("main tbody tr").count()
        name = a_name(page)
        page.locator("#q").press_sequentially(name)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/people?q={name}*")
        assert page.locator("main tbody tr").count() < everybody
        assert page.evaluate(STAYS)
        assert focus(page) == "q"
        expect(page.locator("[data-parts-told]")).to_contain_text("fit")
        assert f"q={name}" in str(page.locator("#foot a").last.get_attribute("href"))
        page.go_back()
        page.wait_for_url("**/people")
        expect(page.locator("main tbody tr")).to_have_count(everybody)
        assert page.locator("#q").input_value() == ""
        assert window.complaints == []


def test_a_list_that_is_sorted_anew_keeps_the_focus_on_its_head(
    chromium: Browser, sample: Case
) -> None:
    with shown(sample, chromium) as window:
        page = marked(window, "/sources")
        with_parts(page)
        page.locator("#sort-size").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**sort=size*")
        assert focus(page) == "sort-size"
        assert page.evaluate(STAYS)
        assert page.locator("th[aria-sort]").inner_text().strip() == "Size"


def test_the_next_page_of_a_list_is_read_from_its_beginning(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("habeas.web.pages.people.listing.A_PAGE", 2)
    with shown(sample, chromium) as window:
        page = marked(window, "/people")
        with_parts(page)
        first = page.locator("main tbody th").first.inner_text()
        page.locator(".pager a[rel=next]").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**page=2*")
        assert page.locator("main tbody th").first.inner_text() != first
        assert page.evaluate(STAYS)
        assert focus(page) == "main"
        assert page.evaluate("scrollY") == 0
        assert window.complaints == []


def test_old_figures_are_replaced_by_themselves_and_nothing_else_moves(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(sample, chromium) as window:
        go, begin = held_back(monkeypatch, window.bench, "claims")
        begin()
        sample.judge(next(iter(sample.claims)).claim.id, "confirm", reason="invented")
        page = marked(window, "/overview")
        with_parts(page)
        expect(page.locator("#foot")).to_contain_text("being brought up to date")
        row = page.locator("#types ~ table tbody tr td:nth-child(4)")
        assert {cell.strip() for cell in row.all_inner_texts()} == {"0"}
        page.set_viewport_size({"width": 800, "height": 300})
        link = page.locator("main a").last
        link.focus()
        page.evaluate("window.before = [document.activeElement, scrollY]")
        assert page.evaluate("scrollY") > 0
        go.set()
        expect(page.locator("#foot")).not_to_contain_text("being brought up to date")
        assert "1" in {cell.strip() for cell in row.all_inner_texts()}
        assert page.evaluate("document.activeElement === before[0] && scrollY === before[1]")
        assert page.evaluate(STAYS)
        assert window.complaints == []


def test_a_map_that_somebody_is_at_is_left_alone_when_figures_are_new(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(sample, chromium) as window:
        go, begin = held_back(monkeypatch, window.bench, "sites")
        begin()
        sample.judge(next(iter(sample.claims)).claim.id, "confirm", reason="invented")
        window.go("/places")
        page = window.page
        page.wait_for_selector(".map[data-drawn]")  # its first picture may be waited for
        page.evaluate("window.theSamePage = true")
        go.set()
        link = page.get_by_role("link", name="New figures are there")
        expect(link).to_be_visible()
        expect(page.locator("#foot")).not_to_contain_text("being brought up to date")
        assert page.locator(".map canvas").count() > 0
        assert page.evaluate(STAYS)
        link.click()
        page.wait_for_selector("html[data-started]", state="attached")
        expect(link).to_have_count(0)


def test_a_page_that_waits_comes_by_itself(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(sample, chromium) as window:
        go, begin = held_back(monkeypatch, window.bench, "events")
        begin()
        window.bench.changed()
        window.go("/events")
        expect(window.page.get_by_text("This is being computed")).to_be_visible()
        window.page.wait_for_timeout(1500)
        go.set()
        expect(window.page.locator("main table").first).to_be_visible()
        assert window.complaints == []


def test_long_work_is_followed_to_its_result(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        step = threading.Event()

        def run(work: Work) -> None:
            work.tell("Half of it", 0.5)
            step.wait(60)

        work = window.bench.works.start("resolve", run)
        window.go(f"/progress/{work.id}")
        expect(window.page.locator(".progress [role=status]")).to_have_text("Half of it")
        work.tell("Nearly all", 0.9)
        expect(window.page.locator(".progress [role=status]")).to_have_text("Nearly all")
        assert window.page.evaluate("document.querySelector('progress').value") == 0.9
        step.set()
        window.page.wait_for_url("**/people")
        assert window.complaints == []


def test_work_that_failed_says_why_where_it_was_watched(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        step = threading.Event()

        def run(_: Work) -> None:
            step.wait(60)
            raise ZeroDivisionError

        work = window.bench.works.start("resolve", run)
        window.go(f"/progress/{work.id}")
        step.set()
        expect(window.page.locator("main [role=alert]")).to_contain_text("ZeroDivisionError")
        assert window.page.url.endswith(work.id)


def test_a_page_that_asks_by_itself_keeps_no_screen_open(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shown(sample, chromium) as window:
        go, begin = held_back(monkeypatch, window.bench, "events")
        begin()
        window.bench.changed()
        window.go("/events")
        asked: list[str] = []
        window.page.on("request", lambda request: asked.append(request.url))
        left = window.gate.lock_of_screen.seconds_left
        window.page.wait_for_timeout(2500)
        assert asked
        assert window.gate.lock_of_screen.seconds_left < left
        go.set()


def test_lists_work_without_scripts(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        plain = chromium.new_context(
            java_script_enabled=False, storage_state=window.context.storage_state()
        )
        page = plain.new_page()
        page.goto(f"{window.gate.origin}/people")
        everybody = page.locator("main tbody tr").count()
        name = a_name(page)
        page.locator("#q").fill(name)
        page.locator("#show").click()
        assert f"q={name}" in page.url
        assert 0 < page.locator("main tbody tr").count() < everybody
        plain.close()


def test_what_is_still_being_worked_out_on_a_page_comes_by_itself(
    chromium: Browser, sample: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    found = people.resolve

    def slow(*given: Any, **named: Any) -> Any:
        go.wait(60)
        return found(*given, **named)

    monkeypatch.setattr(people, "resolve", slow)
    with shown(sample, chromium) as window:
        window.bench.patience = 0.05
        kept = window.bench.people
        assert kept is not None
        first, second = kept.resolution.person_ids[:2]
        page = marked(window, f"/people/{first}/merge?other={second}")
        with_parts(page)
        expect(page.locator("main")).to_contain_text("is being worked out")
        page.locator("input[name=reason]").fill("invented, half a sen")
        go.set()
        expect(page.locator("main")).not_to_contain_text("is being worked out")
        assert page.locator("input[name=reason]").input_value() == "invented, half a sen"
        assert page.evaluate(STAYS)
