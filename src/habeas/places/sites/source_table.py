"""The site × source table, with draws of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.places.sites.found import Site, SourceTable
from habeas.places.sites.state import Inferred

_DRAWS = 20
_BELONGS = 0.5
NO_SOURCE = "unknown"


def source_table(sites: Sequence[Site], inferred: Inferred) -> SourceTable:
    """Which source tells of which site that is at least as likely as not.

    A sighting without a source counts under its kind, else under "unknown".
    """
    source = [sighting.source or sighting.kind or NO_SOURCE for sighting in inferred.sightings]
    sources = tuple(sorted(set(source)))
    column = {name: number for number, name in enumerate(sources)}
    number_of = {sighting.id: number for number, sighting in enumerate(inferred.sightings)}
    likely = [site for site in sites if site.probability >= _BELONGS]
    incidence = np.zeros((len(likely), len(sources)), dtype=np.int8)
    for row, site in enumerate(likely):
        for member in site.sightings:
            if member.probability >= _BELONGS:
                incidence[row, column[source[number_of[member.sighting]]]] = 1
    by_unit = [
        sorted({column[source[number]] for number in unit.sightings}) for unit in inferred.units
    ]
    every = np.linspace(0, len(inferred.draws) - 1, min(_DRAWS, len(inferred.draws))).astype(int)
    draws = tuple(
        _one_draw(inferred.draws.site[draw], by_unit, len(sources)) for draw in every.tolist()
    )
    return SourceTable(sources, tuple(site.id for site in likely), incidence, draws)


def _one_draw(
    site: NDArray[np.int32], by_unit: Sequence[Sequence[int]], sources: int
) -> NDArray[np.int8]:
    slots = np.unique(site[site >= 0])
    table = np.zeros((len(slots), sources), dtype=np.int8)
    row = {slot: number for number, slot in enumerate(slots.tolist())}
    for slot, columns in zip(site.tolist(), by_unit, strict=True):
        if slot >= 0:
            for column in columns:
                table[row[slot], column] = 1
    return table
