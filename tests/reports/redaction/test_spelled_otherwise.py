"""Names as typewriters, page readers and other alphabets spell them. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.reports.redaction.persons.spelled_otherwise import (
    slavic_patronymics,
    spellings,
    turkic_patronymics,
)
from tests.reports.redaction.named import redacted

_LIKE_LATIN = str.maketrans("АВСЕНІКМОРТХасеіорх", "ABCEHIKMOPTXaceiopx")


@given(
    st.sampled_from(["Дем’яненчук", "Хом’яков", "Лук’янчик", "Солов’їнка", "Прокоп’єчко"]),
    st.sampled_from('"“”„*'),
)
def test_a_typewriter_has_other_signs_for_an_apostrophe(name: str, sign: str) -> None:
    assert redacted(f"Іван {name}", f"so {name.replace('’', sign)}, 2023") == "so Person A, 2023"


@given(
    st.sampled_from(["Тарас Сорока", "Ірина Торохата", "Карен Москате"]), st.booleans(), st.data()
)
def test_cyrillic_words_in_latin_letters_that_look_alike_are_found(
    name: str, capitals: bool, data: st.DataObject
) -> None:
    surname = name.split()[1].upper() if capitals else name.split()[1]
    alike = data.draw(st.sets(st.integers(0, len(surname) - 1)))
    written = "".join(
        letter.translate(_LIKE_LATIN) if place in alike else letter
        for place, letter in enumerate(surname)
    )
    assert redacted(name, f"so {written}, 2023") == "so Person A, 2023"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Осман Ариф-огли Меметшаєв", "Осман Арифович Меметшаєв|Осман Ариф огли Меметшаєв"),
        ("Осман Арифович Меметшаєв", "Осман Ариф-огли Меметшаєв|Osman Arif ogly Memetshaiev"),
        ("Зарема Сервер кизи Аблякн", "Зарема Серверівна Аблякн|Зарема Сервер-кызы Аблякн"),
        ("Зарема Серверівна Аблякн", "Зарема Сервер кизи Аблякн|Зарема Серверовна Аблякн"),
        ("Тимур Бекзат оглы Наримдов", "Наримдов Тимур Бекзатович|Тимур Бекзатович"),
    ],
)  # fmt: skip
def test_turkic_and_slavic_patronymics_of_one_father_are_one(asked: str, written: str) -> None:
    for each in written.split("|"):
        assert redacted(asked, f"so {each}, 2023") == "so Person A, 2023"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Anna Müllerbach", "Muellerbach Mullerbach MUELLERBACH Мюллербах"),
        ("Anna Muellerbach", "Müllerbach"),
        ("Karl Schöllhammer", "Schoellhammer Schollhammer Шельхаммер Шёльхаммера"),
        ("Karl Weisskopf", "Вайскопф Вейскопф Вайскопфа"),
        ("Карл Вайскопф", "Weisskopf Вейскопф"),
        ("Іван Щокін", "Щекин Щёкин Щёкина"),
        ("Иван Щекин", "Щокін Щокіна"),
        ("Іван Жовтобрюх", "Желтобрюх Желтобрюха"),
        ("Иван Желтобрюх", "Жовтобрюх Жовтобрюхом"),
    ],
)
def test_what_is_spelt_otherwise_by_rule_is_found(asked: str, written: str) -> None:
    for each in written.split():
        assert redacted(asked, f"so {each}, 2023") == "so Person A, 2023"


@given(st.text(max_size=30))
def test_a_name_is_the_first_of_its_spellings(name: str) -> None:
    assert spellings(name)[0] == name
    assert len(set(spellings(name))) == len(spellings(name))


@given(st.text(max_size=30))
def test_what_has_no_ending_of_a_patronymic_has_no_other(name: str) -> None:
    assert not slavic_patronymics(name) or turkic_patronymics(name)
