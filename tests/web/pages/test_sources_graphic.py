"""What is hard to look at: accounts of violence where that was chosen, and every picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from habeas.case import Case
from habeas.web.pages.review.graphic import GRAPHIC_TYPES
from habeas.web.pages.sources.text_pages import BrowserOffsets, as_shown, covered
from tests.web.browser.conftest import shown
from tests.web.browser.test_every_page_in_a_browser import violations
from tests.web.pages.test_sources import case_of, data, source_named, tree


@pytest.fixture
def covering(looking: TestClient) -> Iterator[TestClient]:
    """A browser in which accounts of violence are to be covered."""
    before = looking.headers["cookie"]
    looking.headers["cookie"] = f"{before}; graphic=cover"
    yield looking
    looking.headers["cookie"] = before


def report(browser: TestClient) -> str:
    return f"/sources/{source_named(case_of(browser), 'news-report.html').sha256}"


def graphic_cards(view: Any) -> list[Any]:
    return [card for card in view["text"]["cards"] if card["type"] in GRAPHIC_TYPES]


def test_nothing_is_covered_until_somebody_chooses_so(looking: TestClient) -> None:
    view = data(looking, f"{report(looking)}.json")
    assert view["text"]["covered"] == 0
    assert graphic_cards(view)
    assert all(card["quote"] for card in view["text"]["cards"])


def test_neither_text_nor_card_holds_what_is_covered(covering: TestClient) -> None:
    case = case_of(covering)
    whole = case.store.document(report(covering).rpartition("/")[2])
    assert whole is not None
    view = data(covering, f"{report(covering)}.json")
    cards = graphic_cards(view)
    assert view["text"]["covered"] == len(cards) > 2
    page = covering.get(report(covering)).text
    for card in cards:
        words = whole.text[card["start"] : card["end"]]
        assert (card["quote"], card["victim"], card["chain"], card["covered"]) == (
            "",
            None,
            [],
            True,
        )
        assert words not in page
    others = [card for card in view["text"]["cards"] if not card["covered"]]
    assert others
    assert all(card["quote"] for card in others)


def test_what_is_covered_can_be_asked_for(covering: TestClient) -> None:
    page = tree(covering, report(covering))
    ways = page.xpath("//a[contains(@href, 'reveal=1')]/@href")
    cards = graphic_cards(data(covering, f"{report(covering)}.json"))
    assert len(ways) == len(cards) + 1  # one for all, and one beside each
    for way in (ways[0], ways[-1]):
        text = tree(covering, way).text_content()
        assert "signs of torture" in text
        assert "█" not in text


def test_a_covered_claim_cannot_be_judged_unseen(covering: TestClient) -> None:
    view = data(covering, f"{report(covering)}.json")
    for card in graphic_cards(view):
        assert card["id"] not in view["text"]["tokens"]
    page = tree(covering, report(covering))
    asked = set(page.xpath("//form[@action='/sources/judge']/input[@name='claim']/@value"))
    assert not asked & {card["id"] for card in graphic_cards(view)}


def test_a_text_laid_out_is_covered_as_a_whole(covering: TestClient) -> None:
    page = tree(covering, f"{report(covering)}/laid-out")
    assert page.find(".//iframe") is None
    assert "tells of violence" in page.text_content()
    (way,) = page.xpath("//main//a[contains(@href, 'reveal=1')]/@href")
    (address,) = tree(covering, way).xpath("//iframe/@src")
    assert "signs of torture" in covering.get(address).text
    assert "signs of torture" not in covering.get(f"{report(covering)}/view").text


@pytest.mark.parametrize(
    "text", ["plain words", "a\r\nb c", "💔 broken 🫥", "", "«слова»\u2028тут"]
)
def test_covered_words_are_as_long_as_they_were(text: str) -> None:
    hidden = covered(as_shown(text))
    lengths = [BrowserOffsets(words).at(len(words)) for words in (as_shown(text), hidden)]
    assert lengths[0] == lengths[1]
    assert not set(hidden) - {"█"} - set(" \n\u2028")


def test_a_picture_is_fetched_only_when_it_is_opened(chromium: Browser, sample: Case) -> None:
    source = source_named(sample, "photo-exchange.jpg").sha256
    with shown(sample, chromium) as window:
        page = window.page
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        window.go(f"/sources/{source}")
        page.wait_for_timeout(500)
        assert not [url for url in asked if "/picture" in url]
        assert not page.locator("img.page-picture").is_visible()
        with page.expect_response("**/picture?page=1"):
            page.locator("summary", has_text="Page 1").click()
        assert page.locator("img.page-picture").is_visible()
        assert window.complaints == []


def test_a_covered_page_is_accessible_and_its_marks_stand_where_they_did(
    chromium: Browser, sample: Case
) -> None:
    source = source_named(sample, "news-report.html").sha256
    with shown(sample, chromium, bypass_csp=True) as window:
        length = "document.querySelector('.document-text').textContent.length"
        window.go(f"/sources/{source}")
        before = window.page.evaluate(length)
        window.context.add_cookies(
            [{"name": "graphic", "value": "cover", "url": window.gate.origin}]
        )
        for scheme in ("light", "dark"):
            window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            window.go(f"/sources/{source}")
            assert violations(window.page) == []
        assert window.page.locator(".covered-words").count() > 2
        assert window.page.evaluate(length) == before
        assert window.complaints == []


def test_a_search_finds_what_is_covered_and_does_not_show_it(covering: TestClient) -> None:
    found = data(covering, "/sources.json", q="torture")["found"]["passages"]
    hidden = [item for item in found if item["covered"]]
    assert hidden
    assert all(item["snippet"] == item["names"] == [] for item in hidden)
    page = tree(covering, "/sources?q=torture")
    assert "signs of torture" not in page.text_content()
    ways = page.xpath("//figure//a[contains(@href, 'reveal=1')]/@href")
    assert len(ways) == len(hidden)
    assert "signs of torture" in covering.get(ways[0].partition("#")[0]).text


def test_the_pages_of_people_heed_the_choice_too(covering: TestClient) -> None:
    case = case_of(covering)
    people = data(covering, "/people.json", q="")["people"]
    covered_lines, hidden = 0, set()
    for one in people:
        view = data(covering, f"/people/{one['id']}.json")
        page = tree(covering, f"/people/{one['id']}")
        for line in [*view["told"]["claims"], *view["records"]]:
            if line["covered"]:
                covered_lines += 1
                hidden.add(line["href"])
                assert line["quote"] in ("", None)
                assert line["href"] in page.xpath("//main//a/@href")
        for line in view["told"]["claims"]:
            assert line["covered"] == (line["type"] in GRAPHIC_TYPES)
    assert covered_lines > 1
    for address in hidden:
        claim = address.rpartition("#c-")[2]
        words = case.store.claim(claim).claim.passage.quote
        assert words in covering.get(address.partition("#")[0]).text.replace("&#39;", "'")
