"""An invented country of a few towns, and sightings in it. No place or person here is real."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from habeas.language import PopulatedPlaces
from habeas.model import DateInterval, PlaceCandidate
from habeas.places.description import Anchor, Description, Relation
from habeas.places.sighting import Sighting

# Name, latitude, longitude, people. Two villages share a name.
TOWNS = (
    ("Alfa", 49.00, 32.00, 12_000),
    ("Bravo", 49.30, 32.60, 9_000),
    ("Charlie", 49.60, 31.70, 7_000),
    ("Delta", 48.70, 32.90, 8_000),
    ("Echo", 48.60, 31.60, 3_000),
    ("Foxtrot", 49.10, 33.30, 2_000),
    ("Twin", 49.75, 32.90, 900),
    ("Twin", 48.55, 33.60, 900),
    ("Golf", 49.85, 33.60, 5_000),
    ("Hotel", 48.40, 32.30, 1_500),
)

# Villages that nobody names: they keep the towns from being the only places there are.
VILLAGES = tuple(
    (f"Village {row}-{column}", 48.2 + 0.2 * row, 31.2 + 0.3 * column, 700)
    for row in range(10)
    for column in range(10)
)


def _code(longitude: float) -> str:
    """The east of the country bears the code of a real region, so that its name can be told."""
    return "UA-14" if longitude > 33.5 else "XX-01"


class InventedNames:
    """A gazetteer of the invented country, code XX; finds exact names."""

    def find(
        self, name: str, *, near: Sequence[str] = (), limit: int = 8
    ) -> tuple[PlaceCandidate, ...]:
        found = [town for town in TOWNS if town[0] == name]
        return tuple(
            PlaceCandidate(name, lat, lon, "city", "XX", _code(lon), 0.9 / len(found))
            for name, lat, lon, _ in found[:limit]
        )

    def populated(self, codes: Iterable[str]) -> PopulatedPlaces:
        towns = (*TOWNS, *VILLAGES) if "XX" in set(codes) else ()
        return PopulatedPlaces(
            np.arange(len(towns), dtype=np.int64),
            tuple(town[0] for town in towns),
            np.array([town[1] for town in towns]),
            np.array([town[2] for town in towns]),
            np.array([float(town[3]) for town in towns]),
            tuple(_code(town[2]) for town in towns),
        )


def told(
    number: int,
    relation: Relation,
    *names: str,
    cluster: str = "",
    witness: str = "",
    km: float | None = None,
    minutes: float | None = None,
    direction: float | None = None,
    hooded: bool = False,
    people: float | None = None,
    function: str = "",
    day: date = date(2023, 5, 1),
) -> Sighting:
    """A sighting; by default each is a cluster of its own."""
    return Sighting(
        id=f"T{number}",
        cluster=cluster or f"C{number}",
        description=Description(
            relation, tuple(map(Anchor, names)), km, minutes, direction, hooded
        ),
        when=DateInterval.on(day),
        witness=witness or f"W{number}",
        kind="interview" if number % 2 else "court",
        function=function,
        people=people,
    )


def three_sites() -> list[Sighting]:
    """Fourteen sightings of three sites, in Alfa, near Delta and south of Golf, and one stray."""
    return [
        told(1, Relation.IN, "Alfa", people=40, function="remand", day=date(2023, 3, 1)),
        told(2, Relation.IN, "Alfa", people=60, function="remand", day=date(2023, 6, 1)),
        told(3, Relation.NEAR, "Alfa", function="filtration"),
        told(4, Relation.IN, "Alfa"),
        told(5, Relation.DISTANCE, "Bravo", km=55.0, direction=225.0),
        told(6, Relation.NEAR, "Delta"),
        told(7, Relation.NEAR, "Delta"),
        told(8, Relation.IN, "Delta"),
        told(9, Relation.DISTANCE, "Foxtrot", km=50.0, direction=225.0, hooded=True),
        told(10, Relation.NEAR, "Golf"),
        told(11, Relation.NEAR, "Golf"),
        told(12, Relation.DRIVE, "Golf", minutes=15.0),
        told(13, Relation.IN, "Golf"),
        told(14, Relation.IN, "Hotel"),
    ]
