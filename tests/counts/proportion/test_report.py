"""From counts or a bare percentage to what may be said."""

from __future__ import annotations

import json

import pytest

from habeas.counts import OverlapTable
from habeas.counts.proportion import (
    ProportionStatus,
    Wording,
    binomial_interval,
    proportion,
    reported_percentage,
)
from habeas.counts.simple import chao
from habeas.model import InputRefused

BODIES = Wording(
    "repatriated bodies", "showed signs of torture", "the bodies of all who died in custody"
)


def test_the_bare_percentage_of_the_news_gets_no_interval_and_no_share_of_the_whole() -> None:
    found = reported_percentage("80%", wording=BODIES)
    assert found.status is ProportionStatus.NO_DENOMINATOR
    assert (found.low, found.point, found.high) == (None, None, None)
    assert found.bounds == (0, 1)
    assert found.examined_share == (0.795, 0.805)
    assert found.tipping == pytest.approx(0.795 / 0.205)
    assert "80% (79.5% to 80.5% before rounding) of repatriated bodies" in found.sentence
    assert "does not say how many were examined" in found.sentence
    assert "at least 3.9 times as likely" in found.sentence
    assert "any number from 5 up" in found.settled_by[0]


def test_a_percentage_with_its_denominator_takes_all_counts_that_round_to_it() -> None:
    found = reported_percentage(80, 300, wording=BODIES)
    assert found.successes == (239, 241)
    assert found.low == pytest.approx(float(binomial_interval(239, 300)[0]))
    assert found.high == pytest.approx(float(binomial_interval(241, 300)[1]))
    assert found.point is None


def test_an_impossible_percentage_is_refused_with_the_fewest_that_would_do() -> None:
    with pytest.raises(InputRefused, match="at least 5"):
        reported_percentage(80, 3)


def test_a_selected_part_gives_bounds_for_the_whole_and_no_point() -> None:
    found = proportion(40, 50, population=200, wording=BODIES)
    assert found.status is ProportionStatus.SELECTED
    assert found.point is None
    assert found.bounds == (40 / 200, 190 / 200)
    assert "at least 20% and at most 95%" in found.sentence
    assert found.settled_by == (
        "how repatriated bodies were chosen from the bodies of all who died in custody",
    )


def test_a_range_of_the_whole_widens_the_bounds() -> None:
    found = proportion(40, 50, population=(100, 400))
    assert found.bounds == (40 / 400, 390 / 400)


def test_an_estimate_of_the_whole_counts_with_its_limits() -> None:
    table = OverlapTable.of(("camp", "court"), {1: 80, 2: 30, 3: 20})
    total = chao(table)
    found = proportion(40, 50, population=total)
    assert found.population == (total.low, total.high)


def test_more_than_a_half_whatever_the_selection_is_said() -> None:
    assert "more than a half, whatever the selection" in proportion(40, 50, population=60).sentence


def test_the_tipping_point_takes_the_share_of_the_whole_to_a_half() -> None:
    found = proportion(40, 50, population=200)
    # 100 of 200 with the sign: odds of being examined 40/60 with, 10/90 without.
    assert found.tipping == pytest.approx((40 / 60) / (10 / 90))
    assert found.tipping_sampled is not None
    assert found.tipping is not None
    assert 1 < found.tipping_sampled < found.tipping


def test_when_all_were_examined_the_share_is_a_fact_without_an_interval() -> None:
    found = proportion(40, 50, population=50)
    assert found.status is ProportionStatus.OK
    assert (found.low, found.point, found.high) == (0.8, 0.8, 0.8)
    assert "all were examined" in found.sentence


def test_a_random_sample_speaks_of_the_whole_under_a_stated_assumption() -> None:
    found = proportion(40, 50, random_sample=True)
    assert found.status is ProportionStatus.OK
    assert found.point == pytest.approx(0.8)
    assert found.assumptions == ("Those examined were chosen at random from the whole.",)


def test_limits_never_leave_what_the_examined_rule_out() -> None:
    found = proportion(40, 50, population=55)
    assert found.low is not None
    assert found.high is not None
    assert found.bounds[0] <= found.low <= found.high <= found.bounds[1]


def test_nobody_examined_leaves_everything_open() -> None:
    found = proportion(0, 0, population=200)
    assert found.status is ProportionStatus.NOTHING_EXAMINED
    assert found.bounds == (0, 1)
    assert found.point is found.low is None


def test_everybody_with_the_sign_needs_others_who_could_not_be_examined() -> None:
    found = proportion(50, 50, population=500)
    assert found.tipping is None
    assert "no chance of being examined" in found.sentence


@pytest.mark.parametrize(
    ("successes", "examined", "population"),
    [(5, 3, None), (-1, 3, None), (1, 10, 5), ((4, 2), 10, None), (1.5, 3, None)],
    ids=["more than all", "negative", "whole too small", "reversed", "fraction"],
)
def test_impossible_counts_are_refused(
    successes: int, examined: int, population: int | None
) -> None:
    with pytest.raises(InputRefused):
        proportion(successes, examined, population=population)


def test_it_goes_into_json_with_its_sentence() -> None:
    plain = json.loads(json.dumps(reported_percentage(80, (100, 120), population=900).to_dict()))
    assert plain["status"] == "selected"
    assert plain["point"] is None
    assert plain["sentence"].startswith("Of 100 to 120 people examined")
