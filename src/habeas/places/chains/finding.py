"""What comes out: hidden nodes with their doubt, completed chains, and what could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model import DateInterval
from habeas.places.refusal import Refusal
from habeas.places.surface import Surface


class Standing(StrEnum):
    """What may be said of a hidden node.

    PLACED: supported, and its place is known well enough. UNPLACED: supported, but nothing in the
    movements says where; cannot be placed. WEAK: fewer than two independent clusters, or likelier
    not one place.
    """

    PLACED = "placed"
    UNPLACED = "cannot be placed"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Flow:
    """Expected movements between a hidden node and one known facility, by independent unit."""

    facility: str
    arrivals: float
    departures: float


@dataclass(frozen=True, slots=True)
class HiddenNode:
    """An unknown place that persons passed through.

    `label` is the name it has in the table, "" for one inferred from unnamed stays. `existence` is
    the probability that the stays given to it shared one place which is no known facility.
    `centre` (latitude, longitude) is the point with most of the surface near it, `near` the
    surface's mass within `ChainSettings.near_km` of it, `radius_km_90` the circle round it that
    holds 90 % (infinite if none does). `supporting` are the rows of `stays` (positions) more likely
    than not at this node, `clusters` the number of independent clusters among them, `movements`
    the number of independent units (one person's or one witness's repeated telling counts once).
    """

    id: str
    label: str
    standing: Standing
    existence: float
    centre: tuple[float, float]
    near: float
    radius_km_90: float
    surface: Surface
    supporting: tuple[int, ...]
    clusters: int
    movements: float
    flows: tuple[Flow, ...]
    active: DateInterval

    @property
    def supported(self) -> bool:
        """Whether two independent clusters at least, and more likely than not, say it exists."""
        return self.standing is not Standing.WEAK


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One stay of a completed chain: where it was, with probabilities that sum to 1.

    `places` holds (id, probability) of hidden nodes and known facilities, likeliest first;
    `elsewhere` is the chance of a place that is neither. A stay that was named has one place.
    """

    stay: int
    known: bool
    places: tuple[tuple[str, float], ...]
    elsewhere: float = 0.0


@dataclass(frozen=True, slots=True)
class CompletedChain:
    """A person's stays in order of time."""

    person: str
    whereabouts: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """Everything found; nodes in order of how sure their existence and place are."""

    nodes: tuple[HiddenNode, ...]
    chains: tuple[CompletedChain, ...]
    notes: tuple[str, ...]
    refused: tuple[Refusal, ...]
