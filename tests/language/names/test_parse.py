"""Names as printed, taken apart. All full names here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language.names import Part, parse


@pytest.mark.parametrize(
    ("text", "surname", "given_name", "patronymic"),
    [
        ("Гнатюк Остап Петрович", "Гнатюк", "Остап", "Петрович"),
        ("Остап Гнатюк", "Гнатюк", "Остап", ""),
        ("О. П. Гнатюк", "Гнатюк", "О.", "П."),
        ("Гнатюк О.П.", "Гнатюк", "О.", "П."),
        ("Гнатюк ОП", "Гнатюк", "О.", "П."),
        ("ГНАТЮК ОСТАП", "Гнатюк", "Остап", ""),
        ("ГНАТЮК Остап Петрович", "Гнатюк", "Остап", "Петрович"),
        ("Hnatiuk, Ostap", "Hnatiuk", "Ostap", ""),
        ("Ostap P. Hnatiuk", "Hnatiuk", "Ostap", "P."),
        ("Yu. P. Hnatiuk", "Hnatiuk", "Yu.", "P."),
        ("Сейтвелієв Ескендер", "Сейтвелієв", "Ескендер", ""),
        ("Мамедов Рустам Ильяс оглы", "Мамедов", "Рустам", "Ильяс оглы"),
        ("ван дер Берг Ян", "ван дер Берг", "Ян", ""),
        ("Петрович Остап", "Петрович", "Остап", ""),
        ("1. Гнатюк О. П., 1984 р.н.", "Гнатюк", "О.", "П."),
        ("Вовк Р. Н.", "Вовк", "Р.", "Н."),
        ("Гнатюк", "Гнатюк", "", ""),
    ],
)
def test_the_parts_of_a_name(text: str, surname: str, given_name: str, patronymic: str) -> None:
    name = parse(text)
    assert (name.surname, name.given, name.patronymic) == (surname, given_name, patronymic)


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("старший солдат Гнатюк Остап", ("старший", "солдат")),
        ("громадянина Гнатюк Остап", ("громадянина",)),
        ("Sgt. Ostap Hnatiuk", ("Sgt.",)),
        ("ppłk Ostap Hnatiuk", ("ppłk",)),
        ("Oberleutnant Ostap Hnatjuk", ("Oberleutnant",)),
        ("журналістка Гнатюк Остап", ("журналістка",)),
    ],
)
def test_ranks_and_roles_are_no_part_of_the_name(text: str, stripped: tuple[str, ...]) -> None:
    name = parse(text)
    assert name.stripped == stripped
    assert name.given in {"Остап", "Ostap"}


def test_a_surname_that_is_spelt_like_a_rank_stays() -> None:
    assert parse("Сержант О. П.").surname == "Сержант"


@pytest.mark.parametrize(
    ("text", "call_sign", "surname"),
    [
        ("старший солдат Гнатюк О. П. (позивний «Борода»)", "Борода", "Гнатюк"),
        ("Ostap «Boroda» Hnatiuk", "Boroda", "Hnatiuk"),
        ("позывной Борода", "Борода", ""),
        ("call sign 'Boroda'", "Boroda", ""),
    ],
)
def test_a_call_sign_is_told_from_the_name(text: str, call_sign: str, surname: str) -> None:
    name = parse(text)
    assert (name.call_sign, name.surname) == (call_sign, surname)


@pytest.mark.parametrize(
    ("text", "surname", "other"),
    [
        ("Стецько-Бурлій Остап", "Стецько", "Бурлій"),
        ("Коваль (Мельник) Олена", "Коваль", "Мельник"),
        ("Олена Коваль, уроджена Мельник", "Коваль", "Мельник"),
        ("Olena Koval, née Melnyk", "Koval", "Melnyk"),
    ],
)
def test_double_and_former_surnames(text: str, surname: str, other: str) -> None:
    name = parse(text)
    assert (name.surname, name.other_surname) == (surname, other)


@pytest.mark.parametrize(
    "scanned",
    [
        "Гна\u0301тюк Остап",  # a stress mark
        "Гнатюк\u00a0Остап",
        "Гнaтюк Oстап",  # Latin а and О among Cyrillic letters
        "Гна\u00adтюк  Остап",  # a soft hyphen
    ],
)
def test_what_printing_and_scanning_do_is_undone(scanned: str) -> None:
    assert (parse(scanned).surname, parse(scanned).given) == ("Гнатюк", "Остап")


def test_kinds_of_apostrophe_are_one() -> None:
    assert {parse(f"Лук{mark}янчук Остап").surname for mark in "'’ʼ"} == {"Лук'янчук"}


def test_the_language_is_told_by_letters_and_by_forms() -> None:
    assert parse("Гнатюк Микола Петрович").language == "uk"
    assert parse("Гнатюк Николай Петрович").language == "ru"
    assert parse("Гнацюк Мікалай").language == "be"
    assert parse("Hnatiuk Mykola").language == ""


def test_the_order_as_printed_is_kept() -> None:
    assert parse("Остап Петрович Гнатюк").order == (Part.GIVEN, Part.PATRONYMIC, Part.SURNAME)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_no_text_breaks_the_parser(text: str) -> None:
    name = parse(text)
    assert 0.5 <= name.certainty <= 1.0
    assert bool(name.order) == bool(name.surname or name.given or name.patronymic)


@given(st.text(alphabet="Гнатюк Осп.-'", max_size=30))
@settings(deadline=None)
def test_surname_and_given_name_read_again_stay(text: str) -> None:
    name = parse(text)
    if name.surname and name.given and not name.given_is_initial and not name.other_surname:
        again = parse(f"{name.surname}, {name.given}")
        assert {again.surname, again.given} == {name.surname, name.given}
