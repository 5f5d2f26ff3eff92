"""Where countries lie on the map that we print."""

from itertools import pairwise

import pytest

from habeas.figures import country_at
from habeas.figures.basemap import countries


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        pytest.param(44.95, 34.10, id="Simferopol"),
        pytest.param(45.35, 36.45, id="Kerch"),
        pytest.param(45.20, 33.36, id="Yevpatoria"),
        pytest.param(44.605, 33.522, id="Sevastopol"),
        pytest.param(48.00, 37.80, id="Donetsk"),
        pytest.param(47.10, 37.55, id="Mariupol"),
        pytest.param(48.57, 39.31, id="Luhansk"),
        pytest.param(46.64, 32.62, id="Kherson"),
        pytest.param(47.84, 35.14, id="Zaporizhzhia"),
    ],
)
def test_occupied_territory_lies_in_ukraine(latitude: float, longitude: float) -> None:
    assert country_at(latitude, longitude) == "Ukraine"


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (55.75, 37.62, "Russia"),
        (47.24, 39.70, "Russia"),
        (45.04, 38.98, "Russia"),
        (53.90, 27.57, "Belarus"),
        (50.45, 30.52, "Ukraine"),
        (54.71, 20.51, "Russia"),
        (-29.61, 28.23, "Lesotho"),
    ],
)
def test_a_town_lies_in_its_country(latitude: float, longitude: float, country: str) -> None:
    assert country_at(latitude, longitude) == country


def test_chukotka_lies_in_russia_on_both_sides_of_the_180th_meridian() -> None:
    assert country_at(66.5, 178.0) == country_at(66.5, -176.0) == "Russia"


def test_the_pole_lies_in_antarctica() -> None:
    assert country_at(-85.0, 10.0) == country_at(-85.0, 179.9) == "Antarctica"


def test_the_open_sea_lies_in_no_country() -> None:
    assert country_at(43.3, 34.0) is None


def test_every_outline_is_continuous() -> None:
    for country in countries():
        for rings in country.polygons:
            for ring in rings:
                steps = pairwise(ring)
                jumps = [
                    (one, other)
                    for one, other in steps
                    if abs(one[0] - other[0]) > 180 and one[1] > -89
                ]
                assert not jumps, country.name
