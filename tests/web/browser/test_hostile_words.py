"""Hostile words in every imported field, on every page: nothing runs, and nothing tries to."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from habeas.case import Case, new_case
from habeas.model import DateInterval
from tests.pipeline.making import CHEAP, ONE_PROCESS
from tests.web.browser.conftest import shown
from tests.web.browser.hostile import corpus
from tests.web.browser.paths import every_path
from tests.web.conftest import PASSPHRASE

IN_DEFAULT = 60


def test_the_corpus_is_large_and_says_each_thing_once() -> None:
    assert len(corpus()) >= 500
    assert len(set(corpus())) == len(corpus())


def hostile_case(folder: Path, words: list[str]) -> Case:
    """A case whose every field comes from the corpus: names of files, texts, lists, reasons."""
    sources = folder / "sources"
    sources.mkdir()
    for number, text in enumerate(words[:40]):
        name = "".join(mark for mark in text if mark not in "/\x00\\")[:80]
        body = f"{text}\n\nGuards at the Orrin colony beat Taras {text} in May 2031, {text} said.\n"
        (sources / f"{number} {name}.txt").write_text(body, encoding="utf-8")
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
        folder / "case", investigator=words[2][:60], passphrase=PASSPHRASE, key_cost=CHEAP
    )
    case.add(sources, outlet=words[3], published=DateInterval(None, None), settings=ONE_PROCESS)
    case.resolve()
    for number, claim in enumerate(list(case.claims)[:20]):
        place = words[number % len(words)]
        case.judge(claim.claim.id, "correct", reason=words[-1 - number], place=place)
    for source in list(case.store.sources())[:5]:
        case.label(source.sha256, "restricted", reason=words[4])
    return case


def nothing_runs(browser: Browser, folder: Path, words: list[str]) -> None:
    with hostile_case(folder, words) as case, shown(case, browser) as window:
        for path in every_path(window.bench).values():
            window.go(path)
            assert window.page.evaluate("window.ran") is None, path
        first = next(iter(case.claims)).source.sha256
        for query in (words[0], words[-1], '"'):
            window.page.goto(f"{window.gate.origin}/sources")
            window.page.locator("#find").fill(query)
            window.page.locator("#find").press("Enter")
            window.page.wait_for_load_state("load")
            assert window.page.evaluate("window.ran") is None, query
        window.go(f"/sources/{first}")
        assert window.complaints == []


def test_hostile_words_are_only_words(chromium: Browser, tmp_path: Path) -> None:
    every = corpus()
    nothing_runs(chromium, tmp_path, every[:: len(every) // IN_DEFAULT])


@pytest.mark.ci
def test_the_whole_corpus_is_only_words(chromium: Browser, tmp_path: Path) -> None:
    nothing_runs(chromium, tmp_path, corpus())
