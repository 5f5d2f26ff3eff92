"""From draws of sites to one list: the places near which most draws have a site, one to one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from habeas.places.distance import chord, distance_km, unit_vectors
from habeas.places.likelihood.ground import Ground
from habeas.places.sites.kernel.cover import greedy
from habeas.places.sites.kernel.run import Kept

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws of all chains, one after the other: `site` (draws × units), `place` (draws × slots)."""

    site: NDArray[np.int32]
    place: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.site)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A place of the list: a cell, the share of draws with a site near it, and these sites.

    `draw`, `slot` and `cell` have one entry for each draw that has the site.
    """

    centre: int
    probability: float
    draw: Integers
    slot: Integers
    cell: Integers


def draws_of(kept: tuple[Kept, ...]) -> Draws:
    """The draws of several chains as one."""
    return Draws(
        np.concatenate([chain.site for chain in kept]),
        np.concatenate([chain.place for chain in kept]),
    )


def choose(draws: Draws, ground: Ground, within_km: float, least: float) -> tuple[Chosen, ...]:
    """The list, the most probable first, down to the probability `least`."""
    draw, slot = np.nonzero(draws.place >= 0)
    place = draws.place[draw, slot].astype(np.int64)
    if not len(place):
        return ()
    cells, at_cell = np.unique(place, return_inverse=True)
    at = np.argsort(at_cell, kind="stable").astype(np.int64)
    at_start = np.searchsorted(at_cell[at], np.arange(len(cells) + 1)).astype(np.int64)
    near_start, near, near_km = _near(cells, ground, within_km)
    centres, counts, owner = greedy(
        near_start,
        near,
        near_km,
        at_start,
        at,
        draw.astype(np.int64),
        len(draws),
        max(1, int(np.ceil(least * len(draws)))),
    )
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(centres) + 1))
    return tuple(
        Chosen(
            centre=int(cells[centre]),
            probability=float(count / len(draws)),
            draw=draw[order[first:last]].astype(np.int64),
            slot=slot[order[first:last]].astype(np.int64),
            cell=place[order[first:last]],
        )
        for centre, count, first, last in zip(
            centres.tolist(), counts.tolist(), bounds[:-1], bounds[1:], strict=True
        )
    )


def _near(
    cells: Integers, ground: Ground, within_km: float
) -> tuple[Integers, Integers, NDArray[np.float64]]:
    latitude, longitude = ground.latitude[cells], ground.longitude[cells]
    tree = cKDTree(unit_vectors(latitude, longitude))
    pairs = tree.query_pairs(chord(within_km), output_type="ndarray").astype(np.int64)
    own = np.arange(len(cells), dtype=np.int64)
    first = np.concatenate([pairs[:, 0], pairs[:, 1], own])
    second = np.concatenate([pairs[:, 1], pairs[:, 0], own])
    order = np.lexsort((second, first))
    first, second = first[order], np.ascontiguousarray(second[order])
    km = distance_km(latitude[first], longitude[first], latitude[second], longitude[second])
    start = np.searchsorted(first, np.arange(len(cells) + 1)).astype(np.int64)
    return start, second, np.ascontiguousarray(km)
