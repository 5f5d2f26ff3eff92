"""Cutting a block into sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_titles_initials_and_numbers_do_not_end_a_sentence() -> None:
    text = "Dr. Marchuk saw No. 5 on Nov. 3. Mr. K. L. Hladun, of the U.S. group, did not."
    assert sentences(text) == [
        "Dr. Marchuk saw No. 5 on Nov. 3.",
        "Mr. K. L. Hladun, of the U.S. group, did not.",
    ]


def test_a_question_inside_a_quote_keeps_its_speaker() -> None:
    text = '"Where is he?" Kovalenko asked. Nobody answered.'
    assert sentences(text) == ['"Where is he?" Kovalenko asked.', "Nobody answered."]


def test_a_statement_after_a_quote_is_a_sentence_of_its_own() -> None:
    text = '"They build prisons there." He added that laws support it.'
    assert sentences(text) == ['"They build prisons there."', "He added that laws support it."]


def test_an_ellipsis_before_a_small_letter_goes_on() -> None:
    assert len(sentences("They spoke of balance ... and of equal rights.")) == 1


def test_a_date_alone_belongs_to_the_sentence_before_it() -> None:
    text = "Volunteers sort letters in a hall in Odesa. September 22, 2025."
    assert sentences(text) == [text]


@given(st.text(max_size=300))
def test_spans_are_ordered_and_inside_any_text(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end <= len(text)
        position = end


@given(st.text(max_size=300))
def test_no_visible_character_falls_between_sentences(text: str) -> None:
    covered: set[int] = set()
    for start, end in split_sentences(text):
        covered.update(range(start, end))
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
