"""Labels and the strata's capture probabilities drawn in turns: a Gibbs sampler on tables.

The idea is that of Manrique-Vallier, Ball and Sulmont (2019, arXiv 1906.04763): the missing
label is one more unknown of the model that estimates the total. A person is in stratum s with
probability omega_s, there in class k with nu_sk, and on list j with lambda_skj, lists independent
within a class:

    omega ~ Dirichlet(1, …, 1),   lambda ~ Uniform(0, 1),   nu_s ~ stick-breaking with alpha_s,
    alpha_s ~ Gamma(.25, rate .25),   P(N) ∝ 1/N.

Labels of people seen, classes, and the unseen are imputed; the rest is drawn given them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.strata.labelling import Counts, Labelling

CLASSES = 5
WARM_UP = 500
BETWEEN = 50
# Where p0 comes near 1 the unseen have no finite mean; so many times the seen is all they get.
_MOST_UNSEEN = 20
_SHAPE = _RATE = 0.25
_TINY = 1e-300

Floats = NDArray[np.float64]


@dataclass
class _State:
    """omega (S), stick pieces nu (S × K), capture lam (S × K × L), alpha (S)."""

    omega: Floats
    nu: Floats
    lam: Floats
    alpha: Floats


def labels_by_class(labelling: Labelling, random: np.random.Generator) -> Iterator[Counts]:
    """Without end: labelled people and a draw for the rest, cells × strata.

    500 sweeps of warm-up; of the sweeps after it each fiftieth.
    """
    state = _start(labelling, random)
    for _ in range(WARM_UP):
        _sweep(labelling, state, random)
    while True:
        for _ in range(BETWEEN):
            counts = _sweep(labelling, state, random)
        yield counts


def _start(labelling: Labelling, random: np.random.Generator) -> _State:
    strata, lists = len(labelling.keys), labelling.patterns.shape[1]
    seen = labelling.labelled.sum(axis=0)
    return _State(
        (seen + 1) / (seen + 1).sum(),
        np.full((strata, CLASSES), 1 / CLASSES),
        random.uniform(0.1, 0.6, (strata, CLASSES, lists)),
        np.ones(strata),
    )


def _sweep(labelling: Labelling, state: _State, random: np.random.Generator) -> Counts:
    """One round over all unknowns; the labels drawn in it."""
    on = labelling.patterns.astype(np.float64)
    log_on, log_off = np.log(state.lam), np.log1p(-state.lam)
    # cells × strata × classes: the probability of class and pattern within the stratum
    joint = state.nu * np.exp(
        np.einsum("cj,skj->csk", on, log_on) + np.einsum("cj,skj->csk", 1 - on, log_off)
    )
    joint = np.maximum(joint, _TINY)
    counts = _labels(labelling, state.omega * joint.sum(axis=2), random)
    split = random.multinomial(counts, joint / joint.sum(axis=2, keepdims=True))
    hidden = state.omega[:, None] * state.nu * np.exp(log_off.sum(axis=2))
    unseen = _unseen(int(counts.sum()), hidden, random)
    members = split.sum(axis=0) + unseen
    caught = np.einsum("csk,cj->skj", split, on)
    state.lam = np.clip(random.beta(1 + caught, 1 + members[:, :, None] - caught), 1e-12, 1 - 1e-12)
    state.nu, last = _sticks(members, state.alpha, random)
    state.alpha = random.gamma(_SHAPE + CLASSES - 1, 1 / (_RATE - np.log(last)))
    state.omega = random.dirichlet(1.0 + members.sum(axis=1))
    return counts


def _labels(labelling: Labelling, weight: Floats, random: np.random.Generator) -> Counts:
    counts = labelling.labelled.copy()
    for group in labelling.groups:
        among = weight[:, group.possible]
        among = among / among.sum(axis=1, keepdims=True)
        counts[:, group.possible] += random.multinomial(group.people, among)
    return counts


def _unseen(seen: int, hidden: Floats, random: np.random.Generator) -> Counts:
    """People on no list, by stratum and class: negative binomial in all, then shared out."""
    p0 = min(float(hidden.sum()), 1 - 1e-9)
    mean = random.gamma(seen) * p0 / (1 - p0)
    people = random.poisson(min(mean, _MOST_UNSEEN * seen))
    shares = np.maximum(hidden.ravel(), _TINY)
    return random.multinomial(people, shares / shares.sum()).reshape(hidden.shape)


def _sticks(members: Counts, alpha: Floats, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Class weights nu (S × K) given the members, and nu of the last class."""
    later = members[:, ::-1].cumsum(axis=1)[:, ::-1] - members
    breaks = random.beta(1.0 + members, np.maximum(alpha[:, None] + later, 1e-12))
    breaks = np.clip(breaks, 1e-12, 1 - 1e-12)
    breaks[:, -1] = 1.0
    left = np.cumprod(np.column_stack([np.ones(len(members)), 1 - breaks[:, :-1]]), axis=1)
    nu = np.maximum(breaks * left, _TINY)
    return nu, nu[:, -1]
