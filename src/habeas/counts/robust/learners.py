"""Classifiers that learn which lists hold a person from what is known of them."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from habeas.model import MissingExtra, WrongUsage

LEARNERS = ("logistic", "forest", "boosting")


class Classifier(Protocol):
    """What is asked of a learner: scikit-learn's classifiers, and pipelines that end in one."""

    classes_: NDArray[Any]

    def fit(self, covariates: NDArray[np.float64], classes: NDArray[np.int64], /) -> Any:
        """Learn from n × p covariates and n classes."""

    def predict_proba(self, covariates: NDArray[np.float64], /) -> NDArray[np.float64]:
        """Probabilities, n × classes, in the order of `classes_`."""


def fresh(learner: str | Classifier, seed: int) -> Classifier:
    """An untrained learner: by its name in LEARNERS, or a copy of the given one.

    Raises WrongUsage for another name or an object that is no classifier, and MissingExtra where
    scikit-learn is not installed.
    """
    if isinstance(learner, str):
        return _named(learner, seed)
    if not (hasattr(learner, "fit") and hasattr(learner, "predict_proba")):
        raise WrongUsage(
            "the learner has no fit and predict_proba",
            remedy=f"give a scikit-learn classifier or one of {', '.join(LEARNERS)}",
        )
    copy = deepcopy(learner)
    settings = copy.get_params(deep=False) if hasattr(copy, "get_params") else {}
    if settings.get("random_state", 0) is None:
        copy.set_params(random_state=seed)  # type: ignore[attr-defined] # it comes with get_params
    return copy


def one_thread() -> AbstractContextManager[Any]:
    """Where a learner runs on one thread: more would add up in another order each time."""
    try:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped] # publishes none
    except ImportError:  # a learner that is not scikit-learn's
        return nullcontext()
    limits: AbstractContextManager[Any] = threadpool_limits(limits=1)
    return limits


def name_of(learner: str | Classifier) -> str:
    """The name that the settings of an estimate record."""
    return learner if isinstance(learner, str) else type(learner).__name__


def _named(name: str, seed: int) -> Classifier:
    if name not in LEARNERS:
        raise WrongUsage(
            f"there is no learner {name!r}", remedy=f"take one of {', '.join(LEARNERS)}"
        )
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
    except ImportError:
        raise MissingExtra(
            "learning from covariates needs scikit-learn",
            remedy="pip install 'habeas[learners]'",
        ) from None
    made: Classifier
    if name == "logistic":
        # Hardly penalised: shrinking the slopes would bring the bias back that they remove.
        made = make_pipeline(StandardScaler(), LogisticRegression(C=100.0, max_iter=1000))
    elif name == "forest":
        # Wide leaves: 1/γ divides by a probability, and noise in it does not average out.
        made = RandomForestClassifier(
            n_estimators=100, min_samples_leaf=50, random_state=seed, n_jobs=1
        )
    else:
        made = HistGradientBoostingClassifier(
            learning_rate=0.05,
            max_iter=50,
            max_leaf_nodes=4,
            min_samples_leaf=50,
            early_stopping=False,
            random_state=seed,
        )
    return made
