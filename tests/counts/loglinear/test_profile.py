"""The profile likelihood of the total, against a scan over whole numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import gammaln, xlogy

from habeas.counts import OverlapTable
from habeas.counts.loglinear.fitting import fit
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.profile import model_profile, profile_interval
from tests.counts.loglinear.tables import KOSOVO, tables


def _profile(table: OverlapTable, text: str):  # type: ignore[no-untyped-def]  # a pair for tests
    terms = np.array([Model.parse(text, table.list_count).terms])
    people = table.dense().astype(float)
    fits = fit(people, terms)
    return model_profile(people, terms[0], fits.coefficients[0]), float(fits.unseen[0, 0])


def test_kosovo_as_published() -> None:
    profile, unseen = _profile(KOSOVO, "[123,14,34]")
    found = profile_interval(profile, KOSOVO.observed, unseen, 0.95)
    assert found.maximum == pytest.approx(10334.5, abs=0.1)
    assert (found.low, found.high) == pytest.approx((8994.3, 12110.4), abs=0.1)


def test_independent_lists_have_the_multinomial_likelihood() -> None:
    """Darroch (1958): the fitted empty cell is N prod(1 - n_j / N), every other one alike."""
    profile, _ = _profile(KOSOVO, "[]")
    n = KOSOVO.observed

    def direct(unseen: float) -> float:
        total = n + unseen
        value = gammaln(total + 1) - gammaln(unseen + 1)
        for size in KOSOVO.list_sizes:
            value += xlogy(size, size / total) + xlogy(total - size, 1 - size / total)
        return float(value)

    differences = [profile(u)[0] - direct(u) for u in (500.0, 2990.5, 9000.0)]
    assert max(differences) - min(differences) < 1e-7


@settings(max_examples=25, deadline=None)
@given(tables((3, 3), least=1))
def test_the_slope_is_that_of_the_profile(table: OverlapTable) -> None:
    profile, unseen = _profile(table, "[12,3]")
    step = 1e-4 * (1 + unseen)
    rise = (profile(unseen + step)[0] - profile(unseen - step)[0]) / (2 * step)
    assert profile(unseen)[1] == pytest.approx(rise, abs=1e-5)


@settings(max_examples=25, deadline=None)
@given(tables((3, 3), least=1))
def test_the_limits_are_where_the_profile_has_fallen_by_half_of_chi_square(
    table: OverlapTable,
) -> None:
    profile, unseen = _profile(table, "[23,1]")
    found = profile_interval(profile, table.observed, unseen, 0.95)
    top = profile(found.maximum - table.observed)[0]
    assert table.observed <= found.low <= found.maximum <= found.high < math.inf
    assert top - profile(found.high - table.observed)[0] == pytest.approx(1.9207, abs=1e-3)
    if found.low > table.observed:
        assert top - profile(found.low - table.observed)[0] == pytest.approx(1.9207, abs=1e-3)
    beside = [profile(max(found.maximum - table.observed + d, 0.0))[0] for d in (-0.5, 0.5)]
    assert top >= max(beside) - 1e-9


def test_a_profile_that_never_falls_has_no_upper_limit() -> None:
    found = profile_interval(
        lambda unseen: (1 - 1 / (1 + unseen), 1 / (1 + unseen) ** 2), 5, 1, 0.95
    )
    assert found.high == math.inf


@pytest.mark.parametrize(("alone", "both"), [(100_000, 1), (100_000, 10), (1000, 1), (10**7, 1000)])
def test_a_total_a_hundred_thousand_times_the_people_seen_is_still_found(
    alone: int, both: int
) -> None:
    """Two independent lists: the maximum is near n1 n2 / m - n / 2m (Stirling's 1/2n0 - 1/2N)."""
    table = OverlapTable.of(("a", "b"), {1: alone, 2: alone, 3: both})
    profile, unseen = _profile(table, "[]")
    found = profile_interval(profile, table.observed, unseen, 0.95)
    expected = (alone + both) ** 2 / both - table.observed / (2 * both)
    assert found.maximum == pytest.approx(expected, rel=1e-4)
    assert found.low < found.maximum < found.high


def test_a_total_beyond_the_digits_of_a_double_has_no_upper_limit() -> None:
    table = OverlapTable.of(("a", "b"), {1: 10**7, 2: 10**7, 3: 1})
    profile, unseen = _profile(table, "[]")
    assert math.isinf(profile_interval(profile, table.observed, unseen, 0.95).high)
