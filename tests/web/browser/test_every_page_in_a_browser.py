"""Every page in Chromium: accessible, narrow enough, quiet, in three languages, light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Browser, Page

from habeas.case import Case
from tests.web.browser.conftest import Shown, shown
from tests.web.browser.paths import every_path

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")


def violations(page: Page) -> list[str]:
    """What axe finds, each with the element that it is about."""
    found = Axe().run(page)
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def tried(window: Shown, path: str, widths: tuple[int, ...], schemes: tuple[str, ...]) -> list[str]:
    """What is wrong with a page at each width, light and dark."""
    page = window.page
    window.go(path)
    wrong = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{path} at {width}: {wide} wide")
        for scheme in schemes:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            wrong += [f"{path} at {width}, {scheme}: {item}" for item in violations(page)]
    return wrong


def test_every_page_is_accessible(chromium: Browser, sample: Case) -> None:
    # bypass_csp lets axe, which is no part of the page, be put into it.
    with shown(sample, chromium, bypass_csp=True, locale="en-GB") as window:
        paths = every_path(window.bench)
        assert len(paths) > 20
        wrong = [
            item for path in paths.values() for item in tried(window, path, (1280,), ("light",))
        ]
        assert wrong == []


@pytest.mark.ci
@pytest.mark.parametrize("locale", ["en-GB", "uk-UA", "ru-RU"])
def test_every_page_at_both_widths_light_and_dark(
    chromium: Browser, sample: Case, locale: str
) -> None:
    with shown(sample, chromium, bypass_csp=True, locale=locale) as window:
        wrong = [
            item
            for path in every_path(window.bench).values()
            for item in tried(window, path, WIDTHS, SCHEMES)
        ]
        assert wrong == []


def test_axe_would_find_what_is_wrong(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium, bypass_csp=True) as window:
        window.go("/settings")
        window.page.evaluate("document.querySelector('main').innerHTML = '<img src=x><input>'")
        assert len(violations(window.page)) >= 2


def test_no_page_breaks_its_policy_or_asks_elsewhere(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        for path in every_path(window.bench).values():
            window.go(path)
        assert window.complaints == []


def test_a_broken_policy_would_be_told(chromium: Browser, sample: Case) -> None:
    with shown(sample, chromium) as window:
        window.go("/settings")
        window.page.evaluate("document.body.setAttribute('style', 'color: red')")
        window.page.wait_for_timeout(500)
        assert window.complaints
