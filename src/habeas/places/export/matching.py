"""Which site of this run is which of those that were told of before.

A site that is taken for a new one beside the cell where it was published yesterday would be given
away: yesterday's row is gone, today's lies next to it. So a site takes up the record of its key,
or else the one that would be written of it today, or else of cells that it lies in or beside, or
else of its region; each record serves one site. Whichever is taken, the rules of the record keep
it: a wrong match makes a row coarser, never finer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from habeas.places.export.disclosed import Disclosed, DisclosedSite
from habeas.places.export.land import Land, around, masses, within
from habeas.places.export.row import SiteRow

# A site takes up a record of cells if so much of it lies in them or beside them.
_LEAST_MASS = 0.05
_BY_KEY, _AS_NEW, _BY_CELLS, _BY_REGION = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a site takes up (None: it was never told of).

    `others` are records under which the same site may have been told of all the same, for a match
    is never sure: those that no site of this run takes up, those with cells beside the site, and
    those that told of regions.
    """

    record: DisclosedSite | None
    others: tuple[DisclosedSite, ...]


def matched(
    sites: Sequence[SiteRow],
    fresh: Sequence[DisclosedSite | None],
    disclosed: Disclosed,
    land: Land,
) -> list[Match]:
    """The match of each site. `fresh` is what would be written of each if nothing were told yet."""
    records = disclosed.sites
    near = [around(record.cells) for record in records]
    chances: list[tuple[tuple[float, ...], int, int]] = []
    beside: list[set[int]] = []
    for number, site in enumerate(sites):
        mass, regions = masses(site.surface), land.regions_of(site.surface)
        shares = [_inside(mass, cells) for cells in near]
        beside.append({place for place, share in enumerate(shares) if share >= _LEAST_MASS})
        for place, (record, share) in enumerate(zip(records, shares, strict=True)):
            fit = _fit(site, fresh[number], record, mass, regions, share)
            if fit is not None:
                # Of records that fit alike the narrowest is taken, and ties are broken by what the
                # sites are, never by the order that they happen to have.
                ties = (*fit, -len(record.cells), -len(record.regions))
                chances.append(((*ties, site.latitude, site.longitude), number, place))
    taken = _one_to_one(chances)
    claimed = set(taken.values())
    # Rows that repeat what was told tell nothing new, whichever of the sites are which; a key is
    # the caller's word.
    repeated = {
        (number, place)
        for fit, number, place in chances
        if fit[0] >= _AS_NEW and taken.get(number) == place
    }
    repeating, repeated_records = (
        {number for number, _ in repeated},
        {place for _, place in repeated},
    )
    return [
        Match(
            records[taken[number]] if number in taken else None,
            tuple(
                record
                for place, record in enumerate(records)
                if place != taken.get(number)
                and not (number in repeating and place in repeated_records)
                and (place not in claimed or place in beside[number] or record.first_regions)
            ),
        )
        for number in range(len(sites))
    ]


def _one_to_one(chances: Sequence[tuple[tuple[float, ...], int, int]]) -> dict[int, int]:
    """Which record each site takes, the best fits first."""
    taken: dict[int, int] = {}
    claimed: set[int] = set()
    for _, number, place in sorted(
        chances, key=lambda chance: (*(-value for value in chance[0]), chance[2])
    ):
        if number not in taken and place not in claimed:
            taken[number] = place
            claimed.add(place)
    return taken


def _fit(
    site: SiteRow,
    fresh: DisclosedSite | None,
    record: DisclosedSite,
    mass: Mapping[str, float],
    regions: Mapping[str, float],
    beside: float,
) -> tuple[float, float] | None:
    """How well a site fits a record, by what and how much; None if not at all."""
    if site.key and record.key:
        return (_BY_KEY, 1.0) if site.key == record.key else None
    if fresh is not None and (fresh.cells, fresh.regions) == (record.cells, record.regions):
        return _AS_NEW, 1.0
    if beside >= _LEAST_MASS:
        return _BY_CELLS, round(beside + _inside(mass, frozenset(record.cells)), 1)
    if not record.cells or record.cells_ended:
        share = sum(m for code, m in regions.items() if within(code, record.regions))
        if share >= _LEAST_MASS:
            return _BY_REGION, round(share, 1)
    return None


def _inside(mass: Mapping[str, float], cells: Collection[str]) -> float:
    return sum(share for cell, share in mass.items() if cell in cells)
