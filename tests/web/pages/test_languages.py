"""No page in Ukrainian or Russian shows English words of ours that it does not mark as English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html
from starlette.testclient import TestClient

from habeas.web.retelling import retold
from habeas.web.speech import speech

LOCALE = Path(__file__).resolve().parents[3] / "src" / "habeas" / "web" / "locale"
WORD = re.compile(r"(?<![\w/.@-])[a-z]{3,}(?![\w/@-]|\.\w)")
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-label")
# Words that are the same in every language: names of programs, formats and commands.
SAME_EVERYWHERE = frozenset({"habeas", "zip", "add"})
# Of what a page shows, this is not ours: what sources say and are called, values and identifiers.
NOT_OURS = (
    "script", "style", "blockquote", "bdi", "code", "textarea", "iframe", "h1[@dir]",
    "*[contains(@class, 'document-text')]", "select[@id='source']//option",
    "*[contains(@class, 'topbar-case')]",
)  # fmt: skip


def english_words() -> frozenset[str]:
    """Every word of our messages in lower case; names begin otherwise."""
    found: set[str] = set()
    for name in ("uk", "rooms.uk"):
        with (LOCALE / f"{name}.po").open("rb") as file:
            for message in read_po(file, locale="uk"):
                ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
                for words in ids:
                    found |= set(WORD.findall(re.sub(r"%\(\w+\)s", " ", words)))
    return frozenset(found) - SAME_EVERYWHERE


def own_words(tree: html.HtmlElement, language: str) -> Iterator[str]:
    """The texts of a page, and of its attributes, that are ours and not marked as foreign."""
    ours = deepcopy(tree)
    foreign = f"//*[@lang and not(starts-with(@lang, '{language}'))]"
    for path in (foreign, *(f"//{name}" for name in NOT_OURS)):
        for element in ours.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
    for element in ours.iter():
        if isinstance(element.tag, str):
            yield from (element.get(name) or "" for name in ATTRIBUTES)
            yield element.text or ""
        yield element.tail or ""


def known_words_in_names(tree: html.HtmlElement, language: str) -> Iterator[str]:
    """Whole sentences of ours that a page shows as if they were somebody's words."""
    for element in tree.xpath("//bdi"):
        words = element.text_content().strip()
        told = retold(speech(language), words)
        if words.count(" ") > 1 and told.striptags() != words and 'lang="en"' not in told:
            yield words


def walked(looking: TestClient, language: str) -> Iterator[tuple[str, html.HtmlElement]]:
    """The pages of the sample case that links lead to, two of a kind."""
    waiting, seen = ["/overview"], {"/overview"}
    while waiting:
        address = waiting.pop(0)
        answer = looking.get(address, headers={"accept-language": language})
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        tree = html.fromstring(answer.text)
        yield address, tree
        for link in tree.iterfind(".//a[@href]"):
            target = (link.get("href") or "").partition("#")[0]
            alike = sum(kind_of(item) == kind_of(target) for item in seen)
            if target and target not in seen and alike < 2 and "/settings/choose" not in target:
                seen.add(target)
                waiting.append(target)


def kind_of(address: str) -> str:
    return re.sub(r"[0-9a-z-]{8,}", "…", address.partition("?")[0])


@pytest.mark.parametrize("language", ["uk", pytest.param("ru", marks=pytest.mark.ci)])
def test_pages_show_no_english_of_ours_that_is_not_marked(
    looking: TestClient, language: str
) -> None:
    english = english_words()
    wrong = []
    pages = 0
    for address, tree in walked(looking, language):
        pages += 1
        landmarks = tree.xpath("//nav/@aria-label | //*[@role='search']/@aria-label")
        wrong += [
            f"{address}: {name!r} twice" for name in set(landmarks) if landmarks.count(name) > 1
        ]
        # The name of a page may be that of a source.
        heading = " ".join(tree.xpath("string(//h1)").split())
        for text in own_words(tree, language):
            words = " ".join(text.split()).replace(heading, "") if heading else text
            left = sorted(set(WORD.findall(words)) & english)
            if left:
                wrong.append(f"{address}: {left} in {words[:160]!r}")
        wrong += [f"{address}: {words!r}" for words in known_words_in_names(tree, language)]
    assert pages > 25
    assert wrong == []


def test_english_of_ours_would_be_found(looking: TestClient) -> None:
    tree = html.fromstring(looking.get("/overview", headers={"accept-language": "en"}).text)
    english = english_words()
    found = {word for text in own_words(tree, "uk") for word in WORD.findall(text)} & english
    # The page says that it is English: nothing of it may pass for Ukrainian.
    tree.attrib.pop("lang")
    found = {word for text in own_words(tree, "uk") for word in WORD.findall(text)} & english
    assert len(found) > 10


def test_a_refusal_is_told_with_its_english(looking: TestClient) -> None:
    page = looking.get("/nowhere", headers={"accept-language": "uk"})
    assert page.status_code == 404
    assert "такої сторінки немає" in page.text
    assert '<p lang="en">there is no such page</p>' in page.text
    data = looking.get("/nowhere.json", headers={"accept-language": "uk"}).json()
    assert data["error"]["what"] == "there is no such page"
    assert data["error"]["told"] == "такої сторінки немає"
