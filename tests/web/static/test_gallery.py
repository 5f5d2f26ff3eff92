"""The gallery of parts: nothing that hinders a person, at both widths, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it publishes no types
from playwright.sync_api import Browser

from tests.web.static.conftest import Visitor
from tests.web.static.small_site import STATIC, SmallSite

GALLERY = Path(__file__).with_name("gallery.html").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def serve(site: SmallSite, text: str = GALLERY) -> str:
    site.answers["/gallery"] = lambda _: (200, "text/html; charset=utf-8", text)
    return f"{site.origin}/gallery"


def violations(browser: Browser, address: str, width: int, scheme: str) -> list[str]:
    """What axe finds. It is put into the page by the test, which the policy would refuse."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-started]", state="attached")
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    passed = len(found.response["passes"])
    context.close()
    assert passed > 20
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


@pytest.mark.ci
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, site: SmallSite, width: int, scheme: str) -> None:
    assert violations(chromium, serve(site), width, scheme) == []


@pytest.mark.ci
def test_axe_would_find_grey_on_grey(chromium: Browser, site: SmallSite) -> None:
    spoilt = GALLERY.replace('<p class="lede">', '<p class="badge disabled proposed">').replace(
        'class="skip-link"', 'class="skip-link" aria-hidden="true"'
    )
    assert violations(chromium, serve(site, spoilt), 1280, "light") != []


def test_the_page_fits_320_pixels_and_the_menu_opens_without_script(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(serve(visitor.site))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("document.getElementById('main').offsetWidth") == 320
    assert not page.is_visible("#menu")
    page.click(".menu-button")
    assert page.is_visible("#menu a[href='/review']")
    page.keyboard.press("Escape")
    assert not page.is_visible("#menu")


@pytest.mark.ci
def test_on_a_wide_screen_the_menu_stands_beside_the_page(visitor: Visitor) -> None:
    visitor.page.goto(serve(visitor.site))
    assert visitor.page.is_visible("#menu")
    assert not visitor.page.is_visible(".menu-button")


def test_the_font_is_ours_in_latin_and_cyrillic(visitor: Visitor) -> None:
    visitor.page.goto(serve(visitor.site))
    visitor.page.wait_for_load_state("networkidle")
    loaded = {one.path.rsplit("/", 1)[-1] for one in visitor.site.asked if "/fonts/" in one.path}
    assert {
        "noto-sans-latin-wght-normal.woff2",
        "noto-sans-cyrillic-wght-normal.woff2",
    } <= loaded


def test_every_class_of_the_gallery_has_a_rule() -> None:
    """A class without a rule in the gallery is a misspelling."""
    styles = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("css/*.css"))
    used = {name for names in re.findall(r'class="([^"]+)"', GALLERY) for name in names.split()}
    assert used - {"claim"} - set(re.findall(r"\.([a-z][a-z0-9-]*)", styles)) == set()
