"""The dossier in a real browser: nothing blocked, nothing asked for, every page marked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it publishes no types
import pytest
from playwright.sync_api import Page, sync_playwright

from habeas.reports import render_html
from tests.reports.invented import case

pytestmark = pytest.mark.ci


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    path.write_bytes(render_html(case()))
    return path


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "these checks need Chromium; on Debian: apt-get install -y chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page(viewport={"width": 980, "height": 1200})
        browser.close()


def test_the_browser_asks_for_the_file_alone_and_blocks_nothing(page: Page, dossier: Path) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(dossier.as_uri())
    assert requests == [dossier.as_uri()]
    assert complaints == []


def test_the_style_sheet_is_in_force(page: Page, dossier: Path) -> None:
    page.goto(dossier.as_uri())
    assert page.locator(".audience").evaluate("e => getComputedStyle(e).position") == "sticky"
    widths = page.evaluate("[document.body.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_nothing_runs_off_the_side_of_a_telephone(page: Page, dossier: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(dossier.as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 980, "height": 1200})
    assert width <= 390


def test_every_printed_page_says_for_whom_it_is_and_what_it_belongs_to(
    page: Page, dossier: Path, tmp_path: Path
) -> None:
    page.goto(dossier.as_uri())
    page.pdf(path=tmp_path / "dossier.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "dossier.pdf")
    texts = [printed[index].get_textpage().get_text_range() for index in range(len(printed))]
    assert len(texts) > 5
    for number, text in enumerate(texts, 1):
        assert "Confidential: for the investigation" in text
        assert "Habeas dossier, case invented-case" in text
        assert "ledger head 9, root abababababababab" in text
        assert f"page {number} of {len(texts)}" in text


def test_what_is_folded_on_the_screen_is_printed(page: Page, dossier: Path, tmp_path: Path) -> None:
    page.goto(dossier.as_uri())
    assert not page.get_by_text("inferred from cue").first.is_visible()
    page.pdf(path=tmp_path / "dossier.pdf", prefer_css_page_size=True)
    printed = pypdfium2.PdfDocument(tmp_path / "dossier.pdf")
    text = "".join(printed[index].get_textpage().get_text_range() for index in range(len(printed)))
    assert "inferred from cue" in text
