"""The basemap as GeoJSON, for maps drawn in a browser: the same borders, no second copy."""

from __future__ import annotations

import json
from functools import lru_cache

from habeas.figures.basemap import Country, countries
from habeas.figures.clipping import Ring

# Nothing of our subject lies in Antarctica, and the pole has no place on a web map.
_LEFT_OUT = frozenset({"ATA"})
Rings = list[list[list[float]]]
_SHORTEST_RING = 4  # RFC 7946, section 3.1.6


@lru_cache(maxsize=1)
def basemap_geojson() -> str:
    """The countries as the text of a GeoJSON FeatureCollection (RFC 7946).

    Antarctica is left out, and territories and islets that are a point at this scale.

    Properties: `code` (ISO 3166-1 alpha-3 or null) and `name`. Coordinates are (longitude,
    latitude) in degrees with two decimals; a country across the 180th meridian runs on past it,
    so that it is drawn in one piece.
    """
    drawn = [country for country in countries() if country.code not in _LEFT_OUT]
    features = [
        _feature(country, polygons) for country in drawn if (polygons := _polygons(country))
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _feature(country: Country, polygons: list[Rings]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"code": country.code, "name": country.name},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _polygons(country: Country) -> list[Rings]:
    return [
        [_positions(ring) for ring in polygon if len(ring) >= _SHORTEST_RING]
        for polygon in country.polygons
        if len(polygon[0]) >= _SHORTEST_RING
    ]


def _positions(ring: Ring) -> list[list[float]]:
    return [[round(longitude, 2), round(latitude, 2)] for longitude, latitude in ring]
