"""The queue of sites: which undisclosed places most need a look at what they rest on.

A site is inferred anew from its sightings each time, so there is nothing of its own to judge: a
person decides about the claims behind it, and the site follows. Those come first that are neither
ruled out nor settled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

A_PAGE = 50
# Below this a place is a guess that no sighting holds up.
_WORTH_A_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class SitesQuery:
    """Which page of the list."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class WaitingSite:
    """One site: `waiting` claims behind it are not judged (their ids), `judged` are.

    `probability` is that a site lies within 10 km of the point.
    """

    id: str
    probability: float
    supported: bool
    latitude: float
    longitude: float
    radius_km: float
    clusters: float
    sightings: int
    waiting: tuple[str, ...]
    judged: int


@dataclass(frozen=True, slots=True)
class SitesReview:
    """The sites, the least settled first; `reason` says why there are none."""

    reason: str | None
    query: SitesQuery
    size: int
    in_all: int
    sites: tuple[WaitingSite, ...]


def sites(visit: Visit, query: SitesQuery) -> SitesReview:
    """The sites that need a look."""
    found = visit.bench.sites
    if found.found is None:
        return SitesReview(found.reason, query, A_PAGE, 0, ())
    states = {item.claim.id: item.state for item in visit.bench.claims}
    behind = found.sightings.claims
    lines = []
    for site in found.found.sites:
        if site.probability < _WORTH_A_LOOK:
            continue
        claims = {
            behind[member.sighting]
            for member in site.sightings
            if member.probability >= _WORTH_A_LOOK and member.sighting in behind
        }
        waiting = sorted(name for name in claims if states.get(name) == "not reviewed")
        lines.append(
            WaitingSite(
                site.id,
                site.probability,
                site.supported,
                site.latitude,
                site.longitude,
                site.radius_km_90,
                site.clusters,
                len(site.sightings),
                tuple(waiting),
                len(claims) - len(waiting),
            )
        )
    # One as likely as not tells most when it is looked at; one with nothing left to judge, least.
    lines.sort(key=lambda line: (not line.waiting, abs(line.probability - 0.5), line.id))
    page = page_within(query.page, A_PAGE, len(lines))
    shown = tuple(part_of(lines, page, A_PAGE))
    return SitesReview(None, replace(query, page=page), A_PAGE, len(lines), shown)


def sites_sheet(view: SitesReview) -> Sheet:
    """The page of the list, or all of it, as a table."""
    columns = (
        "id", "probability", "supported", "latitude", "longitude", "radius km", "clusters",
        "sightings", "claims waiting", "claims judged",
    )  # fmt: skip
    rows = [
        (
            one.id, one.probability, "yes" if one.supported else "no", one.latitude,
            one.longitude, one.radius_km, one.clusters, one.sightings, len(one.waiting),
            one.judged,
        )
        for one in view.sites
    ]  # fmt: skip
    return Sheet(columns, rows)
