"""Number words have the value that English gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language.numbers.words import number_words, value_of


def in_words(number: int) -> str:
    """An English number below a million, written out by the rules of the language."""
    known = number_words("en")
    units = {int(value): word for word, value in known.units.items()}
    tens = {int(value): word for word, value in known.tens.items()}
    if number < 20:
        return units[number]
    if number < 100:
        ten, rest = tens[number - number % 10], number % 10
        return f"{ten}-{units[rest]}" if rest else ten
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            tail = f" and {in_words(rest)}" if 0 < rest < 100 else f" {in_words(rest)}"
            return f"{in_words(number // size)} {name}{tail if rest else ''}"
    raise ValueError(number)


@given(st.integers(0, 999_999))
def test_a_number_written_out_is_read_back(number: int) -> None:
    assert value_of(in_words(number)) == number


@pytest.mark.parametrize("text", ["", "and", "many", "first", "one potato", "a", "of"])
def test_other_words_have_no_value(text: str) -> None:
    assert value_of(text) is None


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    value = value_of(text)
    assert value is None or value >= 0
