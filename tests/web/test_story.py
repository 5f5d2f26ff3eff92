"""The whole story of a new user, with the real commands, a real browser and the sample sources.

Pictures of each step are kept under `screenshots/` in the folder that HABEAS_SCREENSHOTS names.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

import habeas
from tests.web.conftest import PASSPHRASE, SOURCES

JUDGED = 50
PATIENCE = 120_000  # milliseconds; a busy machine takes its time


@contextmanager
def served(case: Path) -> Iterator[str]:
    """The address of the workbench that `habeas serve` prints."""
    command = [sys.executable, "-m", "habeas", "serve", str(case), "--no-browser"]
    environment = os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = next(
                match[0]
                for line in process.stdout
                if (match := re.search(r"http://\S+#token=\S+", line))
            )
            yield address
        finally:
            process.terminate()
            process.stdout.read()


class Watched:
    """A page of which everything that goes wrong is written down."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page, self.pictures = page, pictures
        self.troubles: list[str] = []
        self.hosts: set[str] = set()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self._said)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("response", self._answered)

    def picture(self, name: str) -> None:
        self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.troubles.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if getattr(response, "status", 0) >= 400:
            self.troubles.append(
                f"{getattr(response, 'status', 0)}: {getattr(response, 'url', '')}"
            )


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = Path(os.environ.get("HABEAS_SCREENSHOTS", tmp_path)) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_from_an_empty_case_to_a_dossier(chromium: Browser, tmp_path: Path, pictures: Path) -> None:
    expect.set_options(timeout=PATIENCE)
    case = tmp_path / "my-case"
    new = [sys.executable, "-m", "habeas", "new", str(case), "--investigator", "Sample"]
    environment = os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE}
    subprocess.run(new, env=environment, check=True, capture_output=True)
    with served(case) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        watched = Watched(context.new_page(), pictures)
        page = watched.page
        come_in(page, address)
        watched.picture("1-overview-empty")
        add_sources(page)
        watched.picture("2-import")
        judge_by_keyboard(page)
        watched.picture("3-review")
        merge_and_undo(watched)
        look_at_the_map(page)
        watched.picture("6-places")
        pdf = export(page, tmp_path)
        watched.picture("7-dossier")
        context.close()
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert watched.troubles == []
    assert watched.hosts == {urlsplit(address).netloc}
    with habeas.open(case, passphrase=PASSPHRASE) as opened:
        judged = sum(item.judgement is not None for item in opened.claims)
        # About one in ten was shown again, blind: what is said of it is no judgement.
        again = sum(1 for _ in opened.store.opinions())
        assert judged + again == JUDGED
        assert judged > 0.8 * JUDGED
        assert opened.verify().ok


def come_in(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_url("**/overview")
    assert "token" not in page.url
    expect(page.get_by_text("This case is empty")).to_be_visible()


def add_sources(page: Page) -> None:
    page.get_by_role("link", name="Add sources").first.click()
    page.locator("input[name=folder]").set_input_files(SOURCES)
    page.get_by_role("button", name="Add to the case").click()
    page.wait_for_url("**/sources/import/*")
    expect(page.locator(".balance")).to_be_visible()
    balance = data(page, f"{page.url}.json")["balance"]
    # Messages and archives among the files hold further ones.
    assert balance["total"] > sum(path.is_file() for path in SOURCES.rglob("*"))
    assert balance["created"] == balance["total"]


def judge_by_keyboard(page: Page) -> None:
    page.goto(urlsplit(page.url)._replace(path="/review", query="").geturl())
    # Keys work once the scripts do; a person is slower than that.
    page.wait_for_selector("html[data-started]", state="attached")
    item = page.locator("[data-queue-place] [data-queue-item]").first
    for number in range(JUDGED):
        shown = item.get_attribute("data-queue-item")
        page.keyboard.press("d" if number % 5 == 4 else "s")
        expect(item, f"item {shown} stays after its key").not_to_have_attribute(
            "data-queue-item", str(shown), timeout=20_000
        )
    # Judgements are sent one after another while the next items are shown.
    page.wait_for_selector("[data-module=queue]:not([data-queue-unsent])")


def merge_and_undo(watched: Watched) -> None:
    page = watched.page
    origin = urlsplit(page.url)._replace(path="", query="", fragment="").geturl()
    page.goto(f"{origin}/people")
    page.get_by_role("button", name="Resolve the people").click()
    page.wait_for_url("**/people")
    before = persons(page, origin)
    first, second = before[:2]
    page.goto(f"{origin}/people/{first}/merge?other={second}")
    watched.picture("4-compare")
    page.get_by_label("Why, in a few words").fill("invented: the same letter names both")
    page.get_by_role("button", name="One human").click()
    resolve_again(page, origin)
    merged = persons(page, origin)
    assert len(merged) == len(before) - 1
    page.goto(f"{origin}/people/{next(name for name in (first, second) if name in merged)}")
    watched.picture("5-person")
    page.get_by_text("Take it back").first.click()
    page.get_by_label("Why, in a few words").first.fill("invented: it was another letter")
    page.get_by_role("button", name=re.compile("Take judgement .* back")).first.click()
    resolve_again(page, origin)
    assert persons(page, origin) == before


def resolve_again(page: Page, origin: str) -> None:
    page.goto(f"{origin}/people")
    button = page.get_by_role("button", name="Resolve again")
    if button.count():
        button.first.click()
        page.wait_for_url("**/people")
    expect(page.get_by_role("button", name="Resolve again")).to_have_count(0)


def persons(page: Page, origin: str) -> list[str]:
    return sorted(line["id"] for line in data(page, f"{origin}/people.json")["people"])


def data(page: Page, address: str) -> dict[str, Any]:
    """What stands at an address, asked for by the page: its host is known to browsers alone."""
    found = page.evaluate("address => fetch(address).then((answer) => answer.json())", address)
    assert isinstance(found, dict)
    return found


def look_at_the_map(page: Page) -> None:
    page.goto(urlsplit(page.url)._replace(path="/places", query="").geturl())
    expect(page.get_by_role("heading", name="Places", exact=True)).to_be_visible()
    expect(page.locator(".map[data-drawn]")).to_be_visible()


def export(page: Page, folder: Path) -> Path:
    page.goto(urlsplit(page.url)._replace(path="/dossier", query="").geturl())
    for chapter in page.locator("input[type=checkbox][name=chapters]:enabled").all():
        # A short dossier: the whole one is tried elsewhere.
        if chapter.get_attribute("value") not in {"summary", "confirmed", "places"}:
            chapter.uncheck()
    page.get_by_role("button", name="Prepare").click()
    page.wait_for_url("**/dossier/ready/*")
    with page.expect_download() as download:
        page.get_by_role("button", name="Record in the ledger and save").click()
    target = folder / "dossier.pdf"
    download.value.save_as(target)
    return target
