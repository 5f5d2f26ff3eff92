"""People whose stratum nobody wrote down: put into strata again and again, not left out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.strata.label_shares import fitted_shares, pseudo_people_weights
from habeas.counts.strata.stratum import Key, StratumTable, label, order
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

ASSUMPTION = (
    "Whether a person's stratum was written down depends on which lists the person is on, and "
    "beyond that on nothing that differs between the strata."
)
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Labelling:
    """Labelled and unlabelled people on one set of patterns.

    `keys`: the S strata. `patterns`: C × L. `labelled`: C × S people. `unlabelled`: for each group
    with the same possible strata, their places and C people.
    """

    keys: tuple[Key, ...]
    cells: tuple[int, ...]
    patterns: NDArray[np.uint8]
    labelled: Counts
    unlabelled: tuple[tuple[NDArray[np.intp], Counts], ...]


def impute_missing_labels(
    tables_by_stratum: Mapping[Key, OverlapTable],
    unlabelled: OverlapTable | Mapping[Key, OverlapTable],
    *,
    replicates: int = 20,
    seed: int = 1,
) -> tuple[StratumTable, ...]:
    """So many versions of the strata's tables, each with everybody in some stratum.

    `unlabelled`: people whose stratum is unknown; or, by what is known of it, tables of people
    whose key is known in part (`(("place", "north"),)`: a place and no month). All tables have the
    same lists. Labels are missing at random given the capture pattern (`ASSUMPTION`).

    For each pattern, the strata's shares are drawn from a Dirichlet with the labelled people of
    that pattern plus so many pseudo-people, spread as a smooth fit over all patterns says
    (label_shares.py); people are then drawn from the shares. How many pseudo-people is drawn from
    its posterior, and the fit is made on resampled labels, anew in each replicate: so its own
    uncertainty is in the replicates (Rubin 1987, proper imputation; Rubin and Schenker 1986).

    Every replicate holds every stratum, those with nobody in them too. Raises InputRefused where
    lists differ, nobody is labelled, or a known part fits no stratum.
    """
    keys = tuple(sorted(tables_by_stratum, key=order))
    groups: dict[Key, OverlapTable] = (
        {(): unlabelled} if isinstance(unlabelled, OverlapTable) else dict(unlabelled)
    )
    lists = _common_lists([*tables_by_stratum.items(), *groups.items()])
    labelling = _labelling(keys, tables_by_stratum, groups, lists)
    random = np.random.default_rng([_seed_of(labelling), seed])
    shares = fitted_shares(labelling.labelled, labelling.patterns)
    grid, weight = pseudo_people_weights(labelling.labelled, shares)
    imputed = []
    for replicate in range(replicates):
        kappa = float(random.choice(grid, p=weight))
        counts = _imputed(labelling, kappa, random)
        imputed += [
            StratumTable(key, replicate, _table(lists, labelling.cells, counts[:, place]))
            for place, key in enumerate(keys)
        ]
    return tuple(imputed)


def _imputed(labelling: Labelling, kappa: float, random: np.random.Generator) -> Counts:
    """Labelled people and one draw for the rest, cells × strata."""
    labelled = labelling.labelled
    people = int(labelled.sum())
    resampled = random.multinomial(people, (labelled / people).ravel()).reshape(labelled.shape)
    prior = kappa * fitted_shares(resampled, labelling.patterns)
    total = labelled.copy()
    for cell in range(len(labelled)):
        # A share that underflows to nothing would stop the Dirichlet.
        share = random.gamma(np.maximum(labelled[cell] + prior[cell], 1e-12))
        for possible, unknown in labelling.unlabelled:
            if not unknown[cell]:
                continue
            among = share[possible]
            if not among.sum():
                among = prior[cell][possible]
            total[cell, possible] += random.multinomial(int(unknown[cell]), among / among.sum())
    return total


def _labelling(
    keys: tuple[Key, ...],
    tables: Mapping[Key, OverlapTable],
    groups: Mapping[Key, OverlapTable],
    lists: tuple[str, ...],
) -> Labelling:
    """All tables on the same patterns, with lists in an order that their names do not decide."""
    together = _summed(lists, [*tables.values(), *groups.values()])
    names = together.canonical().lists
    cells = tuple(pattern for pattern, _ in together.canonical().cells)
    labelled = np.column_stack([_people(tables[key], names, cells) for key in keys])
    if not labelled.sum():
        raise InputRefused("nobody's stratum is known", remedy="estimate the whole without strata")
    unlabelled = tuple(
        (_possible(known, keys), _people(groups[known], names, cells))
        for known in sorted(groups, key=order)
    )
    patterns = np.array([[cell >> j & 1 for j in range(len(names))] for cell in cells], np.uint8)
    positions = [lists.index(name) for name in names]
    own = tuple(sum(1 << positions[j] for j in range(len(names)) if c >> j & 1) for c in cells)
    return Labelling(keys, own, patterns, labelled, unlabelled)


def _common_lists(tables: list[tuple[Key, OverlapTable]]) -> tuple[str, ...]:
    if not tables:
        raise InputRefused("there are no strata")
    lists = tables[0][1].lists
    for key, table in tables:
        if set(table.lists) != set(lists):
            raise InputRefused(
                f"the lists are {', '.join(table.lists)}, elsewhere {', '.join(lists)}",
                where=label(key),
                remedy="give every stratum the same lists; nobody on a list is no reason to leave "
                "it out",
            )
    return lists


def _possible(known: Key, keys: tuple[Key, ...]) -> NDArray[np.intp]:
    places = [place for place, key in enumerate(keys) if set(known) <= set(key)]
    if not places:
        raise InputRefused(
            "no stratum fits what is known of these people",
            where=label(known),
            remedy="add the stratum, with an empty table if need be",
        )
    return np.array(places, dtype=np.intp)


def _people(table: OverlapTable, names: tuple[str, ...], cells: tuple[int, ...]) -> Counts:
    """People in each of these cells, with the lists in this order."""
    own = dict(table.select([table.lists.index(name) for name in names]).cells)
    return np.array([own.get(cell, 0) for cell in cells], dtype=np.int64)


def _summed(lists: tuple[str, ...], tables: list[OverlapTable]) -> OverlapTable:
    totals: dict[int, int] = {}
    for table in tables:
        for pattern, people in table.select([table.lists.index(name) for name in lists]).cells:
            totals[pattern] = totals.get(pattern, 0) + people
    return OverlapTable.of(lists, totals)


def _table(lists: tuple[str, ...], cells: tuple[int, ...], people: Counts) -> OverlapTable:
    return OverlapTable.of(lists, {cell: int(n) for cell, n in zip(cells, people, strict=True)})


def _seed_of(labelling: Labelling) -> int:
    """From the counts alone: names and order of lists change nothing."""
    parts = [labelling.patterns, labelling.labelled, *(part for _, part in labelling.unlabelled)]
    words = hashlib.sha256(b"|".join(np.ascontiguousarray(part).tobytes() for part in parts))
    return int.from_bytes(words.digest()[:8], "big")
