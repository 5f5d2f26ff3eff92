"""Names that are also months, weekdays, towns or pseudonyms. All persons are invented."""

from __future__ import annotations

import pytest

from tests.reports.redaction.named import hider_of, redacted


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Олег Січень", "Його взяли 5 січня 2023 року."),
        ("Ігор Жовтень", "Суд був 12 жовтня; у жовтні холодно."),
        ("Олег Май", "Май 2022 і май 2023"),
        ("Олег Травень", "Травень 2022"),
        ("Олег Середа", "Його взяли у середу, а в неділю відпустили."),
        ("Paul March", "On 3 March 2022 and March 2023 they came."),
        ("Paul March", "They came in March, and last March."),
        ("Іван Київський", "Там київський суд."),
    ],
)
def test_a_date_and_an_adjective_in_small_letters_stay(asked: str, text: str) -> None:
    assert redacted(asked, text) == text


@pytest.mark.parametrize(
    ("asked", "text", "left"),
    [
        ("Олег Січень", "Бив Січень, тоді пішов.", "Бив Person A, тоді пішов."),
        ("Олег Май", "Бив Май Олег 2 рази.", "Бив Person A 2 рази."),
        ("Олег Середа", "Бив Середа.", "Бив Person A."),
        ("Олег Середа", "Середа, 12.10.1984 р.н.", "[redacted], 12.10.1984 р.н."),
        ("Олег Полтава", "Жив у Полтаві.", "Жив у [redacted]."),
        ("Олег Полтава", "Бив Полтава О., тоді пішов.", "Бив Person A, тоді пішов."),
        ("Олег Полтава", "Полтава", "Person A"),
        ("Іван Київський", "Це Київський район.", "Це [redacted] район."),
        ("Іван Київський", "Бив Іван Київський.", "Бив Person A."),
        ("Anna March", "The March of the living.", "The [redacted] of the living."),
        ("Jack London", "It was in London.", "It was in [redacted]."),
        ("Jack London", "Then Jack London fell.", "Then Person A fell."),
        ("Глеб Смоленский", "Смоленский суд", "[redacted] суд"),
    ],
)
def test_what_may_be_a_town_is_taken_out_and_said_of_nobody(
    asked: str, text: str, left: str
) -> None:
    assert redacted(asked, text) == left


@pytest.mark.parametrize(
    "surname", ["Зимородько", "Мельник", "Орлов", "Коваль", "Сорока", "Tolvan"]
)
def test_a_surname_with_a_small_namesake_on_the_map_still_tells_the_person(surname: str) -> None:
    assert redacted(f"Марта {surname}", f"so {surname} said") == "so Person A said"


@pytest.mark.parametrize("name", ["Lee", "Kim", "Cox"])
def test_what_a_source_writes_like_a_pseudonym_may_be_a_name(name: str) -> None:
    one = hider_of(f"Ivan {name}")
    once = one.hidden(f"There Person {name.upper()} was beaten.")
    assert name.upper() not in once
    assert one.hidden(once) == once
