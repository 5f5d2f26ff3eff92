"""The collapsed density against a plain calculation, and its gradient against differences."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from scipy.special import expit

from habeas.counts import OverlapTable
from habeas.counts.latent.kernel.cap import log_mass_at_cap, log_share_below_cap
from habeas.counts.latent.kernel.density import fill_gradient, log_density
from habeas.counts.latent.kernel.tree import cell_tree
from habeas.counts.latent.kernel.types import Model, workspace

Array = NDArray[np.float64]

TABLE = OverlapTable.of(["a", "b", "c", "d"], {1: 30, 2: 25, 4: 18, 3: 7, 6: 4, 13: 3, 15: 2})
PATTERNS, CELLS = cell_tree(TABLE)
CLASSES, LANES = 3, 4


def model(cap: int) -> Model:
    return Model(CLASSES, TABLE.observed, cap, 1.5, 0.8, 0.25, 0.4)


def position(seed: int, shift: float = -1.0) -> Array:
    random = np.random.default_rng(seed)
    place = np.zeros((5, LANES))
    place[:4, :CLASSES] = random.normal(shift, 1.0, size=(4, CLASSES))
    place[4, : CLASSES - 1] = random.normal(size=CLASSES - 1)
    return place


def plain_density(place: Array, cap: int) -> float:
    """From the definition: no tree, no odds, everything by SciPy."""
    asked = model(cap)
    capture = expit(place[:4, :CLASSES])
    sticks = expit(place[4, : CLASSES - 1])
    weights = np.append(sticks, 1) * np.cumprod(np.append(1, 1 - sticks))

    def cell(pattern: int) -> float:
        on = np.array([pattern >> j & 1 for j in range(4)], dtype=bool)
        return float(weights @ np.where(on[:, None], capture, 1 - capture).prod(axis=0))

    p0 = cell(0)
    value = sum(people * np.log(cell(pattern) / (1 - p0)) for pattern, people in TABLE.cells)
    value += stats.nbinom(TABLE.observed, 1 - p0).logcdf(cap)
    # Densities of the probabilities, times the slopes of the logits.
    value += stats.beta(asked.on, asked.off).logpdf(capture).sum()
    value += np.log(capture * (1 - capture)).sum()
    alphas = np.exp(np.linspace(-25, 8, 20001))
    log_terms = (
        stats.gamma(asked.shape, scale=1 / asked.rate).logpdf(alphas)
        + np.log(alphas)
        + (CLASSES - 1) * np.log(alphas)
        + (alphas[:, None] - 1) @ np.log(1 - sticks)[None, :].sum(axis=1)
    )
    value += np.log(np.trapezoid(np.exp(log_terms), np.log(alphas)))
    return float(value + np.log(sticks * (1 - sticks)).sum())


def ours(place: Array, cap: int) -> tuple[float, Array]:
    work = workspace(4, LANES, len(PATTERNS))
    asked = model(cap)
    fill_gradient(place, asked, CELLS, work)
    return log_density(place, asked, CELLS, work), work.slope.copy()


@pytest.mark.parametrize("cap", [60, 200, 5000])
def test_the_density_is_the_one_defined(cap: int) -> None:
    first, second = position(1), position(2, shift=-2.0)
    expected = plain_density(second, cap) - plain_density(first, cap)
    assert ours(second, cap)[0] - ours(first, cap)[0] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("cap", [60, 5000])
@pytest.mark.parametrize("shift", [-1.0, -3.0])
def test_the_gradient_is_the_slope_of_the_density(cap: int, shift: float) -> None:
    place = position(3, shift)
    slope = ours(place, cap)[1]
    for row in range(5):
        for k in range(CLASSES if row < 4 else CLASSES - 1):
            step = np.zeros_like(place)
            step[row, k] = 1e-5
            difference = (ours(place + step, cap)[0] - ours(place - step, cap)[0]) / 2e-5
            assert slope[row, k] == pytest.approx(difference, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("people", [3, 40, 900])
@pytest.mark.parametrize("p0", [0.2, 0.6, 0.93, 0.97])
def test_the_cap_is_a_negative_binomial_probability(people: int, p0: float) -> None:
    cap = 20 * people
    unseen = stats.nbinom(people, 1 - p0)
    assert log_share_below_cap(p0, people, cap) == pytest.approx(
        unseen.logcdf(cap), rel=1e-8, abs=1e-9
    )
    assert log_mass_at_cap(p0, people, cap) == pytest.approx(unseen.logpmf(cap), rel=1e-8)


def test_the_tree_leads_from_the_empty_cell_to_every_used_one() -> None:
    assert PATTERNS[0] == 0
    for node in range(1, len(PATTERNS)):
        parent, last = CELLS.parent[node], CELLS.last[node]
        assert parent < node
        assert PATTERNS[node] == PATTERNS[parent] | 1 << last
    people = {p: int(y) for p, y in zip(PATTERNS, CELLS.people, strict=True) if y}
    assert people == dict(TABLE.cells)
