"""Scripts are told apart, and folding makes keys of names without making other words of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import Script, fold, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Chernihiv", Script.LATIN),
        ("Чернігів", Script.CYRILLIC),
        ("Черniгів", Script.MIXED),
        ("北京", Script.OTHER),
        ("Kyiv 北京", Script.OTHER),
        ("2024-05-23", Script.NONE),
        ("", Script.NONE),
        ("Łódź, 12", Script.LATIN),
    ],
)
def test_the_script_is_that_of_the_letters(text: str, script: Script) -> None:
    assert script_of(text) is script


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ŁÓDŹ", "Lodz"),
        ("Zaporižžja", "ZAPORIZZJA"),
        ("Kam’yanets", "kam'yanets"),
        ("Камʼянське", "кам'янське"),
        ("Nizhny   Novgorod\n", "nizhny novgorod"),
        ("Rostov–on–Don", "rostov-on-don"),
        ("Straße", "strasse"),
    ],
)
def test_case_accents_apostrophes_and_spaces_do_not_tell_names_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Киї", "Кии"), ("Йорк", "Иорк"), ("Орёл", "Орел"), ("ґрати", "грати")]
)
def test_cyrillic_letters_with_marks_stay_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert fold("Киї\u0308в".replace("ї", "і")) == fold("Київ")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_text_has_a_script(text: str) -> None:
    assert isinstance(script_of(text), Script)
