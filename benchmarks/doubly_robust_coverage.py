"""How often the doubly robust interval holds the truth, and how far it is off, beside the rest.

People have two covariates on which each list's capture depends; lists are independent given them.
Run: python benchmarks/doubly_robust_coverage.py [replicates]
"""

from __future__ import annotations

import sys
import time

import numpy as np
from numpy.typing import NDArray

from habeas.counts import Status
from habeas.counts.robust import doubly_robust

SIZE = 3000
# Per list: intercept and slopes on the two covariates, on the log odds of being captured.
POPULATIONS = {
    "two lists": np.array([[-0.3, 0.8, 0.4], [-0.6, 0.8, -0.2]]),
    "two lists, strong": np.array([[-0.3, 1.0, 0.4], [-0.6, 0.9, -0.2]]),
    "three lists": np.array([[-0.3, 0.5, 0.2], [-0.5, 0.4, -0.2], [-0.6, 0.4, 0.3]]),
    "three, minority": np.array([[-1.0, 2.0, 0.2], [-1.0, 2.0, -0.2], [-1.0, 2.0, 0.2]]),
    "three lists, strong": np.array([[-0.5, 0.6, 0.2], [-0.7, 0.5, -0.2], [-0.9, 0.5, 0.3]]),
}
# Where the first covariate is 1 for a fifth of the people and 0 for the rest, not normal.
WITH_MINORITY = {"three, minority"}
MINORITY = 0.2


def people(name: str, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Captures and covariates of those whom any list holds."""
    odds, random = POPULATIONS[name], np.random.default_rng(seed)
    known = random.normal(size=(SIZE, 2))
    if name in WITH_MINORITY:
        known[:, 0] = random.random(SIZE) < MINORITY
    capture = 1 / (1 + np.exp(-(odds[:, 0] + known @ odds[:, 1:].T)))
    on = (random.random(capture.shape) < capture).astype(np.int64)
    seen = on.any(axis=1)
    return on[seen], known[seen]


def run(name: str, learner: str, replicates: int) -> str:
    """One line of the table."""
    started = time.process_time()
    ok, covered, covered_ok, errors, plain = 0, 0, 0, [], []
    for seed in range(replicates):
        estimate = doubly_robust(*people(name, seed), learner=learner)
        plain.append(estimate.diagnostics["without_covariates"] / SIZE - 1)
        holds = estimate.low is not None and estimate.low <= SIZE <= (estimate.high or 0)
        covered += holds
        if estimate.status is Status.OK and estimate.point is not None:
            ok += 1
            covered_ok += holds
            errors.append(estimate.point / SIZE - 1)
    seconds = (time.process_time() - started) / replicates
    return (
        f"{name:20} {learner:9} without covariates {np.mean(plain):+6.1%}  doubly robust "
        f"{np.mean(errors):+6.1%}  ok {ok / replicates:4.0%}  covered {covered / replicates:5.1%}"
        f"  covered where ok {covered_ok / max(ok, 1):5.1%}  {seconds:.2f} CPU s"
    )


def main() -> None:
    """Print a line for each population and learner."""
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name in POPULATIONS:
        print(run(name, "logistic", replicates), flush=True)
    for learner in ("forest", "boosting"):
        print(run("two lists", learner, max(1, replicates // 10)), flush=True)


if __name__ == "__main__":
    main()
