"""The model of headcounts, on levels drawn from a known world."""

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.headcount import Posterior, fit

Numbers = NDArray[np.float64]


def world(seed: int, size: int = 60, spread: float = 0.2) -> tuple[Numbers, Numbers]:
    """Levels (size, 4) and the logs of the people who eat."""
    rng = np.random.default_rng(seed)
    people = rng.normal(6, 0.6, size)
    own = rng.normal(0, spread, (size, 1))
    return people[:, None] + own + rng.normal(0, 0.1, (size, 4)), people


def briefly(levels: Numbers, log_declared: list[Numbers], seed: int) -> Posterior:
    """The first posterior, from fewer draws than in use."""
    return fit(levels, log_declared, seed=seed, warm_up=100, draws=300)[0]


def test_what_is_withheld_lies_in_its_interval() -> None:
    held = []
    for seed in range(4):
        levels, people = world(seed)
        known = np.where(np.arange(60) < 20, np.nan, people)
        drawn = briefly(levels, [known], seed=seed).log_people(np.random.default_rng(seed))
        low, high = np.quantile(drawn[:, :20], [0.025, 0.975], axis=0)
        held += ((low <= people[:20]) & (people[:20] <= high)).tolist()
    assert 0.87 <= np.mean(held) <= 1.0


def test_the_spread_between_institutions_is_learned() -> None:
    narrow, wide = (
        float(np.median(briefly(*_known(world(1, 60, spread)), seed=1).spread))
        for spread in (0.1, 0.4)
    )
    assert 0.07 < narrow < 0.2
    assert wide > 2 * narrow


def test_a_farm_does_not_pull_the_level_down() -> None:
    levels, people = world(2)
    plain = briefly(levels, [people], seed=2).log_level[:, 0].mean()
    levels[0, 3] -= 1.2
    farm = briefly(levels, [people], seed=2).log_level[:, 0].mean()
    assert abs(farm - plain) < 0.1


def test_who_feeds_twice_as_many_has_a_small_chance_to_be_honest() -> None:
    levels, people = world(3)
    levels[0] += np.log(2.5)
    unseen = np.where(np.arange(60) == 0, np.nan, people)
    chance = briefly(levels, [unseen], seed=3).chance_of_no_more(people)
    assert chance[0] < 0.03
    assert np.median(chance[1:]) > 0.2


def test_fits_side_by_side_are_independent_of_each_other() -> None:
    levels, people = world(4)
    other = np.full(60, np.nan)
    alone = briefly(levels, [people], seed=4).log_level.mean(axis=0)
    beside = briefly(levels, [people, other], seed=4).log_level.mean(axis=0)
    np.testing.assert_allclose(alone, beside, atol=0.05)


def _known(made: tuple[Numbers, Numbers]) -> tuple[Numbers, list[Numbers]]:
    return made[0], [made[1]]
