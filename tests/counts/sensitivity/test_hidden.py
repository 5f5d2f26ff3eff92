"""A group whom the lists hardly reach."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts import OverlapTable
from habeas.counts.populations import CaptureClass, Population
from habeas.counts.sensitivity import share_that_multiplies, total_with_hidden
from habeas.counts.sensitivity.hidden import hidden_curves, least_relative_capture
from habeas.counts.simple import lincoln_petersen
from habeas.model import WrongUsage


def test_half_of_all_people_must_be_hidden_to_double_the_total() -> None:
    assert share_that_multiplies(2) == pytest.approx(0.5)
    assert total_with_hidden(1000, 0.5) == pytest.approx(2000)


@pytest.mark.parametrize(("share", "relative"), [(0.2, 0.0), (0.3, 0.1), (0.6, 0.4), (0.1, 1.0)])
def test_the_truth_is_recovered_from_two_lists_that_reach_a_group_less(
    share: float, relative: float
) -> None:
    reach = np.array([0.4, 0.3])
    groups = (
        CaptureClass(1 - share, tuple(reach.tolist())),
        CaptureClass(share, tuple((reach * relative).tolist())),
    )
    cells = np.round(10**8 * Population(10**8, groups).cell_probabilities()).astype(int)
    table = OverlapTable.of(("camp", "court"), {p: int(c) for p, c in enumerate(cells) if p})
    point = lincoln_petersen(table).point
    assert point is not None
    assert total_with_hidden(point, share, relative) == pytest.approx(10**8, rel=1e-5)


@given(st.floats(1, 20), st.floats(0, 1))
def test_the_share_that_multiplies_multiplies(factor: float, relative: float) -> None:
    share = share_that_multiplies(factor, relative)
    if share is None:
        shares = np.linspace(0, 0.999, 200)
        assert max(total_with_hidden(1, float(h), relative) for h in shares) < factor
    else:
        assert total_with_hidden(1, share, relative) == pytest.approx(factor, rel=1e-6)


@pytest.mark.parametrize("factor", [1.5, 2, 5])
def test_a_group_seen_often_enough_cannot_multiply_the_total_however_large(factor: float) -> None:
    limit = least_relative_capture(factor)
    assert share_that_multiplies(factor, limit * 0.999) is not None
    assert share_that_multiplies(factor, limit * 1.001) is None


def test_the_curves_start_at_the_estimate_and_carry_its_limits() -> None:
    base = lincoln_petersen(OverlapTable.of(("camp", "court"), {1: 80, 2: 30, 3: 20}))
    for curve in hidden_curves(base):
        start = curve.at(0.0)
        assert (start.low, start.point, start.high) == (base.low, base.point, base.high)
        totals = [point.point for point in curve.points]
        assert totals == sorted(totals, key=lambda total: total or 0)


@pytest.mark.parametrize(("share", "relative"), [(1.0, 0.0), (-0.1, 0.0), (0.5, 1.2)])
def test_impossible_groups_are_refused(share: float, relative: float) -> None:
    with pytest.raises(WrongUsage):
        total_with_hidden(100, share, relative)


def test_a_total_cannot_be_multiplied_by_less_than_one() -> None:
    with pytest.raises(WrongUsage):
        share_that_multiplies(0.5)
