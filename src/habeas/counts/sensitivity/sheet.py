"""The sensitivity sheet of a table: every curve, and what they come to in words."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from habeas.counts.estimate import Estimate
from habeas.counts.sensitivity.curve import Curve, Estimator, SensitivitySheet
from habeas.counts.sensitivity.hidden import hidden_curves
from habeas.counts.sensitivity.lists import dropped_curve, merged_curve
from habeas.counts.sensitivity.odds_ratio import highest_order_curve, odds_ratios, pair_curves
from habeas.counts.sensitivity.settings import (
    capture_prior_curve,
    classes_curve,
    delta_curve,
    total_prior_curve,
)
from habeas.counts.sensitivity.tipping import (
    changed_lists,
    decomposable_sentences,
    dependence_sentences,
    hidden_sentences,
    latent_sentences,
    pair_sentences,
)
from habeas.counts.simple.lognormal import normal_quantile
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

SECTIONS = ("dependence", "lists", "hidden", "decomposable", "latent")


def sensitivity(
    table: OverlapTable,
    *,
    estimator: Estimator | None = None,
    sections: Collection[str] = SECTIONS,
    level: float = 0.95,
    seed: int = 1,
) -> SensitivitySheet:
    """How the total moves with what the lists cannot show.

    `estimator` is what is run again with a list dropped or two merged, and where the base total
    comes from: by default the log-linear model of least BIC with its profile interval. `sections`:
    - "dependence": the odds ratio of the highest order and of each pair, from 1/3 to 3;
    - "lists": each list dropped, each two merged;
    - "hidden": a group that the lists do not reach, or reach a tenth as often;
    - "decomposable": δ, and the prior on the total; "latent": K, and the prior of a capture
      probability (this one takes seconds; the others fractions of a second).
    Raises WrongUsage for a section or a level that is not there.
    """
    normal_quantile(level)
    strange = sorted(set(sections) - set(SECTIONS))
    if strange:
        raise WrongUsage(f"there is no section {strange[0]!r}", remedy=f"take some of {SECTIONS}")
    run = estimator if estimator is not None else _log_linear(level)
    base = run(table)
    parts = {
        "dependence": partial(_dependence, table, base, level),
        "lists": partial(_lists, table, base, run),
        "hidden": partial(_hidden, base),
        "decomposable": partial(_decomposable, table, level, seed),
        "latent": partial(_latent, table, level, seed),
    }
    curves: list[Curve] = []
    sentences: list[str] = []
    for name in SECTIONS:
        if name in sections:
            found, said = parts[name]()
            curves += found
            sentences += said
    return SensitivitySheet(base, tuple(curves), tuple(sentences), seed)


_Part = tuple[list[Curve], list[str]]


def _dependence(table: OverlapTable, base: Estimate, level: float) -> _Part:
    ratios = odds_ratios()
    if table.list_count < 2:
        return [], []
    if table.list_count == 2:
        return _two_lists(table, ratios, base, level)
    highest = highest_order_curve(table, ratios, base=base, level=level)
    pairs = pair_curves(table, ratios, level=level)
    said = [*dependence_sentences(table, highest), *pair_sentences(table, base)]
    return [highest, *pairs], said


def _two_lists(
    table: OverlapTable, ratios: tuple[float, ...], base: Estimate, level: float
) -> _Part:
    """The pair's odds ratio is the highest order: one curve says it all."""
    (pair,) = pair_curves(table, ratios, level=level)
    if not pair.points:
        return [pair], [f"These lists give no total at any odds ratio: {pair.warnings[0]}"]
    return [pair], dependence_sentences(table, pair)


def _lists(table: OverlapTable, base: Estimate, run: Estimator) -> _Part:
    dropped, merged = dropped_curve(table, run, base), merged_curve(table, run, base)
    said = [
        *changed_lists(dropped, "Dropping the list {}", "Dropping one list"),
        *changed_lists(merged, "Merging the lists {}", "Merging two lists"),
    ]
    return [dropped, merged], said


def _hidden(base: Estimate) -> _Part:
    return list(hidden_curves(base)), hidden_sentences(base)


def _decomposable(table: OverlapTable, level: float, seed: int) -> _Part:
    curves = [build(table, level=level, seed=seed) for build in (delta_curve, total_prior_curve)]
    return curves, decomposable_sentences(*curves)


def _latent(table: OverlapTable, level: float, seed: int) -> _Part:
    curves = [
        build(table, level=level, seed=seed) for build in (classes_curve, capture_prior_curve)
    ]
    return curves, latent_sentences(*curves)


def _log_linear(level: float) -> Estimator:
    from habeas.counts.loglinear import log_linear

    return partial(log_linear, interval="profile", level=level)
