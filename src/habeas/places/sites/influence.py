"""Which sightings a site rests on: what becomes of it when one of them is taken away.

The members of the site are weighed as one site against all of them being mistaken, with the mean
of the posterior for the shares; that is enough to rank them, and costs no new chain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.distance import distance_km
from habeas.places.likelihood.ground import Ground
from habeas.places.sites.found import Influence
from habeas.places.sites.kernel.products import alone, joined
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.state import Inferred
from habeas.places.sites.units import Unit, cluster_units

_MEMBER = 0.25
_LISTED = 5
_MOST_TRIED = 40
_FAINTEST = 1e-4


@dataclass(frozen=True, slots=True)
class Hyper:
    """Posterior means: the odds that a unit is true, γ, and how many sites remain unseen."""

    true_odds: float
    shape: float
    unseen: float
    weight: float

    @classmethod
    def of(cls, kept: Sequence[Kept], settings: SiteSettings) -> Hyper:
        """From the draws of all chains."""
        wrong = float(np.mean([chain.wrong.mean() for chain in kept]))
        units = kept[0].site.shape[1]
        population = float(np.mean([chain.population.mean() for chain in kept]))
        seen = float(np.mean([chain.seen.mean() for chain in kept]))
        shape = float(np.mean([chain.shape.mean() for chain in kept]))
        odds = (units - wrong + settings.mistaken_prior[1]) / (wrong + settings.mistaken_prior[0])
        return cls(odds, shape, max(0.3, population - seen), units - wrong + shape * population)


@dataclass(frozen=True, slots=True)
class _Evidence:
    log_odds: float
    latitude: float
    longitude: float


def influences(
    probability: float,
    members: NDArray[np.int64],
    share: NDArray[np.float64],
    inferred: Inferred,
    hyper: Hyper,
    settings: SiteSettings,
) -> tuple[Influence, ...]:
    """The sightings whose removal changes the site's probability or place most, at most five.

    `members` are units, `share` the shares of the draws in which each belongs to the site.
    """
    likely = members[share / max(probability, 1e-9) >= _MEMBER]
    strongest = likely[np.argsort(-share[share / max(probability, 1e-9) >= _MEMBER], kind="stable")]
    units = [inferred.units[number] for number in strongest.tolist()[:_MOST_TRIED]]
    whole = _evidence(units, inferred.listener.ground, hyper)
    if whole is None:
        return ()
    probability = min(max(probability, _FAINTEST), 1 - _FAINTEST)
    logit = math.log(probability / (1 - probability))
    found = []
    for position, unit in enumerate(units):
        rest = units[:position] + units[position + 1 :]
        for sighting in unit.sightings:
            left = _without(unit, sighting, inferred, settings)
            evidence = _evidence([*rest, *left], inferred.listener.ground, hyper)
            change = -math.inf if evidence is None else evidence.log_odds - whole.log_odds
            moved = 0.0
            if evidence is not None:
                moved = float(
                    distance_km(
                        whole.latitude, whole.longitude, evidence.latitude, evidence.longitude
                    )
                )
            without = 0.0 if evidence is None else 1 / (1 + math.exp(-(logit + change)))
            found.append(Influence(inferred.sightings[sighting].id, without, moved))
    found.sort(key=lambda one: -abs(probability - one.probability_without) - one.moved_km / 50)
    return tuple(found[:_LISTED])


def _without(unit: Unit, sighting: int, inferred: Inferred, settings: SiteSettings) -> list[Unit]:
    """What is left of a unit when one of its sightings is taken away."""
    left = [number for number in unit.sightings if number != sighting]
    if not left:
        return []
    return cluster_units(
        unit.cluster,
        left,
        inferred.sightings,
        inferred.told,
        inferred.listener.ground.prior,
        settings,
    )[:1]


def _evidence(units: Sequence[Unit], ground: Ground, hyper: Hyper) -> _Evidence | None:
    """The logarithm of the odds of one site against as many mistakes, and the mean place.

    Units that cannot belong with those before them are left out: the largest first.
    """
    if not units:
        return None
    ordered = sorted(units, key=lambda unit: len(unit.cells))
    cells, weight = alone(ordered[0].cells, ordered[0].values, ground.prior)
    fits, count = 0.0, 1
    for unit in ordered[1:]:
        next_cells, next_weight, fit = joined(cells, weight, unit.cells, unit.values)
        if fit > 0:
            cells, weight = next_cells, next_weight
            fits += math.log(fit)
            count += 1
    log_odds = (
        fits
        + math.log(hyper.unseen)
        + math.lgamma(hyper.shape + count)
        - math.lgamma(hyper.shape)
        + count * math.log(hyper.true_odds / hyper.weight)
    )
    return _Evidence(
        log_odds,
        float(np.sum(weight * ground.latitude[cells])),
        float(np.sum(weight * ground.longitude[cells])),
    )
