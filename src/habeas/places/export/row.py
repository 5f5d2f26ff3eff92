"""What goes into an export (a site with all that is known) and what comes out (a row)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from habeas.places.surface import Surface

if TYPE_CHECKING:
    from habeas.places.sites import Site

RESTRICTED = "restricted"


class Precision(StrEnum):
    """What a row says of where: a point, one cell, a block of cells, or first-level regions."""

    POINT = "point"
    CELL = "cell"
    BLOCK = "block"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site before it is published, with all that is known of it.

    `surface` is where it may lie; latitude and longitude (WGS 84) the point that stands for it.
    `began` is the earliest and `ended` the latest day that its use may have begun and ended, None
    where nobody knows. `occupants` are people at once: low, middle, high. `key` is a name that
    stays with the site over all runs, "" if there is none ("S1" of two runs are two sites).
    """

    id: str
    latitude: float
    longitude: float
    surface: Surface
    probability: float
    radius_km_90: float
    supported: bool = True
    functions: tuple[tuple[str, float], ...] = ()
    began: date | None = None
    ended: date | None = None
    occupants: tuple[float, float, float] | None = None
    sightings: tuple[str, ...] = ()
    key: str = ""

    @classmethod
    def of(cls, site: Site, key: str = "") -> SiteRow:
        """The row of an inferred site."""
        people = site.occupants
        return cls(
            id=site.id,
            latitude=site.latitude,
            longitude=site.longitude,
            surface=site.region,
            probability=site.probability,
            radius_km_90=site.radius_km_90,
            supported=site.supported,
            functions=site.functions,
            began=site.began.low if site.began else None,
            ended=site.ended.high if site.ended else None,
            occupants=(people.low, people.middle, people.high) if people else None,
            sightings=tuple(member.sighting for member in site.sightings),
            key=key,
        )


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A site as one audience may see it.

    `cells` are H3 cells of resolution 5, and the place told is all of them together; `regions` are
    ISO 3166 codes, of which it lies in one. Both are empty for a point. `probability` is that the
    site exists, at least. `active_from` and `active_to` are days, quarters or years, "" if not
    told. `occupants` are the least and the most people at once.
    """

    id: str
    precision: Precision
    probability: float
    supported: bool
    latitude: float | None = None
    longitude: float | None = None
    radius_km_90: float | None = None
    cells: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    function: str = ""
    active_from: str = ""
    active_to: str = ""
    occupants: tuple[float, float] | None = None
    sightings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """What the caller may choose.

    `by_region` gives first-level regions instead of cells to this audience. `active_sites` is
    "withheld", or "region" to tell of sites that are in use as regions. `unsupported` lets out
    sites that rest on one cluster, and so point at a witness. `dates` is "year" or "quarter".
    `least_places`: a published area holds so many populated places at least. A region is published
    if it holds `share` of the surface, and kept while it holds `kept_share`. A site counts as in
    use for `quiet_months` after the latest day that its use may have ended.
    """

    by_region: bool = False
    active_sites: str = "withheld"
    unsupported: bool = False
    dates: str = "year"
    least_places: int = 3
    share: float = 0.9
    kept_share: float = 0.8
    quiet_months: int = 12

    def __post_init__(self) -> None:
        if self.active_sites not in ("withheld", "region"):
            raise ValueError("active_sites is 'withheld' or 'region'")
        if self.dates not in ("year", "quarter"):
            raise ValueError("dates is 'year' or 'quarter'")
        if not 0 < self.kept_share <= self.share <= 1:
            raise ValueError("kept_share and share: 0 < kept_share ≤ share ≤ 1")
