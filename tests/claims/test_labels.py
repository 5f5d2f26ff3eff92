"""Speakers that are printed beside words. All persons are invented."""

from __future__ import annotations

import pytest

from habeas.claims.labels import answers, asks, headline_sources, name_line, signature, turn_label
from tests.claims.reading import line_with, lines_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kostenich: They beat us.", "Kostenich"),
        ("Q: What did you see?", "Q"),
        ("“They beat us,” she said: nothing else.", None),
        ("At noon we left.", None),
    ],
)
def test_a_turn_begins_with_a_short_label(text: str, label: str | None) -> None:
    found = turn_label(text)
    assert (text[found.start : found.end] if found else None) == label


def test_letters_and_words_say_who_asks_and_who_answers() -> None:
    assert asks("Question")
    assert asks("Q.")
    assert answers("THE WITNESS")
    assert not asks("Administration")
    assert not answers("Administration")


def test_a_signature_stands_behind_a_dash() -> None:
    text = "“We slept on the floor.” — Ada Pidhirna, former prisoner"
    found = signature(text)
    assert found is not None
    assert text[found.start : found.end] == "Ada Pidhirna"


def test_a_line_with_only_a_name_is_told_from_a_sentence() -> None:
    assert name_line("Ada Nwosu, pupil") == "Ada Nwosu"
    assert name_line("Nobody came back.") is None


def test_a_headline_may_print_its_source_at_either_end() -> None:
    text = "Guards drowned two men: survivors"
    assert [text[place.start : place.end] for place in headline_sources(text)][-1] == "survivors"


def test_a_heading_inside_a_paragraph_is_no_speaker() -> None:
    lines = lines_of("Physical Conditions: The prisons were overcrowded and had no heating.")
    assert line_with(lines, "overcrowded")["speaker"] == "narrator"
