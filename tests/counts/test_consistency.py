"""Internal consistency: lists as populations of known size."""

import math

import numpy as np
import pytest

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.consistency import Estimator, consistency, inside
from habeas.counts.decomposable import decomposable
from habeas.counts.estimate import estimated, refused
from habeas.counts.populations import CaptureClass, Population
from habeas.model import InputRefused

#  A alone 5, A and B 3, A and C 2, all three 4, B and C 6, C alone 7
TABLE = OverlapTable.of(["A", "B", "C"], {1: 5, 3: 3, 5: 2, 7: 4, 6: 6, 4: 7})


def test_inside_a_list_its_own_people_are_the_population() -> None:
    among = inside(TABLE, 0)
    assert among.lists == ("B", "C")
    assert among.cells == ((1, 3), (2, 2), (3, 4))  # B alone, C alone, both; 5 are unseen


def test_a_list_that_holds_none_of_them_is_left_out() -> None:
    table = OverlapTable.of(["A", "B", "C", "D"], {3: 3, 5: 2, 7: 4, 8: 9, 10: 1})
    assert inside(table, 0).lists == ("B", "C")


def _always(low: float, point: float, high: float, status: Status = Status.OK) -> Estimator:
    def estimator(table: OverlapTable) -> Estimate:
        return estimated(table, "always", (low, point, high), status=status)

    return estimator


def test_truth_cover_and_bias_of_each_list_are_reported() -> None:
    report = consistency(TABLE, _always(10, 14, 15))
    assert [known.list_name for known in report.populations] == ["A", "B", "C"]
    assert [known.truth for known in report.populations] == [14, 13, 19]
    assert [known.covered for known in report.populations] == [True, True, False]
    assert report.answered == 3
    assert report.coverage == pytest.approx(2 / 3)
    biases = [0.0, math.log(14 / 13), math.log(14 / 19)]
    assert [known.log_relative_bias for known in report.populations] == pytest.approx(biases)
    assert report.mean_log_relative_bias == pytest.approx(sum(biases) / 3)


def test_a_figure_withheld_is_tried_all_the_same() -> None:
    report = consistency(TABLE, _always(10, 14, 15, Status.PRIOR_DRIVEN))
    assert report.populations[0].log_relative_bias == 0.0
    assert report.populations[0].covered is True


def test_refusals_are_kept_apart_from_answers() -> None:
    def refusing(table: OverlapTable) -> Estimate:
        if table.lists == ("B", "C"):
            raise InputRefused("too small for me")
        return refused(table, "refusing", Status.NOT_IDENTIFIABLE)

    report = consistency(TABLE, refusing)
    assert report.answered == 0
    assert report.coverage is None
    assert report.mean_log_relative_bias is None
    assert report.populations[0].refusal == "too small for me"
    assert report.populations[1].estimate is not None
    assert report.populations[1].covered is None


def test_a_list_that_nearly_nobody_shares_is_not_tried() -> None:
    table = OverlapTable.of(["A", "B", "C"], {3: 3, 1: 5, 2: 4, 4: 9})
    assert "fewer than two other lists" in str(consistency(table, decomposable).populations[2])


def test_two_lists_cannot_be_tried() -> None:
    with pytest.raises(InputRefused, match="at least three lists"):
        consistency(OverlapTable.of(["A", "B"], {1: 3, 3: 4}), decomposable)


def test_an_estimator_whose_assumption_holds_is_consistent() -> None:
    population = Population(4000, (CaptureClass(1.0, (0.4, 0.3, 0.35, 0.25)),))
    table = population.draw(np.random.default_rng(11))
    report = consistency(table, decomposable)
    assert report.coverage == 1.0
    assert report.mean_log_relative_bias == pytest.approx(0.0, abs=0.1)
