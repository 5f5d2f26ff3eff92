"""The spread of honest kitchens is read from those that buy little."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from habeas.places.procurement.calibration import calibration


def chances(spread: float, hosts: int = 0, centre: float = 0.0) -> NDArray[np.float64]:
    """Chances to buy so much or more of 100 kitchens; the last ones feed far more than declared."""
    honest = spread * norm.ppf((np.arange(100) + 0.5) / 100) + centre
    honest[100 - hosts :] = 8.0
    return np.asarray(norm.sf(honest))


def test_a_right_model_is_left_alone() -> None:
    found = calibration(chances(1.0))
    np.testing.assert_allclose(found.scale, 1.0, atol=0.07)
    np.testing.assert_allclose(found.offset, 0.0, atol=0.03)
    assert not found.strained


def test_hosts_do_not_widen_the_scale() -> None:
    np.testing.assert_allclose(calibration(chances(1.0, hosts=20)).scale, 1.0, atol=0.07)


def test_too_narrow_a_model_is_widened_and_told() -> None:
    found = calibration(chances(1.6))
    low, high = found.ends(0.95)
    assert found.strained
    assert (low < 0.003).all()
    assert (high > 0.997).all()


def test_too_low_a_centre_gives_way_below_and_weakens_alarms() -> None:
    found = calibration(chances(1.0, centre=0.7))
    low, _ = found.ends(0.95)
    assert (low < 0.015).all()
    assert (found.chances(np.full(100, 0.001)) > 0.004).all()


def test_the_own_number_does_not_count() -> None:
    plain, changed = chances(1.0), chances(1.0)
    changed[3] = 0.9999
    assert calibration(plain).scale[3] == pytest.approx(calibration(changed).scale[3])


def test_without_declared_numbers_nothing_is_put_right() -> None:
    found = calibration(np.full(4, np.nan))
    assert found.scale.tolist() == [1.0] * 4
    assert found.offset.tolist() == [0.0] * 4
