"""Adding sources in a real browser: strange names, twice the same, locked or stopped half way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import habeas
from habeas.sources import READER
from tests.pipeline.making import PASSPHRASE, account, new_case
from tests.web.browser.conftest import Shown, shown

SUMS = ("total", "created", "updated", "unchanged", "skipped", "failed")


def filled(folder: Path, files: int) -> Path:
    folder.mkdir()
    for number in range(files):
        (folder / f"account {number}.txt").write_text(account(number), encoding="utf-8")
    return folder


def choose(page: Page, folder: Path) -> None:
    page.locator("input[name=folder]").set_input_files(folder)
    page.locator(".dropzone button.primary").click()


def result(window: Shown) -> dict[str, Any]:
    """The sums of the import on the page, once it is over."""
    page = window.page
    page.wait_for_url("**/sources/import/**")
    page.wait_for_selector(".balance")
    answer = page.request.get(f"{page.url}.json", headers={"sec-fetch-site": "same-origin"})
    sums: dict[str, Any] = answer.json()["balance"]
    parts = [sums[part] for part in SUMS]
    assert parts[0] == sum(parts[1:])
    return sums


@pytest.fixture
def window(chromium: Browser, tmp_path: Path) -> Iterator[Shown]:
    with new_case(tmp_path / "case") as case, shown(case, chromium, locale="en-GB") as opened:
        opened.go("/sources/add")
        yield opened


@pytest.mark.ci
def test_a_folder_comes_in_and_coming_again_changes_nothing(window: Shown, tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", 12)
    (folder / "again.txt").write_text(account(3), encoding="utf-8")
    (folder / "empty.txt").touch()
    choose(window.page, folder)
    first = result(window)
    assert [first[part] for part in SUMS] == [14, 13, 1, 0, 0, 0]
    window.go("/sources/add")
    choose(window.page, folder)
    second = result(window)
    last = window.page.url
    assert [second[part] for part in SUMS] == [14, 0, 0, 14, 0, 0]
    assert len(list(window.bench.case.store.sources())) == 13
    window.go("/sources")  # as after a lock, which leads elsewhere
    window.page.get_by_role("link", name="The last import").click()
    assert window.page.url == last
    assert window.complaints == []


@pytest.mark.ci
def test_strange_names_are_words_on_the_page(window: Shown, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    deep = folder.joinpath(*(f"{number:02}" + "x" * 200 for number in range(10)))
    deep.mkdir(parents=True)
    names = ["a line\nbroken.txt", "\u202etxt.exe", "<img src=x onerror=alert(1)>.txt", "x\x07.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(account(number), encoding="utf-8")
    (deep / "deep.txt").write_text(account(99), encoding="utf-8")
    choose(window.page, folder)
    assert result(window)["created"] == 5
    kept = {source.name for source in window.bench.case.store.sources()}
    assert set(names) <= {name.rpartition("/")[2] for name in kept}
    assert max(map(len, kept)) > 2_000
    window.go("/sources")
    text = window.page.locator("main").inner_text()
    assert "\u202e" not in text
    assert "\\u{202e}txt.exe" in text
    assert "a line\\u{a}broken.txt" in text
    window.page.set_viewport_size({"width": 320, "height": 800})
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert window.complaints == []


@pytest.mark.ci
def test_an_empty_folder_is_said_to_be_empty(window: Shown, tmp_path: Path) -> None:
    page = window.page
    expect(page.locator("[data-nothing]")).to_be_hidden()
    choose(page, filled(tmp_path / "empty", 0))
    expect(page.locator("[data-nothing]")).to_be_visible()
    choose(page, filled(tmp_path / "full", 1))
    assert result(window)["created"] == 1
    assert window.complaints == []


@pytest.mark.ci
def test_locked_half_way_it_goes_on_where_it_was(window: Shown, tmp_path: Path) -> None:
    page, gate = window.page, window.gate
    sent: list[str] = []

    def counted(route: Any) -> None:
        sent.append(route.request.url)
        if len(sent) == 5:
            gate.lock()
        route.continue_()

    page.route("**/sources/import/*/files?*", counted)
    choose(page, filled(tmp_path / "in", 10))
    paused = page.locator("[data-paused=locked]")
    expect(paused).to_be_visible()
    assert len(sent) == 5
    paused.get_by_role("button").click()  # too early: it stays where it is
    expect(paused).to_be_visible()
    assert gate.unlock(gate.code.token)
    paused.get_by_role("button").click()
    assert result(window)["created"] == 10
    assert len(sent) == 12


@contextmanager
def served(case: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The workbench in a process of its own, and the address that it prints."""
    command = [sys.executable, "-m", "habeas", "serve", str(case), "--no-browser"]
    environment = os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE}
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = (re.search(r"http://\S+#token=\S+", line) for line in process.stdout)
        yield process, next(one[0] for one in found if one)
    finally:
        process.kill()
        process.wait(30)


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    page.wait_for_url("**/overview")
    page.goto(address.partition("/#")[0] + "/sources/add")
    return page


@pytest.mark.ci
def test_killed_half_way_nothing_acknowledged_is_lost(chromium: Browser, tmp_path: Path) -> None:
    files = 60
    case, folder = tmp_path / "case", filled(tmp_path / "in", files)
    new_case(case).close()
    with served(case) as (process, address):
        page = opened(chromium, address)
        choose(page, folder)
        page.wait_for_url("**/sources/import/**")
        shown_as_kept = page.locator("main").get_by_text("account")
        expect(shown_as_kept).to_be_visible(timeout=60_000)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    with habeas.open(case, passphrase=PASSPHRASE) as reopened:
        before = {source.sha256 for source in reopened.store.sources()}
    assert before
    print(f"kept when it was killed: {len(before)} of {files}")
    with served(case) as (_, address):
        page = opened(chromium, address)
        choose(page, folder)
        page.wait_for_url("**/sources/import/**")
        page.wait_for_selector(".balance")
        sums = re.findall(r"\d+", page.locator(".balance").inner_text())
    assert [int(number) for number in sums] == [
        files,
        files - len(before),
        0,
        len(before),
        0,
        0,
    ]
    with habeas.open(case, passphrase=PASSPHRASE) as reopened:
        after = {source.sha256 for source in reopened.store.sources()}
        assert before <= after
        assert len(after) == files
        assert reopened.store.pending_documents(READER) == []
