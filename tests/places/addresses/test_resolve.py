"""Descriptions to candidates, surfaces and circles."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language import Gazetteer
from habeas.model import DateInterval
from habeas.places.addresses import Resolved, resolve_description
from habeas.places.distance import distance_km


@cache
def shared_gazetteer() -> Gazetteer:
    """One for the whole file: a property test takes no fixture of its module."""
    return Gazetteer.open()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return shared_gazetteer()


def first(found: Resolved) -> str:
    return found.candidates[0].place.name


@pytest.mark.parametrize(
    "text",
    [
        "Республика Мордовия, Зубово-Полянский район, посёлок Явас",
        "посёлок Явас Зубово-Полянского района, Мордовская АССР",
        "Yavas settlement, Zubovo-Polyanski district, Mordovia",
    ],
)
def test_the_order_of_a_hierarchy_does_not_matter(gazetteer: Gazetteer, text: str) -> None:
    found = resolve_description(text, gazetteer=gazetteer)
    assert first(found) == "Yavas"
    assert found.candidates[0].probability > 0.8


def test_what_was_understood_is_told(gazetteer: Gazetteer) -> None:
    reading = resolve_description("м. Ізюм, Харківська обл.", gazetteer=gazetteer).reading
    assert reading.language == "uk"
    assert [name.name for name in reading.seats[0].names] == ["Ізюм"]
    assert [name.kind for name in reading.seats[0].within] == ["region"]


def test_a_homonym_is_told_by_its_region(gazetteer: Gazetteer) -> None:
    for region, code in (("Кировская область", "RU-KIR"), ("Калужская область", "RU-KLU")):
        found = resolve_description(f"{region}, город Киров", gazetteer=gazetteer)
        assert found.candidates[0].place.code == code


def test_a_bare_homonym_stays_open(gazetteer: Gazetteer) -> None:
    found = resolve_description("село Михайловка", gazetteer=gazetteer)
    assert found.candidates[0].probability < 0.6
    assert found.radius_km_90 is not None
    assert found.radius_km_90 > 100


def test_an_unknown_village_is_somewhere_in_its_district(gazetteer: Gazetteer) -> None:
    known = resolve_description("Зубово-Полянский район, посёлок Явас", gazetteer=gazetteer)
    unknown = resolve_description(
        "Республика Мордовия, Зубово-Полянский район, посёлок Щербакызыл", gazetteer=gazetteer
    )
    assert unknown.radius_km_90 is not None
    assert known.radius_km_90 is not None
    assert unknown.radius_km_90 > 4 * known.radius_km_90
    assert unknown.latitude == pytest.approx(54.1, abs=0.6)


def test_candidates_fall_and_the_surface_is_whole(gazetteer: Gazetteer) -> None:
    found = resolve_description("Донецька область, село Іванівка", gazetteer=gazetteer)
    chances = [one.probability for one in found.candidates]
    assert chances == sorted(chances, reverse=True)
    assert len(chances) <= 10
    assert all(one.place.score == one.probability for one in found.candidates)
    assert found.surface is not None
    assert found.surface.mass.sum() == pytest.approx(1.0)
    assert found.latitude is not None
    assert found.longitude is not None
    assert found.radius_km_90 is not None
    held = found.surface.within(found.latitude, found.longitude, found.radius_km_90 + 0.1)
    assert held >= 0.9


def test_the_same_words_give_the_same_answer(gazetteer: Gazetteer) -> None:
    text = "Полтавська область, поблизу Лубен"
    one, other = (resolve_description(text, gazetteer=gazetteer) for _ in range(2))
    assert one.candidates == other.candidates
    assert one.surface is not None
    assert other.surface is not None
    np.testing.assert_array_equal(one.surface.mass, other.surface.mass)


def test_a_direction_moves_the_place(gazetteer: Gazetteer) -> None:
    town = resolve_description("місто Токмак, Запорізька область", gazetteer=gazetteer)
    found = resolve_description(
        "за 30 км на південь від Токмака Запорізької області", gazetteer=gazetteer
    )
    assert found.latitude == pytest.approx((town.latitude or 0) - 30 / 111.2, abs=0.02)
    assert found.longitude == pytest.approx(town.longitude, abs=0.02)


def test_a_distance_is_a_ring(gazetteer: Gazetteer) -> None:
    found = resolve_description("40 km from Melitopol", gazetteer=gazetteer)
    assert found.surface is not None
    near = found.surface.within(found.latitude or 0, found.longitude or 0, 15)
    assert near < 0.1
    assert found.candidates[0].probability < 0.3
    assert 50 < (found.radius_km_90 or 0) < 120


@pytest.mark.parametrize(
    "text",
    ["between Tokmak and Melitopol", "між Токмаком і Мелітополем", "между Токмаком и Мелитополем"],
)
def test_between_two_towns(gazetteer: Gazetteer, text: str) -> None:
    found = resolve_description(text, gazetteer=gazetteer)
    away = distance_km(47.05, 35.54, found.latitude or 0, found.longitude or 0)
    assert away < 15
    assert (found.radius_km_90 or 0) > 15


def test_minutes_of_driving_are_wider_than_kilometres(gazetteer: Gazetteer) -> None:
    driven = resolve_description("40 minutes' drive from Melitopol", gazetteer=gazetteer)
    told = resolve_description("30 km from Melitopol", gazetteer=gazetteer)
    assert (driven.radius_km_90 or 0) > (told.radius_km_90 or 0)


def test_the_context_helps_a_text_that_says_nothing(gazetteer: Gazetteer) -> None:
    found = resolve_description("Токмак", gazetteer=gazetteer, near=("UA-23",))
    assert found.candidates[0].place.code == "UA-23"
    assert found.candidates[0].probability > 0.9


def test_nothing_known_gives_nothing(gazetteer: Gazetteer) -> None:
    found = resolve_description("В подвале", gazetteer=gazetteer)
    assert found.candidates == ()
    assert found.latitude is None
    assert found.radius_km_90 is None
    assert found.surface is None
    assert found.notes


def test_what_is_not_known_is_remarked(gazetteer: Gazetteer) -> None:
    found = resolve_description(
        "Республика Мордовия, Щербакызылский район, посёлок Явас", gazetteer=gazetteer
    )
    assert first(found) == "Yavas"
    assert "Щербакызылский is not known; it was left out." in found.notes
    found = resolve_description("Республика Мордовия, посёлок Щербакызыл", gazetteer=gazetteer)
    assert any("only the region" in note for note in found.notes)


def test_regions_are_those_of_today_when_the_text_is_of_today(gazetteer: Gazetteer) -> None:
    text = "Хабаровский край, город Магадан"
    old = resolve_description(text, gazetteer=gazetteer, when=DateInterval.on(date(1940, 1, 1)))
    new = resolve_description(text, gazetteer=gazetteer, when=DateInterval.on(date(2020, 1, 1)))
    assert first(old) == first(new) == "Magadan"
    assert new.candidates[0].probability < old.candidates[0].probability


WORDS = (
    "Харьков Полтава город область район (ныне ) ; , – там же 5 км от между и в районе станция"
    " Киевская ул. 20 минут езды near Kharkiv region the city of between and Poltava 10"
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20), st.integers(1, 3), st.integers(1, 3))
def test_no_order_of_words_breaks_the_answer(words: list[str], step: int, steps: int) -> None:
    found = resolve_description(
        " ".join(words), gazetteer=shared_gazetteer(), step=step, steps=steps
    )
    if found.surface is None:
        assert found.candidates == ()
    else:
        assert found.radius_km_90 is not None
        assert found.radius_km_90 >= 0
        assert 0 <= found.candidates[0].probability <= 1
