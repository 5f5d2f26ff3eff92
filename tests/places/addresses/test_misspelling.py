"""Slips of the pen in names, and stations called after their settlements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import Gazetteer
from habeas.places.addresses import resolve_description
from habeas.places.addresses.misspelling import letters_apart, one_slip_away
from habeas.places.addresses.stations import settlements_of

names = st.text(alphabet="абвгд", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("полтава", "полтава", 0),
        ("полтава", "полтва", 1),
        ("полтава", "полатва", 1),
        ("полтава", "палтова", 2),
        ("полтава", "суми", 4),
    ],
)
def test_letters_apart(first: str, second: str, apart: int) -> None:
    assert letters_apart(first, second, 3) == apart


@given(names, names)
def test_the_distance_is_the_same_both_ways(first: str, second: str) -> None:
    assert letters_apart(first, second, 3) == letters_apart(second, first, 3)
    assert (letters_apart(first, second, 3) == 0) == (first == second)


@given(names)
def test_a_slip_is_one_letter_away(name: str) -> None:
    assert all(letters_apart(name, slip, 2) == 1 for slip in one_slip_away(name))


def test_a_station_may_be_called_after_a_settlement() -> None:
    assert "Раздольное" in settlements_of("Раздольная")
    assert "Razdolnoye" in settlements_of("Razdolnaya")
    assert settlements_of("Решоты") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Полтавська область, місто Лубнни", "Lubny"),
        ("Poltvaa region, the city of Lubny", "Lubny"),
        ("Харківська область, місто Чугїув", "Chuhuyiv"),
        ("Kharkiv region, the city of Balakelya", "Balakliya"),
    ],
)
def test_misspelt_names_are_met_in_their_region(text: str, place: str) -> None:
    found = resolve_description(text, gazetteer=Gazetteer.open())
    assert found.candidates[0].place.name == place
