"""Sample coverage: how much of the people the lists reach, by what they share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.simple.lognormal import lognormal_interval, normal_quantile
from habeas.counts.table import OverlapTable

Variant = Literal["auto", "high", "low", "independent"]
Counts = NDArray[np.float64]

_RESAMPLES = 1000
# Two standard deviations of a normal lie between these quantiles.
_SIGMAS = (0.15865525393145707, 0.8413447460685429)
# A total nearer to the people observed than this share of them has rounding for its unseen.
_NOBODY = 1e-9
# Chao and Tsay 1998, section 5: their high-coverage form is for coverage from 55 % up.
_HIGH_COVERAGE = 0.55
_LOW_FALLS_SHORT = (
    "Lists depend on each other only mildly: this variant corrects for a part of it, and stays "
    "below the total where dependence is strong."
)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the formulas need of a table, each a linear map of the cell counts (rows × cells)."""

    on: Counts
    alone: Counts
    both: Counts
    alike: Counts

    @classmethod
    def of(cls, patterns: NDArray[np.uint8]) -> _Sums:
        on = patterns.T.astype(np.float64)
        alone = on * (patterns.sum(axis=1) == 1)
        only_two = patterns.sum(axis=1) == 2
        pairs = list(combinations(range(len(on)), 2))
        both = np.array([on[i] * on[j] for i, j in pairs])
        alike = np.array([alone[i] + alone[j] for i, j in pairs]) + 2 * both * only_two
        return cls(on, alone, both, alike)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A batch of totals with the coverage and the denominator that each rests on."""

    total: Counts
    coverage: Counts
    denominator: Counts


def sample_coverage(
    table: OverlapTable, variant: Variant = "auto", *, level: float = 0.95, seed: int = 1
) -> Estimate:
    """The total by sample coverage (Chao and Tsay 1998; Chao et al. 2001, Statistics in Medicine).

    `variant`: "high" (coverage of 55 % or more), "low", "independent", or "auto", which takes
    "high" or "low" by the estimated coverage. The standard error comes from 1,000 multinomial
    resamples of all people, the estimated unseen included; the interval is lognormal. It is half
    the distance of the 16 % and 84 % quantiles: a ratio has no finite variance to estimate.

    The estimate is a ratio. By Fieller's theorem its confidence set is unbounded unless the
    denominator differs from 0 at the interval's level; then (or where the ratio is what was
    observed, or less) the status is not_identifiable, and the ratio stands in the diagnostics only.
    Other statuses: too_few_lists (two suffice for "independent", three for the rest); no_overlap.
    Lists with nobody on them are left out.
    """
    quantile = normal_quantile(level)
    hindrance = _hindrance(table, variant)
    if hindrance is not None:
        return hindrance
    used = [j for j, size in enumerate(table.list_sizes) if size]
    ordered = table.select(used).canonical()
    sums = _Sums.of(ordered.patterns)
    counts = ordered.counts.astype(np.float64)[None, :]
    coverage = float(_coverage(sums, counts)[0])
    if variant == "auto":
        variant = "high" if coverage >= _HIGH_COVERAGE else "low"
    ratio = _ratio(sums, counts, variant)
    total, denominator = float(ratio.total[0]), float(ratio.denominator[0])
    diagnostics: dict[str, object] = {
        "coverage": coverage,
        "denominator": denominator,
        "ratio": total if np.isfinite(total) else None,
        "variant": variant,
    }
    if abs(total - table.observed) <= _NOBODY * table.observed:
        return _nobody_unseen(table, variant, level, seed, diagnostics)
    if denominator <= 0 or not total >= table.observed:
        return _no_ratio(table, variant, level, seed, diagnostics)
    resampled = _ratio(sums, _resamples(ordered, total, seed), variant)
    spread = float(np.std(resampled.denominator, ddof=1))
    diagnostics["denominator_error"] = spread
    if denominator <= quantile * spread:
        return _no_ratio(table, variant, level, seed, diagnostics)
    totals = np.where(resampled.denominator > 0, resampled.total, np.inf)
    below, above = np.quantile(totals, _SIGMAS, method="inverted_cdf")
    error = float(above - below) / 2
    diagnostics["standard_error"] = error
    return estimated(
        table,
        f"sample-coverage {variant}",
        lognormal_interval(table.observed, total, error**2, level),
        level=level,
        assumptions=_assumptions(variant),
        diagnostics=diagnostics,
        settings=_settings(variant, seed),
    )


def _hindrance(table: OverlapTable, variant: Variant) -> Estimate | None:
    needed = 2 if variant == "independent" else 3
    if sum(size > 0 for size in table.list_sizes) < needed:
        return refused(
            table,
            f"sample-coverage {variant}",
            Status.TOO_FEW_LISTS,
            f"{needed} lists with people on them are needed.",
        )
    if all(pattern.bit_count() < 2 for pattern, _ in table.cells):
        return refused(
            table,
            f"sample-coverage {variant}",
            Status.NO_OVERLAP,
            f"Nobody is on two lists: any total from {table.observed} to infinity would fit.",
        )
    return None


def _coverage(sums: _Sums, counts: Counts) -> Counts:
    """Ĉ = 1 - mean of the share of each list that is on no other (batch of tables)."""
    sizes = counts @ sums.on.T
    # A resample may leave a list empty.
    shares = np.divide(counts @ sums.alone.T, sizes, out=np.ones_like(sizes), where=sizes > 0)
    return np.asarray(1 - shares.mean(axis=1))


def _ratio(sums: _Sums, counts: Counts, variant: Variant) -> _Ratio:
    """Totals of a batch of tables (tables × cells) by one variant."""
    lists = len(sums.on)
    coverage = _coverage(sums, counts)
    reached = counts.sum(axis=1) - (counts @ sums.alone.T).mean(axis=1)
    sizes = counts @ sums.on.T
    first, second = np.array(list(combinations(range(lists), 2))).T
    products = sizes[:, first] * sizes[:, second]
    shared = np.divide(
        counts @ sums.both.T, products, out=np.zeros_like(products), where=products > 0
    )
    alike = counts @ sums.alike.T
    with np.errstate(divide="ignore", invalid="ignore"):
        if variant == "high":
            denominator = coverage - (alike * shared).sum(axis=1) / lists
            return _Ratio(
                (reached - alike.sum(axis=1) / lists) / denominator, coverage, denominator
            )
        plain = reached / coverage
        if variant == "independent":
            return _Ratio(plain, coverage, coverage)
        weight = alike / (lists * coverage)[:, None]
        first_step = plain + (weight * (plain[:, None] * shared - 1)).sum(axis=1)
        second_step = plain + (weight * (first_step[:, None] * shared - 1)).sum(axis=1)
        return _Ratio(second_step, coverage, coverage)


def _resamples(table: OverlapTable, total: float, seed: int) -> Counts:
    people = max(round(total), table.observed)
    shares = np.append(table.counts, people - table.observed) / people
    random = np.random.default_rng(table.seed(seed))
    return random.multinomial(people, shares, _RESAMPLES)[:, :-1].astype(np.float64)


def _no_ratio(
    table: OverlapTable,
    variant: Variant,
    level: float,
    seed: int,
    diagnostics: dict[str, object],
) -> Estimate:
    return refused(
        table,
        f"sample-coverage {variant}",
        Status.NOT_IDENTIFIABLE,
        "The estimate is a ratio whose denominator cannot be told from 0 on these lists: "
        "any large total would fit.",
        level=level,
        diagnostics=diagnostics,
        settings=_settings(variant, seed),
    )


def _nobody_unseen(
    table: OverlapTable,
    variant: Variant,
    level: float,
    seed: int,
    diagnostics: dict[str, object],
) -> Estimate:
    return refused(
        table,
        f"sample-coverage {variant}",
        Status.NOT_IDENTIFIABLE,
        "The formula comes to nobody unseen, and to no error of it: one list may hold everybody, "
        "or nobody is on one list only, and the lists show nothing of who is missing from all.",
        level=level,
        diagnostics=diagnostics,
        settings=_settings(variant, seed),
    )


def _assumptions(variant: Variant) -> tuple[str, ...]:
    if variant == "independent":
        return (assumption("independence"),)
    stated = assumption("sample-coverage")
    return (stated, _LOW_FALLS_SHORT) if variant == "low" else (stated,)


def _settings(variant: Variant, seed: int) -> dict[str, object]:
    return {"variant": variant, "seed": seed, "resamples": _RESAMPLES}
