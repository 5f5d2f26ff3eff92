"""The sites of the case: how many there are, and one line for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from habeas.figures import Figure
from habeas.pipeline import CaseSites
from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

if TYPE_CHECKING:
    from habeas.places import Site, SitesFound

_LEAST_LIKELY = 0.2
PAGE = 100


@dataclass(frozen=True, slots=True)
class SitesQuery:
    """Which page of the table, and whether places told of by one cluster alone are shown too."""

    page: int = 1
    weak: bool = False


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One site. `where` it is, is a circle that holds 90 % of it; dates are likely ends of use."""

    id: str
    latitude: float
    longitude: float
    radius_km: float
    probability: float
    supported: bool
    clusters: float
    began: date | None
    ended: date | None
    function: str
    held_low: float | None
    held_high: float | None
    sightings: int


@dataclass(frozen=True, slots=True)
class SitesView:
    """All sites. `reason` says why none could be looked for; the intervals are of 95 %.

    `seen` are sites that somebody told of, `at_least` bounds all of them from below by the overlap
    of the sources; both None where they cannot be said. `trusted` is False where the sampler's
    chains disagree: no figure should be quoted then. `first` and `last` are the days of the slider.
    """

    reason: str | None
    sightings: int
    clusters: int
    left_out: tuple[str, ...]
    unplaced: int
    seen: tuple[float, float] | None
    mistaken: tuple[float, float] | None
    at_least: float | None
    trusted: bool
    weak: bool
    sites: tuple[SiteLine, ...]
    in_all: int
    page: int
    picture: Figure | None
    first: date | None
    last: date | None


def sites(visit: Visit, query: SitesQuery) -> SitesView:
    """The sites, the likeliest first."""
    found = visit.bench.sites
    told = found.sightings
    shown = _shown(found, weak=query.weak)
    page = page_within(query.page, PAGE, len(shown))
    result = found.found
    days = [day for each in shown for day in (each.began, each.ended) if day is not None]
    return SitesView(
        found.reason,
        len(told.sightings),
        found.clusters,
        told.left_out[:50],
        len(result.unplaced) if result else 0,
        (result.seen.low, result.seen.high) if result and result.diagnostics.countable else None,
        (result.mistaken.low, result.mistaken.high) if result else None,
        found.all_sites.low if found.all_sites else None,
        result.diagnostics.trusted if result else True,
        query.weak,
        tuple(part_of(shown, page, PAGE)),
        len(shown),
        page,
        _picture(visit, result) if result and result.supported else None,
        min(days, default=None),
        max(days, default=None),
    )


def _shown(found: CaseSites, *, weak: bool) -> tuple[SiteLine, ...]:
    if found.found is None:
        return ()
    wanted = [
        site_line(item)
        for item in found.found.sites
        if item.supported or (weak and item.probability >= _LEAST_LIKELY)
    ]
    return tuple(sorted(wanted, key=lambda line: (-line.probability, line.id)))


def site_line(item: Site) -> SiteLine:
    """A site in one line."""
    function = max(item.functions, key=lambda pair: pair[1], default=("", 0.0))
    return SiteLine(
        item.id,
        item.latitude,
        item.longitude,
        item.radius_km_90,
        item.probability,
        item.supported,
        item.clusters,
        item.began.middle if item.began else None,
        item.ended.middle if item.ended else None,
        function[0],
        item.occupants.low if item.occupants else None,
        item.occupants.high if item.occupants else None,
        sum(member.probability >= 0.5 for member in item.sightings),
    )


def _picture(visit: Visit, result: SitesFound) -> Figure:
    # Drawing loads the charts' fonts and borders.
    from habeas.reports import sites_figure

    name = f"map of the sites at {visit.bench.case.head.size}"
    return visit.bench.once(name, lambda: sites_figure(result.supported, name="sites"))


def sites_sheet(view: SitesView) -> Sheet:
    """One row for each site of this page."""
    rows = [
        (
            line.id,
            round(line.latitude, 4),
            round(line.longitude, 4),
            round(line.radius_km, 1),
            round(line.probability, 3),
            line.supported,
            round(line.clusters, 1),
            line.began,
            line.ended,
            line.function,
            line.held_low,
            line.held_high,
        )
        for line in view.sites
    ]
    columns = (
        "id latitude longitude radius_km_90 probability supported clusters began ended function"
        " held_low held_high"
    )
    return Sheet(tuple(columns.split()), rows)
