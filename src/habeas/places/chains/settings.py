"""What a user may choose for the search of hidden nodes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """`seed` fixes every draw. `near_km` is what counts as the right place.

    `false_share` is the expected share of wrong places among the nodes that are called placed.
    `points` is how many candidate points are weighed at once; `starts` from how many places the
    search begins. `elsewhere` is the chance that a place lies at none of the points.
    """

    seed: int = 0
    near_km: float = 50.0
    false_share: float = 1 / 6
    points: int = 2_400
    starts: int = 3
    elsewhere: float = 0.04
