"""What is found: sites with their doubt, how many there are, and who told of which."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.state import Inferred
from habeas.places.surface import Surface


@dataclass(frozen=True, slots=True)
class Interval:
    """A posterior median with the limits of an interval; `level` is its probability."""

    low: float
    middle: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class DateRange:
    """When something happened, as a 90 % interval; the days are the limits and the median."""

    low: date
    middle: date
    high: date


@dataclass(frozen=True, slots=True)
class Membership:
    """A sighting that may be of a site, and the probability that it is."""

    sighting: str
    probability: float


@dataclass(frozen=True, slots=True)
class Influence:
    """What becomes of a site without one sighting: its probability, and how far its place moves."""

    sighting: str
    probability_without: float
    moved_km: float


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a site may be, in decimal degrees (WGS 84).

    `probability`: that a site lies at most 10 km (a setting) from here. `region` is where exactly,
    if it exists; `radius_km_90` the circle round the point that holds 90 % of it. `supported`: at
    least as likely as not, and told of by two or more independent clusters. `clusters`: how many
    independent clusters are expected to belong here. `functions` come with their shares.
    `began` and `ended` bound the time of use, None with fewer than two dated sightings;
    `occupants` are people held at once. `most_influential` is empty below a probability of 0.1.
    """

    id: str
    latitude: float
    longitude: float
    probability: float
    region: Surface
    radius_km_90: float
    supported: bool
    clusters: float
    functions: tuple[tuple[str, float], ...]
    began: DateRange | None
    ended: DateRange | None
    occupants: Interval | None
    sightings: tuple[Membership, ...]
    most_influential: tuple[Influence, ...]


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Whether the chains agree (split R-hat, below 1.05) and what they are worth (effective draws).

    `trusted` is False where they do not agree: then no figure of the result should be quoted.
    """

    rhat_number: float
    rhat_log_posterior: float
    effective_number: float
    effective_log_posterior: float

    @property
    def trusted(self) -> bool:
        """Whether the chains tell one story."""
        return max(self.rhat_number, self.rhat_log_posterior) < 1.1

    @property
    def countable(self) -> bool:
        """Whether the number of sites may be stated at all, with a warning if not `trusted`.

        Chains that differ more than this have not found how many there are: an interval would be
        worse than none.
        """
        return max(self.rhat_number, self.rhat_log_posterior) < 1.3


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Which source tells of which site: `incidence` has a row a site and a column a source (0/1).

    `draws` are the same table in single draws of the posterior, where the rows are the sites of
    that draw; they carry the doubt on to whoever counts with the table.
    """

    sources: tuple[str, ...]
    sites: tuple[str, ...]
    incidence: NDArray[np.int8]
    draws: tuple[NDArray[np.int8], ...]


@dataclass(frozen=True, slots=True)
class SitesFound:
    """The result of `infer_sites`.

    `seen` bounds the number of sites that some sighting is of, `all_sites` also those nobody told
    of (as far as the sightings' unevenness shows). `mistaken` is the share of the sightings that
    are of no site. `unplaced` are the sightings whose words say nothing of where. `state` is what
    `add_sighting` goes on from.
    """

    sites: tuple[Site, ...]
    seen: Interval
    all_sites: Interval
    mistaken: Interval
    table: SourceTable
    diagnostics: Diagnostics
    unplaced: tuple[str, ...]
    settings: SiteSettings
    state: Inferred = field(repr=False, compare=False)

    @property
    def supported(self) -> tuple[Site, ...]:
        """The sites that are supported."""
        return tuple(site for site in self.sites if site.supported)
