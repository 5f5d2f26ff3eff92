"""Names and nouns tell a gender where their language does, and nothing where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import Gender, gender_of, role_gender
from habeas.language.names.given_names import full_spellings
from habeas.language.scripts import fold
from habeas.language.table import rows

# Invented persons all of them; only the given names and endings matter.


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Oleksandra", Gender.FEMALE),
        ("Oleksandr", Gender.MALE),
        ("Tatsiana Example", Gender.FEMALE),
        ("Євген", Gender.MALE),
        ("Юлія", Gender.FEMALE),
        ("Aishat", Gender.FEMALE),
        ("Zelimkhan", Gender.MALE),
        ("Aigerim", Gender.FEMALE),
        ("Margaret", Gender.FEMALE),
        ("Sasha", Gender.EITHER),
        ("Robin Example", Gender.EITHER),
    ],
)
def test_a_given_name_tells(name: str, gender: Gender) -> None:
    assert gender_of(name) is gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Oleksij", Gender.MALE),
        ("Jewhen", Gender.MALE),
        ("Ûlìâ", Gender.FEMALE),
        ("Viktoriia", Gender.FEMALE),
        ("Mykhajlo", Gender.MALE),
    ],
)
def test_another_romanisation_of_a_given_name_tells_as_well(name: str, gender: Gender) -> None:
    assert gender_of(name) is gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("A. Vyhadanova", Gender.FEMALE),
        ("A. Vyhadanov", Gender.MALE),
        ("V.V. Vyhadana-Sakska", Gender.FEMALE),
        ("Qwert Petrivna Vyhadana", Gender.FEMALE),
        ("Qwert Petrovych Vyhadanyi", Gender.MALE),
        ("Sasha Vyhadanova", Gender.FEMALE),
    ],
)
def test_where_the_given_name_is_silent_patronymic_or_surname_may_tell(
    name: str, gender: Gender
) -> None:
    assert gender_of(name) is gender


@pytest.mark.parametrize("name", ["", "Qwert", "A. Kuts", "J. Smith", "1234", "..."])
def test_a_name_that_tells_nothing_gives_nothing(name: str) -> None:
    assert gender_of(name) is None


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("wife", Gender.FEMALE),
        ("wives", Gender.FEMALE),
        ("Spokeswoman", Gender.FEMALE),
        ("servicewomen", Gender.FEMALE),
        ("brothers", Gender.MALE),
        ("Mr.", Gender.MALE),
        ("spokesman", Gender.MALE),
        ("spouse", Gender.EITHER),
    ],
)
def test_a_noun_for_a_person_tells(noun: str, gender: Gender) -> None:
    assert role_gender(noun) is gender


@pytest.mark.parametrize("noun", ["lawyer", "prisoner", "soldier", "", "human", "police"])
def test_a_noun_for_anyone_tells_nothing(noun: str) -> None:
    assert role_gender(noun) is None


def test_a_name_is_listed_once() -> None:
    names = [row["name"] for row in rows("given_names.tsv")]
    assert len(names) == len(set(names))
    assert len(names) > 1000


def test_the_table_does_not_repeat_what_the_lexicon_of_names_tells() -> None:
    told: dict[str, set[str]] = {}
    for spelling, sex in full_spellings(3):
        told.setdefault(spelling, set()).add(sex)
    repeated = [
        row["name"]
        for row in rows("given_names.tsv")
        if told.get(fold(row["name"])) == {row["gender"]}
    ]
    assert repeated == []


def test_names_of_the_lexicon_tell_as_those_of_the_table() -> None:
    assert gender_of("Zelimkhan") is gender_of("Зелімхан") is Gender.MALE
    assert gender_of("Kateryna") is gender_of("Катерина") is Gender.FEMALE


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert gender_of(text) in {*Gender, None}
    assert role_gender(text) in {*Gender, None}
