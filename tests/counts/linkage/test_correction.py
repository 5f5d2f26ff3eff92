"""Totals corrected for linkage errors."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.linkage import Beta, correct_linkage
from habeas.counts.loglinear import log_linear
from habeas.counts.populations import population_of
from habeas.counts.simple import lincoln_petersen
from tests.counts.reference import REFERENCE, needs_reference

TABLE = OverlapTable.of(("camp", "court"), {1: 400, 2: 300, 3: 100})


def test_missed_links_make_a_total_too_large_and_the_correction_takes_that_back() -> None:
    found = correct_linkage(TABLE, missed=0.1, false=0, estimator=lincoln_petersen)
    # Nine in ten of the people on both lists were recognised: 111 were on both.
    assert found.point == pytest.approx(500 * 400 / (100 / 0.9), rel=0.02)
    assert found.status is Status.OK
    assert found.diagnostics["records"] == 800
    assert found.observed < 800


def test_false_links_make_it_too_small() -> None:
    plain = lincoln_petersen(TABLE).point
    found = correct_linkage(TABLE, missed=0, false=0.05, estimator=lincoln_petersen)
    assert found.point is not None
    assert plain is not None
    assert found.point > plain * 1.1


def test_the_correction_adds_its_own_uncertainty() -> None:
    found = correct_linkage(TABLE, missed=0.2, false=0.01, estimator=lincoln_petersen)
    variance = found.diagnostics["variance"]
    assert variance["linkage"] > 0
    assert variance["total"] == pytest.approx(variance["linkage"] + variance["sampling"])
    unsure = correct_linkage(TABLE, missed=(0.05, 0.4), false=0.01, estimator=lincoln_petersen)
    assert unsure.diagnostics["variance"]["linkage"] > 2 * variance["linkage"]


def test_without_errors_it_is_the_estimate_itself() -> None:
    plain = lincoln_petersen(TABLE)
    found = correct_linkage(TABLE, missed=0, false=0, estimator=lincoln_petersen)
    assert (found.low, found.point, found.high) == pytest.approx(
        (plain.low, plain.point, plain.high), rel=0.03
    )


def test_rates_and_seed_stand_in_the_settings() -> None:
    found = correct_linkage(
        TABLE, missed=Beta(8, 92), false=(0, 0.02), estimator=lincoln_petersen, seed=7
    )
    plain = json.loads(json.dumps(dict(found.settings)))
    assert plain["missed"] == {"errors": 8, "right": 92}
    assert plain["false"] == [0, 0.02]
    assert plain["seed"] == 7
    assert found.digest == TABLE.digest


@needs_reference
@pytest.mark.ci
def test_on_a_population_with_known_errors_nine_in_ten_intervals_cover() -> None:
    rows = json.loads((REFERENCE / "scenarios.json").read_text(encoding="utf-8"))
    population = population_of(rows["G1_linkage4"])
    covered, widths = 0, []
    for replicate in range(40):
        table = population.draw(np.random.default_rng(700_000 + replicate))
        found = correct_linkage(
            table, missed=0.08, false=0.01, estimator=partial(log_linear, interval="profile")
        )
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= population.size <= found.high
        widths.append((found.high - found.low) / population.size)
    # 200 replicates of benchmarks/linkage_coverage.py give 93.5 %; 40 may fall two below 90 %.
    assert covered >= 34
    assert np.median(widths) <= 0.25
