"""One total from many versions of a table: pooled draws, and where the variance comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status
from habeas.counts.sensitivity.curve import Estimator
from habeas.counts.simple.lognormal import normal_quantile
from habeas.counts.strata.spread import drawn_totals, is_usable, log_unseen
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

_DRAWS = 4000
_FEWEST_EACH = 50
_ONLY = "estimator"


@dataclass(frozen=True, slots=True)
class Imputed:
    """A table of one linkage draw and, where stratum labels were missing, of one imputation."""

    table: OverlapTable
    linkage: int
    imputation: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one estimator says of one table."""

    linkage: int
    imputation: int
    model: str
    estimate: Estimate


def average_linkage(
    tables: Sequence[OverlapTable | Imputed],
    estimator: Estimator | Mapping[str, Estimator],
    *,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total averaged over linkage draws (Sadinle 2018, arXiv 1812.09590).

    For each draw's table the estimator's posterior (its draws; without them a lognormal of the
    unseen through its limits) is thrown together in equal parts; the point is the median. Several
    estimators, by name, are averaged in equal parts too. A plain table counts as a linkage draw of
    its own; `Imputed` names the draw and the imputation of missing stratum labels.

    `diagnostics["variance"]` splits the variance of log n0 by the law of total variance, from the
    outside in: `linkage`, between linkage draws; `missing_stratum`, between imputations of one
    draw; `model`, between estimators of one table; `sampling`, within an estimate. The four add
    up to `total`.

    A table that an estimator does not answer with status OK is left out. When more of them are
    left out than the interval leaves out of the posterior (1 - level), the commonest status is
    taken over and there is no point. `observed` is the least of the tables. Raises WrongUsage
    without tables or for tables with different lists.
    """
    normal_quantile(level)
    imputed = [_imputed(number, each) for number, each in enumerate(tables)]
    if not imputed:
        raise WrongUsage("there are no linkage draws", remedy="give at least one table")
    lists = imputed[0].table.lists
    if any(each.table.lists != lists for each in imputed):
        raise WrongUsage("the linkage draws have different lists", remedy="name them alike")
    estimators = estimator if isinstance(estimator, Mapping) else {_ONLY: estimator}
    units = _units(imputed, estimators)
    usable = [unit for unit in units if is_usable(unit.estimate)]
    lost = 1 - len(usable) / len(units)
    blank = _blank(imputed, units, level, seed, lost)
    if not usable:
        return blank.with_status(_commonest(units), *_reasons(units))
    draws = _pooled(usable, blank.digest, seed)
    tail = (1 - level) / 2
    low, point, high = (float(x) for x in np.quantile(draws, (tail, 0.5, 1 - tail)))
    fields = {name: getattr(blank, name) for name in blank.__dataclass_fields__}
    fields |= {"low": low, "point": point, "high": high, "draws": draws}
    fields["diagnostics"] = {
        **blank.diagnostics,
        "quantiles": {"low": low, "point": point, "high": high},
        "variance": _variance(usable),
    }
    found = Estimate(**fields)
    if lost > 1 - level:
        return found.with_status(_commonest(units), *_reasons(units))
    return found


def _imputed(number: int, each: OverlapTable | Imputed) -> Imputed:
    return each if isinstance(each, Imputed) else Imputed(each, number)


def _units(imputed: Sequence[Imputed], estimators: Mapping[str, Estimator]) -> list[_Unit]:
    """Every estimator on every table; equal tables are estimated once."""
    known: dict[tuple[str, str], Estimate] = {}
    units = []
    for each in imputed:
        for name, run in estimators.items():
            key = (each.table.digest, name)
            if key not in known:
                known[key] = run(each.table)
            units.append(_Unit(each.linkage, each.imputation, name, known[key]))
    return units


def _blank(
    imputed: Sequence[Imputed], units: Sequence[_Unit], level: float, seed: int, lost: float
) -> Estimate:
    digests = sorted(f"{each.linkage} {each.imputation} {each.table.digest}" for each in imputed)
    methods = dict.fromkeys(unit.estimate.method for unit in units)
    assumptions = dict.fromkeys(text for unit in units for text in unit.estimate.assumptions)
    sizes = [each.table.observed for each in imputed]
    return Estimate(
        method=f"{' and '.join(methods)} averaged over linkage",
        lists=imputed[0].table.lists,
        observed=min(sizes),
        status=Status.OK,
        low=None,
        point=None,
        high=None,
        digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        level=level,
        assumptions=(*assumptions, assumption("linkage-averaged")),
        diagnostics={
            "linkage_draws": len({each.linkage for each in imputed}),
            "tables": len(imputed),
            "distinct_tables": len({each.table.digest for each in imputed}),
            "observed_range": [min(sizes), max(sizes)],
            "share_left_out": lost,
        },
        settings={"seed": seed},
    )


def _pooled(units: Sequence[_Unit], digest: str, seed: int) -> NDArray[np.float64]:
    words = hashlib.sha256(f"{digest} {seed}".encode()).digest()
    random = np.random.default_rng(int.from_bytes(words[:8], "big"))
    each = max(-(-_DRAWS // len(units)), _FEWEST_EACH)
    return np.concatenate([drawn_totals(unit.estimate, each, random) for unit in units])


def _variance(units: Sequence[_Unit]) -> dict[str, float]:
    """The law of total variance on log n0, over equally weighted units."""
    moments = np.array([log_unseen(unit.estimate) for unit in units])
    mean, within = moments[:, 0], moments[:, 1] ** 2
    by_table = _means(mean, [(unit.linkage, unit.imputation) for unit in units])
    by_linkage = _means(mean, [unit.linkage for unit in units])
    parts = {
        "linkage": float(np.mean((by_linkage - mean.mean()) ** 2)),
        "missing_stratum": float(np.mean((by_table - by_linkage) ** 2)),
        "model": float(np.mean((mean - by_table) ** 2)),
        "sampling": float(within.mean()),
    }
    return {**parts, "total": sum(parts.values())}


def _means(values: NDArray[np.float64], groups: Sequence[object]) -> NDArray[np.float64]:
    """For each value the mean of its group."""
    number = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    places = np.array([number[group] for group in groups])
    return np.asarray((np.bincount(places, values) / np.bincount(places))[places])


def _commonest(units: Sequence[_Unit]) -> Status:
    found = [unit.estimate.status for unit in units if not is_usable(unit.estimate)]
    bad = [status if status is not Status.OK else Status.NOT_IDENTIFIABLE for status in found]
    return max(sorted(set(bad), key=list(Status).index), key=bad.count)


def _reasons(units: Sequence[_Unit]) -> tuple[str, ...]:
    bad = [unit.estimate for unit in units if not is_usable(unit.estimate)]
    said = dict.fromkeys(text for estimate in bad for text in estimate.warnings[:1])
    first = next(iter(said), "the estimator gave no total")
    return (f"{len(bad)} of {len(units)} versions of the table give no total: {first}",)
