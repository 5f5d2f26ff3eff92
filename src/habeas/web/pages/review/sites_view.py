"""The queue of sites: does one stand where the surface says? And all of them, as a table.

Those come first that are neither ruled out nor settled. What a person thinks of a site never
changes the surface: to change what a site rests on, one judges the claims behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.pipeline import JudgedClaim
from habeas.web.pages.review.graphic import GRAPHIC_TYPES, Graphic, graphic_of
from habeas.web.pages.review.sent import SITES, counted, last_reason, place_in
from habeas.web.pages.review.site_desk import WORTH_A_LOOK, site_desk
from habeas.web.pages.review.site_item import SiteItem
from habeas.web.paging import page_within, part_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class SitesQuery:
    """Which page of the list, and which slot of the queue, or with `back` the last before it that
    waits; `reveal` uncovers it, `anew` says that it has changed since it was shown.
    """

    page: int = 1
    at: int | None = None
    back: bool = False
    reveal: bool = False
    anew: bool = False


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
    """The sites, the least settled first; `reason` says why there are none.

    `item` is the one at hand (None: nothing waits); `last_reason` is what was last written.
    """

    reason: str | None
    query: SitesQuery
    size: int
    in_all: int
    sites: tuple[WaitingSite, ...]
    item: SiteItem | None = None
    remaining: int = 0
    answered: int = 0
    last_reason: str = ""
    may_judge: bool = False


def sites(visit: Visit, query: SitesQuery) -> SitesReview:
    """The sites that need a look."""
    found = visit.bench.sites
    if found.found is None:
        return SitesReview(found.reason, query, A_PAGE, 0, ())
    claims_by_id = {each.claim.id: each for each in visit.bench.claims}
    states = {name: each.state for name, each in claims_by_id.items()}
    desk = site_desk(visit.bench)
    current = desk.take(found, (name for name, each in claims_by_id.items() if _graphic(each)))
    with desk.lock:
        slot = current.queue.due(place_in(current.queue, query.at, back=query.back))
        count = counted(current.queue)
    covers = graphic_of(visit.request) is Graphic.COVER and not query.reveal
    behind = found.sightings.claims
    lines = []
    for site in found.found.sites:
        if site.probability < WORTH_A_LOOK:
            continue
        claims = {
            behind[member.sighting]
            for member in site.sightings
            if member.probability >= WORTH_A_LOOK and member.sighting in behind
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
    return SitesReview(
        None,
        replace(query, page=page),
        A_PAGE,
        len(lines),
        shown,
        desk.item(current, slot, covers=covers) if slot is not None else None,
        count.remaining,
        count.answered,
        last_reason(visit.bench, SITES),
        visit.bench.may_judge,
    )


def _graphic(judged: JudgedClaim) -> bool:
    return judged.claim.type in GRAPHIC_TYPES


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
