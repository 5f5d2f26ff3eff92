"""What is kept between two calls: the ground, what sightings may mean, units, draws."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.places.likelihood.telling import Listener, Told
from habeas.places.sighting import Sighting
from habeas.places.sites.choosing import Draws
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.units import Unit


@dataclass(frozen=True, slots=True)
class Inferred:
    """Everything that one more sighting needs in order not to begin anew."""

    listener: Listener
    sightings: tuple[Sighting, ...]
    told: tuple[Told, ...]
    units: tuple[Unit, ...]
    kept: tuple[Kept, ...]
    draws: Draws
