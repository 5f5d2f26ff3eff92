"""From class probabilities to a total: plug-in, and corrected by the influence function.

With q_c(x) the probability of class c among the seen, s_c its sign and ξ the untestable ratio,

    unseen per seen person:  θ(x) = Π_c q_c(x)^{s_c}
    people per seen person:  1/γ(x) = r(x) + θ(x)/ξ,  r(x) = Σ covered q_c(x)
    influence function:      φ(x, y) = covered_y + θ(x) s_y / (ξ q_y(x)) - E[1/γ]

since Σ s_c = 1. For two lists 1/γ = q1 q2 / q12 (Das, Kennedy, Jewell, arXiv 2104.14091,
section 3); for K lists it is the log-linear model without the highest-order interaction given x
(Dulce Rubio, Kennedy, arXiv 2407.03539). N = n E[1/γ]; with n binomial,

    var(N) = n var(φ) + n (1 - ψ)/ψ²,  ψ = 1/E[1/γ].
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Problem:
    """n people's classes (n), class probabilities q (n × C), signs and covered (C), and ξ."""

    classes: NDArray[np.int64]
    q: NDArray[np.float64]
    signs: NDArray[np.float64]
    covered: NDArray[np.float64]
    xi: float

    @property
    def n(self) -> int:
        """The number of people seen."""
        return len(self.classes)


@dataclass(frozen=True)
class Total:
    """A total of people, its variance, and each person's share in it (n; they sum to the total)."""

    point: float
    variance: float
    shares: NDArray[np.float64]


def unseen_per_seen(problem: Problem) -> NDArray[np.float64]:
    """θ(x)/ξ for each person."""
    odds: NDArray[np.float64] = np.exp(np.log(problem.q) @ problem.signs) / problem.xi
    return odds


def plug_in(problem: Problem) -> float:
    """n E[1/γ] from the probabilities alone; biased by what a learner smooths away."""
    return float(problem.covered[problem.classes].sum() + unseen_per_seen(problem).sum())


def corrected(problem: Problem) -> Total:
    """The one-step estimate: n times the mean of the uncentred influence function."""
    own = np.take_along_axis(problem.q, problem.classes[:, None], axis=1)[:, 0]
    signs = problem.signs[problem.classes]
    odds = unseen_per_seen(problem)
    shares = problem.covered[problem.classes] + odds * signs / own
    n, total = problem.n, float(shares.sum())
    psi = min(1.0, n / total) if total > 0 else 1.0
    variance = n * float(shares.var(ddof=1)) + n * (1 - psi) / psi**2
    return Total(total, variance, shares)
