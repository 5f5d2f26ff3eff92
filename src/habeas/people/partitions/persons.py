"""The number of persons as an interval: what draws leave open, and what they cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.model import WrongUsage
from habeas.people.partitions.atoms import LEAST
from habeas.people.partitions.draws import Draws
from habeas.people.partitions.unreached import Unreached, birth_dates, unreached
from habeas.people.resolution import Resolution

Floats = NDArray[np.float64]

SIMULATIONS = 20_000
# Draws that are looked at for records whom nothing but their names could have brought home.
LOOKED_AT = 5
# One standard deviation of the log of what the share of unreached records may be wrong by: names
# may be garbled otherwise where no date of birth witnesses them.
GARBLED_MORE = 0.35


@dataclass(frozen=True, slots=True)
class PersonsInterval:
    """How many persons the records are: `point` between `low` and `high` at `level`.

    `parts` says what widened it, as one standard deviation in persons each: "partitions" (who is
    who), "calibration" (what evidence is worth), "unreached" (true pairs that no key brought
    together); and "unreached persons", how many were taken off for those.
    """

    point: float
    low: float
    high: float
    level: float
    parts: Mapping[str, float]


def persons_interval(
    resolution: Resolution, draws: Draws, *, level: float = 0.95, seed: int = 1
) -> PersonsInterval:
    """The number of persons behind the records, from draws of partitions.

    Beyond the spread of the draws it counts how wrong the weight of evidence may be, and takes off
    the persons who are only part of another whom names never met (see `Unreached`). The people on
    no list at all are not in it: they are for `habeas.counts`. Raises WrongUsage for a level
    outside (0, 1), or a resolution without evidence.
    """
    if not 0.0 < level < 1.0:
        raise WrongUsage(f"the level {level} is no probability", remedy="use e.g. 0.95")
    evidence = resolution.evidence
    if evidence is None:
        raise WrongUsage(
            "the resolution has no evidence to go by", remedy="resolve the records anew"
        )
    random = np.random.default_rng(seed)
    counted = random.choice(draws.counts, SIMULATIONS).astype(np.float64)
    bent = _bent(draws, random)
    exposed = _exposed(draws, birth_dates(evidence.compared.features))
    missing = _lost(unreached(evidence, draws.persons(0), least=LEAST, seed=seed), exposed, random)
    persons = np.clip(counted + bent - missing, min(1, len(resolution.person)), None)
    tail = (1.0 - level) / 2.0
    low, point, high = (float(x) for x in np.quantile(persons, (tail, 0.5, 1.0 - tail)))
    return PersonsInterval(
        point,
        low,
        high,
        level,
        {
            "partitions": float(counted.std()),
            "calibration": float(bent.std()),
            "unreached": float(missing.std()),
            "unreached persons": float(np.median(missing)),
        },
    )


def _bent(draws: Draws, random: np.random.Generator) -> Floats:
    """More or fewer persons where all evidence is worth less or more than it seems to be."""
    total = np.zeros(SIMULATIONS)
    for less, more in draws.bends:
        luck = random.standard_normal(SIMULATIONS)
        total += np.where(luck < 0.0, -luck * less, luck * more)
    return total


def _exposed(draws: Draws, date: NDArray[np.int64]) -> float:
    """How many records are with others, none of whom has the same whole date of birth."""
    found = []
    for draw in range(min(LOOKED_AT, len(draws))):
        person = draws.persons(draw).astype(np.int64)
        together = person * (int(date.max(initial=0)) + 1) + date
        _, which, count = np.unique(together, return_inverse=True, return_counts=True)
        witnessed = (date > 0) & (count[which] > 1)
        found.append(int(((np.bincount(person)[person] > 1) & ~witnessed).sum()))
    return float(np.mean(found)) if found else 0.0


def _lost(missed: Unreached, exposed: float, random: np.random.Generator) -> Floats:
    """Persons that are a part of somebody else, out of reach of every key."""
    share = missed.share(random, SIMULATIONS)
    worse = np.exp(random.normal(0.0, GARBLED_MORE, SIMULATIONS))
    return np.asarray(exposed * np.minimum(share * worse, 1.0))
