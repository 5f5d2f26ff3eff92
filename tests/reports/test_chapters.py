"""A part of a dossier: what was chosen, what cannot be left out, and what it says of the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.model import WrongUsage
from habeas.reports import Chapter, chosen_chapters, render_html
from habeas.reports.chapters import ALWAYS, CONTENTS
from tests.reports import invented
from tests.reports.page import parsed, text


def test_without_a_choice_every_chapter_is_there() -> None:
    page = parsed(invented.case())
    shown = {entry.anchor for entry in CONTENTS} - {"corroborated", "sites"}
    assert shown <= set(page.xpath("//@id"))
    assert "left outnothing: this is the whole dossier" in _words(page.get_element_by_id("top"))


@pytest.mark.parametrize("chapter", list(Chapter))
def test_each_chapter_can_stand_alone_with_those_that_never_go(chapter: Chapter) -> None:
    page = parsed(replace(invented.case(), chapters=frozenset({chapter})))
    ids = set(page.xpath("//@id"))
    for entry in CONTENTS:
        if entry.chapter in ALWAYS or entry.chapter is chapter:
            assert entry.anchor in ids or entry.chapter in {Chapter.EVENTS, Chapter.SITES}
        else:
            assert entry.anchor not in ids
    assert all(link[1:] in ids for link in page.xpath("//@href"))


def test_what_was_left_out_is_named_at_the_front_and_among_the_limits() -> None:
    page = parsed(replace(invented.case(), chapters=frozenset(Chapter) - {Chapter.TIMELINE}))
    assert "5 Timeline" in _words(page.get_element_by_id("top"))
    assert "Left out of it, by the choice of who wrote it: 5 Timeline." in _words(
        page.get_element_by_id("section-10")
    )
    assert "--chapters summary,confirmed" in text(page.get_element_by_id("section-11"))


def test_words_of_a_chapter_that_was_left_out_are_nowhere() -> None:
    whole = render_html(invented.case()).decode()
    part = render_html(replace(invented.case(), chapters=frozenset({Chapter.SUMMARY}))).decode()
    assert "before the page was read anew" in whole
    assert "before the page was read anew" not in part
    assert invented.CELLAR.passage.quote.split(",")[0].strip('"') not in part


def test_chapters_are_chosen_by_their_words() -> None:
    assert chosen_chapters(["Summary ", "places"]) == {Chapter.SUMMARY, Chapter.PLACES, *ALWAYS}
    with pytest.raises(WrongUsage) as refused:
        chosen_chapters(["summary", "gossip"])
    assert refused.value.where == "gossip"


def _words(node: object) -> str:
    return " ".join(text(node).split())
