"""The share of false alarms, by Benjamini and Hochberg."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habeas.places.procurement.alarm import combined, false_alarm_shares

CHANCES = st.lists(st.floats(1e-6, 1.0), min_size=1, max_size=30)


def test_the_example_of_benjamini_and_hochberg() -> None:
    chances = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ]  # fmt: skip
    assert (false_alarm_shares(np.array(chances)) <= 0.05).sum() == 4


def test_what_is_not_tested_counts_for_nothing() -> None:
    some = false_alarm_shares(np.array([0.01, np.nan, 0.04]))
    assert some[[0, 2]].tolist() == [0.02, 0.04]
    assert np.isnan(some[1])


@given(CHANCES)
def test_shares_rise_with_chances_and_never_lie_below_them(chances: list[float]) -> None:
    p = np.array(chances)
    q = false_alarm_shares(p)
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p)]) >= -1e-12).all()


def test_two_tests_are_paid_for() -> None:
    both = combined(np.array([0.007, 0.9, 0.5]), np.array([0.9, 0.003, np.nan]))
    np.testing.assert_allclose(both, [0.01, 0.01, 0.5 / 0.7])
