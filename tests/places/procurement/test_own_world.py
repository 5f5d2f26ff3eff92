"""Headcounts in a service drawn from the model: how often intervals hold, and who widens them."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.headcount import Posterior, fit

Numbers = NDArray[np.float64]


def service(
    rng: np.random.Generator, size: int = 100, spread: float = 0.18, hosts: int = 0
) -> tuple[Numbers, Numbers]:
    """Log levels (size, 4) and log declared populations; the last `hosts` feed 1.8 times those.

    One in ten products is not bought, one in twelve partly grown.
    """
    declared = rng.normal(6.3, 0.5, size)
    own = rng.normal(0, spread, (size, 1))
    own[size - hosts :] += np.log(1.8)
    product = rng.normal(0, 0.15, 4)
    levels = declared[:, None] + own + product + rng.normal(0, 0.12, (size, 4))
    levels -= np.where(rng.random(levels.shape) < 1 / 12, 0.5, 0.0)
    return np.where(rng.random(levels.shape) < 0.1, np.nan, levels), declared


@cache
def held() -> tuple[float, float]:
    """Over 200 institutions whose number the model has not seen: share held, median high/low."""
    inside, widths = [], []
    for seed in range(4):
        rng = np.random.default_rng(100 + seed)
        levels, declared = service(rng)
        known = np.where(np.arange(100) < 50, np.nan, declared)
        (posterior,) = fit(levels, [known], seed=seed)
        low, high = np.quantile(posterior.log_people(rng)[:, :50], [0.025, 0.975], axis=0)
        bought = np.isfinite(levels[:50]).any(axis=1)
        inside += ((low <= declared[:50]) & (declared[:50] <= high))[bought].tolist()
        widths += (high - low)[bought].tolist()
    return float(np.mean(inside)), float(np.exp(np.median(widths)))


def test_nineteen_in_twenty_intervals_hold() -> None:
    assert 0.905 <= held()[0] <= 0.99


def test_intervals_are_hardly_wider_than_the_own_effects_make_them() -> None:
    # 0.18 of own effects and about 0.06 of four products' noise, two-sided 95 %.
    least = np.exp(2 * 1.96 * np.hypot(0.18, 0.06))
    assert 0.85 * least < held()[1] < 1.3 * least


def fitted(hosts: int) -> Posterior:
    levels, declared = service(np.random.default_rng(11), hosts=hosts)
    return fit(levels, [declared], seed=2)[0]


def test_hosts_do_not_widen_everybodys_interval() -> None:
    plain, among_hosts = fitted(hosts=0), fitted(hosts=12)
    assert among_hosts.spread.mean() < 1.35 * plain.spread.mean()


def test_a_seed_gives_the_same_draws_and_another_gives_others() -> None:
    levels, declared = service(np.random.default_rng(5), size=20)
    first, again, other = (
        fit(levels, [declared], seed=seed, warm_up=5, draws=10)[0] for seed in (3, 3, 4)
    )
    np.testing.assert_array_equal(first.log_level, again.log_level)
    assert not np.array_equal(first.log_level, other.log_level)


def test_who_buys_nothing_is_known_by_the_declared_number_only() -> None:
    levels, declared = service(np.random.default_rng(6), size=30)
    levels[0] = np.nan
    (posterior,) = fit(levels, [declared], seed=1, warm_up=100, draws=400)
    assert np.isnan(posterior.usual[0]).all()
    assert abs(posterior.log_level[:, 0].mean() - declared[0]) < 0.3


def test_without_any_declared_number_the_fit_still_ends() -> None:
    levels, declared = service(np.random.default_rng(7), size=15)
    (posterior,) = fit(levels, [np.full(15, np.nan)], seed=1, warm_up=20, draws=50)
    assert np.isfinite(posterior.log_level).all()
    assert np.isfinite(posterior.spread).all()
    assert abs(float(np.mean(posterior.log_level - declared))) < 1.0
