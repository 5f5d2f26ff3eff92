"""Log-linear models averaged by their BIC."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.loglinear import model_table
from habeas.counts.loglinear.averaging import averaged
from tests.counts.reference import needs_reference, reference_table

TABLE = OverlapTable.of(["A", "B", "C"], {1: 40, 2: 31, 4: 25, 3: 12, 5: 7, 6: 9, 7: 4})


def test_the_median_is_that_of_the_weighted_models() -> None:
    fitted = [(m.bic, m.total) for m in model_table(TABLE) if m.bic is not None and m.total]
    bics, totals = np.array(fitted).T
    weights = np.exp(-(bics - bics.min()) / 2)
    found = averaged(TABLE)
    assert found.point is not None
    # One model's median is its estimate; the mixture's lies among them, near their mean by weight.
    assert totals.min() < found.point < totals.max()
    assert found.point == pytest.approx(float(weights @ totals / weights.sum()), rel=0.1)


def test_its_draws_have_its_quantiles() -> None:
    found = averaged(TABLE)
    assert found.draws is not None
    assert np.quantile(found.draws, [0.025, 0.5, 0.975]) == pytest.approx(
        [found.low, found.point, found.high], rel=0.01
    )


def test_where_several_models_fit_it_is_wider_than_the_best_alone() -> None:
    from habeas.counts.loglinear import log_linear

    one = log_linear(TABLE, interval="wald")
    found = averaged(TABLE)
    assert one.low is not None
    assert one.high is not None
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low > one.high - one.low


@needs_reference
def test_one_decisive_model_carries_the_weight() -> None:
    found = averaged(reference_table("kosovo"))
    assert found.diagnostics["model"] == "[123,14,34]"
    assert found.diagnostics["bic"] == pytest.approx(203.03, abs=0.01)


def test_no_overlap_is_refused() -> None:
    found = averaged(OverlapTable.of(["A", "B", "C"], {1: 4, 2: 5, 4: 6}))
    assert found.status is Status.NO_OVERLAP
    assert found.low is None
