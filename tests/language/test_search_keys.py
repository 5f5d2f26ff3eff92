"""The keys of words: all names are invented, or of towns."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import (
    SearchWay,
    keys_of,
    printed_words,
    wanted_beginnings,
    wanted_keys,
    wanted_stems,
    word_texts,
)
from habeas.language.search_keys import LONGEST_KEY

EXACT, FOLDED, ALL = SearchWay


def finds(asked: str, printed: str, way: SearchWay) -> bool:
    return bool(set(wanted_keys(asked, way)) & set(keys_of(printed, way)))


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("Чернігів", "Чернігова"),
        ("Чернігові", "Чернігів"),
        ("Київ", "Києва"),
        ("Чернигов", "Чернигове"),
        ("Кравець", "Кравця"),
        ("Вельминський", "Вельминського"),
        ("Вельмін", "Вельміном"),
        ("Шевелькові", "Шевелько"),
        ("Юрій", "Юрія"),
        ("солдат", "солдатів"),
        ("солдат", "солдатов"),
        ("тюрма", "тюрмами"),
        ("колония", "колонией"),
        ("в'язень", "в’язня"),
        ("п'ять", "пʼять"),
        ("Королёв", "Королев"),
        ("Ківшарїв", "Ківшарів"),
        ("prison", "prisons"),
        ("O'Verin", "O’Verin"),
        ("Café", "cafe"),
    ],
)
def test_folded_finds_other_spellings_and_forms(asked: str, printed: str) -> None:
    assert finds(asked, printed, FOLDED)
    assert not finds(asked, printed, EXACT)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("Чернігів", "Черкаси"),
        ("Орлов", "орел"),
        ("Вельмін", "Вельмар"),
        ("prison", "prism"),
        ("Kravets", "Кравець"),
    ],
)
def test_folded_does_not_find_other_words(asked: str, printed: str) -> None:
    assert not finds(asked, printed, FOLDED)


@pytest.mark.parametrize(
    "names",
    [
        ["Чернігів", "Чернігова", "Чернигов", "Chernihiv", "Chernigov", "Tschernihiw"],
        ["Київ", "Києва", "Киев", "Kyiv", "Kiev"],
        ["Кравець", "Кравця", "Kravets"],
        ["Вельминський", "Вельминського", "Velmynskyi", "Velminsky", "Вельминский"],
        ["Щербань", "Щербаня", "Shcherban", "Schtscherban"],
        ["Харків", "Kharkiv", "Charkiw", "Харьков"],
    ],
)
def test_in_all_scripts_each_spelling_of_a_name_finds_every_other(names: list[str]) -> None:
    missed = [(one, other) for one in names for other in names if not finds(one, other, ALL)]
    assert missed == []


@pytest.mark.parametrize("way", SearchWay)
def test_the_beginning_of_a_word_finds_it_wherever_it_is_broken_off(way: SearchWay) -> None:
    word = "Вельминського" if way is not EXACT else "вельминського"
    for size in range(2, len(word) + 1):
        begun = word[:size]
        keys = keys_of(word, way)
        whole = {*wanted_keys(begun, way), *wanted_stems(begun, way)}
        beginnings = wanted_beginnings(begun, way)
        assert any(key in whole or key.startswith(beginnings) for key in keys), begun


def test_words_are_letters_and_digits_with_what_belongs_inside() -> None:
    text = "Івано-Франківськ: об’єкт №5 «В'язні»; й\u0306 snake_case 12.05"
    assert word_texts(text) == [
        *("Івано", "Франківськ", "об’єкт", "5", "В'язні"),
        *("й\u0306", "snake", "case", "12", "05"),
    ]


@given(st.text())
def test_spans_of_words_hold_their_letters(text: str) -> None:
    words = list(printed_words(text))
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.text for word in words] == word_texts(text)


@given(st.text(), st.sampled_from(SearchWay))
def test_every_word_has_short_keys_that_are_one_word_and_finds_itself(
    text: str, way: SearchWay
) -> None:
    for word in word_texts(text):
        keys = keys_of(word, way)
        assert all(0 < len(key) <= LONGEST_KEY for key in keys)
        assert all(key == key.casefold() and not set(key) & set(' "*()\t\n\x00') for key in keys)
        assert keys[0] in wanted_keys(word, way)


def test_keys_have_not_changed_since_the_format_of_cases_was_given() -> None:
    """An index is made with them: who changes them adds a format, whose upgrade fills it anew."""
    words = "Чернігова солдатів Вельминського В'язні Королёвой Tschernihiw prisoners' café 12 ß ½"
    keys = [keys_of(word, way) for word in words.split() for way in SearchWay]
    digest = hashlib.sha256(repr(keys).encode()).hexdigest()
    assert digest[:16] == "849baee4c7319ba8"
