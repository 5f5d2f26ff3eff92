"""Finding quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.quotes import find_quotes


def quotes(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in find_quotes(text)]


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“", "„”"])
def test_each_pair_of_marks_makes_a_quote(marks: str) -> None:
    text = f"He said: {marks[0]}they were beaten{marks[1]} and left."
    assert quotes(text) == [f"{marks[0]}they were beaten{marks[1]}"]


def test_straight_marks_are_told_apart_by_what_touches_them() -> None:
    assert quotes('"One," he said, "two."') == ['"One,"', '"two."']


def test_an_open_quote_runs_to_the_end_of_its_block() -> None:
    found = find_quotes('"They came at dawn. They took him.')
    assert len(found) == 1
    assert not found[0].closed


def test_an_apostrophe_is_no_quote() -> None:
    assert quotes("Russia’s prisons and the guards' dogs") == []


@given(st.text(alphabet='ab "“”«»„ .,', max_size=80))
def test_quotes_never_overlap(text: str) -> None:
    position = 0
    for quote in find_quotes(text):
        assert position <= quote.start < quote.end <= len(text)
        position = quote.end


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'They beat us,' she said.", ["'They beat us,'"]),
        ("‘The guards’ room was locked,’ he said.", ["‘The guards’ room was locked,’"]),
        ("The prisoners' rights were ignored in the '90s.", []),
        ("It wasn't closed, and it isn't open.", []),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(text: str, quoted: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == quoted
