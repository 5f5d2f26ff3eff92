"""Which strata people with a given capture pattern belong to: a smooth fit, for empty cells too.

The model is multinomial logistic, P(stratum s | pattern x) ∝ exp(a_s + Σ_j b_sj x_j): in
log-linear terms, every list may reach each stratum differently, and how lists depend on each other
is common to the strata.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import gammaln, logsumexp

Floats = NDArray[np.float64]

# Normal priors: wide for the strata's sizes, a factor e for how much a list prefers a stratum.
_SIZE_DEVIATION = 5.0
_LIST_DEVIATION = 1.0
# From "the fit is worth a quarter of a person" to "the fit is all there is to know".
_PSEUDO_PEOPLE: Floats = np.exp2(np.arange(-2.0, 15.0))


def fitted_shares(counts: NDArray[np.int64], patterns: NDArray[np.uint8]) -> Floats:
    """Shares of the strata by pattern, cells × strata; each row adds to 1, none is 0.

    `counts`: labelled people, cells × strata. `patterns`: cells × lists, 0 or 1. Posterior mode
    under Normal(0, 5) priors on a and Normal(0, 1) on b.
    """
    cells, strata = counts.shape
    design = np.column_stack([np.ones(cells), patterns])
    precision = np.r_[_SIZE_DEVIATION**-2, np.full(patterns.shape[1], _LIST_DEVIATION**-2)]
    people = counts.sum(axis=1, keepdims=True)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(design.shape[1], strata)
        score = design @ weights
        log_share = score - logsumexp(score, axis=1, keepdims=True)
        value = -(counts * log_share).sum() + (precision @ weights**2).sum() / 2
        residual = people * np.exp(log_share) - counts
        gradient = design.T @ residual + precision[:, None] * weights
        return float(value), gradient.ravel()

    start = np.zeros((design.shape[1], strata))
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    score = design @ found.x.reshape(start.shape)
    return np.asarray(np.exp(score - logsumexp(score, axis=1, keepdims=True)), dtype=np.float64)


def pseudo_people_weights(counts: NDArray[np.int64], shares: Floats) -> tuple[Floats, Floats]:
    """How many people the fit is worth: a grid, and its posterior (flat on the logarithm).

    By the Dirichlet-multinomial likelihood of the labelled counts with mean `shares`. The shares
    were fitted to the same counts, which leans towards trusting them.
    """
    people = counts.sum(axis=1)
    log_weight = np.empty(len(_PSEUDO_PEOPLE))
    for place, kappa in enumerate(_PSEUDO_PEOPLE):
        prior = kappa * shares
        within = (gammaln(counts + prior) - gammaln(prior)).sum(axis=1)
        log_weight[place] = (gammaln(kappa) - gammaln(people + kappa) + within).sum()
    weight = np.exp(log_weight - log_weight.max())
    return _PSEUDO_PEOPLE, weight / weight.sum()
