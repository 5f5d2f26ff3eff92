"""Fragments of papers to facilities. Numbers and names are such as occur; the points are rough."""

from __future__ import annotations

import pytest

from habeas.language import Gazetteer
from habeas.places.facilities import Facility, find_facility

FACILITIES = (
    Facility("ros-2", "ФКУ СИЗО-2 ГУФСИН по Ростовской области", 47.21, 38.92, region="RU-ROS"),
    Facility("ros-1", "ФКУ СИЗО-1 ГУФСИН по Ростовской области", 47.22, 39.71, region="RU-ROS"),
    Facility("krs-2", "СИЗО № 2, Курская область", 51.7, 36.2, region="RU-KRS"),
    Facility("mo-10", "ИК-10, Республика Мордовия", 54.2, 43.0, aliases=("IK-10",)),
    Facility("mo-2", "ИК-2, Республика Мордовия", 54.2, 43.1),
    Facility("don", "Оленівська колонія", 47.83, 37.67, aliases=("Еленовка",), region="UA-14"),
)


def ids(fragment: str, **more: str) -> list[str]:
    return [one.facility.id for one in find_facility(FACILITIES, fragment, **more)]  # type: ignore[arg-type]  # only texts are given here


@pytest.mark.parametrize(
    "fragment",
    [
        "СИЗО-2, Ростовская область",
        "SIZO No. 2, Rostov oblast",
        "следственный изолятор № 2 по Ростовской области",
        "слідчий ізолятор №2, Ростовська обл.",
    ],
)
def test_kind_number_and_region_meet_in_any_language(fragment: str) -> None:
    found = find_facility(FACILITIES, fragment)
    assert found[0].facility.id == "ros-2"
    assert found[0].score == 1.0
    assert "krs-2" not in [one.facility.id for one in found]


@pytest.mark.parametrize("fragment", ["ИК-10 Мордовия", "IK-10 Mordovia", "ИК-10 в Мордовии"])
def test_a_region_in_a_name_is_met_in_its_case_and_transliteration(fragment: str) -> None:
    assert ids(fragment)[0] == "mo-10"


def test_several_that_fit_are_several_candidates() -> None:
    found = find_facility(FACILITIES, "СИЗО-2")
    assert {one.facility.id for one in found if one.score == 1.0} == {"ros-2", "krs-2"}
    assert found[0].probability < 0.5
    assert sum(one.probability for one in found) < 1


def test_a_number_of_another_kind_is_a_poor_candidate() -> None:
    (poor,) = find_facility(FACILITIES, "СИЗО-10")
    assert poor.facility.id == "mo-10"
    assert poor.score <= 0.1


def test_a_name_is_met_across_languages() -> None:
    assert ids("Olenivka")[0] == "don"
    assert ids("колония в Еленовке")[0] == "don"


def test_a_place_told_elsewhere_narrows() -> None:
    assert ids("СИЗО № 2", place="Курская область")[0] == "krs-2"


@pytest.mark.parametrize("fragment", ["", "   ", "ИК-99", "Zzyzx"])
def test_what_fits_nothing_gives_nothing(fragment: str) -> None:
    assert ids(fragment) == []


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    "fragment", ["СИЗО-2 Таганрог", "SIZO No. 2, Taganrog", "сизо № 2 г. Таганрога"]
)
def test_a_town_that_no_name_says_is_met_by_coordinates(
    fragment: str, gazetteer: Gazetteer
) -> None:
    found = find_facility(FACILITIES, fragment, gazetteer=gazetteer)
    assert found[0].facility.id == "ros-2"
    assert found[0].score == 1.0
    assert found[0].reasons == ("kind and number", "lies near the place")
    assert [one.facility.id for one in found if one.score > 0.2] == ["ros-2"]
