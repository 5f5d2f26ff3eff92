"""Hostile words in every imported field, on every page: nothing runs, and nothing tries to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from habeas.case import Case, new_case
from habeas.model import DateInterval
from tests.pipeline.making import CHEAP, ONE_PROCESS
from tests.web.browser.conftest import Shown, shown
from tests.web.browser.hostile import corpus
from tests.web.browser.hostile_sources import file_name, judge_hostilely, write_sources
from tests.web.browser.paths import every_path
from tests.web.conftest import PASSPHRASE

IN_DEFAULT = 20
HOSTILE_NAME = "'\"><img src=x onerror=window.ran=1>"
# The console's line for an address that is answered with an error page.
REFUSED = "Failed to load resource: the server responded with a status of 4"


def test_the_corpus_is_large_and_says_each_thing_once() -> None:
    assert len(corpus()) >= 500
    assert len(set(corpus())) == len(corpus())


def hostile_case(folder: Path, words: list[str]) -> Case:
    """A case whose every field comes from the corpus: names of files, texts, lists, reasons."""
    sources = folder / "sources"
    sources.mkdir()
    write_sources(sources, words)
    for number, text in enumerate(words[:40]):
        body = f"{text}\n\nGuards at the Orrin colony beat Taras {text} in May 2031, {text} said.\n"
        (sources / f"{number} {file_name(text)}.txt").write_text(body, encoding="utf-8")
    whole = "\n\n".join(f"“{text}”, Mira Tolvan told the {text} in Orrin." for text in words)
    (sources / "whole.txt").write_text(whole, encoding="utf-8")
    cells = [text.replace('"', '""') for text in words]
    for list_name in ("a", "b"):
        rows = [f'"{cell}","{cell}","1990-01-01","{cell}"' for cell in cells]
        table = "\n".join(["name,birth place,birth date,status", *rows])
        (sources / f"list-{list_name}.csv").write_text(table + f"\n{list_name},,,\n", "utf-8")
    page = "".join(f"<p>{text}</p>" for text in words)
    (sources / "page.html").write_text(f"<title>{words[1]}</title>{page}", encoding="utf-8")
    case = new_case(
        folder / HOSTILE_NAME, investigator=words[2][:60], passphrase=PASSPHRASE, key_cost=CHEAP
    )
    case.add(sources, outlet=words[3], published=DateInterval(None, None), settings=ONE_PROCESS)
    case.resolve()
    judge_hostilely(case, words)
    return case


def hostile_questions(words: list[str]) -> Iterator[str]:
    """Addresses that say hostile words, which their pages say again: found, not found, refused."""
    for text in map(quote, words):
        yield from (f"/sources?q={text}", f"/sources?name={text}", f"/people?q={text}")
        yield from (f"/events?q={text}", f"/dossier?person={text}&place={text}")
        yield from (f"/settings?{text}=1", f"/people?sort={text}", f"/people?page={text}")
        yield from (f"/people/{quote(text, safe='')}", f"/review?type={text}&speaker={text}")


def dossier_of(window: Shown, words: list[str]) -> None:
    """A dossier with hostile redactions and a hostile name, as far as it comes."""
    page = window.page
    window.go("/dossier")
    page.locator("[name=ending][value=html]").check()
    page.locator("#name").fill(file_name(words[0]))
    page.locator("#persons").fill("\n".join(words[:3]))
    page.locator("#places").fill("\n".join(words[3:6]))
    page.locator("form[action='/dossier/prepare'] button").click()
    page.wait_for_url(lambda url: "/progress/" not in url)


def nothing_runs(
    browser: Browser, folder: Path, words: list[str], asked: list[str], *, whole: bool
) -> None:
    with hostile_case(folder, words) as case, shown(case, browser) as window:
        paths = list(every_path(window.bench).values())
        kinds = {source.media_type: source.sha256 for source in case.store.sources()}
        paths += [f"/sources/{sha256}" for sha256 in kinds.values()] if whole else []
        for path in (*paths, *hostile_questions(asked)):
            window.go(path)
            assert window.page.evaluate("window.ran") is None, path
        assert [said for said in window.complaints if not said.startswith(REFUSED)] == []


def test_hostile_words_are_only_words(chromium: Browser, tmp_path: Path) -> None:
    every = corpus()
    nothing_runs(chromium, tmp_path, every[:: len(every) // IN_DEFAULT], every[3:4], whole=False)


@pytest.mark.ci
def test_the_whole_corpus_is_only_words(chromium: Browser, tmp_path: Path) -> None:
    every = corpus()
    nothing_runs(chromium, tmp_path, every, every[:: len(every) // IN_DEFAULT], whole=True)


@pytest.mark.ci
def test_a_dossier_shows_hostile_words_and_takes_them_as_redactions(
    chromium: Browser, tmp_path: Path
) -> None:
    words = corpus()[:: len(corpus()) // IN_DEFAULT]
    with hostile_case(tmp_path, words) as case, shown(case, chromium) as window:
        dossier_of(window, words)
        assert window.page.evaluate("window.ran") is None
        assert [said for said in window.complaints if not said.startswith(REFUSED)] == []
