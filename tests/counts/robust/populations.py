"""People whose capture depends on what is known of them; their true number is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

People = tuple[NDArray[np.int64], NDArray[np.float64]]

# Per list: intercept and slopes on the two covariates, on the log odds of being captured.
TWO_LISTS = np.array([[-0.3, 0.8, 0.4], [-0.6, 0.8, -0.2]])
THREE_LISTS = np.array([[-0.3, 0.5, 0.2], [-0.5, 0.4, -0.2], [-0.6, 0.4, 0.3]])


def population(size: int, seed: int, odds: NDArray[np.float64] = TWO_LISTS) -> People:
    """Captures (n × L) and covariates (n × 2) of those of `size` people whom any list holds.

    Lists are independent given the covariates, so that patterns are multinomial logistic in them.
    """
    random = np.random.default_rng(seed)
    known = random.normal(size=(size, 2))
    logits = odds[:, 0] + known @ odds[:, 1:].T
    on = (random.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(np.int64)
    seen = on.any(axis=1)
    return on[seen], known[seen]


def bent(known: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariates as no logistic model would have them."""
    first, second = known.T
    return np.column_stack([np.exp(first / 2), second / (1 + np.exp(first)) + 10])
