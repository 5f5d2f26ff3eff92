"""What each sentence of a dossier rests on: a passage, a mark, or nothing in the record at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from habeas.reports import DossierContent
from tests.reports import invented
from tests.reports.page import parsed, text
from tests.reports.test_dossier_page import hostile_case

BASES = {"cited", "inferred", "counted", "recorded", "explained"}
LEAVES = "p h1 h2 h3 h4 h5 li dt dd td th caption summary figcaption blockquote pre".split()
MARKS = {"inferred": {"Inference"}, "counted": {"Count"}}
MARKER = "qqzwort"


def leaves(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Blocks with words of their own, and no block inside them."""
    return [
        node
        for node in page.body.iter(*LEAVES)
        if text(node).strip() and not any(True for _ in node.iterdescendants(*LEAVES))
    ]


def carrier(node: html.HtmlElement) -> html.HtmlElement | None:
    """The nearest element that says what the words in it rest on."""
    found = node.xpath("ancestor-or-self::*[@data-basis][1]")
    return found[0] if found else None


def cases() -> list[DossierContent]:
    return [invented.case(), DossierContent("empty", (), invented.case().head)]


@pytest.mark.parametrize("content", cases(), ids=["invented", "empty"])
def test_each_sentence_says_what_it_rests_on(content: DossierContent) -> None:
    for node in leaves(parsed(content)):
        found = carrier(node)
        assert found is not None, (node.tag, text(node)[:80])
        assert found.get("data-basis") in BASES
        assert found.tag not in {"section", "main", "body", "header"}, text(node)[:80]


@pytest.mark.parametrize("content", cases(), ids=["invented", "empty"])
def test_no_words_stand_outside_of_such_blocks(content: DossierContent) -> None:
    page = parsed(content)
    covered = {inner for node in page.body.iter(*LEAVES, "svg") for inner in node.iter()}
    loose = [
        words
        for node in page.body.iter()
        if isinstance(node.tag, str) and node not in covered
        for words in (node.text, *(child.tail for child in node))
        if words and words.strip()
    ]
    assert loose == []


def test_what_is_cited_leads_to_a_passage_or_a_source() -> None:
    page = parsed(invented.case())
    found = page.xpath("//*[@data-basis='cited']")
    assert len(found) > 6
    for node in found:
        links = node.xpath(".//a[starts-with(@href, '#S') or starts-with(@href, '#source-')]")
        assert links, text(node)[:80]
        for link in links:
            assert page.get_element_by_id(link.get("href")[1:]) is not None


@pytest.mark.parametrize("content", cases(), ids=["invented", "empty"])
def test_what_is_inferred_or_counted_is_marked_so_that_one_sees_it(content: DossierContent) -> None:
    page = parsed(content)
    for basis, words in MARKS.items():
        found = page.xpath(f"//*[@data-basis='{basis}']")
        assert found
        for node in found:
            marks = {text(mark) for mark in node.xpath(".//*[@class='basis']")}
            assert marks & words, (basis, text(node)[:80])


def test_explanations_are_the_same_for_every_record() -> None:
    """No word that comes from outside may pass as the program's own explanation."""
    page = parsed(replace(hostile_case(MARKER), investigators=(MARKER,)))
    assert text(page).count(MARKER) > 12
    for node in leaves(page):
        found = carrier(node)
        assert found is not None
        if found.get("data-basis") == "explained":
            assert MARKER not in text(node)


def test_the_marks_are_explained_before_they_are_used() -> None:
    cover = text(parsed(invented.case()).get_element_by_id("top"))
    for mark in ("Inference", "Count", "Ledger"):
        assert mark in cover
