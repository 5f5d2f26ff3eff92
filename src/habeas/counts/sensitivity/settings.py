"""The total as a function of what an analyst sets: priors, and how many classes there may be."""

from __future__ import annotations

from functools import partial

from habeas.counts.estimate import Estimate
from habeas.counts.sensitivity.curve import Curve, tried
from habeas.counts.table import OverlapTable

_CLASSES = (2, 3, 5, 10, 20)
# Beta priors of a capture probability: flat, Jeffreys, and three that expect low capture.
_CAPTURE_PRIORS = ((1.0, 1.0), (0.5, 0.5), (1.0, 2.0), (1.0, 4.0), (1.0, 9.0))
_DEFAULT_CLASSES = 10
_EFFECTIVE_DRAWS = 200
_BUDGET = 4000


def delta_curve(table: OverlapTable, *, level: float, seed: int) -> Curve:
    """Totals by the hyper-Dirichlet δ of the decomposable method, from 2^-L/4 to 1."""
    from habeas.counts.decomposable import decomposable

    usual = 2.0**-table.list_count
    spaced = {usual * 4.0**step for step in range(-1, table.list_count // 2 + 1)}
    deltas = sorted({delta for delta in spaced if delta < 1} | {0.5, 1.0})
    points = tuple(
        tried(delta, partial(decomposable, table, delta=delta, level=level, seed=seed))
        for delta in deltas
    )
    return Curve("delta", "Decomposable graphs: people added to each cell", "δ", usual, points)


def total_prior_curve(table: OverlapTable, *, level: float, seed: int) -> Curve:
    """Totals by the prior on the total, with and without the graph that knows nothing of it."""
    from habeas.counts.decomposable import decomposable

    points = []
    for prior in ("1/N", "uniform"):
        for complete, name in ((True, prior), (False, f"{prior}, complete graph left out")):
            points.append(
                tried(
                    name,
                    partial(
                        decomposable,
                        table,
                        prior=prior,
                        complete_graph=complete,
                        level=level,
                        seed=seed,
                    ),
                )
            )
    return Curve(
        "total_prior", "Decomposable graphs: prior on the total", "prior", "1/N", tuple(points)
    )


def classes_curve(table: OverlapTable, *, level: float, seed: int) -> Curve:
    """Totals by K, the most classes of the latent class method."""
    points = tuple(
        tried(classes, partial(_latent, table, classes, (1.0, 1.0), level, seed))
        for classes in _CLASSES
    )
    return Curve("classes", "Latent classes: how many at most", "K", _DEFAULT_CLASSES, points)


def capture_prior_curve(table: OverlapTable, *, level: float, seed: int) -> Curve:
    """Totals by the Beta prior of the probability that a list holds a person of a class."""
    points = tuple(
        tried(_beta(prior), partial(_latent, table, _DEFAULT_CLASSES, prior, level, seed))
        for prior in _CAPTURE_PRIORS
    )
    return Curve(
        "capture_prior",
        "Latent classes: what is believed of a list's reach before the data",
        "prior of a capture probability",
        _beta(_CAPTURE_PRIORS[0]),
        points,
    )


def _latent(
    table: OverlapTable, classes: int, prior: tuple[float, float], level: float, seed: int
) -> Estimate:
    from habeas.counts.latent import latent_class

    return latent_class(
        table,
        classes=classes,
        prior_capture=prior,
        effective_draws=_EFFECTIVE_DRAWS,
        budget=_BUDGET,
        level=level,
        seed=seed,
    )


def _beta(prior: tuple[float, float]) -> str:
    return f"Beta({prior[0]:g}, {prior[1]:g})"
