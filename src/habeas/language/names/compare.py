"""How likely two printed names are one person's, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.encoding import encoded
from habeas.language.names.evidence import evidence
from habeas.language.names.explanation import PartFinding, findings
from habeas.language.names.keys import keys, the_other_way_round

# Names that score from here up are taken for one person's.
SAME_FROM = 0.5


@dataclass(frozen=True, slots=True)
class NameComparison:
    """Two names compared: `score` from 0 to 1, whether they are taken for one person's, and why.

    The score reads like a probability for two names that somebody put side by side for a likeness;
    among all pairs of a long list namesakes are far more frequent, and it must be joined by
    other evidence.
    """

    score: float
    same: bool
    parts: tuple[PartFinding, ...]
    explanation: str


def _score(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, log_odds))))


def compare(a: str, b: str) -> NameComparison:
    """Two names as printed, in any script, order and case. Symmetric.

    A name without letters is like nothing: the score is 0.
    """
    left, right = keys(a), keys(b)
    if not left.name.order or not right.name.order:
        return NameComparison(0.0, False, (), "no name to compare")
    names = encoded([a, b])
    found = evidence(names, np.array([0], dtype=np.int32), np.array([1], dtype=np.int32))
    score = _score(float(found.log_odds[0]))
    if found.swapped[0] == 1:
        left = keys(the_other_way_round(left.name))
    elif found.swapped[0] == 2:
        right = keys(the_other_way_round(right.name))
    parts = findings(
        left,
        right,
        (float(found.distance[0, 0]), float(found.distance[0, 1]), float(found.distance[0, 2])),
        (int(found.kinds[0, 0]), int(found.kinds[0, 1]), int(found.kinds[0, 2])),
        (float(found.weights[0, 0]), float(found.weights[0, 1]), float(found.weights[0, 2])),
    )
    sentences = [part.sentence for part in parts]
    if found.swapped[0]:
        sentences.append("surname and given name stand the other way round on one side")
    return NameComparison(score, score >= SAME_FROM, parts, "; ".join(sentences))


def compare_many(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float64]:
    """The score of each pair a[i], b[i], (pairs,), as `compare` gives it.

    ValueError unless both have one length.
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} names cannot be paired with {len(b)}")
    places: dict[str, int] = {}
    left = np.array([places.setdefault(name, len(places)) for name in a], dtype=np.int32)
    right = np.array([places.setdefault(name, len(places)) for name in b], dtype=np.int32)
    names = encoded(list(places))
    found = evidence(names, left, right)
    named = np.max(names.words, axis=1, initial=-1) >= 0
    score = 1.0 / (1.0 + np.exp(-np.clip(found.log_odds, -60.0, 60.0)))
    return np.where(named[left] & named[right], score, 0.0)
