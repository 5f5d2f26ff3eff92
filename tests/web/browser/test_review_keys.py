"""The queue of claims by keys, on the real workbench: what is typed, taken back, and at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from habeas.case import Case
from tests.web.browser.conftest import Shown, shown


@pytest.fixture
def window(chromium: Browser, sample: Case) -> Iterator[Shown]:
    with shown(sample, chromium) as found:
        yield found


def at_queue(window: Shown, path: str = "/review") -> Page:
    window.go(path)
    window.page.wait_for_selector("html[data-started]", state="attached")
    return window.page


def sent(page: Page) -> None:
    page.wait_for_selector(".queue:not([data-queue-unsent])")
    page.wait_for_selector("[data-queue-place]:not([inert])")


def claim(page: Page) -> str:
    return page.input_value("[data-queue-item] [name=claim]", strict=True)


def test_words_typed_while_an_undo_is_out_judge_nothing(window: Shown, sample: Case) -> None:
    page = at_queue(window)
    first = claim(page)
    page.keyboard.press("s")
    sent(page)

    def slowly(route: Route) -> None:
        time.sleep(0.7)
        route.continue_()

    page.route("**/review/undo", slowly)
    page.keyboard.press("z")
    page.keyboard.press("d")
    page.focus("#reason")
    page.keyboard.type("heard did so said", delay=60)
    sent(page)
    assert page.input_value("#reason") == "heard did so said"
    assert claim(page) == first
    assert list(sample.store.judgements()) == []


def test_a_refusal_is_told_in_its_own_words_until_something_is_kept(window: Shown) -> None:
    page = at_queue(window)
    page.keyboard.press("z")
    failed = page.locator("[data-queue-failed]")
    failed.wait_for(state="visible")
    assert "nothing was answered in this queue" in failed.inner_text()
    sent(page)
    page.keyboard.press("s")
    sent(page)
    assert not failed.is_visible()


def test_what_one_was_unsure_of_comes_again_at_the_end(window: Shown, sample: Case) -> None:
    types = [item.claim.type for item in sample.claims]
    rare = next(name for name in types if types.count(name) == 1)
    page = at_queue(window, f"/review?type={rare}")
    first = claim(page)
    page.keyboard.press("u")
    sent(page)
    page.wait_for_selector("[data-queue-item='2']")
    assert claim(page) == first
