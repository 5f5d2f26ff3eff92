"""The fit of the confidence: a logistic regression on the grounds, then isotonic regression.

Used by `tools/fit_confidence.py`, which says why it is done so.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from claims_agreement import Judged, arrays
from claims_pooled import TUNED
from numpy.typing import NDArray

from habeas.claims.confidence import LEAST, MOST, calibrated, features

TUNED_ON = "text.tuned"
BARE = "language.bare"
# Penalties pull weights to nothing where claims are few; a language's own weight is pulled harder.
PENALTY, LANGUAGE_PENALTY = 1.0, 2.0
# Fewer claims than this, or a smaller rise, make no step of their own.
SMALLEST_STEP, SMALLEST_RISE = 40, 0.04
# Each step is drawn towards the share of all claims as if by so many more of them.
DRAWN_BY = 4.0
ROUNDS = 30

Floats = NDArray[np.float64]
Table = tuple[tuple[float, float], ...]


class Fitted:
    """Both steps: the weights of the grounds, and the table from raw scores to confidences."""

    def __init__(
        self, claims: Sequence[Judged], bare: Sequence[Judged], grounds: Sequence[str]
    ) -> None:
        """Fit on these claims; `grounds` names the columns.

        `bare` are claims of languages read without their dictionaries, of texts on which no rule
        was tuned: they decide on the weight of that ground, and on nothing else.
        """
        self.grounds = (*grounds, BARE)
        matrix, agrees = self.matrix(claims), arrays(claims)[1]
        texts = np.array([claim.text for claim in claims])
        self.weights = logistic(matrix, agrees, self._penalties())
        unseen = np.empty(len(claims))
        for text in np.unique(texts):
            others = texts != text
            beside = logistic(matrix[others], agrees[others], self._penalties())
            unseen[~others] = _share(matrix[~others] @ beside)
        self.steps = isotonic(unseen, agrees)
        if bare:
            weight = np.array([_penalty(BARE)])
            score, agrees = self.matrix(bare) @ self.weights, arrays(bare)[1]
            self.weights[-1] = logistic(np.ones((len(bare), 1)), agrees, weight, score)[0]

    def matrix(self, claims: Sequence[Judged]) -> Floats:
        """One row a claim, one column a ground."""
        found = [
            features(claim.grounds) | {TUNED_ON: float(claim.group in TUNED)} for claim in claims
        ]
        return np.array([[row.get(name, 0.0) for name in self.grounds] for row in found])

    def confidences(self, claims: Sequence[Judged]) -> Floats:
        """What this fit says of other claims, as if no rule had been tuned on their texts."""
        matrix = self.matrix(claims)
        matrix[:, self.grounds.index(TUNED_ON)] = 0.0
        raw = _share(matrix @ self.weights)
        return np.array([calibrated(float(score), self.steps) for score in raw])

    def _penalties(self) -> Floats:
        return np.array([_penalty(name) for name in self.grounds])


def _penalty(ground: str) -> float:
    if ground in ("constant", TUNED_ON):
        return 1e-6
    return LANGUAGE_PENALTY if ground.startswith("language.") else PENALTY


def _share(total: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-total)))


def logistic(
    matrix: Floats, agrees: NDArray[np.bool_], penalties: Floats, before: Floats | float = 0.0
) -> Floats:
    """Weights of the penalised likelihood's maximum, by Newton's method.

    `before` is what other grounds have contributed to each row's total already.
    """
    weights = np.zeros(matrix.shape[1])
    for _ in range(ROUNDS):
        share = _share(matrix @ weights + before)
        slope = matrix.T @ (agrees - share) - penalties * weights
        curve = (matrix * (share * (1 - share))[:, None]).T @ matrix + np.diag(penalties)
        weights = weights + np.linalg.solve(curve, slope)
    return np.asarray(weights)


def isotonic(raw: Floats, agrees: NDArray[np.bool_]) -> Table:
    """Rising steps (from which raw score on, which share), by pooling adjacent violators.

    Steps of few claims and small rises are pooled as well; shares are drawn towards the mean.
    """
    order = np.argsort(raw, kind="stable")
    pools: list[list[float]] = []  # first raw score, claims, claims agreed with
    for position in order:
        pools.append([float(raw[position]), 1.0, float(agrees[position])])
        while len(pools) > 1 and (
            _level(pools[-2]) >= _level(pools[-1]) or pools[-1][0] == pools[-2][0]
        ):
            _pool(pools, len(pools) - 1)
    while len(pools) > 1:
        small = min(range(len(pools)), key=lambda n: pools[n][1])
        rises = [_level(after) - _level(pools[n]) for n, after in enumerate(pools[1:])]
        flat = min(range(len(rises)), key=rises.__getitem__)
        if pools[small][1] < SMALLEST_STEP:
            up = small == 0 or (small < len(rises) and rises[small] < rises[small - 1])
            _pool(pools, small + 1 if up else small)
        elif rises[flat] < SMALLEST_RISE:
            _pool(pools, flat + 1)
        else:
            break
    mean = float(agrees.mean())
    shares = [(pool[2] + DRAWN_BY * mean) / (pool[1] + DRAWN_BY) for pool in pools]
    rising = np.maximum.accumulate(shares)
    return tuple(
        (round(pool[0], 4) if number else 0.0, round(min(MOST, max(LEAST, float(share))), 2))
        for number, (pool, share) in enumerate(zip(pools, rising, strict=True))
    )


def _level(pool: list[float]) -> float:
    return pool[2] / pool[1]


def _pool(pools: list[list[float]], upper: int) -> None:
    """Put a pool into the one below it."""
    taken = pools.pop(upper)
    pools[upper - 1][1] += taken[1]
    pools[upper - 1][2] += taken[2]


def left_out(
    claims: Sequence[Judged],
    bare: Sequence[Judged],
    others: Sequence[Judged],
    grounds: Sequence[str],
) -> Floats:
    """What each of `claims`, then of `bare`, is given by a fit on `others` and all other texts."""
    texts = np.array([claim.text for claim in (*claims, *bare)])
    confidence = np.empty(len(texts))
    for text in np.unique(texts):
        inside = [claim for claim in (*claims, *bare) if claim.text == text]
        rest = [*others, *(claim for claim in claims if claim.text != text)]
        fitted = Fitted(rest, [claim for claim in bare if claim.text != text], grounds)
        confidence[texts == text] = fitted.confidences(inside)
    return confidence


def grounds_of(claims: Sequence[Judged]) -> list[str]:
    """Every ground that occurs; those that always hold instead of another are left out."""
    named = {name for claim in claims for name in features(claim.grounds)}
    usual = {"constant", "language.en", "type.fallback", "stance.reports", "speaker.named"}
    return ["constant", TUNED_ON, *sorted(named - usual)]
