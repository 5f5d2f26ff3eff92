"""Expectation–maximisation for a few classes of people, compiled."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Capture probabilities stay off 0 and 1, where a class would never move again.
_EDGE = 1e-7


@njit(cache=True)
def _share(
    on: Floats,
    people: float,
    weights: Floats,
    capture: Floats,
    share: Floats,
    held: Floats,
    listed: Floats,
) -> float:
    """Add one cell's people to the classes they probably belong to; the cell's log-likelihood."""
    classes, lists = capture.shape
    whole = 0.0
    for k in range(classes):
        p = weights[k]
        for j in range(lists):
            p *= capture[k, j] if on[j] > 0.5 else 1.0 - capture[k, j]
        share[k] = p
        whole += p
    for k in range(classes):
        expected = people * share[k] / whole
        held[k] += expected
        for j in range(lists):
            listed[k, j] += expected * on[j]
    loglik: float = people * math.log(whole)
    return loglik


@njit(cache=True)
def climb(
    on: Floats,
    people: Floats,
    weights: Floats,
    capture: Floats,
    most_steps: int,
    tolerance: float,
) -> float:
    """Raise the likelihood of the observed cells from a start; the log-likelihood at the top.

    `on`: cells × lists, 0 or 1; `people`: in each cell; `weights` (K) and `capture` (K × L) hold
    the start and are overwritten. The likelihood is that of the cells given that a person is on
    some list; the unseen enter as expected people of the empty cell (Goodman 1974, with the
    empty cell as missing data).
    """
    cells, lists = on.shape
    classes = weights.shape[0]
    total = people.sum()
    share = np.empty(classes)
    empty = np.empty(classes)
    held = np.empty(classes)
    listed = np.empty((classes, lists))
    last = -np.inf
    for _ in range(most_steps):
        unseen = 0.0
        for k in range(classes):
            empty[k] = weights[k]
            for j in range(lists):
                empty[k] *= 1.0 - capture[k, j]
            unseen += empty[k]
        held[:] = total / (1.0 - unseen) * empty
        listed[:] = 0.0
        loglik: float = -total * math.log1p(-unseen)
        for c in range(cells):
            loglik += _share(on[c], people[c], weights, capture, share, held, listed)
        if loglik - last < tolerance:
            return loglik
        last = loglik
        everybody = held.sum()
        for k in range(classes):
            weights[k] = held[k] / everybody
            for j in range(lists):
                capture[k, j] = min(max(listed[k, j] / held[k], _EDGE), 1.0 - _EDGE)
    return last
