"""The latent class estimate of a table's total, with its standing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from habeas.counts.assumptions import assumption
from habeas.counts.diagnostics import ess_bulk, ess_tail, rhat
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.latent.chains import AGREED, LatentChains, run_chains
from habeas.counts.latent.settings import LatentSettings
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

METHOD = "latent-class"
# Chains whose R-hat is above this tell different stories; up to it they are only imprecise.
APART = 1.05
# A hundredth of the posterior at the cap is enough to move a 95 % limit.
CAP_MASS = 0.01
_FEWEST_LISTS = 3
_ON_ONE_LIST = (
    "One list holds everybody who was seen: nobody was ever seen off it, and what is above the "
    "observed number comes from the prior."
)
_KEPT_DRAWS = 4000


def latent_class(
    table: OverlapTable,
    *,
    classes: int = 10,
    cap: float = 20.0,
    prior_capture: tuple[float, float] = (1.0, 1.0),
    prior_alpha: tuple[float, float] = (0.25, 0.25),
    chains: int = 4,
    effective_draws: int = 400,
    budget: int = 20_000,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total by the Dirichlet-process latent class model (Manrique-Vallier 2016).

    `point` is the posterior median, `low` and `high` are quantiles of the posterior of N; `draws`
    holds at most 4,000 draws of N. Settings as in LatentSettings.

    Refused without figures: fewer than two lists with people, or two (their dependence would be
    the prior's alone): TOO_FEW_LISTS; nobody on two lists: NO_OVERLAP. With bounds but without a
    point: R-hat above 1.05, fewer than a quarter of the wanted effective draws, or more than one
    mode in chains that do not agree: NOT_CONVERGED; more than a hundredth of the draws within a
    tenth of the cap, or one list that holds everybody seen: PRIOR_DRIVEN. Raises WrongUsage for
    impossible settings.
    """
    if not 0 < level < 1:
        raise WrongUsage(f"a level of {level:g}", remedy="give a probability, such as 0.95")
    settings = LatentSettings(
        classes, cap, prior_capture, prior_alpha, chains, effective_draws, budget
    )
    told: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(METHOD),),
        "settings": {**asdict(settings), "seed": seed},
    }
    used = [j for j, people in enumerate(table.list_sizes) if people]
    if (refusal := _refusal(table, len(used))) is not None:
        return refused(table, METHOD, *refusal, **told)
    drawn = run_chains(table.select(used), settings, seed)
    tail = (1 - level) / 2
    low, point, high = np.quantile(drawn.totals, [tail, 0.5, 1 - tail])
    facts = _diagnostics(drawn)
    status, warnings = _standing(facts, settings)
    if status is Status.OK and max(table.list_sizes) == table.observed:
        status, warnings = Status.PRIOR_DRIVEN, (_ON_ONE_LIST,)
    if len(used) < table.list_count:
        warnings = (*warnings, "Lists with nobody on them were left out.")
    return estimated(
        table,
        METHOD,
        (low, point, high),
        status=status,
        diagnostics=facts,
        warnings=warnings,
        draws=_thinned(drawn),
        **told,
    )


def _refusal(table: OverlapTable, used: int) -> tuple[Status, str] | None:
    if used < 2:
        return Status.TOO_FEW_LISTS, "Fewer than two lists hold people: nothing overlaps."
    if not (table.patterns.sum(axis=1) > 1).any():
        return Status.NO_OVERLAP, "Nobody is on two lists: the total has no upper limit."
    if used < _FEWEST_LISTS:
        return (
            Status.TOO_FEW_LISTS,
            "Two lists cannot show whether they depend on each other; with classes of people the "
            "answer would be the prior's. Give a third list.",
        )
    return None


def _diagnostics(drawn: LatentChains) -> dict[str, Any]:
    logs = np.log(drawn.totals)
    return {
        "rhat": rhat(logs),
        "ess_bulk": ess_bulk(logs),
        "ess_tail": ess_tail(logs),
        "modes": drawn.modes,
        "mass_near_cap": drawn.near_cap,
        "cap": drawn.table.observed + drawn.cap,
        "occupied_classes": float(drawn.occupied.mean()),
        "acceptance": drawn.acceptance,
        "divergences": drawn.divergences,
        "chains": len(drawn.totals),
        "draws": int(drawn.totals.size),
        "warm_up": drawn.warm_up,
    }


def _standing(facts: dict[str, Any], settings: LatentSettings) -> tuple[Status, tuple[str, ...]]:
    """The rules of `latent_class`, and in words what a reader should know."""
    apart = facts["rhat"] > APART or facts["ess_bulk"] < settings.effective_draws / 4
    torn = facts["modes"] > 1 and facts["rhat"] > AGREED
    if apart or torn:
        return Status.NOT_CONVERGED, (
            f"The chains do not agree within the budget (R-hat {facts['rhat']:.3f}, "
            f"{facts['modes']} modes, worth {facts['ess_bulk']:.0f} draws).",
        )
    if facts["mass_near_cap"] > CAP_MASS:
        return Status.PRIOR_DRIVEN, (
            f"{facts['mass_near_cap']:.1%} of the posterior lies at the cap of "
            f"{facts['cap']:,}: the upper limit is the cap's, not the data's.",
        )
    warnings = []
    if facts["modes"] > 1:
        warnings.append(f"The posterior has {facts['modes']} modes.")
    if facts["rhat"] > AGREED or facts["ess_bulk"] < settings.effective_draws:
        warnings.append(
            f"The chains used up their budget: R-hat {facts['rhat']:.3f}, worth "
            f"{facts['ess_bulk']:.0f} draws."
        )
    return Status.OK, tuple(warnings)


def _thinned(drawn: LatentChains) -> np.ndarray[Any, np.dtype[np.float64]]:
    """At most 4,000 draws, evenly spaced in every chain."""
    chains, length = drawn.totals.shape
    chosen = np.unique(np.linspace(0, length - 1, min(length, _KEPT_DRAWS // chains)).astype(int))
    return drawn.totals[:, chosen].ravel()
