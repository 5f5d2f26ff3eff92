"""Who is named, across scripts and cases; the people are invented."""

from __future__ import annotations

import pytest

from habeas.claims.events.named import Kind, Named, named, passes_on, same_person, state_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mira Brenko, a nurse", Named(Kind.PERSON, "Mira Brenko")),
        ("Міра Бренко", Named(Kind.PERSON, "Міра Бренко")),
        ("captives", None),
        ("rights advocates", None),
        ("the soldier's wife", None),
        ("жена военного", None),
        ("Norwegian soldiers", Named(Kind.STATE, "NO")),
        ("Норвегия", Named(Kind.STATE, "NO")),
        (None, None),
        ("", None),
    ],
)
def test_what_words_name(words: str | None, expected: Named | None) -> None:
    assert named(words) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Taras Velmin", "Тараса Вельміна", True),
        ("Taras Velmin", "Тарасом Вельминым", True),
        ("Taras Velmin", "Oleh Velmin", False),
        ("Taras Velmin", "Taras Brenko", False),
        ("Taras Velmin", "Velmin", None),
        ("T. Velmin", "Taras Velmin", None),
        ("O. Velmin", "Taras Velmin", False),
    ],
)
def test_whether_two_names_are_one_persons(one: str, other: str, same: bool | None) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_whose_organ_or_people_acts() -> None:
    assert state_of("Norwegian soldiers") == "NO"
    assert state_of("guards") is None


@pytest.mark.parametrize(
    ("role", "relays"),
    [
        ("wife of a prisoner", True),
        ("the family's lawyer", True),
        ("жена пленного", True),
        ("дружина полоненого", True),
        ("nurse", False),
        ("бывший пленный", False),
        (None, False),
    ],
)
def test_who_passes_on_what_another_went_through(role: str | None, relays: bool) -> None:
    assert passes_on(role) is relays
