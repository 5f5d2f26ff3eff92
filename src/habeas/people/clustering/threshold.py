"""The threshold, moved by what reviewers decided."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering.decided import Decided
from habeas.people.clustering.linkage import belonging, between_persons
from habeas.people.evidence.evidence import Evidence

# Before anybody has decided anything, the threshold is trusted to this many natural log odds.
TRUSTED_TO = 1.5
FEWEST = 10


def moved_threshold(
    threshold: float, evidence: Evidence, person: NDArray[np.int32], decided: Decided
) -> float:
    """The log odds at which reviewers find as many persons one as two.

    `person` (n,) is who is who without the decisions: each answer is set beside the odds that the
    machine gave it. A logistic curve of slope 1 with a normal prior about the threshold; fewer
    than FEWEST answers leave it where it is.
    """
    pairs, same = _answers(decided)
    if len(pairs) < FEWEST:
        return threshold
    odds = _odds(evidence, person, pairs)
    shift = 0.0
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(odds - threshold - shift, -30.0, 30.0)))
        slope = float((chance - same).sum()) - shift / TRUSTED_TO**2
        curve = float((chance * (1.0 - chance)).sum()) + 1.0 / TRUSTED_TO**2
        step = float(np.clip(slope / curve, -1.0, 1.0))
        shift += step
        if abs(step) < 1e-6:
            break
    return threshold + shift


def _answers(decided: Decided) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Pairs of rows (k, 2) that were judged, and 1 where they are one human, (k,)."""
    rows = np.repeat(np.arange(len(decided.begin) - 1, dtype=np.int32), np.diff(decided.begin))
    apart = np.stack([rows, decided.apart], axis=1)
    apart = apart[apart[:, 0] < apart[:, 1]]
    pairs = np.concatenate([decided.same, apart])
    return pairs, np.concatenate([np.ones(len(decided.same)), np.zeros(len(apart))])


def _odds(
    evidence: Evidence, person: NDArray[np.int32], pairs: NDArray[np.int32]
) -> NDArray[np.float64]:
    """What the machine found for each pair: of its two persons, or of the one staying whole."""
    first, second = person[pairs[:, 0]], person[pairs[:, 1]]
    odds = between_persons(evidence, person, first, second).astype(np.float64)
    inside = belonging(evidence.compared, evidence.model, person).astype(np.float64)
    together = np.minimum(inside[pairs[:, 0]], inside[pairs[:, 1]])
    return np.where(first == second, together, odds)
