"""From draws to the result: the list of sites and the figures beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.places.likelihood.ground import Ground
from habeas.places.sites.choosing import Chosen, Draws, choose
from habeas.places.sites.describing import active_of, functions_of, occupants_of
from habeas.places.sites.diagnostics import effective_draws, split_rhat
from habeas.places.sites.found import Diagnostics, Interval, Membership, Site, SitesFound
from habeas.places.sites.influence import Hyper, influences
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.kernel.types import MISTAKEN
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.source_table import source_table
from habeas.places.sites.state import Inferred
from habeas.places.surface import Surface

_LEAST_MEMBERSHIP = 0.02
_SUPPORTED_CLUSTERS = 2
_MOST_DATED_DRAWS = 200


def summarise(inferred: Inferred, settings: SiteSettings) -> SitesFound:
    """The result for these draws."""
    ground = inferred.listener.ground
    chosen = choose(inferred.draws, ground, settings.within_km, settings.least_probability)
    hyper = Hyper.of(inferred.kept, settings)
    sites = tuple(
        _site(number, place, inferred, hyper, settings)
        for number, place in enumerate(chosen, start=1)
    )
    seen = np.concatenate([kept.seen for kept in inferred.kept])
    population = np.concatenate([kept.population for kept in inferred.kept])
    placed = {number for unit in inferred.units for number in unit.sightings}
    return SitesFound(
        sites=sites,
        seen=interval(seen),
        all_sites=interval(population),
        mistaken=interval(_mistaken_share(inferred)),
        table=source_table(sites, inferred),
        diagnostics=diagnose(inferred.kept),
        unplaced=tuple(
            sighting.id
            for number, sighting in enumerate(inferred.sightings)
            if number not in placed
        ),
        settings=settings,
    )


def interval(values: NDArray[np.float64] | NDArray[np.int64]) -> Interval:
    """Median and 95 % interval of draws."""
    low, middle, high = np.quantile(values, (0.025, 0.5, 0.975))
    return Interval(float(low), float(middle), float(high))


def diagnose(kept: Sequence[Kept]) -> Diagnostics:
    """Whether the chains agree on the number of sites and on how well the state fits."""
    number = np.stack([chain.seen.astype(np.float64) for chain in kept])
    posterior = np.stack([chain.log_posterior for chain in kept])
    return Diagnostics(
        rhat_number=split_rhat(number),
        rhat_log_posterior=split_rhat(posterior),
        effective_number=effective_draws(number),
        effective_log_posterior=effective_draws(posterior),
    )


def memberships(chosen: Chosen, draws: Draws) -> NDArray[np.float64]:
    """For each unit, the share of all draws in which it belongs to this site."""
    belongs = draws.site[chosen.draw] == chosen.slot[:, None]
    return np.asarray(belongs.sum(axis=0) / len(draws))


def _mistaken_share(inferred: Inferred) -> NDArray[np.float64]:
    sizes = np.array([len(unit.sightings) for unit in inferred.units], dtype=np.float64)
    wrong = (inferred.draws.site == MISTAKEN) @ sizes
    return np.asarray(wrong / max(1.0, sizes.sum()))


def _site(
    number: int, chosen: Chosen, inferred: Inferred, hyper: Hyper, settings: SiteSettings
) -> Site:
    ground = inferred.listener.ground
    share = memberships(chosen, inferred.draws)
    units = np.flatnonzero(share >= _LEAST_MEMBERSHIP)
    membership: dict[int, float] = {
        sighting: float(share[unit])
        for unit in units.tolist()
        for sighting in inferred.units[unit].sightings
    }
    region = _surface(chosen, ground)
    latitude = float(ground.latitude[chosen.centre])
    longitude = float(ground.longitude[chosen.centre])
    clusters = _clusters(chosen, inferred)
    expected = float(clusters.mean()) if len(clusters) else 0.0
    rng = np.random.default_rng([settings.seed, number])
    began, ended = active_of(inferred.sightings, _members_by_draw(chosen, inferred, units), rng)
    return Site(
        id=f"S{number}",
        latitude=latitude,
        longitude=longitude,
        probability=chosen.probability,
        region=region,
        radius_km_90=region.radius_km(latitude, longitude),
        supported=bool(chosen.probability >= 0.5 and np.median(clusters) >= _SUPPORTED_CLUSTERS),
        clusters=expected,
        functions=functions_of(inferred.sightings, membership),
        began=began,
        ended=ended,
        occupants=occupants_of(inferred.sightings, membership),
        sightings=_told(membership, inferred),
        most_influential=influences(chosen, share, inferred, hyper, settings),
    )


def _told(membership: Mapping[int, float], inferred: Inferred) -> tuple[Membership, ...]:
    ordered = sorted(membership.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Membership(inferred.sightings[n].id, p) for n, p in ordered)


def _surface(chosen: Chosen, ground: Ground) -> Surface:
    cells, counts = np.unique(chosen.cell, return_counts=True)
    return Surface(ground.latitude[cells], ground.longitude[cells], counts / counts.sum())


def _clusters(chosen: Chosen, inferred: Inferred) -> NDArray[np.int64]:
    """How many independent clusters belong to the site, in each draw that has it."""
    belongs = inferred.draws.site[chosen.draw] == chosen.slot[:, None]
    some = np.flatnonzero(belongs.any(axis=0))
    names = [inferred.units[unit].cluster for unit in some.tolist()]
    columns: dict[str, NDArray[np.bool_]] = {}
    for name, unit in zip(names, some.tolist(), strict=True):
        seen = columns.get(name)
        columns[name] = belongs[:, unit] if seen is None else seen | belongs[:, unit]
    if not columns:
        return np.zeros(len(chosen.draw), dtype=np.int64)
    return np.asarray(np.stack(list(columns.values())).sum(axis=0), dtype=np.int64)


def _members_by_draw(
    chosen: Chosen, inferred: Inferred, units: NDArray[np.int64]
) -> list[list[int]]:
    """The first sighting of each member unit, for a sample of the draws that have the site."""
    step = max(1, len(chosen.draw) // _MOST_DATED_DRAWS)
    belongs = inferred.draws.site[chosen.draw[::step]][:, units] == chosen.slot[::step, None]
    first = np.array([inferred.units[unit].sightings[0] for unit in units.tolist()], dtype=np.int64)
    return [first[row].tolist() for row in belongs]
