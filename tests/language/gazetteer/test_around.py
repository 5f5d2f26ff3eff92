"""What is said around a name decides between its readings: regions, kinds, letters, owners."""

from __future__ import annotations

import pytest

from habeas.language import Gazetteer
from habeas.model import PlaceCandidate

FORMER_REGIONS = [
    ("Молотовская область", "RU-PER"),
    ("Молотовской области", "RU-PER"),
    ("Сталинская область", "UA-14"),
    ("Западно-Сибирский край", "RU-KEM"),
    ("Северный край", "RU-KO"),
    ("Каменская область", "RU-ROS"),
    ("Великолукская область", "RU-PSK"),
    ("Дрогобицька область", "UA-46"),
    ("Измаильская область", "UA-51"),
    ("Дальстрой", "RU-MAG"),
    ("Коми АССР", "RU-KO"),
]


def points(places: tuple[PlaceCandidate, ...]) -> set[tuple[float, float]]:
    return {(place.latitude, place.longitude) for place in places}


@pytest.mark.parametrize(("name", "code"), FORMER_REGIONS)
def test_an_abolished_region_is_known_with_the_regions_of_today(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    best = gazetteer.areas(name)[0]
    assert best.kind == "former region"
    assert code in best.codes


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("Кировск", ("Мурманская область",), "RU-MUR"),
        ("Кировск", ("Ленинградской области",), "RU-LEN"),
        ("Половинка", ("Молотовская область",), "RU-PER"),
        ("Березники", ("Молотовской области",), "RU-PER"),
        ("Михайлівка", ("Запорізької області",), "UA-23"),
    ],
)
def test_what_lies_around_narrows_a_name(
    gazetteer: Gazetteer, name: str, within: tuple[str, ...], code: str
) -> None:
    assert gazetteer.find(name, within=within)[0].code == code


@pytest.mark.parametrize("name", ["Кировск", "Половинка", "Михайлівка", "Покровск"])
@pytest.mark.parametrize("within", ["Мурманская область", "Приморский край", "Казахская ССР"])
def test_what_lies_around_leaves_no_reading_out(
    gazetteer: Gazetteer, name: str, within: str
) -> None:
    bare = gazetteer.find(name, limit=400)
    narrowed = gazetteer.find(name, within=(within,), limit=400)
    assert points(bare) == points(narrowed)


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("Печора", "river", "river"),
        ("Печора", "city", "city"),
        ("Лена", "river", "river"),
        ("Харків", "city", "city"),
        ("Харківська", "region", "region"),
        ("Байкал", "lake", "lake"),
        ("Вайгач", "island", "island"),
        ("Каркаралинский", "district", "district"),
        ("Сивая Маска", "station", "station"),
    ],
)
def test_what_the_text_says_it_is_decides_what_it_is(
    gazetteer: Gazetteer, name: str, kind: str, found: str
) -> None:
    assert gazetteer.find(name, kind=kind)[0].kind == found


@pytest.mark.parametrize(
    ("printed", "town"), [("Bratks", "Bratsk"), ("Сыктыквар", "Syktyvkar"), ("Vorkutta", "Vorkuta")]
)
def test_a_slip_of_the_pen_is_forgiven_and_trusted_little(
    gazetteer: Gazetteer, printed: str, town: str
) -> None:
    best = gazetteer.find(printed, misspelt=True)[0]
    assert best.name == town
    assert best.score < gazetteer.find(town)[0].score


@pytest.mark.parametrize(
    ("name", "near", "town"),
    [
        ("Новороссийск", ("RU-KDA",), "Novorossiysk"),
        ("Новороссийск", (), "Novorossiysk"),
        ("Лиссабон", (), "Lisbon"),
    ],
)
def test_a_town_comes_before_others_that_once_were_written_like_it(
    gazetteer: Gazetteer, name: str, near: tuple[str, ...], town: str
) -> None:
    best = gazetteer.find(name, kind="city", near=near)[0]
    assert best.name == town
    assert best.score > 0.8


@pytest.mark.parametrize(("name", "town"), [("Пекин", "Beijing"), ("Вена", "Vienna")])
def test_a_small_namesake_does_not_outdo_a_capital(
    gazetteer: Gazetteer, name: str, town: str
) -> None:
    assert gazetteer.find(name)[0].name == town
