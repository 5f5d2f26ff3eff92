"""Replicates of a population, and whether what was seen is compatible with a target."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from statistics import median

import numpy as np
from scipy.special import bdtr

from habeas.counts import Status
from habeas.counts.band import band
from habeas.counts.populations import Population, population_of
from tests.counts.reference import REFERENCE

REPLICATES = 100
# A test fails where what was seen has less than this chance under the target.
UNLIKELY = 0.001


@dataclass(frozen=True)
class Seen:
    """What the replicates of one population gave; shares of all replicates, widths of the truth."""

    covered: int
    ok: int
    ok_covered: int
    disagree: int
    width: float


@cache
def populations() -> dict[str, Population]:
    """The simulated populations of the reference."""
    rows = json.loads((REFERENCE / "scenarios.json").read_text(encoding="utf-8"))
    return {name: population_of(row) for name, row in rows.items() if not name.startswith("_")}


def seen(name: str, replicates: int = REPLICATES) -> Seen:
    """The band of each replicate; seeds as in benchmarks/band_coverage.py."""
    population = populations()[name]
    covered = ok = ok_covered = disagree = 0
    widths = []
    for replicate in range(replicates):
        random = np.random.default_rng([zlib.crc32(name.encode()), replicate])
        found = band(population.draw(random))
        ok += found.status is Status.OK
        disagree += found.status is Status.METHODS_DISAGREE
        if found.low is None or found.high is None:
            continue
        inside = found.low <= population.size <= found.high
        covered += inside
        ok_covered += inside and found.status is Status.OK
        widths.append((found.high - found.low) / population.size)
    return Seen(covered, ok, ok_covered, disagree, median(widths))


def at_least(share: float, times: int, of: int) -> bool:
    """Whether `times` of `of` is what a share of at least `share` may give."""
    return of == 0 or bool(bdtr(times, of, share) >= UNLIKELY)
