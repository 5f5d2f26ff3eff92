"""The basemap as a web map gets it: the borders of the one basemap, Crimea in Ukraine."""

from __future__ import annotations

import json
from typing import Any

import pytest

from habeas.figures import basemap_geojson
from habeas.figures.basemap import countries
from habeas.figures.clipping import holds


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    collection = json.loads(basemap_geojson())
    assert collection["type"] == "FeatureCollection"
    return {feature["properties"]["name"]: feature for feature in collection["features"]}


def lies_in(feature: dict[str, Any], longitude: float, latitude: float) -> bool:
    return any(
        holds(tuple(map(tuple, rings[0])), longitude, latitude)
        and not any(holds(tuple(map(tuple, hole)), longitude, latitude) for hole in rings[1:])
        for rings in feature["geometry"]["coordinates"]
    )


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"),
    [
        ("Simferopol", 34.1, 44.95),
        ("Sevastopol", 33.55, 44.58),
        ("Kerch", 36.4, 45.3),
        ("Dzhankoi", 34.39, 45.71),
        ("Donetsk", 37.8, 48.0),
        ("Luhansk", 39.3, 48.57),
        ("Mariupol", 37.55, 47.12),
        ("Kherson", 32.62, 46.64),
        ("Kyiv", 30.52, 50.45),
    ],
)
def test_what_is_ukraine_lies_in_ukraine_and_not_in_russia(
    features: dict[str, dict[str, Any]], place: str, longitude: float, latitude: float
) -> None:
    assert lies_in(features["Ukraine"], longitude, latitude), place
    assert not lies_in(features["Russia"], longitude, latitude), place


def test_taganrog_and_rostov_lie_in_russia(features: dict[str, dict[str, Any]]) -> None:
    for longitude, latitude in [(38.95, 47.28), (39.7, 47.3)]:
        assert lies_in(features["Russia"], longitude, latitude)
        assert not lies_in(features["Ukraine"], longitude, latitude)


def test_countries_that_are_more_than_a_point_are_there_with_closed_rings(
    features: dict[str, dict[str, Any]],
) -> None:
    missing = {country.name for country in countries()} - set(features)
    assert missing == {"Antarctica", "Ashmore and Cartier Is.", "Vatican"}
    for feature in features.values():
        assert feature["geometry"]["coordinates"]
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(-90 <= latitude <= 90 for _, latitude in ring)
