"""The sites and their probability surface as GeoJSON, for the map of the page alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from habeas import places
from habeas.web.page import address
from habeas.web.visit import Visit

if TYPE_CHECKING:
    from habeas.places import Site


def sites_map(visit: Visit, _: bytes) -> Response:
    """A feature for each cell of the surface, and one for each supported site."""
    found = visit.bench.sites.found
    features = list(_features(found.supported)) if found else []
    collection = {"type": "FeatureCollection", "features": features}
    return Response(json.dumps(collection), media_type="application/geo+json")


def _features(sites: tuple[Site, ...]) -> Iterator[dict[str, Any]]:
    rows = [places.export.SiteRow.of(site) for site in sites]
    cells = places.export.surface_cells(rows)
    most = max((chance for _, chance in cells), default=1.0)
    for ring, chance in cells:
        corners = [[longitude, latitude] for longitude, latitude in ring]
        closed = corners if corners[0] == corners[-1] else [*corners, corners[0]]
        yield _feature("Polygon", [closed], kind="surface", weight=chance / most)
    for site in sites:
        yield _feature(
            "Point",
            [site.longitude, site.latitude],
            kind="site",
            name=f"{site.id}, {site.probability:.0%}",
            href=address("/places/site/{id}", id=site.id),
            standing="proposed",
            **{"from": str(site.began.low) if site.began else None},
            to=str(site.ended.high) if site.ended else None,
        )


def _feature(kind_of_shape: str, coordinates: object, **properties: object) -> dict[str, Any]:
    shape = {"type": kind_of_shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": shape, "properties": properties}
