"""What a description is worth: how wide its errors are, and how speakers choose words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LikelihoodSettings:
    """Widths in km, degrees or logarithms; shares from 0 to 1.

    The defaults are round figures of the order that studies of distance estimates give; the two
    `*_factor` values stretch the errors of told distances and driving times, and are learned from
    the sightings themselves (see `habeas.places.sites.widths`).
    """

    resolution: int = 7
    """H3 resolution of the cells: 7 has neighbours 2.4 km apart."""
    reach_km: float = 12.0
    """Cells further than this from every populated place are left out."""
    radius_km: float = 130.0
    """Places further than this from every place that a sighting names are left out."""

    scatter_km: float = 2.5
    """How far from a town's centre a site of that town lies, on average."""
    uniform: float = 0.05
    """Share of the prior that is even over the ground instead of following the towns."""
    population_exponent: float = 0.5

    in_km: float = 2.5
    near_km: float = 7.0
    between_km: float = 17.0
    far_km: float = 28.0
    """Decay of the distance at which a speaker names a place, by relation."""
    wide_share: float = 0.02
    """Share of the tellings whose error is several times the usual one."""

    distance_error: float = 0.23
    drive_error: float = 0.31
    hooded_extra: float = 0.2
    """Standard deviations of the logarithm; hooded passengers err by so much more."""
    distance_factor: float = 1.0
    drive_factor: float = 1.0
    speed_km_h: float = 40.0
    """Progress as the crow flies, after a start of `start_minutes`."""
    start_minutes: float = 5.0
    direction_error: float = 33.0
    direction_wrong: float = 0.03

    region_wrong: float = 0.01
    """Chance that the region told is not the region meant."""
    name_wrong: float = 0.04
    """Chance that none of the places found under a name is the one meant."""
