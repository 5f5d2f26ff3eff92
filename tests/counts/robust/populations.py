"""People whose capture depends on what is known of them; their true number is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

People = tuple[NDArray[np.int64], NDArray[np.float64]]

# Per list: intercept and slopes on the two covariates, on the log odds of being captured.
_TWO_LISTS = np.array([[-0.3, 0.8, 0.4], [-0.6, 0.8, -0.2]])
_THREE_LISTS = np.array([[-1.0, 2.0, 0.2], [-1.0, 2.0, -0.2], [-1.0, 2.0, 0.2]])
_MINORITY = 0.2


def two_lists(size: int, seed: int) -> People:
    """Captures (n × 2) and covariates (n × 2) of those of `size` people whom any list holds.

    The lists meet the same people more often than chance would have it: Lincoln-Petersen is low.
    """
    random = np.random.default_rng(seed)
    return _seen(random.normal(size=(size, 2)), _TWO_LISTS, random)


def three_lists(size: int, seed: int) -> People:
    """As `two_lists`, for three: a fifth of the people are well seen by all of them.

    Such a minority makes an interaction of all three, which no closed formula allows for.
    """
    random = np.random.default_rng(seed)
    known = random.normal(size=(size, 2))
    known[:, 0] = random.random(size) < _MINORITY
    return _seen(known, _THREE_LISTS, random)


def bent(known: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariates as no logistic model would have them."""
    first, second = known.T
    return np.column_stack([np.exp(first / 2), second / (1 + np.exp(first)) + 10])


def _seen(
    known: NDArray[np.float64], odds: NDArray[np.float64], random: np.random.Generator
) -> People:
    """Lists are independent given the covariates: patterns are multinomial logistic in them."""
    capture = 1 / (1 + np.exp(-(odds[:, 0] + known @ odds[:, 1:].T)))
    on = (random.random(capture.shape) < capture).astype(np.int64)
    seen = on.any(axis=1)
    return on[seen], known[seen]
