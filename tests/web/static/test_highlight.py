"""Claims in a text: the right words marked, overlaps, click and keys, with and without the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.static.conftest import Visitor

# The 𝄞 is two UTF-16 units: the server counts those.
TEXT = "𝄞 Понад 200 людей загинули; чиновник заперечує."
PARTS = ["<p>𝄞 Понад 200 <b>людей</b> загинули; ", "чиновник заперечує.</p>"]


def span(words: str, kind: str, name: str | None = None) -> dict[str, Any]:
    start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    end = start + len(words.encode("utf-16-le")) // 2
    return {"start": start, "end": end, "class": kind, "id": name, "label": "Says"}


SPANS = [
    span("Понад 200 людей загинули", "claim reports", "dead"),
    span("людей загинули; чиновник", "claim asserts", "wide"),
    span("чиновник заперечує", "claim denies", "denial"),
    span("𝄞 ", "noise"),
]
BODY = (
    "<body><main><div class='document-text' role='group' aria-label='Text' data-module='highlight'"
    f" data-highlights='{json.dumps(SPANS, ensure_ascii=False)}'>{''.join(PARTS)}</div>"
    + "".join(
        f"<article class='claim-card' id='{name}' tabindex='-1'><a href='#{name}'>{name}</a>"
        "</article>"
        for name in ("dead", "wide", "denial")
    )
    + "</main></body>"
)
MARKED = """() => Object.fromEntries([...CSS.highlights].map(([name, ranges]) =>
  [name, [...ranges].map(String)]))"""


def point(page: Page, words: str) -> tuple[float, float]:
    """The middle of the words on the screen."""
    x, y = page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".document-text"), 4);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            const range = new Range();
            range.setStart(node, at); range.setEnd(node, at + words.length);
            const box = range.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }
        }""",
        words,
    )
    return x, y


def test_the_words_that_the_server_names_are_marked(visitor: Visitor) -> None:
    page = visitor.open(BODY)
    marked = page.evaluate(MARKED)
    assert marked["claim-reports"] == ["Понад 200 людей загинули"]
    assert marked["claim-asserts"] == ["людей загинули; чиновник"]
    assert marked["claim-denies"] == ["чиновник заперечує"]
    assert marked["noise"] == ["𝄞 "]
    assert "".join(marked["overlap"]) == "людей загинуличиновник"
    assert page.inner_text(".document-text").strip() == TEXT


@pytest.mark.ci
def test_each_stance_has_a_ground_of_its_own(visitor: Visitor) -> None:
    page = visitor.open(BODY)
    grounds = {
        page.evaluate(
            "(name) => getComputedStyle(document.querySelector('.document-text'),"
            " `::highlight(claim-${name})`).backgroundColor",
            stance,
        )
        for stance in ("asserts", "denies", "reports", "promises", "retracts")
    }
    assert len(grounds) == 5
    assert "rgba(0, 0, 0, 0)" not in grounds


def test_a_click_shows_the_claim_and_clicking_again_the_one_below(visitor: Visitor) -> None:
    page = visitor.open(BODY)
    page.mouse.click(*point(page, "Понад"))
    assert page.evaluate("document.activeElement.id") == "dead"
    assert page.evaluate(MARKED)["current"] == ["Понад 200 людей загинули"]
    page.mouse.click(*point(page, "чиновник"))
    first = page.evaluate("document.activeElement.id")
    page.mouse.click(*point(page, "чиновник"))
    assert {first, page.evaluate("document.activeElement.id")} == {"denial", "wide"}
    assert page.locator(".claim-card.current").count() == 1


@pytest.mark.ci
def test_arrows_go_from_claim_to_claim_and_are_spoken(visitor: Visitor) -> None:
    page = visitor.open(BODY)
    page.focus(".document-text")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("[role=status]") == "Says людей загинули; чиновник"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(MARKED)["current"] == ["Понад 200 людей загинули"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "dead"


@pytest.mark.ci
def test_a_claim_that_gets_the_focus_is_marked_in_the_text(visitor: Visitor) -> None:
    page = visitor.open(BODY)
    page.focus("#denial a")
    assert page.evaluate(MARKED)["current"] == ["чиновник заперечує"]


@pytest.mark.ci
def test_without_the_api_the_text_is_marked_by_elements(visitor: Visitor) -> None:
    visitor.page.add_init_script("delete globalThis.Highlight")
    page = visitor.open(BODY)
    words = page.evaluate(
        "() => [...document.querySelectorAll('.document-text mark')].map((m) => [m.textContent,"
        " m.className])"
    )
    both = [text for text, kinds in words if "reports" in kinds and "asserts" in kinds]
    assert "".join(both) == "людей загинули"
    assert "".join(text for text, kinds in words if "denies" in kinds) == "чиновник заперечує"
    assert page.inner_text(".document-text").strip() == TEXT
    page.mouse.click(*point(page, "Понад"))
    assert page.evaluate("document.activeElement.id") == "dead"
    current = page.locator(".document-text mark.current").all_inner_texts()
    assert "".join(current) == "Понад 200 людей загинули"


@pytest.mark.ci
def test_an_address_that_names_a_claim_shows_it_in_the_text(visitor: Visitor) -> None:
    visitor.page.goto(visitor.site.page("/page", BODY) + "#denial")
    visitor.page.wait_for_selector("html[data-started]", state="attached")
    assert visitor.page.evaluate(MARKED)["current"] == ["чиновник заперечує"]
    assert visitor.page.locator(".claim-card.current").get_attribute("id") == "denial"


@pytest.mark.ci
def test_words_that_were_searched_for_are_scrolled_to(visitor: Visitor) -> None:
    filler = "<p>" + "Рядок.<br>" * 200 + "</p>"
    start = len("Рядок." * 200)
    spans = json.dumps([{"start": start, "end": start + 8, "class": "found"}])
    page = visitor.open(
        f"<body><main><div class='document-text' data-module='highlight' data-highlights='{spans}'>"
        f"{filler}<p id='there'>знайдено</p></div></main></body>"
    )
    assert page.evaluate(MARKED)["found"] == ["знайдено"]
    box = page.locator("#there").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
