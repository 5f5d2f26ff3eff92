"""A total corrected for linkage errors whose rates are known."""

from __future__ import annotations

from dataclasses import replace

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate
from habeas.counts.linkage.inversion import plausible_tables
from habeas.counts.linkage.pooling import average_linkage
from habeas.counts.linkage.rates import Rate, plain_rate
from habeas.counts.sensitivity.curve import Estimator
from habeas.counts.table import OverlapTable


def correct_linkage(
    table: OverlapTable,
    *,
    missed: Rate,
    false: Rate,
    estimator: Estimator,
    replicates: int = 50,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total behind a table whose records were linked with errors of known rates.

    `missed`: the probability that somebody on two or more lists was split, one list coming off.
    `false`: the probability that a record on one list only was joined to somebody else. Each is a
    number, a range (low, high), or a Beta from a clerical review. True tables are drawn given the
    observed one (see `plausible_tables`), estimated each, and pooled (see `average_linkage`, whose
    variance split then has the correction under `linkage`). `diagnostics["records"]` is what the
    table holds as linked; `observed` the least number of people it may stand for.
    """
    draws = plausible_tables(table, missed=missed, false=false, replicates=replicates, seed=seed)
    found = average_linkage(draws, estimator, level=level, seed=seed)
    return replace(
        found,
        method=found.method.replace("averaged over linkage", "corrected for linkage errors"),
        digest=table.digest,
        assumptions=(*found.assumptions[:-1], assumption("linkage-corrected")),
        diagnostics={**found.diagnostics, "records": table.observed},
        settings={
            **found.settings,
            "missed": plain_rate(missed),
            "false": plain_rate(false),
            "replicates": replicates,
        },
    )
