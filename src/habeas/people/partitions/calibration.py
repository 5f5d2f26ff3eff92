"""How likely it really is that two rows are one human, given what the model says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from habeas.model import Sameness
from habeas.people.decision import Decision
from habeas.people.partitions.sampling import Sampler
from habeas.people.records import Records
from habeas.people.resolution import Resolution

Floats = NDArray[np.float64]

DRAWS = 24
KNOTS = 48
FEWEST_PAIRS = 200
MOST_LOG_ODDS = 30.0
# How far decisions may move the line before they must be many, one standard deviation each: three
# hundred tell the shift to about a fifth, and without them the line is seldom farther off.
SHIFT_SPREAD = 0.2
SLOPE_SPREAD = 0.12


@dataclass(frozen=True, eq=False)
class Calibration:
    """A rising line through (`said`, `meant`) (k,): log odds of the model, and calibrated ones.

    Beyond its ends the line goes on at slope 1. `pairs` is how many pairs it rests on, `labels` how
    many decided ones.
    """

    said: Floats
    meant: Floats
    pairs: int = 0
    labels: int = 0

    def log_odds(self, said: NDArray[np.floating]) -> Floats:
        """The calibrated log odds of log odds that the model says, of any shape."""
        values = np.asarray(said, dtype=np.float64)
        if not len(self.said):
            return values
        inside = np.interp(values, self.said, self.meant)
        below = np.minimum(values - self.said[0], 0.0)
        above = np.maximum(values - self.said[-1], 0.0)
        return np.asarray(inside + below + above, dtype=np.float64)

    def probability(self, said: NDArray[np.floating]) -> Floats:
        """The calibrated probability of log odds that the model says, of any shape."""
        odds = np.clip(self.log_odds(said), -MOST_LOG_ODDS, MOST_LOG_ODDS)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def calibrated(
    resolution: Resolution, decisions: Iterable[Decision] = (), *, seed: int = 1
) -> Calibration:
    """What the model's log odds of a pair are worth.

    Without labels: how often pairs of such log odds are one person in draws of partitions, where
    all that other records say of a pair counts too. Decisions move that line, as far as they are
    many. Takes the log odds of `resolution.evidence`. Raises WrongUsage for a resolution without
    evidence.
    """
    decisions = tuple(decisions)
    sampler = Sampler.of(resolution, decisions, seed=seed)
    line = _of_draws(sampler, seed)
    left, right, same, weight = _labelled(decisions, resolution.records)
    if not len(left):
        return line
    said = sampler.evidence.log_odds(left, right).astype(np.float64)
    shift, slope = _moved(line.log_odds(said), same, weight)
    knots = line.said if len(line.said) else np.array([0.0, 1.0])
    return Calibration(knots, shift + slope * line.log_odds(knots), line.pairs, len(decisions))


def _of_draws(sampler: Sampler, seed: int) -> Calibration:
    """The line through the shares of draws in which pairs of like log odds are one person."""
    pairs, here = sampler.resolution.pairs, sampler.sampled
    met = here[pairs.left] & here[pairs.right] & ~pairs.barred
    left, right = pairs.left[met], pairs.right[met]
    if len(left) < FEWEST_PAIRS:
        return Calibration(np.zeros(0), np.zeros(0))
    said = sampler.evidence.log_odds(left, right).astype(np.float64)
    together = np.zeros(len(left))
    for label in sampler.sampled_labels(DRAWS, seed=seed + 77):
        together += label[left] == label[right]
    return _rising(said, together / DRAWS)


def _rising(said: Floats, together: Floats) -> Calibration:
    """Means of bins of equal number, pooled until they rise (Ayer et al. 1955), as log odds."""
    order = np.argsort(said, kind="stable")
    bins = np.array_split(order, min(KNOTS, max(2, len(said) // 50)))
    at = [float(said[each].mean()) for each in bins]
    pooled: list[tuple[float, int, int]] = []  # mean, pairs, bins
    for each in bins:
        # A quarter of a pair on either side keeps the log odds of pure bins finite.
        mean = float((together[each].sum() + 0.25) / (len(each) + 0.5))
        now = (mean, len(each), 1)
        while pooled and pooled[-1][0] >= now[0]:
            before = pooled.pop()
            pairs = before[1] + now[1]
            mean = (before[0] * before[1] + now[0] * now[1]) / pairs
            now = (mean, pairs, before[2] + now[2])
        pooled.append(now)
    means = np.array([mean for mean, _, count in pooled for _ in range(count)])
    return Calibration(np.array(at), np.log(means) - np.log1p(-means), len(said))


Labelled = tuple[NDArray[np.int32], NDArray[np.int32], Floats, Floats]


def _labelled(decisions: tuple[Decision, ...], records: Records) -> Labelled:
    """The pairs that decisions settle: left, right, whether same, and weight (1 a decision)."""
    named = {name for each in decisions for name in (*each.records, *each.others)}
    row_of = {name: row for row, name in enumerate(records.ids) if name in named}
    found: list[tuple[int, int, bool, float]] = []
    for decision in decisions:
        settled = [(a, b) for a, b in _pairs(decision) if a in row_of and b in row_of]
        for a, b in settled:
            left, right = sorted((row_of[a], row_of[b]))
            found.append((left, right, decision.answer is Sameness.SAME, 1.0 / len(settled)))
    return (
        np.array([left for left, *_ in found], dtype=np.int32),
        np.array([right for _, right, *_ in found], dtype=np.int32),
        np.array([same for _, _, same, _ in found], dtype=np.float64),
        np.array([weight for *_, weight in found], dtype=np.float64),
    )


def _pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.answer is Sameness.SAME:
        yield from combinations((*decision.records, *decision.others), 2)
    elif decision.answer is Sameness.DIFFERENT:
        yield from product(decision.records, decision.others)


def _moved(said: Floats, same: Floats, weight: Floats) -> tuple[float, float]:
    """Shift and slope of the line: logistic regression towards (0, 1), by Newton's steps."""
    design = np.stack([np.ones(len(said)), np.clip(said, -10.0, 10.0)], axis=1)
    pull = np.array([1.0 / SHIFT_SPREAD**2, 1.0 / SLOPE_SPREAD**2])
    found = np.array([0.0, 1.0])
    for _ in range(25):
        chance = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (weight * (same - chance)) - pull * (found - np.array([0.0, 1.0]))
        curve = (design * (weight * chance * (1.0 - chance))[:, None]).T @ design + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if np.abs(step).max() < 1e-8:
            break
    return float(found[0]), float(max(found[1], 0.1))
