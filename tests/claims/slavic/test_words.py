"""Words in cases: stems, nominatives, genitives, the lines that name a witness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.slavic.genitives import genitive_name
from habeas.claims.slavic.nationalities import nationality
from habeas.claims.slavic.person_names import full_nominative, is_form_of
from habeas.claims.slavic.stems import sounds_official, speaks_for_others, stem
from habeas.claims.slavic.witness_lines import witness_line


@pytest.mark.parametrize(
    ("one", "other"),
    [("колонии", "колония"), ("адміністрації", "адміністрація"), ("начальника", "начальник")],
)
def test_cases_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@given(st.text(alphabet="абвгдежиклмнопрстуя", min_size=1, max_size=12))
def test_a_stem_begins_its_word_and_is_never_empty(word: str) -> None:
    assert stem(word)
    assert word.startswith(stem(word))


@pytest.mark.parametrize(
    ("role", "language", "official"),
    [
        ("начальник колонии", "ru", True),
        ("речниця окупаційної адміністрації", "uk", True),
        ("координатор проекта", "ru", False),
        ("начальник экспедиции", "ru", False),
    ],
)
def test_an_office_is_official_where_what_it_heads_is(
    role: str, language: str, official: bool
) -> None:
    assert sounds_official(role.split(), language) is official


def test_relatives_and_lawyers_do_not_answer_for_the_state() -> None:
    assert speaks_for_others("мать военнослужащего".split(), "ru")
    assert speaks_for_others("адвокатка родин".split(), "uk")


def test_a_nationality_is_known_in_every_case() -> None:
    assert nationality("українських", "uk") == "UA"
    assert nationality("российскими", "ru") == "RU"
    assert nationality("каменными", "ru") is None


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Зоя Гусева", "Зои Гусевой"),
        ("Данило Гусаченко", "Данила Гусаченка"),
        ("Ірина Гусаковська", "Ірини Гусаковської"),
        ("Олег Гусев", "Олега Гусева"),
    ],
)
def test_an_owner_stands_in_the_genitive(name: str, genitive: str) -> None:
    assert genitive_name(name) == genitive


def test_case_forms_of_a_surname_are_known() -> None:
    assert is_form_of("Гусаченка", "Гусаченко")
    assert is_form_of("Гусевой", "Гусева")
    assert not is_form_of("Гусев", "Воробьёв")
    assert full_nominative("Олегом Гусевым", "ru") == "Олег Гусев"


@pytest.mark.parametrize(
    ("head", "language", "name"),
    [
        ("Рассказывает: Раиса Гусева (имя изменено), 52 года", "ru", "Раиса Гусева"),
        ("Свідок: Мирон Гусак (ім'я змінено), 37 років", "uk", "Мирон Гусак"),
        ("Свидетельство Олега Гусева", "ru", "Олег Гусев"),
        ("Мене звати Мирон Гусак, я тракторист.", "uk", "Мирон Гусак"),
        ("В колонии умер заключённый", "ru", None),
    ],
)
def test_a_testimony_says_whose_it_is(head: str, language: str, name: str | None) -> None:
    assert witness_line(head, "Записала Анна Лось", language).name == name


def test_the_recorder_stands_at_the_foot() -> None:
    assert witness_line("", "Записала Анна Лось", "ru").recorder == "Анна Лось"
