"""Totals over strata: posterior draws added up; what cannot be estimated stays a lower bound."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status
from habeas.counts.strata.spread import drawn_totals, is_usable
from habeas.counts.strata.stratum import Key, StratumEstimate, label, order

DRAWS = 4000


def added(
    rows: Sequence[StratumEstimate], *, level: float, seed: int, joint: bool = False
) -> Estimate:
    """The total of the strata of one replicate.

    Draws are added stratum by stratum; `joint` says that draw i of every stratum belongs to draw
    i of the others (partial pooling), otherwise strata are independent. With all strata usable:
    limits and median of the sums. With any that is not: no point and no upper limit; the lower
    limit is that of the others plus the people observed in these, who are certain; each is named
    in `diagnostics["not_estimated"]`. The answer does not depend on the order of `rows`.
    """
    rows = sorted(rows, key=lambda row: order(row.key, row.replicate))
    usable = [row for row in rows if is_usable(row.estimate)]
    others = [row for row in rows if not is_usable(row.estimate)]
    certain = sum(row.estimate.observed for row in others)
    draws = _sums(usable, seed, joint)
    low, point, high = (
        float(value) for value in np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])
    )
    diagnostics: dict[str, Any] = {
        "strata": len(rows),
        "estimated_strata": len(usable),
        "quantiles": {"low": low, "point": point, "high": high},
        "not_estimated": [_named(row) for row in others],
    }
    method = " and ".join(sorted({row.estimate.method for row in rows}))
    whole = not others
    return Estimate(
        method=f"sum over strata of {method}",
        lists=tuple(dict.fromkeys(name for row in rows for name in row.estimate.lists)),
        observed=sum(row.estimate.observed for row in rows),
        status=Status.OK if whole else commonest(row.estimate.status for row in others),
        low=low + certain,
        point=point if whole else None,
        high=high if whole else None,
        digest=digest_of(rows),
        level=level,
        assumptions=_assumptions(usable, joint),
        warnings=() if whole else (_incomplete(rows, others, certain),),
        diagnostics=diagnostics,
        settings={"seed": seed, "draws": DRAWS},
        draws=draws if whole else None,
    )


def commonest(statuses: Iterable[Status]) -> Status:
    """The status that most of them have, other than OK; of equals the first of the enumeration.

    NOT_IDENTIFIABLE where all are OK: then it was a limit without end that kept a stratum out.
    """
    counted = Counter(status for status in statuses if status is not Status.OK)
    if not counted:
        return Status.NOT_IDENTIFIABLE
    return min(counted, key=lambda status: (-counted[status], list(Status).index(status)))


def digest_of(rows: Sequence[StratumEstimate]) -> str:
    """SHA-256 over keys, replicates and digests of the tables, in the order of the keys."""
    lines = sorted(f"{label(row.key)}\t{row.replicate}\t{row.estimate.digest}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _sums(rows: Sequence[StratumEstimate], seed: int, joint: bool) -> NDArray[np.float64]:
    if joint and rows:
        together = [row.estimate.draws for row in rows if row.estimate.draws is not None]
        return np.asarray(np.sum(together, axis=0), dtype=np.float64)
    total = np.zeros(DRAWS)
    for row in rows:
        total += drawn_totals(row.estimate, DRAWS, _random(row.key, row.replicate, seed))
    return total


def _random(key: Key, replicate: int | None, seed: int) -> np.random.Generator:
    """A stream of its own for each stratum, whichever strata stand beside it."""
    words = hashlib.sha256(f"{order(key, replicate)!r} {seed}".encode()).digest()
    return np.random.default_rng(int.from_bytes(words[:16], "big"))


def _named(row: StratumEstimate) -> dict[str, Any]:
    estimate = row.estimate
    return {
        "stratum": dict(row.key),
        "status": str(estimate.status),
        "observed": estimate.observed,
        "low": estimate.low,
        "high": estimate.high,
    }


def _assumptions(rows: Sequence[StratumEstimate], joint: bool) -> tuple[str, ...]:
    stated = dict.fromkeys(text for row in rows for text in row.estimate.assumptions)
    return (*stated, *(() if joint else (assumption("strata-independent"),)))


def _incomplete(
    rows: Sequence[StratumEstimate], others: Sequence[StratumEstimate], certain: int
) -> str:
    return (
        f"{len(others)} of {len(rows)} strata could not be estimated; the {certain} people "
        "observed there are counted as they are, so this is a lower bound for the whole"
    )
