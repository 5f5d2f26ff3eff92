"""The spline, against scipy's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from habeas.counts.decomposable.spline import spline


@pytest.mark.parametrize("count", [2, 3, 4, 5, 96, 512])
def test_it_is_scipys_not_a_knot_spline(count: int) -> None:
    random = np.random.default_rng(count)
    nodes = np.log1p(np.cumsum(random.exponential(3.0, count)))
    values = -400 * (nodes - nodes.mean()) ** 2 + random.normal(size=count)
    places = np.concatenate([nodes, random.uniform(nodes[0], nodes[-1], 1000)])
    expected = CubicSpline(nodes, values)(places)
    assert spline(nodes, values, places) == pytest.approx(
        expected, abs=1e-12 * np.abs(expected).max()
    )


def test_one_value_is_the_same_everywhere() -> None:
    assert spline(np.zeros(1), np.full(1, 7.0), np.arange(3.0)).tolist() == [7.0, 7.0, 7.0]
