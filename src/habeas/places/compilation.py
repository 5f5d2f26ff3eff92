"""Compiling the kernels ahead, by finding invented sites and nodes with them."""

from __future__ import annotations

import numpy as np

from habeas.places.description import Anchor, Description, Relation
from habeas.places.sighting import Sighting


def compile_all() -> None:
    """Compile every kernel for this machine; the result is kept beside the modules."""
    from habeas.language import Gazetteer
    from habeas.places.chains import ChainSettings, FacilityPoint, Stay, find_hidden_nodes
    from habeas.places.chains.stay import Leg
    from habeas.places.procurement.headcount import fit
    from habeas.places.sites import SiteSettings, infer_sites

    towns = ("Poltava", "Lubny", "Myrhorod")
    told = [
        Description(Relation.IN, (Anchor(towns[0]),)),
        Description(Relation.NEAR, (Anchor(towns[0]),), direction=45.0),
        Description(Relation.DISTANCE, (Anchor(towns[1]),), km=20.0, direction=90.0),
        Description(Relation.DRIVE, (Anchor(towns[2]),), minutes=40.0, hooded=True),
        Description(Relation.BETWEEN, (Anchor(towns[0]), Anchor(towns[1]))),
        Description(Relation.ROAD, (Anchor(towns[0]), Anchor(towns[2]))),
    ]
    sightings = [
        Sighting(f"S{number}", f"C{number // 2}", description, witness=f"W{number}")
        for number, description in enumerate(told * 3)
    ]
    infer_sites(sightings, Gazetteer.open(), SiteSettings(warm_up=5, draws=10))
    known = [
        FacilityPoint(f"F{number}", f"F{number}", 49.0 + number % 3, 32.0 + number // 3)
        for number in range(9)
    ]
    stays = [
        stay
        for person in range(24)
        for stay in (
            Stay(f"P{person}", f"F{person % 9}"),
            Stay(f"P{person}", "", came=Leg(hours=3.0), went=Leg(hours=4.0)),
            Stay(f"P{person}", f"F{(person + 2) % 9}"),
            Stay(f"P{person}", f"F{(person + 5) % 9}", came=Leg(hours=2.0)),
        )
    ]
    find_hidden_nodes(stays, known, None, ChainSettings(points=200))
    fit(np.ones((12, 2)), [np.ones(12)], seed=1, warm_up=1, draws=1)
