"""Forward selection by Poisson tails, against SparseMSE."""

from __future__ import annotations

import csv

import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.loglinear import stepwise
from tests.counts.loglinear.tables import KOSOVO
from tests.counts.reference import REFERENCE, needs_reference, reference_table


def _points() -> dict[str, float]:
    path = REFERENCE / "reference_results_dev.csv"
    if not path.is_file():
        return {}
    with path.open(newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["method"] == "sparsemse"]
    return {row["dataset"]: float(row["point"]) for row in rows}


@needs_reference
@pytest.mark.parametrize(("name", "point"), _points().items())
def test_the_total_is_that_of_sparsemse(name: str, point: float) -> None:
    found = stepwise(reference_table(name), resamples=2)
    assert found.diagnostics["poisson_total"] == pytest.approx(point, abs=0.1)


def test_kosovo_takes_five_pairs_and_sparsemse_s_interval() -> None:
    found = stepwise(KOSOVO, resamples=1000)
    assert found.diagnostics["model"] == "[12,13,14,23,34]"
    assert found.diagnostics["bootstrap"]["acceleration"] == pytest.approx(-0.0042, abs=1e-4)
    assert found.low == pytest.approx(12566, rel=0.03)
    assert found.high == pytest.approx(16749, rel=0.03)


def test_no_threshold_lets_no_pair_in() -> None:
    found = stepwise(KOSOVO, threshold=0.0, resamples=2)
    assert found.diagnostics["model"] == "[1,2,3,4]"


def test_the_order_of_the_lists_changes_no_digit() -> None:
    one, other = stepwise(KOSOVO, resamples=10), stepwise(KOSOVO.select((2, 0, 3, 1)), resamples=10)
    assert (one.low, one.point, one.high) == (other.low, other.point, other.high)


def test_a_list_within_another_gives_no_number() -> None:
    found = stepwise(OverlapTable.of(("a", "b"), {2: 7, 3: 4}))
    assert found.status is Status.NO_EXTENDED_MLE
    assert found.point is None


def test_resamples_in_which_the_lists_no_longer_meet_leave_no_upper_limit() -> None:
    """One person on two lists: a resample in three has nobody there, and any total fits it."""
    found = stepwise(OverlapTable.of(("a", "b", "c"), {1: 10, 2: 11, 4: 12, 3: 1}))
    assert found.diagnostics["bootstrap"]["resamples_without_model"] > 50
    assert found.status is Status.NOT_IDENTIFIABLE
    assert found.low is found.point is found.high is None


def test_limits_that_do_not_hold_the_estimate_are_withheld() -> None:
    found = stepwise(KOSOVO, resamples=1)
    assert found.status is Status.NOT_CONVERGED
    assert "do not hold the estimate" in found.warnings[-1]
