"""Names brought to the nominative: token by token, and as a whole whose parts agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language.names.nominative import (
    masculine,
    nominative,
    nominative_name,
    nominative_names,
    nominatives,
)

# Invented persons all of them.


@pytest.mark.parametrize(
    ("language", "printed", "base"),
    [
        ("uk", "Гнатюка Андрія Івановича", "Гнатюк Андрій Іванович"),
        ("uk", "Бойку Сергію Миколайовичу", "Бойко Сергій Миколайович"),
        ("uk", "Ткаченком Павлом Ілліч", "Ткаченко Павло Ілліч"),
        ("uk", "Кравця Льва Яковича", "Кравець Лев Якович"),
        ("uk", "Зайця Федора Юрійовича", "Заєць Федір Юрійович"),
        ("uk", "Коваля Ігоря Петровича", "Коваль Ігор Петрович"),
        ("uk", "Бондаря Якова Лук'яновича", "Бондар Яків Лук'янович"),
        ("uk", "Бабія Миколи Васильовича", "Бабій Микола Васильович"),
        ("uk", "Ковальського Юрія Андрійовича", "Ковальський Юрій Андрійович"),
        ("uk", "Білої Олени Петрівни", "Біла Олена Петрівна"),
        ("uk", "Сороці Ользі Іванівні", "Сорока Ольга Іванівна"),
        ("uk", "Гнатюк Марії Степанівни", "Гнатюк Марія Степанівна"),
        ("uk", "Петрова Олега Івановича", "Петров Олег Іванович"),
        ("ru", "Иванова Сергея Петровича", "Иванов Сергей Петрович"),
        ("ru", "Кравца Льва Ильича", "Кравец Лев Ильич"),
        ("ru", "Черных Павлу Ильичу", "Черных Павел Ильич"),
        ("ru", "Коваленко Дмитрием Юрьевичем", "Коваленко Дмитрий Юрьевич"),
        ("ru", "Ковальской Елены Сергеевны", "Ковальская Елена Сергеевна"),
        ("ru", "Ковальчук Любови Игоревны", "Ковальчук Любовь Игоревна"),
        ("ru", "Соловьёвым Ильёй Никитичем", "Соловьёв Илья Никитич"),
        ("ru", "Берии Ираклия Шалвовича", "Берия Ираклий Шалвович"),
        ("be", "Шыманскага Аляксандра Міхайлавіча", "Шыманскі Аляксандр Міхайлавіч"),
    ],
)
def test_a_whole_name_is_brought_to_the_nominative(language: str, printed: str, base: str) -> None:
    surname, given_name, patronymic = printed.split()
    found = nominative_name(surname, given_name, patronymic, language)
    assert found[:3] == tuple(base.split())


@pytest.mark.parametrize("surname", ["Ковальова", "Сорока", "Береза", "Лобода", "Гнатюк", "Мала"])
@pytest.mark.parametrize("given_name", ["Олена Петрівна", "Іван Петрович"])
def test_a_name_in_the_nominative_stays(surname: str, given_name: str) -> None:
    first, father = given_name.split()
    assert nominative_name(surname, first, father, "uk")[:3] == (surname, first, father)


def test_given_name_and_patronymic_decide_what_the_surname_leaves_open() -> None:
    woman = nominative_name("Ковальова", "Олександра", "Петрівна", "uk")
    man = nominative_name("Ковальова", "Олександра", "Петровича", "uk")
    assert (woman.surname, woman.sex, woman.case) == ("Ковальова", "female", "nominative")
    assert (man.surname, man.given, man.sex) == ("Ковальов", "Олександр", "male")
    accusative = nominative_name("Сороку", "Івана", "Івановича", "uk")
    dative = nominative_name("Сороку", "Івану", "Івановичу", "uk")
    assert (accusative.surname, accusative.case) == ("Сорока", "accusative")
    assert (dative.surname, dative.case) == ("Сорок", "dative")


def test_initials_and_missing_parts_stay_as_they_are() -> None:
    assert nominative_name("Гнатюка", "А.", "І.", "uk")[:3] == ("Гнатюк", "А.", "І.")
    assert nominative_name("Гнатюка", "", "", "uk").surname == "Гнатюк"
    assert nominative_name("", "", "")[:3] == ("", "", "")


def test_capitals_hyphens_and_apostrophes_are_kept() -> None:
    assert nominative("КОВАЛЬСЬКОГО", "surname", "uk") == "КОВАЛЬСЬКИЙ"
    assert nominative("Нечуя-Левицького", "surname", "uk") == "Нечуй-Левицький"
    assert nominative("Дем’яна", "given", "uk") == "Дем’ян"
    assert nominative("гнатюка", "surname", "uk") == "гнатюк"


def test_the_language_is_found_where_it_is_not_told() -> None:
    assert nominative_name("Гнатюка", "Сергія", "", None).language == "uk"
    assert nominative_name("Соловьёва", "Сергея", "", None).language == "ru"
    assert nominative_name("Ткаченко", "Василием", "", "uk").given == "Василий"


def test_the_sex_may_be_told() -> None:
    assert nominative("Ковальова", "surname", "uk") == "Ковальова"
    assert nominative("Ковальова", "surname", "uk", "female") == "Ковальова"
    assert nominative("Ковальова", "surname", "uk", "male") == "Ковальов"


def test_latin_stays() -> None:
    assert nominative("Hnatiuka", "surname", "uk") == "Hnatiuka"
    assert nominative_name("Hnatiuk", "Andrii", "", None)[:2] == ("Hnatiuk", "Andrii")


def test_an_unknown_part_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="nickname"):
        nominative("Гнатюка", "nickname", "uk")


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("Ковальська", "Ковальський"),
        ("Чорна", "Чорний"),
        ("Ковальова", "Ковальов"),
        ("Иванова", "Иванов"),
        ("Белая", "Белый"),
        ("Петрова-Белая", "Петров-Белый"),
        ("ИВАНОВА", "ИВАНОВ"),
        ("Kovalska", "Kovalski"),
        ("Ivanova", "Ivanov"),
    ],
)
def test_a_womans_surname_meets_her_brothers(woman: str, man: str) -> None:
    assert masculine(woman) == man
    assert masculine(man) == man


@pytest.mark.parametrize("surname", "Сорока Лобода Гнатюк Шевченко Берія Калина Melnyk".split())
def test_a_surname_that_both_bear_stays(surname: str) -> None:
    assert masculine(surname) == surname


def test_many_are_read_as_one_by_one() -> None:
    assert nominatives(
        ["Гнатюка", "Олени", "Іванівни"], ["surname", "given", "patronymic"], ["uk", "uk", None]
    ) == ["Гнатюк", "Олена", "Іванівна"]
    names = nominative_names(["Гнатюка", "Иванова"], ["Андрія", "Ивана"], ["", ""], ["uk", "ru"])
    assert [name.surname for name in names] == ["Гнатюк", "Иванов"]


@given(st.text(), st.text(), st.text(), st.sampled_from(["uk", "ru", "be", None]))
def test_no_text_breaks_it(surname: str, first: str, father: str, language: str | None) -> None:
    found = nominative_name(surname, first, father, language)
    assert all(isinstance(part, str) for part in found)
    assert isinstance(masculine(surname, language), str)


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", min_size=2, max_size=14))
def test_the_beginning_of_a_surname_is_never_touched(surname: str) -> None:
    assert nominative(surname, "surname", "uk")[:1] == surname[:1]
