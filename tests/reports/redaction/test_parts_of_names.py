"""What stands beside a redacted surname goes with it, unless it is known to be another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.redaction.named import hider_of, redacted

_PERSONS = st.sampled_from(
    [
        ("Тарас", "Гнатович", "Зимородько"),
        ("Олена", "Петрівна", "Дреничук"),
        ("Глеб", "Игнатович", "Мурзалов"),
        ("Olena", "Petrivna", "Hretanivska"),
    ]
)


@given(_PERSONS, st.integers(0, 2), st.booleans())
def test_what_nobody_told_of_a_person_contradicts_nothing(
    person: tuple[str, str, str], told: int, surname_first: bool
) -> None:
    first, father, surname = person
    asked = [surname, f"{first[0]}. {surname}", f"{first} {surname}"][told]
    initials = f"{first[0]}. {father[0]}."
    for names in (initials, f"{first} {father}", initials.replace(" ", "")):
        written = f"{surname} {names}" if surname_first else f"{names} {surname}"
        assert redacted(asked, f"so {written}, 2023") == "so Person A, 2023"


@given(_PERSONS, st.booleans())
def test_what_contradicts_what_is_known_makes_another(
    person: tuple[str, str, str], known: bool
) -> None:
    first, father, surname = person
    asked = f"{first} {father} {surname}" if known else f"{first} {surname}"
    for other in ("Богдан", "Ю."):
        assert redacted(asked, f"so {other} {surname} came") == f"so {other} [redacted] came"
    left = redacted(asked, f"so Богдан Іванович {surname} came")
    assert left == "so Богдан Іванович [redacted] came"


def test_another_patronymic_is_another_person_and_leaves_nothing_of_the_name() -> None:
    asked = "Тарас Гнатович Зимородько"
    assert redacted(asked, "бив Тарас Іванович Зимородько") == "бив [redacted]"
    assert redacted(asked, "бив Зимородько Тарас Іванович,") == "бив [redacted],"


def test_several_with_a_surname_that_was_asked_for_alone_are_not_taken_for_one() -> None:
    text = "Зимородько Тарас і Зимородько Оксана"
    assert redacted("Зимородько", text) == "[redacted] і [redacted]"


@pytest.mark.parametrize(
    ("asked", "text", "left"),
    [
        ("Тарас Зимородько", "Зимородько Т., О. Коваль", "Person A, О. Коваль"),
        ("Тарас Зимородько", "Зимородько Тарас, Олена Коваль", "Person A, Олена Коваль"),
        ("Зимородько", "Зимородько, О. Коваль", "Person A, О. Коваль"),
        ("Зимородько", "Коваль О. П., Зимородько Т. Г.", "Коваль О. П., Person A."),
        ("Зимородько", "Коваль О.П.\nЗимородько Т.Г.", "Коваль О.П.\nPerson A."),
        ("Зимородько", "Після Зимородька Марія пішла", "Після [redacted] Марія пішла"),
        ("Зимородько", "бачив Олег Зимородька", "бачив Олег [redacted]"),
        ("Зимородько", "сказав Зимородько Олені", "сказав [redacted] Олені"),
        ("Зимородько", "За Зимородьком Іван Коваль", "За [redacted] Іван Коваль"),
        ("Зимородько", "без Олени Зимородько", "без Person A"),
        ("Зимородько", "без Тараса Зимородька", "без Person A"),
        ("Тарас Зимородько", "Петро\nЗимородько", "Петро\n[redacted]"),
        ("Т. Зимородько", "Оксана Зимородько", "Оксана [redacted]"),
        ("Т. Зимородько", "Там Зимородько", "Там Person A"),
        ("Mira Tolvan", "Then Mira Jane Tolvan fell", "Then Person A fell"),
        ("Mira Tolvan", "Then J. Tolvan fell", "Then J. [redacted] fell"),
    ],
)
def test_names_beside_stay_with_whom_they_belong_to(asked: str, text: str, left: str) -> None:
    assert redacted(asked, text) == left


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Анна-Марія Левчинська", "А.-М. Левчинська|Анна Левчинська|Левчинська А.М."),
        ("Jean-Luc Moreaux", "J.-L. Moreaux|Jean Moreaux|J. L. Moreaux|Jean-Luc Moreaux"),
        ("Анна-Мария Торсунова", "А.-М. Торсунова|Торсунова Анна|Торсуновой А.-М."),
    ],
)  # fmt: skip
def test_each_half_of_a_double_given_name_is_known(asked: str, written: str) -> None:
    for each in written.split("|"):
        assert redacted(asked, f"so {each}, 2023") in ("so Person A, 2023", "so Person A., 2023")


def test_half_of_a_double_given_name_tells_nobody_alone() -> None:
    text = "Anna said so; and Maria, in der Stadt."
    assert redacted("Anna-Maria von der Loeff", text) == text


@pytest.mark.parametrize(
    "written", ["Anna-Maria von der Loeff", "A.-M. von der Loeff", "von der Loeff"]
)
def test_the_small_words_of_a_surname_go_with_it(written: str) -> None:
    assert redacted("Anna-Maria von der Loeff", f"so {written} said") == "so Person A said"
    assert redacted("Anna-Maria von der Loeff", "von der Leyen said") == "von der Leyen said"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("бив Т.Г.З. Зимородько сам", "бив Person A сам"),
        ("бив З.Т.Г. Зимородько сам", "бив Person A сам"),
        ("бив З. Зимородько сам", "бив З. [redacted] сам"),
        ("бив Зимородько (Т. Г.) сам", "бив Person A (Person A) сам"),
        ("бив Зимородько\tТ. Г.\tсам", "бив Person A\tPerson A\tсам"),
        ("бив\tТ. Г.\tЗимородько", "бив\tPerson A.\tPerson A"),
        ("бив Зимородько\nТ. Г., сам", "бив Person A\nPerson A, сам"),
        ("бив Т. «Лис» Зимородько сам", "бив Person A сам"),
        ("бив Тарас «Чорний Лис» Зимородько сам", "бив Person A сам"),
        ("бив Зимородько (П. М.) сам", "бив Person A (П. М.) сам"),
        ("бив Зимородько\nТ. Г. Коваль", "бив Person A\nТ. Г. Коваль"),
    ],
)
def test_initials_near_the_surname_go_with_it(written: str, left: str) -> None:
    assert redacted("Тарас Гнатович Зимородько", written) == left


def test_initials_behind_a_full_stop_are_taken_whole() -> None:
    left = redacted("Тарас Гнатович Зимородько", "бив Зимородько. Т. Г. З. сам")
    assert left.count("Person A") == 2
    assert "Т." not in left


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Mira Tolvan", "Mira Tolvan-Smith"),
        ("Mira Tolvan", "Smith-Tolvan"),
        ("Тарас Зимородько", "Лис-Зимородько"),
        ("Тарас Зимородько", "Т. Зимородько-Лис"),
    ],
)
def test_the_other_half_of_a_double_surname_goes_with_it(asked: str, written: str) -> None:
    assert redacted(asked, f"so {written} said") == "so Person A said"


@pytest.mark.parametrize(
    ("asked", "written", "left"),
    [
        ("Тарас Гнатович Зимородько", "Олег Гнатович Зимородько", "Олег [redacted]"),
        ("Тарас Гнатович Зимородько", "О. Г. Зимородько", "О. [redacted]"),
        ("Тарас Гнатович Зимородько", "Зимородько Т. П. сам", "[redacted] сам"),
        ("Т. Г. Зимородько", "Олег Гнатович Зимородько", "Олег [redacted]"),
        ("Тарас Зимородько-Лис", "Олег Зимородько-Лис", "Олег [redacted]"),
        ("Mira Tolvan", "K. M. Tolvan", "K. [redacted]"),
    ],
)
def test_who_shares_surname_and_patronymic_is_another(asked: str, written: str, left: str) -> None:
    assert redacted(asked, f"so {written}") == f"so {left}"


def test_of_a_couple_with_one_surname_initials_tell_which_is_meant() -> None:
    one = hider_of("Тарас Зимородько", "Олена Зимородько")
    written = "Т. Г. Зимородько, О. Зимородько; Зимородько"
    assert one.hidden(written) == "Person A, Person B; Person A or Person B"


@pytest.mark.parametrize("title", ["Mr.", "Dr.", "Ms."])
def test_a_short_title_is_no_initial(title: str) -> None:
    assert redacted("Mira Dorv Tolvan", f"so {title} Tolvan said") == f"so {title} Person A said"


def test_middle_initials_and_names_go_with_the_name() -> None:
    for written in ("Mira A. B. Tolvan", "Mira-Jane Tolvan", "Mira (Mimi) Tolvan"):
        assert redacted("Mira Tolvan", f"so {written} said") == "so Person A said"


def test_initials_broken_over_a_line_go_with_the_surname() -> None:
    left = redacted("Тарас Гнатович Зимородько", "бив Зимородько Т.\nГ. сам")
    assert left == "бив Person A.\nPerson A сам"
