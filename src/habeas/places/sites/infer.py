"""The room's call: sightings in, sites out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from habeas.model import InputRefused
from habeas.places.description import Relation
from habeas.places.distance import chord, unit_vectors
from habeas.places.likelihood.anchors import Anchors, Names, countries_of
from habeas.places.likelihood.choice import choice_of
from habeas.places.likelihood.ground import Places, ground_of
from habeas.places.likelihood.telling import Listener, Told
from habeas.places.sighting import Sighting
from habeas.places.sites.chains import Chain, packed, priors_of, run_chains
from habeas.places.sites.choosing import draws_of
from habeas.places.sites.found import SitesFound
from habeas.places.sites.learning import region_counts, renormalised, with_regions
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.state import Inferred
from habeas.places.sites.summary import summarise
from habeas.places.sites.units import Unit, units_of
from habeas.places.sites.widths import with_learned_widths

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done."""


def infer_sites(
    sightings: Sequence[Sighting],
    gazetteer: Names,
    settings: SiteSettings | None = None,
    *,
    progress: Progress | None = None,
) -> SitesFound:
    """Sites that these sightings tell of, with the probability of each, by joint data association.

    Raises InputRefused when no sighting names a place that the gazetteer knows.
    """
    settings = settings or SiteSettings()
    listener = listener_for(sightings, gazetteer, settings)
    inferred = infer(tuple(sightings), listener, settings, progress)
    return summarise(inferred, settings)


def listener_for(
    sightings: Sequence[Sighting], gazetteer: Names, settings: SiteSettings
) -> Listener:
    """The ground that these sightings are about, and what turns their words into likelihoods."""
    anchors = [anchor for sighting in sightings for anchor in sighting.description.anchors]
    countries = settings.countries or countries_of(gazetteer, anchors)
    everywhere = gazetteer.populated(countries)
    codes = tuple(sorted(set(everywhere.code)))
    number = {code: position for position, code in enumerate(codes)}
    places = Places(
        everywhere.latitude,
        everywhere.longitude,
        everywhere.population,
        np.array([number[code] for code in everywhere.code], dtype=np.int64),
        codes,
    )
    if not len(places):
        raise InputRefused(
            "no sighting names a place that the gazetteer knows",
            where=f"{len(sightings)} sightings",
            remedy="give anchors by name, or name the countries in the settings",
        )
    lookup = Anchors(gazetteer, places, countries, settings.likelihood)
    named = np.unique(
        np.concatenate(
            [np.zeros(0, dtype=np.int64), *(lookup.meant(anchor).place for anchor in anchors)]
        )
    )
    if not len(named):
        raise InputRefused(
            "no sighting names a place that the gazetteer knows",
            where=f"{len(sightings)} sightings",
            remedy="correct the names of the anchors, or name other countries in the settings",
        )
    near = _places_near(places, named, settings.likelihood.radius_km)
    if len(near) < len(places):
        places = places.some(near)
        lookup = Anchors(gazetteer, places, countries, settings.likelihood)
    ground = ground_of(places, settings.likelihood)
    choice = choice_of(ground, settings.likelihood)
    return Listener(ground, choice, lookup, settings.likelihood)


def infer(
    sightings: tuple[Sighting, ...],
    listener: Listener,
    settings: SiteSettings,
    progress: Progress | None = None,
) -> Inferred:
    """Run the chains on a ground that is ready."""
    told = tuple(listener.hear(sighting.description) for sighting in sightings)
    units = units_of(sightings, told, listener.ground.prior, settings)
    if not units:
        raise InputRefused(
            "no sighting says where anything is",
            where=f"{len(sightings)} sightings",
            remedy="correct the names of the anchors",
        )
    if settings.pilot:
        first = _chains(units, listener, _pilot(settings))[0].kept
        counts = region_counts(first, units, listener.ground)
        listener = with_learned_widths(listener, sightings, units, first)
        listener = listener.over(with_regions(listener.ground, counts))
        told = tuple(_again(s, old, listener) for s, old in zip(sightings, told, strict=True))
        units = units_of(sightings, told, listener.ground.prior, settings)
    kept = tuple(chain.kept for chain in _chains(units, listener, settings, progress))
    return Inferred(listener, sightings, told, units, kept, draws_of(kept))


def _again(sighting: Sighting, before: Told, listener: Listener) -> Told:
    """What a sighting may mean after something was learned; only measured ways are heard anew."""
    if sighting.description.relation in (Relation.DISTANCE, Relation.DRIVE):
        return listener.hear(sighting.description)
    return renormalised(before, listener.ground.prior)


def _pilot(settings: SiteSettings) -> SiteSettings:
    half = max(1, settings.pilot // 2)
    return replace(settings, chains=1, warm_up=half, draws=half, thin=1)


def _chains(
    units: Sequence[Unit],
    listener: Listener,
    settings: SiteSettings,
    progress: Progress | None = None,
) -> tuple[Chain, ...]:
    arrays = packed(units, listener.ground)
    priors = priors_of(units, listener.ground, settings)
    return run_chains(arrays, priors, settings, progress)


def _places_near(places: Places, named: np.ndarray, radius_km: float) -> np.ndarray:
    from scipy.spatial import cKDTree

    tree = cKDTree(unit_vectors(places.latitude[named], places.longitude[named]))
    away, _ = tree.query(unit_vectors(places.latitude, places.longitude))
    return np.flatnonzero(away <= chord(radius_km)).astype(np.int64)
