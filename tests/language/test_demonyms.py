"""Demonyms lead to their country or region."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import demonym
from habeas.language.table import rows


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ukrainian", "UA"),
        ("Russians", "RU"),
        ("Tajik", "TJ"),
        ("Chechen", "RU-CE"),
        ("Chechens", "RU-CE"),
        ("Crimean", "UA-43"),
        ("Crimean Tatars", "UA-43"),
        ("FRENCH", "FR"),
        ("Englishmen", "GB"),
        ("Syrian's", "SY"),
        ("Chinese", "CN"),
    ],
)
def test_adjectives_and_nouns_in_either_number_are_known(word: str, code: str) -> None:
    assert demonym(word) == code


@pytest.mark.parametrize("word", ["Ukraine", "table", "", "Korean", "man"])
def test_other_words_and_words_of_two_states_are_not(word: str) -> None:
    assert demonym(word) is None


def test_every_code_is_a_known_country_or_region() -> None:
    countries = {row["code"] for row in rows("countries.tsv")}
    regions = {row["code"] for row in rows("regions.tsv")} | {"US-TX", "US-CA"}
    unknown = {row["code"] for row in rows("demonyms.tsv")} - countries - regions
    assert unknown == set()


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert demonym(text) is None or isinstance(demonym(text), str)
