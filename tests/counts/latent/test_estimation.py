"""The latent class estimate: what it says, when it says nothing, and LCMCR's figures."""

from __future__ import annotations

import csv
import json
from typing import Any

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.assumptions import assumption
from habeas.counts.latent import latent_class
from habeas.model import WrongUsage
from tests.counts.reference import REFERENCE, needs_reference, reference_table

TABLE = OverlapTable.of(
    ["a", "b", "c", "d"], {1: 60, 2: 55, 4: 40, 8: 30, 3: 14, 5: 9, 6: 8, 9: 6, 10: 5, 12: 4, 7: 2}
)


def test_an_estimate_has_a_point_between_its_limits_and_says_what_it_assumes() -> None:
    estimate = latent_class(TABLE)
    assert estimate.status is Status.OK
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.point is not None
    assert TABLE.observed < estimate.low < estimate.point < estimate.high
    assert estimate.assumptions == (assumption("latent-class"),)
    assert estimate.draws is not None
    assert len(estimate.draws) <= 4000
    assert np.quantile(estimate.draws, 0.5) == pytest.approx(estimate.point, rel=0.03)


def test_diagnostics_and_settings_are_plain_values() -> None:
    estimate = latent_class(TABLE, classes=6)
    assert json.loads(json.dumps(estimate.diagnostics)) == estimate.diagnostics
    assert json.loads(json.dumps(estimate.settings))["classes"] == 6
    assert estimate.diagnostics["rhat"] <= 1.01
    assert estimate.diagnostics["ess_bulk"] >= 400
    assert 1 <= estimate.diagnostics["occupied_classes"] <= 6
    assert 0.5 < estimate.diagnostics["acceptance"] <= 1


def test_a_higher_level_is_wider() -> None:
    narrow, wide = latent_class(TABLE, level=0.5), latent_class(TABLE, level=0.99)
    assert wide.low < narrow.low < narrow.high < wide.high  # type: ignore[operator] # both have limits


def test_a_level_is_a_probability() -> None:
    with pytest.raises(WrongUsage):
        latent_class(TABLE, level=95.0)


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ({1: 30, 2: 20, 4: 10}, Status.NO_OVERLAP),
        ({1: 30}, Status.TOO_FEW_LISTS),
        ({}, Status.TOO_FEW_LISTS),
        ({1: 30, 2: 20, 3: 10}, Status.TOO_FEW_LISTS),
        ({1: 30, 2: 20}, Status.NO_OVERLAP),
    ],
)
def test_what_the_lists_cannot_say_is_refused(counts: dict[int, int], status: Status) -> None:
    estimate = latent_class(OverlapTable.of(["a", "b", "c"], counts))
    assert estimate.status is status
    assert estimate.point is estimate.low is estimate.high is None
    assert estimate.warnings


def test_a_list_with_nobody_on_it_changes_nothing() -> None:
    more = OverlapTable.of([*TABLE.lists, "empty"], dict(TABLE.cells))
    estimate = latent_class(more)
    assert estimate.point == latent_class(TABLE).point
    assert estimate.lists == more.lists
    assert "left out" in estimate.warnings[-1]


def test_a_posterior_on_the_cap_is_the_priors() -> None:
    sparse = OverlapTable.of(["a", "b", "c"], {1: 40, 2: 35, 4: 30, 3: 1})
    estimate = latent_class(sparse, cap=20)
    assert estimate.status is Status.PRIOR_DRIVEN
    assert estimate.point is None
    assert estimate.diagnostics["mass_near_cap"] > 0.01
    assert "cap" in estimate.warnings[0]


def test_a_budget_that_is_too_small_is_not_converged() -> None:
    hard = OverlapTable.of(
        ["a", "b", "c", "d", "e"],
        {1: 756, 2: 1299, 4: 4466, 8: 650, 16: 632, 3: 1, 5: 81, 6: 44, 9: 5, 12: 82, 13: 2,
         17: 73, 18: 4, 20: 125, 21: 11, 24: 2, 28: 1},
    )  # fmt: skip
    estimate = latent_class(hard, budget=300)
    assert estimate.status is Status.NOT_CONVERGED
    assert estimate.point is None
    assert estimate.low is not None
    assert "do not agree" in estimate.warnings[0]


def reference_rows() -> dict[str, dict[str, Any]]:
    with (REFERENCE / "reference_results_dev.csv").open(encoding="utf-8", newline="") as opened:
        return {
            row["dataset"]: row
            for row in csv.DictReader(opened)
            if row["method"] == "lcmcr" and "K=10" in row["settings"]
        }


AGREED = (
    "kosovo korea hiv_rome neworleans5 western_us spina_bifida congenital5 lesbian_allegheny "
    "diabetes"
).split()


@needs_reference
@pytest.mark.ci
@pytest.mark.parametrize("name", AGREED)
def test_median_and_limits_are_those_of_lcmcr(name: str) -> None:
    expected = reference_rows()[name]
    found = latent_class(reference_table(name), effective_draws=5000, budget=60_000)
    quantiles = found.diagnostics["quantiles"]
    assert found.status is Status.OK
    assert quantiles["point"] == pytest.approx(float(expected["point"]), rel=0.02)
    assert quantiles["low"] == pytest.approx(float(expected["lo"]), rel=0.04)
    assert quantiles["high"] == pytest.approx(float(expected["hi"]), rel=0.04)


@needs_reference
@pytest.mark.ci
@pytest.mark.parametrize("name", ["netherlands", "netherlands5"])
@pytest.mark.parametrize("seed", [1, 2])
def test_rival_totals_are_seen(name: str, seed: int) -> None:
    found = latent_class(reference_table(name), seed=seed)
    assert found.status in {Status.NOT_CONVERGED, Status.PRIOR_DRIVEN}
    assert found.diagnostics["modes"] >= 2
    assert found.point is None
