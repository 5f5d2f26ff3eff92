"""From draws to the result: the list of sites and the figures beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.likelihood.ground import Ground
from habeas.places.sites.belonging import Belonging, belonging_of
from habeas.places.sites.choosing import Chosen, choose
from habeas.places.sites.describing import active_of, functions_of, occupants_of
from habeas.places.sites.diagnostics import effective_draws, split_rhat
from habeas.places.sites.found import (
    Diagnostics,
    Influence,
    Interval,
    Membership,
    Site,
    SitesFound,
)
from habeas.places.sites.influence import Hyper, influences
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.kernel.types import MISTAKEN
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.source_table import source_table
from habeas.places.sites.state import Inferred
from habeas.places.surface import Surface

_LEAST_MEMBERSHIP = 0.02
_SUPPORTED_CLUSTERS = 2
_LIKELY = 0.5
_WORTH_A_REASON = 0.1
_MOST_DATED_DRAWS = 60


def summarise(
    inferred: Inferred, settings: SiteSettings, before: SitesFound | None = None
) -> SitesFound:
    """The result for these draws.

    What a site rests on is taken over from `before` where the same sightings belong to it.
    """
    ground = inferred.listener.ground
    chosen = choose(inferred.draws, ground, settings.within_km, settings.least_probability)
    names = {cluster: n for n, cluster in enumerate({unit.cluster: 0 for unit in inferred.units})}
    context = _Context(
        inferred,
        belonging_of(chosen, inferred.draws),
        np.array([names[unit.cluster] for unit in inferred.units], dtype=np.int64),
        Hyper.of(inferred.kept, settings),
        settings,
        {} if before is None else {_likely_members(site.sightings): site for site in before.sites},
    )
    sites = tuple(_site(number, place, context) for number, place in enumerate(chosen))
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
        state=inferred,
    )


def cautious(probability: float, caution: float) -> float:
    """A probability lowered where it is neither 0 nor 1, by at most `caution`, at one half.

    What the model does not know (places that the gazetteer lacks, clusters that are not independent
    after all) makes sites less certain, never more.
    """
    return probability - 4.0 * caution * probability * (1.0 - probability)


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


def _mistaken_share(inferred: Inferred) -> NDArray[np.float64]:
    sizes = np.array([len(unit.sightings) for unit in inferred.units], dtype=np.float64)
    wrong = (inferred.draws.site == MISTAKEN) @ sizes
    return np.asarray(wrong / max(1.0, sizes.sum()))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the description of every site needs."""

    inferred: Inferred
    belonging: Belonging
    cluster: NDArray[np.int64]
    hyper: Hyper
    settings: SiteSettings
    before: Mapping[tuple[str, ...], Site]

    def rests_on(
        self,
        chosen: Chosen,
        told: tuple[Membership, ...],
        units: NDArray[np.int64],
        shares: NDArray[np.float64],
    ) -> tuple[Influence, ...]:
        """The sightings whose removal changes a site most; not worth the time for a faint one."""
        if chosen.probability < _WORTH_A_REASON:
            return ()
        members = _likely_members(told)
        if members and members in self.before:
            return self.before[members].most_influential
        return influences(
            chosen.probability, units, shares, self.inferred, self.hyper, self.settings
        )


def _likely_members(told: Sequence[Membership]) -> tuple[str, ...]:
    return tuple(sorted(one.sighting for one in told if one.probability >= _LIKELY))


def _site(number: int, chosen: Chosen, context: _Context) -> Site:
    inferred, settings = context.inferred, context.settings
    ground = inferred.listener.ground
    units, shares = context.belonging.shares(number)
    some = shares >= _LEAST_MEMBERSHIP
    units, shares = units[some], shares[some]
    membership: dict[int, float] = {
        sighting: share
        for unit, share in zip(units.tolist(), shares.tolist(), strict=True)
        for sighting in inferred.units[unit].sightings
    }
    told = _told(membership, inferred)
    region = _surface(chosen, ground)
    latitude = float(ground.latitude[chosen.centre])
    longitude = float(ground.longitude[chosen.centre])
    clusters = context.belonging.clusters(number, context.cluster)
    rng = np.random.default_rng([settings.seed, number])
    began, ended = active_of(inferred.sightings, _members_by_draw(number, context), rng)
    probability = cautious(chosen.probability, settings.caution)
    return Site(
        id=f"S{number + 1}",
        latitude=latitude,
        longitude=longitude,
        probability=probability,
        region=region,
        radius_km_90=region.radius_km(latitude, longitude),
        supported=bool(probability >= _LIKELY and np.median(clusters) >= _SUPPORTED_CLUSTERS),
        clusters=float(clusters.mean()),
        functions=functions_of(inferred.sightings, membership),
        began=began,
        ended=ended,
        occupants=occupants_of(inferred.sightings, membership),
        sightings=told,
        most_influential=context.rests_on(chosen, told, units, shares),
    )


def _told(membership: Mapping[int, float], inferred: Inferred) -> tuple[Membership, ...]:
    ordered = sorted(membership.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Membership(inferred.sightings[n].id, p) for n, p in ordered)


def _surface(chosen: Chosen, ground: Ground) -> Surface:
    cells, counts = np.unique(chosen.cell, return_counts=True)
    return Surface(ground.latitude[cells], ground.longitude[cells], counts / counts.sum())


def _members_by_draw(number: int, context: _Context) -> list[list[int]]:
    """The first sighting of each member unit, for a sample of the draws that have the site."""
    draw, unit = context.belonging.of(number)
    first = np.array(
        [context.inferred.units[one].sightings[0] for one in unit.tolist()], dtype=np.int64
    )
    bounds = np.flatnonzero(np.diff(draw)) + 1
    by_draw = np.split(first, bounds)
    step = max(1, len(by_draw) // _MOST_DATED_DRAWS)
    return [members.tolist() for members in by_draw[::step]]
