"""Units: what is told by one cluster about one place. A unit counts once, however often it is told.

Tellings of a cluster that fit together are multiplied; because they are not independent, their
weight is tempered. A telling that fits none of the cluster's others becomes a unit of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.likelihood.telling import Told
from habeas.places.sighting import Sighting
from habeas.places.sites.settings import SiteSettings

# Tellings of one cluster are taken to be of one place unless that makes them this much less likely.
_LEAST_FIT = 0.05
_LEAST = 1e-5


@dataclass(frozen=True, slots=True)
class Unit:
    """Cells with P(words | cell) / P(words), shape (n,); who told it, as numbers of sightings."""

    cluster: str
    sightings: tuple[int, ...]
    witnesses: int
    tellings: int
    cells: NDArray[np.int32]
    values: NDArray[np.float32]

    @property
    def category(self) -> int:
        """0–2: one witness who tells once, twice, more often; 3: several witnesses.

        Mistaken units differ from true ones in how often each occurs.
        """
        return 3 if self.witnesses > 1 else min(self.tellings, 3) - 1


@dataclass(slots=True)
class _Group:
    members: list[int]
    cells: NDArray[np.int32]
    posterior: NDArray[np.float64]


def units_of(
    sightings: Sequence[Sighting],
    told: Sequence[Told],
    prior: NDArray[np.float64],
    settings: SiteSettings,
) -> tuple[Unit, ...]:
    """The units of these sightings, in the order in which their clusters first occur.

    Sightings whose words say nothing of where belong to no unit.
    """
    clusters: dict[str, list[int]] = {}
    for number, sighting in enumerate(sightings):
        if len(told[number]):
            clusters.setdefault(sighting.cluster or sighting.id, []).append(number)
    found: list[Unit] = []
    for cluster, numbers in clusters.items():
        found += cluster_units(cluster, numbers, sightings, told, prior, settings)
    return tuple(found)


def cluster_units(
    cluster: str,
    numbers: Sequence[int],
    sightings: Sequence[Sighting],
    told: Sequence[Told],
    prior: NDArray[np.float64],
    settings: SiteSettings,
) -> list[Unit]:
    """The units of one cluster; `numbers` are those of its sightings."""
    same_words: dict[tuple[object, ...], list[int]] = {}
    for number in numbers:
        same_words.setdefault(_wording(sightings[number], told[number]), []).append(number)
    tellings = sorted(same_words.values(), key=lambda same: (len(told[same[0]]), same[0]))
    groups: list[_Group] = []
    for telling, same in enumerate(tellings):
        words = told[same[0]]
        best, fit = None, _LEAST_FIT
        for group in groups:
            seen = _fit(group, words)
            if seen >= fit:
                best, fit = group, seen
        if best is None:
            weight = prior[words.cells] * np.exp(words.logs.astype(np.float64))
            groups.append(_Group([telling], words.cells, weight / weight.sum()))
        else:
            best.members.append(telling)
            weight = best.posterior * _robust(best.cells, words, settings)
            best.posterior = weight / weight.sum()
    return [_unit(cluster, group, tellings, sightings, told, prior, settings) for group in groups]


def _wording(sighting: Sighting, told: Told) -> tuple[object, ...]:
    said = sighting.description
    best = int(told.cells[np.argmax(told.logs)])
    return (said.relation, said.km, said.minutes, said.direction, said.hooded, best)


def _fit(group: _Group, words: Told) -> float:
    """How much likelier the words are at the group's place than anywhere."""
    _, here, there = np.intersect1d(
        group.cells, words.cells, assume_unique=True, return_indices=True
    )
    return float(np.sum(group.posterior[here] * np.exp(words.logs[there].astype(np.float64))))


def _robust(cells: NDArray[np.int32], words: Told, settings: SiteSettings) -> NDArray[np.float64]:
    values = np.full(len(cells), settings.telling_wrong)
    at = np.minimum(np.searchsorted(words.cells, cells), len(words.cells) - 1)
    hit = words.cells[at] == cells
    values[hit] += (1 - settings.telling_wrong) * np.exp(words.logs[at[hit]].astype(np.float64))
    return values


def _unit(
    cluster: str,
    group: _Group,
    tellings: Sequence[list[int]],
    sightings: Sequence[Sighting],
    told: Sequence[Told],
    prior: NDArray[np.float64],
    settings: SiteSettings,
) -> Unit:
    first = told[tellings[group.members[0]][0]]
    power = float(len(group.members)) ** -settings.tempering
    logs = first.logs.astype(np.float64) * power
    for member in group.members[1:]:
        logs += power * np.log(_robust(first.cells, told[tellings[member][0]], settings))
    values = np.exp(logs - logs.max())
    values /= np.sum(prior[first.cells] * values)
    kept = values >= _LEAST * values.max()
    numbers = tuple(sorted(number for member in group.members for number in tellings[member]))
    return Unit(
        cluster=cluster,
        sightings=numbers,
        witnesses=len({sightings[number].witness for number in numbers}),
        tellings=len(numbers),
        cells=first.cells[kept],
        values=values[kept].astype(np.float32),
    )
