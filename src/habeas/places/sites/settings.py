"""How sites are inferred: priors, lengths of the chains, the seed."""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.places.likelihood.settings import LikelihoodSettings


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Settings of `infer_sites`; every figure of a result follows from these and the sightings."""

    likelihood: LikelihoodSettings = field(default_factory=LikelihoodSettings)
    countries: tuple[str, ...] = ()
    """ISO 3166 codes of the ground; empty: read from the names and regions that are told."""
    seed: int = 1
    chains: int = 2
    pilot: int = 60
    """Sweeps of a first chain from which the prior of the regions is learned; 0: none."""
    warm_up: int = 150
    draws: int = 300
    """Draws kept of each chain; `thin` sweeps lie between two of them."""
    thin: int = 1
    split_merge: int = 20
    """Split–merge proposals after each sweep."""

    sites_prior: float = 40.0
    """Median of the prior of the number of all sites; the prior is flat up to it."""
    mistaken_prior: tuple[float, float] = (2.0, 10.0)
    """Beta prior of the share of units that are mistaken."""
    shape_prior: tuple[float, float] = (0.2, 0.7)
    """Mean and standard deviation of the logarithm of the shape of the Gamma-distributed pulls."""
    tempering: float = 0.05
    """n tellings of one cluster count as n to the power of 1 less this."""
    telling_wrong: float = 0.02
    """Chance that one of several tellings of a cluster has nothing to do with the others."""
    within_km: float = 10.0
    """A site exists "here" when one lies at most so far away."""
    caution: float = 0.05
    """By how much a probability of one half is lowered, for what the model does not know."""
    least_probability: float = 0.02
    """Sites that are less likely than this are not listed."""
