"""A site for the static side's tests, which breaks on any breach of its policy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.web.static.small_site import SmallSite, served


@dataclass  # no slots: Playwright sets an attribute on whoever listens
class Visitor:
    """A browser page on the small site, and all that went wrong in it."""

    page: Page
    site: SmallSite
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def open(self, body: str, path: str = "/page") -> Page:
        """Serve a page with this body, open it, and wait until its modules have started."""
        self.page.goto(self.site.page(path, body))
        self.page.wait_for_selector("html[data-started]", state="attached")
        return self.page

    def heard(self, line: ConsoleMessage) -> None:
        """Keep what the console calls an error."""
        if line.type == "error":
            self.errors.append(line.text)

    def saw(self, request: Request) -> None:
        """Keep the address of anybody else who is asked."""
        if not request.url.startswith(self.site.origin + "/"):
            self.strangers.append(request.url)

    def until(self, expression: str, seconds: float = 10) -> None:
        """Wait until the page finds the expression true. (Playwright's own way needs eval.)"""
        deadline = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < deadline, expression
            self.page.wait_for_timeout(20)


@pytest.fixture
def site() -> Iterator[SmallSite]:
    """A small site of this test's own."""
    with served() as site:
        yield site


@pytest.fixture
def visitor(chromium: Browser, site: SmallSite) -> Iterator[Visitor]:
    """A visitor who must see no breach of the policy, no error, and no stranger asked."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    visitor = Visitor(context.new_page(), site)
    page = visitor.page
    page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    page.on("console", visitor.heard)
    context.on("request", visitor.saw)
    yield visitor
    context.close()
    assert visitor.errors == []
    assert visitor.strangers == []
    assert site.reports == []
