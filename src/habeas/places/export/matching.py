"""Which site of this run is which of those that were told of before.

A site that is taken for a new one beside the cell where it was published yesterday would be given
away: yesterday's row is gone, today's lies next to it. So a site takes up the record of its key, or
else of cells that it lies in or beside, or else of its region; each record serves one site.
Whichever is taken, the rules of the record keep it: a wrong match makes a row coarser, never finer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from habeas.places.export.disclosed import Disclosed, DisclosedSite
from habeas.places.export.land import Land, around, held, masses, within
from habeas.places.export.row import SiteRow

# A site takes up a record of cells if so much of it lies in them or beside them.
_LEAST_MASS = 0.05
_BY_KEY, _BY_CELLS, _BY_REGION = 2, 1, 0


def matched(
    sites: Sequence[SiteRow], disclosed: Disclosed, land: Land
) -> list[DisclosedSite | None]:
    """For each site its record, None for one that was never told of."""
    chances: list[tuple[int, float, int, int]] = []
    near = [around(record.cells) for record in disclosed.sites]
    for number, site in enumerate(sites):
        mass, regions = masses(site.surface), land.regions_of(site.surface)
        for place, record in enumerate(disclosed.sites):
            if site.key and record.key:
                if site.key == record.key:
                    chances.append((_BY_KEY, 1.0, number, place))
                continue
            if (share := held(mass, near[place])) >= _LEAST_MASS:
                chances.append((_BY_CELLS, share, number, place))
            elif not record.cells or record.cells_ended:
                share = sum(m for code, m in regions.items() if within(code, record.regions))
                if share >= _LEAST_MASS:
                    chances.append((_BY_REGION, share, number, place))
    chances.sort(key=lambda chance: (-chance[0], -chance[1], chance[2], chance[3]))
    found: list[DisclosedSite | None] = [None] * len(sites)
    taken: set[int] = set()
    for _, _, number, place in chances:
        if found[number] is None and place not in taken:
            found[number] = disclosed.sites[place]
            taken.add(place)
    return found


def possibly_same(
    site: SiteRow, record: DisclosedSite, disclosed: Disclosed, claimed: Collection[str]
) -> tuple[DisclosedSite, ...]:
    """Other records under which this site may have been told of: a match is never sure.

    They are those that no site of this run takes up, those with cells beside the site, and those
    that told of regions.
    """
    mass = masses(site.surface)
    return tuple(
        other
        for other in disclosed.sites
        if other.id != record.id
        and (
            other.id not in claimed
            or other.first_regions
            or held(mass, around(other.cells)) >= _LEAST_MASS
        )
    )
