"""What is read of a description, before any place is looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.places.addresses.reading import Reading, read_address

COUNTRIES = {"Украина", "Ukraine", "Україна", "Германии"}


def read(text: str) -> Reading:
    return read_address(text, is_territory=COUNTRIES.__contains__)


def seats(text: str) -> list[list[str]]:
    return [[name.name for name in seat.names] for seat in read(text).seats]


def within(text: str, seat: int = 0) -> list[tuple[str, str | None]]:
    return [(name.name, name.kind) for name in read(text).seats[seat].within]


@pytest.mark.parametrize(
    "text",
    [
        "Заречная область, Луговой район, село Тихое",
        "село Тихое, Луговой район, Заречная область",
        "село Тихое Лугового района Заречной области",
        "с. Тихое, Луговой р-н, Заречная обл.",
        "село Тихое в Луговом районе Заречной области",
    ],
)
def test_a_hierarchy_in_any_order(text: str) -> None:
    assert seats(text) == [["Тихое"]]
    assert {kind for _, kind in within(text)} == {"district", "region"}


def test_english_puts_the_name_before_or_after_its_word() -> None:
    assert seats("the village of Tikhoye, the Lugovoi district") == [["Tikhoye"]]
    assert seats("Tikhoye settlement, Lugovoi district") == [["Tikhoye"]]
    assert seats("Tikhoye, the city of (the Zarechny region)") == [["Tikhoye"]]
    assert within("Tikhoye, the city of (the Zarechny region)") == [("Zarechny", "region")]


def test_the_present_name_is_told_apart() -> None:
    (seat,) = read("Заречная область, посёлок Старое (ныне – город Новое)").seats
    assert [(name.name, name.now) for name in seat.names] == [("Старое", False), ("Новое", True)]


def test_the_same_name_adds_none() -> None:
    text = "посёлок Старое (ныне – одноимённый город в Заречной области)"
    assert seats(text) == [["Старое"]]
    assert read(text).seats[0].stays
    assert within(text) == [("Заречной", "region")]


def test_a_renamed_region_has_both_names() -> None:
    told = read("Старая (ныне – Новая) область, город Тихое").seats[0].within
    assert {(name.name, name.kind, name.now) for name in told} == {
        ("Старая", "region", False),
        ("Новая", "region", True),
    }


def test_several_places_are_told_one_after_the_other() -> None:
    text = "Заречная область, город Тихое; там же, станция Шумная; Горная область, село Тёмное"
    reading = read(text)
    assert reading.items == 3
    assert [seat.item for seat in reading.seats] == [0, 1, 2]
    assert within(text, 1) == [("Заречная", "region")]
    assert within(text, 2) == [("Горная", "region")]


def test_a_railway_line_is_no_place() -> None:
    assert seats("станция Бородки Западной железной дороги") == [["Бородки"]]
    assert seats("Borodki station, the Western railroad line") == [["Borodki"]]


def test_a_street_is_no_place() -> None:
    assert seats("г. Тихое, ул. Садовая, д. 5") == [["Тихое"]]


def test_distance_and_direction() -> None:
    (seat,) = read("в 16 километрах к северо-западу от Тихого").seats
    assert (seat.link, seat.km, seat.degrees) == ("from", 16.0, 315.0)
    (seat,) = read("3.5 km south of Tikhoye").seats
    assert (seat.link, seat.km, seat.degrees) == ("from", 3.5, 180.0)
    (seat,) = read("за 2 верст від Тихого").seats
    assert seat.km == pytest.approx(2.134)


def test_in_the_area_of_is_near_and_a_district_is_not() -> None:
    assert read("в районе станции Тихая").seats[0].link == "near"
    assert within("село Шумное в Тихом районе") == [("Тихом", "district")]


def test_misspelt_generic_words_are_known() -> None:
    text = "Zarechny regin, Lugovoi distrcit, the vilage of Tikhoye"
    assert seats(text) == [["Tikhoye"]]
    assert within(text) == [("Zarechny", "region"), ("Lugovoi", "district")]


def test_capitalised_words_may_be_names() -> None:
    assert seats("село Голодный Мыс") == [["Голодный Мыс"]]
    assert seats("город Шахты") == [["Шахты"]]
    assert seats("город Советская Гавань") == [["Советская Гавань"]]


def test_a_town_before_its_region_in_the_genitive() -> None:
    text = "Нижний Тагил Заречной области"
    assert seats(text) == [["Нижний Тагил"]]
    assert within(text) == [("Заречной", "region")]


def test_a_place_that_is_gone() -> None:
    assert read("посёлок Тихое (ныне не существует)").seats[0].gone


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    reading = read(text)
    assert all(name.name for seat in reading.seats for name in seat.names)


@given(
    st.lists(
        st.sampled_from(
            "Тихое город область (ныне ) ; , – там же 5 км от в районе станция Заречная ул.".split()
        ),
        max_size=25,
    )
)
def test_no_order_of_words_breaks_the_reading(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert reading.items <= len(reading.seats)
