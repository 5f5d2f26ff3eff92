"""Every page by Tab alone: each stop is in sight, marked and not covered, and none is a trap."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from habeas.case import Case
from tests.web.browser.conftest import shown
from tests.web.browser.paths import every_path

MOST_STOPS = 400
# What is wrong with the element that has the focus; null where nothing of the page has it.
STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  const own = [element, ...(element.labels ?? [])];
  const wrong = [];
  if (!element.checkVisibility({ visibilityProperty: true })) wrong.push("hidden");
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
    wrong.push("out of sight");
  } else if (!own.some((one) => above && (one.contains(above) || above.contains(one)))) {
    wrong.push(`under ${above?.tagName}.${above?.className}`);
  }
  // The parts of a date draw their own marks.
  const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
  if (!marked && !["date", "IFRAME"].includes(element.type ?? element.tagName)) {
    wrong.push("not marked");
  }
  if (element.tabIndex > 0) wrong.push("out of turn");
  const words = (element.textContent || element.name || "").trim().slice(0, 40);
  return [`${element.tagName} ${element.id} ${words}`, wrong.join(", ")];
}"""


def stops(page: Page) -> tuple[list[str], list[str]]:
    """Every stop of a page from its beginning to its end, and what is wrong with some."""
    names: list[str] = []
    wrong: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        # After its last stop a page gives the focus up, or begins anew.
        if found is None or (names and found[0] == names[0]):
            return names, wrong
        names.append(found[0])
        if found[1]:
            wrong.append(f"{found[0]}: {found[1]}")
    return names, [*wrong, "there is no end"]


def opened(page: Page) -> Page:
    page.wait_for_selector("html[data-started]", state="attached")
    return page


@pytest.mark.ci
@pytest.mark.parametrize("width", [320, 1280])
def test_every_stop_of_every_page_can_be_seen(chromium: Browser, sample: Case, width: int) -> None:
    with shown(sample, chromium, viewport={"width": width, "height": 700}) as window:
        wrong = []
        for path in every_path(window.bench).values():
            window.go(path)
            names, found = stops(opened(window.page))
            wrong += [f"{path}: {item}" for item in found]
            assert names[0].startswith("A  Skip to the page"), path
            assert len(names) > 8, path
        assert wrong == []
        assert window.complaints == []


def test_the_first_stop_leads_past_the_menu(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium, viewport={"width": 1280, "height": 700}) as window:
        page = window.page
        window.go("/people")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_the_menu_of_a_narrow_window_gives_the_focus_back(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium, viewport={"width": 320, "height": 700}) as window:
        page = window.page
        window.go("/people")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "menu"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#menu') !== null")
        assert page.evaluate("document.activeElement.textContent") == "Overview"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "menu"


def test_the_keys_give_the_focus_back_when_they_are_closed(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        page = window.page
        window.go("/people")
        opened(page)
        page.locator("#show").focus()
        page.keyboard.press("?")
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "show"
