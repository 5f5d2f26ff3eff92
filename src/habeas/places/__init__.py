"""Places: where detention is that has no address.

Vague words in, surfaces out; many weak sightings in, sites with their doubt out; kitchens'
contracts in, a ranked alarm out. Floor 3 of the house: pure functions, usable alone:

    import habeas
    from habeas.language import Gazetteer

    table = habeas.places.resolve_table("descriptions.csv", gazetteer=Gazetteer.open())
    table.rows[0].cells()                           # a circle that holds 90 %, and candidates

Never a pin: whatever is found is a surface, an interval, or a rank beside what is declared. Each
name is fetched at its first use, for kernels are loaded by those who need them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.places import chains, export, facilities, fragments, procurement, telling
    from habeas.places.clusters import independent_clusters
    from habeas.places.description import Anchor, Description, Feature, Relation
    from habeas.places.distance import bearing, distance_km
    from habeas.places.resolving import (
        NotResolved,
        ResolvedRow,
        ResolvedTable,
        resolve_description,
        resolve_table,
    )
    from habeas.places.sighting import Sighting
    from habeas.places.sighting_table import SightingTable, read_sightings, sightings_in
    from habeas.places.sites import Site, SiteSettings, SitesFound, add_sighting, infer_sites
    from habeas.places.surface import Surface
    from habeas.places.towns import towns_around

_HOMES = {
    "Anchor": "description",
    "Description": "description",
    "Feature": "description",
    "NotResolved": "resolving",
    "Relation": "description",
    "ResolvedRow": "resolving",
    "ResolvedTable": "resolving",
    "Sighting": "sighting",
    "SightingTable": "sighting_table",
    "Site": "sites",
    "SiteSettings": "sites",
    "SitesFound": "sites",
    "Surface": "surface",
    "add_sighting": "sites",
    "bearing": "distance",
    "distance_km": "distance",
    "independent_clusters": "clusters",
    "infer_sites": "sites",
    "read_sightings": "sighting_table",
    "resolve_description": "resolving",
    "resolve_table": "resolving",
    "sightings_in": "sighting_table",
    "towns_around": "towns",
}
_MODULES = frozenset({"chains", "export", "facilities", "fragments", "procurement", "telling"})

__all__ = [
    "Anchor",
    "Description",
    "Feature",
    "NotResolved",
    "Relation",
    "ResolvedRow",
    "ResolvedTable",
    "Sighting",
    "SightingTable",
    "Site",
    "SiteSettings",
    "SitesFound",
    "Surface",
    "add_sighting",
    "bearing",
    "chains",
    "distance_km",
    "export",
    "facilities",
    "fragments",
    "independent_clusters",
    "infer_sites",
    "procurement",
    "read_sightings",
    "resolve_description",
    "resolve_table",
    "sightings_in",
    "telling",
    "towns_around",
]


def __getattr__(name: str) -> object:
    """One name of the face, loaded when it is first used. Raises AttributeError else."""
    if name in _MODULES:
        return import_module(f"habeas.places.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'habeas.places' has no attribute {name!r}")
    return getattr(import_module(f"habeas.places.{_HOMES[name]}"), name)
