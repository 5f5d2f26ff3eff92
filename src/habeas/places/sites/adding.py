"""One more sighting, without beginning anew.

Every kept draw deals the new unit out and is weighed by how likely the unit is given the draw; then
draws are taken anew by these weights: one step of sequential Monte Carlo (Chopin 2002, Biometrika
89, 539). The diagnostics stay those of the chains: after many sightings have been added, or one
that contradicts the rest, the chains should be run again.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from habeas.places.likelihood.telling import Told
from habeas.places.sighting import Sighting
from habeas.places.sites.chains import packed, priors_of
from habeas.places.sites.choosing import draws_of
from habeas.places.sites.found import SitesFound
from habeas.places.sites.kernel.insert import put_in_all, take_out
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.state import Inferred
from habeas.places.sites.summary import summarise
from habeas.places.sites.units import Unit, cluster_units

Weights = NDArray[np.float64]


def add_sighting(found: SitesFound, sighting: Sighting) -> SitesFound:
    """The result with one more sighting; the earlier result stays as it was.

    Raises ValueError when a sighting of that id is there already.
    """
    before, settings = found.state, found.settings
    if any(known.id == sighting.id for known in before.sightings):
        raise ValueError(f"the sighting {sighting.id} is there already")
    told = before.listener.hear(sighting.description)
    sightings = (*before.sightings, sighting)
    heard = (*before.told, told)
    if not len(told):
        return summarise(replace(before, sightings=sightings, told=heard), settings, found)
    return summarise(_with_units(before, sightings, heard, settings), settings, found)


def _with_units(
    before: Inferred,
    sightings: tuple[Sighting, ...],
    told: tuple[Told, ...],
    settings: SiteSettings,
) -> Inferred:
    cluster = sightings[-1].cluster or sightings[-1].id
    old = [number for number, unit in enumerate(before.units) if unit.cluster == cluster]
    members = [number for one in old for number in before.units[one].sightings]
    new = cluster_units(
        cluster,
        [*sorted(members), len(sightings) - 1],
        sightings,
        told,
        before.listener.ground.prior,
        settings,
    )
    rng = np.random.default_rng([settings.seed, len(sightings)])
    kept = tuple(_copied(chain, len(new)) for chain in before.kept)
    weights = [np.zeros(len(chain.site)) for chain in kept]
    both: tuple[Unit, ...] = (*before.units, *new)
    arrays = packed(both, before.listener.ground, neighbours=False)
    priors = priors_of(before.units, before.listener.ground, settings)
    for number in old:
        for chain in kept:
            take_out(chain, number)
    for chain, weight in zip(kept, weights, strict=True):
        for number in old:
            # What the old unit weighed is taken back: the new one holds all its cluster says.
            weight -= put_in_all(rng, arrays, priors, chain, number)
            take_out(chain, number)
        for number in range(len(before.units), len(both)):
            weight += put_in_all(rng, arrays, priors, chain, number)
    remaining = np.array([n for n in range(len(both)) if n not in set(old)], dtype=np.int64)
    taken = tuple(
        _taken(chain, _systematic(rng, weight), remaining)
        for chain, weight in zip(kept, weights, strict=True)
    )
    units = tuple(both[number] for number in remaining.tolist())
    return Inferred(before.listener, sightings, told, units, taken, draws_of(taken))


def _copied(kept: Kept, more: int) -> Kept:
    """A copy with columns for more units, which belong nowhere yet."""
    draws = len(kept.site)
    return Kept(
        np.concatenate([kept.site, np.full((draws, more), -2, dtype=np.int32)], axis=1),
        np.concatenate([kept.place, np.full((draws, more), -1, dtype=np.int32)], axis=1),
        kept.seen.copy(),
        kept.population.copy(),
        kept.wrong.copy(),
        kept.shape.copy(),
        kept.log_posterior.copy(),
    )


def _systematic(rng: np.random.Generator, log_weight: Weights) -> NDArray[np.int64]:
    """Numbers of draws taken anew, as often as their weights say."""
    weight = np.exp(log_weight - log_weight.max())
    edges = np.cumsum(weight / weight.sum())
    points = (np.arange(len(weight)) + rng.random()) / len(weight)
    return np.minimum(np.searchsorted(edges, points), len(weight) - 1).astype(np.int64)


def _taken(kept: Kept, numbers: NDArray[np.int64], units: NDArray[np.int64]) -> Kept:
    return Kept(
        np.ascontiguousarray(kept.site[numbers][:, units]),
        kept.place[numbers],
        kept.seen[numbers],
        kept.population[numbers],
        kept.wrong[numbers],
        kept.shape[numbers],
        kept.log_posterior[numbers],
    )
