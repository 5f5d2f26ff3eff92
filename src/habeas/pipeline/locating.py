"""`locate`: the undisclosed sites of a case, from its sightings, and how many more there must be.

What is found is derived anew from the record each time: the same head gives the same sites.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from habeas.model import InputRefused, SeenSite
from habeas.pipeline.as_of import Snapshot
from habeas.pipeline.case_sightings import CaseSightings, case_sightings
from habeas.pipeline.site_judging import SiteStanding, seen_site, site_standings

if TYPE_CHECKING:
    from habeas.counts import Estimate
    from habeas.places import SitesFound

_NOT_FOUND_BY = "chao"
_FEWEST_SOURCES = 2
_FEWEST_SITES = 3


@dataclass(frozen=True)
class CaseSites:
    """The sites of a case. `found` is None where `reason` says why none could be looked for.

    `all_sites` bounds from below how many there are in all, told of or not, by the sources that
    tell of the supported ones; None where fewer than two do, or there are fewer
    than three such sites. `seen` is each site, by its id, as it is shown to whoever judges it,
    `standings` what people think of which site.
    """

    sightings: CaseSightings
    found: SitesFound | None = None
    reason: str | None = None
    all_sites: Estimate | None = None
    seen: Mapping[str, SeenSite] = field(default_factory=dict)
    standings: tuple[SiteStanding, ...] = ()

    @property
    def clusters(self) -> int:
        """How many independent clusters the sightings fall into."""
        return len({sighting.cluster for sighting in self.sightings.sightings})


def locate(
    record: Snapshot, *, seed: int = 1, progress: Callable[[int, int], None] | None = None
) -> CaseSites:
    """The sites that the sightings of a case tell of, as of a head. Deterministic by seed."""
    told = case_sightings(record.sources, record.judgements)
    if not told.sightings:
        standings = site_standings({}, record.site_judgements)
        reason = "no source tells of where somebody was held"
        return CaseSites(told, reason=reason, standings=standings)
    # The gazetteer and compiled kernels are loaded only where there is something to locate.
    from habeas.language import Gazetteer
    from habeas.places import SiteSettings, infer_sites

    gazetteer = Gazetteer.open()
    try:
        found = infer_sites(told.sightings, gazetteer, SiteSettings(seed=seed), progress=progress)
    except InputRefused as refusal:
        standings = site_standings({}, record.site_judgements)
        return CaseSites(told, reason=str(refusal), standings=standings)
    claims = {
        claim.id: (item.source.sha256, claim) for item in record.sources for claim in item.claims
    }
    shown = {site.id: seen_site(site, told, claims) for site in found.sites}
    seen = {name: site for name, site in shown.items() if site is not None}
    standings = site_standings(seen, record.site_judgements)
    return CaseSites(told, found, all_sites=_bound(found), seen=seen, standings=standings)


def _bound(found: SitesFound) -> Estimate | None:
    """How many sites there are at least: each supported site is told of by some of the sources."""
    supported = {site.id for site in found.supported}
    rows = [
        row
        for name, row in zip(found.table.sites, found.table.incidence.tolist(), strict=True)
        if name in supported and any(row)
    ]
    sources = [
        number for number in range(len(found.table.sources)) if any(row[number] for row in rows)
    ]
    if len(sources) < _FEWEST_SOURCES or len(rows) < _FEWEST_SITES:
        return None
    from habeas.counts import OverlapTable, estimate

    names = [f"source {number + 1}" for number in range(len(sources))]
    try:
        table = OverlapTable.of_rows(
            names, [[row[number] for number in sources] for row in rows], [1] * len(rows)
        )
    except InputRefused:
        # More sources than a table of overlaps holds.
        return None
    return estimate(table, _NOT_FOUND_BY)
