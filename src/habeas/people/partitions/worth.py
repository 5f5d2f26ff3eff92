"""What the weight of evidence is worth, checked against a witness that names know nothing of.

Pairs that names brought together, both with a whole date of birth, weighed without it: among those
that are one human the dates agree with one and the same chance, among others hardly ever. So the
share of equal dates at each weight tells how many pairs of that weight are true, without a label.
A line through them on the scale of log odds has slope 1 and shift 0 where weights are worth what
they say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.levels import BIRTH
from habeas.people.partitions.unreached import birth_dates, shares_name_key, weighed
from habeas.people.resolution import Resolution

Floats = NDArray[np.float64]

LEAST, MOST = -4.0, 8.0
# Below, pairs of different dates are not among the candidates, for their dates count against them.
LEAST, MOST = -4.0, 8.0
MOST_PAIRS = 60_000
FEWEST_PAIRS = 300
# Before the check weights are worth what they say, give or take this: in slope, and in shift.
BEFORE = np.array([0.15, 0.5])
# What no check can tell: how far pairs without any date of birth differ.
ALWAYS = np.array([0.05, 0.2])
# The check is of single pairs. Draws weigh a record by all of its person, each feature once, and
# the sizes of persons make good for a shift; so a part of what it finds is made good already. How
# large a part is not known: half of the slope is taken over, and as much is left in doubt.
TAKEN_OVER = 0.5
EQUAL_BY_CHANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Worth:
    """The `slope` of the line, and how uncertain it and the shift are (one standard deviation)."""

    slope: float = 1.0
    slope_spread: float = float(BEFORE[0])
    shift_spread: float = float(BEFORE[1])


def worth(resolution: Resolution, evidence: Evidence, *, seed: int) -> Worth:
    """What a unit of evidence is worth in this resolution."""
    date = birth_dates(evidence.compared.features)
    pairs = resolution.pairs
    both = np.flatnonzero((date[pairs.left] > 0) & (date[pairs.right] > 0) & ~pairs.barred)
    random = np.random.default_rng(seed)
    both = both if len(both) <= MOST_PAIRS else random.choice(both, MOST_PAIRS, replace=False)
    left, right = pairs.left[both], pairs.right[both]
    weights, _ = weighed(evidence, left, right)
    weights[:, BIRTH] = 0.0
    lists = evidence.compared.features.list
    said = weights.sum(axis=1) + evidence.model.prior_log_odds[lists[left], lists[right]]
    open_pairs = (said > LEAST) & (said < MOST)
    left, right, said = left[open_pairs], right[open_pairs], said[open_pairs].astype(np.float64)
    named = shares_name_key(evidence.compared.features, left, right)
    said, equal = said[named], (date[left] == date[right])[named]
    if len(said) < FEWEST_PAIRS:
        return Worth()
    found, error = _line(said, equal)
    certainty, before = 1.0 / error**2, 1.0 / BEFORE**2
    off = (found - np.array([1.0, 0.0])) * certainty / (certainty + before)
    doubt = np.sqrt(1.0 / (certainty + before) + ((1.0 - TAKEN_OVER) * off) ** 2 + ALWAYS**2)
    return Worth(float(1.0 + TAKEN_OVER * off[0]), float(doubt[0]), float(doubt[1]))


def _line(said: Floats, equal: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Slope and shift that make equal dates likeliest, (2,), and their standard errors.

    Fitted beside them: how often the dates of one human agree.
    """
    from scipy.optimize import minimize

    def doubt(line: Floats) -> float:
        chance = _equal(said, line)
        return float(-np.where(equal, np.log(chance), np.log1p(-chance)).sum())

    found = minimize(doubt, np.array([1.0, 0.0, 1.5]), method="BFGS").x
    chance = _equal(said, found)
    step = 1e-4
    change = np.array(
        [
            (_equal(said, found + step * axis) - _equal(said, found - step * axis)) / (2 * step)
            for axis in np.eye(3)
        ]
    )
    variance = np.diag(np.linalg.pinv((change / (chance * (1.0 - chance))) @ change.T))[:2]
    return found[:2], np.sqrt(np.maximum(variance, 1e-6))


def _equal(said: Floats, line: Floats) -> Floats:
    """The chance of equal dates at each weight, by slope, shift and agreement of one human."""
    true = 1.0 / (1.0 + np.exp(-np.clip(line[1] + line[0] * said, -30.0, 30.0)))
    agreement = 1.0 / (1.0 + np.exp(-line[2]))
    return np.asarray(
        np.clip(EQUAL_BY_CHANCE + (agreement - EQUAL_BY_CHANCE) * true, 1e-9, 1 - 1e-9)
    )
