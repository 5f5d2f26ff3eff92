"""The text of a source laid out in a frame of its own: words alone, and nothing that acts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.model import Block, BlockKind, Document
from habeas.web.pages.sources.laid_out import stretches_of, table_of
from tests.pipeline.making import ONE_PROCESS
from tests.web.browser.conftest import shown
from tests.web.browser.test_every_page_in_a_browser import violations
from tests.web.pages.test_sources import case_of, data, source_named, tree

HOSTILE = """<!doctype html><html><head><title>An invented page</title>
<style>body { background: url(https://away.example/a.png) }</style></head>
<body onload="alert(1)"><h1>Letters that nobody answered</h1>
<p>A guard at the Orrin colony beat a prisoner on 3 May 2031, <a href="https://away.example/">a
witness</a> told us. <img src="https://away.example/b.png" onerror="alert(2)"></p>
<script>alert(3)</script><p>She wrote &lt;script&gt;alert(4)&lt;/script&gt; in her letter.</p>
<iframe src="https://away.example/c"></iframe></body></html>"""


def frame_of(browser: TestClient, case: Case, name: str) -> Any:
    return tree(browser, f"/sources/{source_named(case, name).sha256}/view")


def test_the_frame_forbids_everything(looking: TestClient) -> None:
    source = source_named(case_of(looking), "news-report.html")
    headers = looking.get(f"/sources/{source.sha256}/view").headers
    policy = headers["content-security-policy"]
    style = r"style-src 'sha256-[A-Za-z0-9+/]{43}='"
    assert re.fullmatch(
        "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; "
        f"sandbox; {style}",
        policy,
    )
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_only_the_page_that_shows_the_frame_may_show_one(looking: TestClient) -> None:
    source = source_named(case_of(looking), "news-report.html").sha256
    asked = {"": "'none'", "/laid-out": "'self'"}
    for path, allowed in asked.items():
        policy = looking.get(f"/sources/{source}{path}").headers["content-security-policy"]
        assert f"frame-src {allowed};" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none';" in policy


def test_the_frame_is_named_and_sandboxed(looking: TestClient) -> None:
    source = source_named(case_of(looking), "news-report.html").sha256
    found = tree(looking, f"/sources/{source}/laid-out").find(".//iframe")
    assert found.get("sandbox") == ""
    assert found.get("src") == f"/sources/{source}/view?page=1"
    assert "news-report.html" in found.get("title")


def test_headings_paragraphs_tables_and_pages_keep_their_shape(looking: TestClient) -> None:
    case = case_of(looking)
    report = frame_of(looking, case, "news-report.html")
    assert report.findtext(".//h1") == "The colony that answers no letters"
    assert "Bread for 1,450" in [item.text for item in report.findall(".//h2")]
    record = frame_of(looking, case, "court-record.pdf")
    breaks = record.xpath("//p[@class='page-break']")
    assert [item.text for item in breaks] == ["Page 1", "Page 2"]
    rows = frame_of(looking, case, "missing-families-list.csv").findall(".//tr")
    assert [item.text for item in rows[0]][1:3] == ["Прізвище", "Ім'я"]
    assert {item.tag for item in rows[0]} == {"th"}
    assert [item.text for item in rows[1]][1:3] == ["Величків", "Остап"]
    assert len(rows) == 19


def test_every_word_of_a_source_is_in_its_frame(looking: TestClient) -> None:
    case = case_of(looking)
    for source in case.store.sources():
        read = case.store.document(source.sha256)
        if read is None or read.records:
            continue
        found = tree(looking, f"/sources/{source.sha256}/view")
        for extra in found.xpath("//p[@class='page-break']"):
            extra.getparent().remove(extra)
        words = "".join(found.find(".//main").itertext())
        assert "".join(words.split()) == "".join(read.text.split()), source.name


def test_a_source_without_text_has_no_frame(looking: TestClient) -> None:
    source = source_named(case_of(looking), "voice-message.wav").sha256
    page = tree(looking, f"/sources/{source}/laid-out")
    assert page.find(".//iframe") is None
    assert "No text was read" in page.text_content()


def test_a_long_text_is_laid_out_part_by_part(looking: TestClient) -> None:
    source = source_named(case_of(looking), "court-record.pdf").sha256
    view = data(looking, f"/sources/{source}/laid-out.json", page=7)
    assert (view["number"], view["of"]) == (1, 1)


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["a\tb", "1\t2"], [("a", "b"), ("1", "2")]),
        (["a;b", '"x; y";2'], [("a", "b"), ("x; y", "2")]),
        (["| a | b |", "| 1 | 2 |"], [("a", "b"), ("1", "2")]),
        (
            ["name,said", "Orest,so\tit is", "Ada,no"],
            [("name", "said"), ("Orest", "so\tit is"), ("Ada", "no")],
        ),
        (["alone", "also alone"], [("alone",), ("also alone",)]),
        (["a,b,c", "1,2"], [("a", "b", "c"), ("1", "2", "")]),
    ],
)
def test_rows_are_taken_apart_by_what_stands_between_columns(
    lines: list[str], rows: list[tuple[str, ...]]
) -> None:
    assert list(table_of(lines, "en").rows) == rows


def test_a_part_that_begins_in_a_block_shows_the_rest_of_it() -> None:
    text = "first words\n\nlast words"
    blocks = (Block(BlockKind.PARAGRAPH, 0, 11), Block(BlockKind.PARAGRAPH, 13, 23))
    found = stretches_of(Document(text, blocks, "text/plain"), (6, 17))
    assert [item.text for item in found] == ["words", "last"]


def test_nothing_of_a_hostile_page_acts_in_its_frame(
    chromium: Browser, sample: Case, tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.html"
    hostile.write_text(HOSTILE, encoding="utf-8")
    sample.add(hostile, settings=ONE_PROCESS)
    source = source_named(sample, "hostile.html").sha256
    with shown(sample, chromium, bypass_csp=False) as window:
        window.go(f"/sources/{source}/laid-out")
        inside = window.page.frame(url=re.compile("/view"))
        assert inside is not None
        words = inside.locator("main").inner_text()
        assert "beat a prisoner" in words
        assert "<script>alert(4)</script>" in words
        for gone in ("a", "img", "script", "iframe", "form", "link", "object"):
            assert inside.locator(gone).count() == 0, gone
        assert inside.evaluate("self.origin") == "null"
        # Its one style holds, though it may ask this server for none.
        assert inside.evaluate("getComputedStyle(document.body).paddingTop") == "16px"
        assert window.complaints == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_frame_alone_is_accessible_and_fits(
    chromium: Browser, sample: Case, width: int
) -> None:
    with shown(sample, chromium, bypass_csp=True, locale="uk-UA") as window:
        window.page.set_viewport_size({"width": width, "height": 700})
        for name in ("news-report.html", "missing-families-list.csv", "court-record.pdf"):
            window.go(f"/sources/{source_named(sample, name).sha256}/view")
            assert window.page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in ("light", "dark"):
                window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                assert violations(window.page) == []
