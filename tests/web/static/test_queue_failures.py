"""The queue where something was not taken, and at its end: what is said, and what is shown."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page

from tests.web.static.conftest import Visitor
from tests.web.static.small_site import Answer, Asked
from tests.web.static.test_queue import Judge, body, item, settle, shown, wait_for


def told(page: Page) -> str | None:
    """What the queue says of a failure, if it says anything."""
    words = page.locator("[data-queue-failed]")
    return words.inner_text() if words.is_visible() else None


STATE = "<p data-queue-state>40 wait</p>"


def opened(visitor: Visitor) -> Page:
    page = visitor.open(body())
    page.wait_for_load_state("networkidle")
    return page


def sent(page: Page) -> None:
    page.wait_for_selector(".queue:not([data-queue-unsent])")
    page.wait_for_selector("[data-queue-place]:not([inert])")


@pytest.mark.ci
def test_a_failure_is_told_in_the_words_of_the_server_until_something_is_kept(
    visitor: Visitor,
) -> None:
    judge = Judge(visitor.site)
    page = opened(visitor)
    refusal = json.dumps({"error": {"what": "nothing", "told": "There is nothing — go on"}})
    visitor.site.answers["/review/undo"] = lambda _: (400, "application/json", refusal)
    page.keyboard.press("z")
    page.wait_for_selector("[data-queue-failed]:not([hidden])")
    assert told(page) == "There is nothing — go on"
    assert shown(page) == "Item 1"
    sent(page)
    page.keyboard.press("s")
    settle(page, judge, 1)
    sent(page)
    assert told(page) is None
    visitor.site.answers["/review/undo"] = lambda _: (500, "text/html", "")
    page.keyboard.press("z")
    page.wait_for_selector("[data-queue-failed]:not([hidden])")
    assert told(page) == "Not undone"
    visitor.errors.clear()


@pytest.mark.ci
def test_what_was_sent_before_a_failure_was_told_does_not_hide_it(visitor: Visitor) -> None:
    judge = Judge(visitor.site, delay=0.05)
    judge.refuse = {1}
    page = opened(visitor)
    for key in "sdd":
        page.keyboard.press(key)
    settle(page, judge, 2)
    sent(page)
    assert told(page) == "Not kept"
    assert shown(page) == "Item 1"
    visitor.errors.clear()


@pytest.mark.ci
def test_what_was_answered_elsewhere_is_told_apart_from_what_has_changed(
    visitor: Visitor,
) -> None:
    judge = Judge(visitor.site)
    page = opened(visitor)
    visitor.site.answers["/review/1"] = lambda _: (409, "text/html", STATE + item(2))
    page.keyboard.press("s")
    page.wait_for_selector("[data-queue-failed]:not([hidden])")
    sent(page)
    assert (told(page), shown(page)) == ("Answered", "Item 2")
    visitor.site.answers["/review/2"] = lambda _: (409, "text/html", STATE + item(2))
    page.keyboard.press("s")
    wait_for(page, 2)
    sent(page)
    assert (told(page), shown(page)) == ("Changed", "Item 2")
    visitor.site.answers["/review/2"] = judge.judge
    page.keyboard.press("s")
    wait_for(page, 3)
    settle(page, judge, 1)
    visitor.errors.clear()


def test_an_answer_that_comes_later_keeps_nothing(visitor: Visitor) -> None:
    Judge(visitor.site)
    page = opened(visitor)
    visitor.site.answers["/review/1"] = lambda _: (202, "application/json", '{"working_on":"it"}')
    page.keyboard.press("s")
    page.wait_for_selector("[data-queue-failed]:not([hidden])")
    assert (told(page), shown(page)) == ("Not kept", "Item 1")


def test_at_the_end_it_is_asked_once_more_after_all_is_sent(visitor: Visitor) -> None:
    """One was unsure of the only item: it waits again, once that is recorded."""
    judge = Judge(visitor.site, last=1, delay=0.1)

    def again(asked: Asked) -> Answer:
        waits = len(judge.kept) == 1 and asked.query["after"] == ["1"]
        return 200, "text/html", item(2) if waits else ""

    visitor.site.answers["/review/next"] = again
    visitor.site.answers["/review/2"] = judge.judge
    page = opened(visitor)
    page.keyboard.press("s")
    wait_for(page, 2)
    page.keyboard.press("s")
    page.wait_for_selector("[data-queue-ended]")
    assert shown(page) == "Nothing more"
    assert [number for number, _ in judge.kept] == [1, 2]


@pytest.mark.ci
def test_what_was_passed_over_comes_again_at_the_end(visitor: Visitor) -> None:
    judge = Judge(visitor.site, last=3)
    page = opened(visitor)
    for key in "jsj":
        page.keyboard.press(key)
    wait_for(page, 1)
    page.keyboard.press("s")
    wait_for(page, 3)
    page.keyboard.press("s")
    page.wait_for_selector("[data-queue-ended]")
    settle(page, judge, 3)


@pytest.mark.ci
@pytest.mark.parametrize("status", [202, 500])
def test_what_could_not_be_fetched_is_not_the_end(visitor: Visitor, status: int) -> None:
    judge = Judge(visitor.site)
    visitor.site.answers["/review/next"] = lambda _: (status, "application/json", "{}")
    page = opened(visitor)
    page.keyboard.press("s")
    page.wait_for_selector("[data-queue-ended]")
    assert shown(page) == "Not fetched"
    visitor.site.answers["/review/next"] = judge.next
    page.keyboard.press("z")
    wait_for(page, 1)
    page.keyboard.press("s")
    wait_for(page, 2)
    visitor.errors.clear()
