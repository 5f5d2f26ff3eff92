"""Whether families of models agree, and what may then be said. The rules, without any input.

- A family is *supported* unless the data prefer another one decisively: a difference in BIC of
  more than 10 (Kass & Raftery 1995: "very strong"), which is a posterior odds of 150 to 1.
  Decomposable graphs are unsupported where the complete graph, which fits anything and says
  nothing of the unseen, has more than half of their posterior.
- Two families are never fewer: the band does not rest on a single family's idea of the unseen.
- Families *disagree* where two intervals do not meet at all (unsupported families count: that an
  assumption makes a large difference is worth knowing even where the data speak against it), or
  where a supported family's median lies outside another supported family's interval.
- Where supported families do not disagree, and the data tell dependence between lists from kinds
  of people (or need neither), each gets an equal say: the band is the interval of the equal
  mixture of their distributions (a linear opinion pool; Stone 1961).
- Elsewhere the band is the hull of the supported families' intervals.

Example: three lists that all work independently have both a log-linear model without interactions
and a single class as their best fit. All three families are supported, and pooled. Two classes of
people, one seen easily: the class model wins by 70 units of BIC over the best pairwise model,
whose interval lies far above. The band is the hull of classes and graphs, and says that methods
disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

DECISIVE = 10.0
MOST_COMPLETE = 0.5
FEWEST_FAMILIES = 2


@dataclass(frozen=True, slots=True)
class Family:
    """One family's answer: interval, median, draws of the total, and its BIC where it has one.

    `stands`: whether its own status lets its median be named.
    """

    name: str
    low: float
    median: float
    high: float
    draws: NDArray[np.float64] = field(compare=False)
    bic: float | None = None
    stands: bool = True

    def meets(self, other: Family) -> bool:
        """Whether the two intervals have a total in common."""
        return max(self.low, other.low) <= min(self.high, other.high)

    def holds(self, total: float) -> bool:
        """Whether a total lies in the interval."""
        return self.low <= total <= self.high


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the data say of the families: BIC of log-linear models, of one class, of more classes,
    and the posterior of the complete graph."""

    log_linear: float
    one_class: float
    classes: float
    complete: float

    @property
    def best(self) -> float:
        """The best BIC of all."""
        return min(self.log_linear, self.one_class, self.classes)

    def decisive_against(self, bic: float) -> bool:
        """Whether something else is preferred decisively."""
        return bic - self.best > DECISIVE

    @property
    def undecided(self) -> bool:
        """Whether independence is refuted, and neither dependence nor classes take its place."""
        return (
            self.decisive_against(self.one_class)
            and not self.decisive_against(self.log_linear)
            and not self.decisive_against(self.classes)
        )


def supported(
    log_linear: Family | None,
    decomposable: Family | None,
    classes: Family | None,
    evidence: Evidence,
) -> tuple[Family, ...]:
    """The families that the data do not speak against, at least two where two have an answer."""
    kept: list[Family] = []
    if log_linear and not evidence.decisive_against(evidence.log_linear):
        kept.append(log_linear)
    if decomposable and evidence.complete <= MOST_COMPLETE:
        kept.append(decomposable)
    latent_bic = min(evidence.one_class, evidence.classes)
    if classes and not evidence.decisive_against(latent_bic):
        kept.append(classes)
    for spare in (classes, log_linear, decomposable):
        if len(kept) < FEWEST_FAMILIES and spare and spare not in kept:
            kept.append(spare)
    return tuple(kept)


def left_out(
    every: Sequence[Family | None], kept: Sequence[Family], evidence: Evidence
) -> tuple[str, ...]:
    """Why each family that is not supported has no part in the band, in a sentence each."""
    sentences = []
    for family in every:
        if family is None or family in kept:
            continue
        limits = f"the {family.name} ({family.low:,.0f} to {family.high:,.0f})"
        if family.bic is None:
            reason = f"their complete graph fits better ({evidence.complete:.0%})"
        else:
            reason = f"other models fit these lists better by {family.bic - evidence.best:.0f} BIC"
        sentences.append(f"Left out of it are {limits}: {reason}.")
    return tuple(sentences)


def disagreements(every: Sequence[Family], kept: Sequence[Family]) -> tuple[str, ...]:
    """Each disagreement in words; none where the families agree."""
    apart = [
        f"{a.name} ({a.low:,.0f} to {a.high:,.0f}) and {b.name} ({b.low:,.0f} to {b.high:,.0f}) "
        "have no total in common"
        for a, b in combinations(every, 2)
        if not a.meets(b)
    ]
    outside = [
        f"the middle of {a.name}{f', {a.median:,.0f},' if a.stands else ''} lies outside "
        f"{b.name} ({b.low:,.0f} to {b.high:,.0f})"
        for a, b in permutations(kept, 2)
        if a.meets(b) and not b.holds(a.median)
    ]
    return (*apart, *outside)


def hull(families: Sequence[Family]) -> tuple[float, float, float]:
    """From the lowest limit to the highest, with the pooled median."""
    return (
        min(family.low for family in families),
        pooled(families, 0.95)[1],
        max(family.high for family in families),
    )


def pooled(families: Sequence[Family], level: float) -> tuple[float, float, float]:
    """Quantiles of the mixture that gives every family the same weight."""
    tail = (1 - level) / 2
    low, point, high = np.quantile(mixture(families), [tail, 0.5, 1 - tail])
    return float(low), float(point), float(high)


def mixture(families: Sequence[Family], each: int = 1000) -> NDArray[np.float64]:
    """Equally many evenly spaced quantiles of every family's draws."""
    steps = (np.arange(each) + 0.5) / each
    return np.concatenate([np.quantile(family.draws, steps) for family in families])
