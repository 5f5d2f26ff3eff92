"""Class probabilities for each person from a learner that has not seen this person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.robust.learners import Classifier, fresh, one_thread

# A floor must not push rare patterns up: it stays below this part of a pattern's overall share.
_FLOOR_WITHIN_SHARE = 0.1


@dataclass(frozen=True)
class Probabilities:
    """`q`: n × C, rows sum to 1; `truncated`: the share of its entries raised to the floor."""

    q: NDArray[np.float64]
    truncated: float


def cross_fitted(
    classes: NDArray[np.int64],
    class_count: int,
    covariates: NDArray[np.float64],
    *,
    learner: str | Classifier,
    folds: int,
    truncate: float,
    seed: int,
) -> Probabilities:
    """Out-of-fold probabilities of C classes for n people with n × p covariates.

    Folds hold the classes in equal parts. A probability is raised to `truncate`, or to a tenth
    of the class's share where that is less. Without covariates the shares themselves are taken.
    """
    random = np.random.default_rng(seed)
    fold = _stratified(classes, folds, random)
    learner_seeds = random.integers(0, 2**31, size=folds)
    q = np.empty((len(classes), class_count))
    for number in range(folds):
        held, kept = fold == number, fold != number
        q[held] = _predicted(
            classes[kept],
            class_count,
            covariates[kept],
            covariates[held],
            learner,
            int(learner_seeds[number]),
        )
    share = np.bincount(classes, minlength=class_count) / len(classes)
    floor = np.minimum(truncate, _FLOOR_WITHIN_SHARE * share)
    low = q < floor
    q = np.where(low, floor, q)
    return Probabilities(q / q.sum(axis=1, keepdims=True), float(low.mean()))


def _stratified(
    classes: NDArray[np.int64], folds: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """A fold for each person: within each class dealt out in turn, in random order.

    Dealing goes on from class to class, so that folds differ in size by one person at most.
    """
    shuffled = random.permutation(len(classes))
    dealt = shuffled[np.argsort(classes[shuffled], kind="stable")]
    fold = np.empty(len(classes), dtype=np.int64)
    fold[dealt] = np.arange(len(classes)) % folds
    return fold


def _predicted(
    classes: NDArray[np.int64],
    class_count: int,
    covariates: NDArray[np.float64],
    wanted: NDArray[np.float64],
    learner: str | Classifier,
    seed: int,
) -> NDArray[np.float64]:
    """Probabilities for the wanted covariates; a class that was not there to learn gets 0."""
    if covariates.shape[1] == 0:
        shares = np.bincount(classes, minlength=class_count) / len(classes)
        return np.tile(shares, (len(wanted), 1))
    model = fresh(learner, seed)
    with one_thread():
        model.fit(covariates, classes)
        learnt = model.predict_proba(wanted)
    q = np.zeros((len(wanted), class_count))
    q[:, np.asarray(model.classes_, dtype=np.int64)] = learnt
    return q
