"""The band of a table: the three families, what the data say of them, and their standing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from habeas.counts.assumptions import assumption
from habeas.counts.band.agreement import (
    Evidence,
    Family,
    disagreements,
    hull,
    left_out,
    mixture,
    pooled,
    supported,
)
from habeas.counts.band.refusing import refusal
from habeas.counts.decomposable import decomposable
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.latent import latent_class
from habeas.counts.latent.finite import class_models
from habeas.counts.loglinear.averaging import averaged
from habeas.counts.table import OverlapTable

METHOD = "all"
# All graphs of seven lists take seconds, and three posteriors are needed.
_MOST_GRAPH_LISTS = 6
# Two priors that both pass for ignorance of N may move the upper limit of the unseen so far.
_MOST_MOVED = 2.0
# Enough for a 95 % limit to within a few per cent of the interval's width.
_EFFECTIVE_DRAWS = 300
_BUDGET = 4000
_NAMES = {
    "log-linear-averaged": "log-linear models",
    "decomposable": "decomposable graphs",
    "latent-class": "latent classes",
}


def band(table: OverlapTable, *, level: float = 0.95, seed: int = 1) -> Estimate:
    """Log-linear models, decomposable graphs and latent classes, and one band for the total.

    `members` are the three estimates: log-linear models averaged by BIC, decomposable graphs
    without the complete one, latent classes. `low` and `high` follow the rules of
    `habeas.counts.band.agreement`; `point` is the pooled median, where `status` is OK.

    The status is the first that applies: TOO_FEW_LISTS (fewer than three lists with people),
    NO_OVERLAP, NO_EXTENDED_MLE or NOT_IDENTIFIABLE (a list inside another; no log-linear model has
    an estimate), METHODS_DISAGREE, PRIOR_DRIVEN (a supported family's answer is its prior's; the
    complete graph holds more than 1 - level of the graphs' posterior; or a uniform prior on N in
    the place of 1/N more than doubles the graphs' upper limit of the unseen), NOT_CONVERGED (the
    chains of a supported latent class family do not agree).

    From seven lists on the graphs are those of the six largest lists. Raises InputRefused where a
    method can not take so many lists.
    """
    told: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(METHOD),),
        "settings": {"seed": seed},
    }
    if (found := refusal(table, level)) is not None:
        status, warnings, limits, members = found
        if limits is None:
            return refused(table, METHOD, status, *warnings, members=members, **told)
        return estimated(
            table, METHOD, limits, status=status, warnings=warnings, members=members, **told
        )
    used = table.select([j for j, size in enumerate(table.list_sizes) if size])
    answers = _Answers.of(used, level, seed)
    if answers.log_linear.low is None:
        status = answers.log_linear.status
        warnings = answers.log_linear.warnings
        return refused(table, METHOD, status, *warnings, members=answers.members, **told)
    kept = supported(*answers.families, answers.evidence)
    apart = disagreements([family for family in answers.families if family], kept)
    status, warnings = answers.standing(kept, apart, level)
    plain = status is Status.OK and not answers.evidence.undecided and answers.log_linear_kept(kept)
    limits = pooled(kept, level) if plain else hull(kept)
    return estimated(
        table,
        METHOD,
        limits,
        status=status,
        warnings=warnings,
        members=answers.members,
        draws=mixture(kept),
        diagnostics=answers.diagnostics(kept, apart, plain),
        **told,
    )


@dataclass(frozen=True)
class _Answers:
    """The three estimates of one table, and the evidence for each."""

    log_linear: Estimate
    graphs: Estimate
    latent: Estimate
    evidence: Evidence
    moved: float

    @classmethod
    def of(cls, table: OverlapTable, level: float, seed: int) -> _Answers:
        log_linear = averaged(table, level=level, seed=seed)
        graphs, complete, moved = _graphs(table, level, seed)
        latent = latent_class(
            table, level=level, seed=seed, effective_draws=_EFFECTIVE_DRAWS, budget=_BUDGET
        )
        one, *more = class_models(table)
        evidence = Evidence(
            log_linear=log_linear.diagnostics.get("bic", float("inf")),
            one_class=one.bic,
            classes=min(model.bic for model in more),
            complete=complete,
        )
        return cls(log_linear, graphs, latent, evidence, moved)

    @property
    def members(self) -> tuple[Estimate, ...]:
        return (self.log_linear, self.graphs, self.latent)

    @cached_property
    def families(self) -> tuple[Family | None, Family | None, Family | None]:
        latent_bic = min(self.evidence.one_class, self.evidence.classes)
        observed = self.log_linear.observed
        return (
            _family(self.log_linear, self.evidence.log_linear, observed),
            _family(self.graphs, None, observed),
            _family(self.latent, latent_bic, observed),
        )

    def log_linear_kept(self, kept: tuple[Family, ...]) -> bool:
        return any(family.name == _NAMES[self.log_linear.method] for family in kept)

    def standing(
        self, kept: tuple[Family, ...], apart: tuple[str, ...], level: float
    ) -> tuple[Status, tuple[str, ...]]:
        """The first status that applies, and every reason in words."""
        names = {family.name for family in kept}
        mine = [member for member in self.members if _NAMES[member.method] in names]
        reasons: list[tuple[Status, str]] = [(Status.METHODS_DISAGREE, words) for words in apart]
        if self.evidence.complete > 1 - level:
            reasons.append(
                (
                    Status.PRIOR_DRIVEN,
                    f"{self.evidence.complete:.0%} of the graphs' posterior is the complete graph, "
                    "under which these lists say nothing of the unseen",
                )
            )
        if self.moved > _MOST_MOVED and _NAMES[self.graphs.method] in names:
            reasons.append(
                (
                    Status.PRIOR_DRIVEN,
                    f"another prior on the total moves the graphs' upper limit of the unseen by a "
                    f"factor of {self.moved:.1f}: there are too few people in the overlaps",
                )
            )
        for status in (Status.PRIOR_DRIVEN, Status.NOT_CONVERGED):
            for member in mine:
                if member.status is status:
                    reasons += [(status, words) for words in member.warnings]
        if not reasons:
            return Status.OK, ()
        return reasons[0][0], tuple(words for _, words in reasons)

    def diagnostics(
        self, kept: tuple[Family, ...], apart: tuple[str, ...], plain: bool
    ) -> dict[str, Any]:
        return {
            "supported": [family.name for family in kept],
            "left_out": list(left_out(self.families, kept, self.evidence)),
            "disagreements": list(apart),
            "band": "pooled" if plain else "hull",
            "bic": {
                "log-linear models": self.evidence.log_linear,
                "one class": self.evidence.one_class,
                "several classes": self.evidence.classes,
            },
            "p_sat": self.evidence.complete,
            "moved_by_prior": self.moved,
        }


def _graphs(table: OverlapTable, level: float, seed: int) -> tuple[Estimate, float, float]:
    """Graphs without the complete one; what the complete one would have weighed; and how far a
    uniform prior on N moves the upper limit of the unseen, as a factor."""
    part = table
    if table.list_count > _MOST_GRAPH_LISTS:
        by_size = sorted(range(table.list_count), key=lambda j: -table.list_sizes[j])
        part = table.select(sorted(by_size[:_MOST_GRAPH_LISTS]))
    found = decomposable(part, complete_graph=False, level=level, seed=seed)
    weighed = decomposable(part, complete_graph=True, level=level, seed=seed)
    uniform = decomposable(part, complete_graph=False, prior="uniform", level=level, seed=seed)
    moved = 1.0
    if found.high is not None and uniform.high is not None:
        moved = (uniform.high - part.observed) / (found.high - part.observed)
    return found, float(weighed.diagnostics.get("p_sat", 1.0)), moved


def _family(estimate: Estimate, bic: float | None, observed: int) -> Family | None:
    """The estimate as a family; whoever was seen is there, also where a list was left out."""
    if estimate.low is None or estimate.high is None or estimate.draws is None:
        return None
    return Family(
        _NAMES[estimate.method],
        max(estimate.low, observed),
        max(estimate.diagnostics["quantiles"]["point"], observed),
        max(estimate.high, observed),
        np.maximum(estimate.draws, observed),
        bic,
        estimate.status is Status.OK,
    )
