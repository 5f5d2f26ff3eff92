"""Predictive checks: a model that drew the table passes, another fails where it is wrong."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from habeas.counts import OverlapTable
from habeas.counts.populations import CaptureClass, Interaction, Population
from habeas.counts.predictive import cell_checks
from habeas.model import WrongUsage

ALIKE = CaptureClass(1.0, (0.3, 0.4, 0.25))
INDEPENDENT = Population(2000, (ALIKE,))
TIED = Population(2000, (ALIKE,), (Interaction((0, 1), 1.5),))


def _one(population: Population) -> np.ndarray:
    return population.cell_probabilities()[None, :]


def test_the_model_that_drew_the_table_passes() -> None:
    table = INDEPENDENT.draw(np.random.default_rng(4))
    check = cell_checks(table, _one(INDEPENDENT))
    assert len(check.cells) == 7
    assert check.p_value > 0.05
    assert check.surprising() == ()
    assert sum(cell.expected for cell in check.cells) == pytest.approx(table.observed)


def test_a_model_without_the_tie_fails_in_the_cells_that_have_it() -> None:
    table = TIED.draw(np.random.default_rng(4))
    check = cell_checks(table, _one(INDEPENDENT))
    assert check.p_value < 0.005
    assert check.surprising()[0].lists == ("list 1", "list 2")
    assert check.surprising()[0].observed > check.surprising()[0].high
    assert cell_checks(table, _one(TIED)).p_value > 0.05


def test_p_values_of_the_true_model_are_spread_evenly() -> None:
    random = np.random.default_rng(9)
    values = [cell_checks(INDEPENDENT.draw(random), _one(INDEPENDENT)).p_value for _ in range(60)]
    assert np.mean(values) == pytest.approx(0.5, abs=0.15)
    assert sum(value < 0.1 for value in values) <= 13  # binomial(60, .1): 13 or more in 0.6 %


def test_a_tail_is_the_smaller_binomial_tail_twice_averaged_over_draws() -> None:
    table = OverlapTable.of(["A", "B"], {1: 9, 2: 5, 3: 1})
    draws = np.array([[0.5, 0.2, 0.2, 0.1], [0.1, 0.3, 0.3, 0.3]])
    check = cell_checks(table, draws)
    shares = (draws[:, 3] / draws[:, 1:].sum(axis=1)).tolist()
    expected = 2 * np.mean([binom.cdf(1, 15, share) for share in shares])
    both = check.cells[2]
    assert (both.lists, both.observed) == (("A", "B"), 1)
    assert both.tail == pytest.approx(expected)
    assert both.expected == pytest.approx(15 * np.mean(shares))


def test_empty_and_full_cells_have_tails() -> None:
    table = OverlapTable.of(["A", "B"], {3: 20})
    none, _, everybody = cell_checks(table, np.array([[0.0, 0.1, 0.1, 0.8]])).cells
    assert none.tail == pytest.approx(2 * 0.9**20)
    assert everybody.tail == pytest.approx(2 * 0.8**20)


def test_an_impossible_cell_with_people_in_it_is_impossible() -> None:
    table = OverlapTable.of(["A", "B"], {1: 5, 2: 5, 3: 1})
    assert cell_checks(table, np.array([[0.0, 0.5, 0.5, 0.0]])).cells[2].tail == 0.0


def test_uncertain_probabilities_make_wider_ranges() -> None:
    table = INDEPENDENT.draw(np.random.default_rng(4))
    sure = cell_checks(table, _one(INDEPENDENT))
    draws = np.random.default_rng(1).dirichlet(40 * INDEPENDENT.cell_probabilities(), 1500)
    unsure = cell_checks(table, draws)
    assert unsure.tables == 1500
    for one, other in zip(sure.cells, unsure.cells, strict=True):
        assert other.high - other.low > one.high - one.low


@pytest.mark.parametrize(
    "draws",
    [np.ones(8), np.ones((0, 8)), np.ones((3, 7)), -np.ones((1, 8)), np.zeros((1, 8))],
)
def test_what_are_no_cell_probabilities_is_refused(draws: np.ndarray) -> None:
    with pytest.raises(WrongUsage):
        cell_checks(INDEPENDENT.draw(np.random.default_rng(4)), draws)


def test_a_table_of_nobody_is_refused() -> None:
    with pytest.raises(WrongUsage, match="nobody"):
        cell_checks(OverlapTable.of(["A", "B"], {}), np.ones((1, 4)))


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(3)), seed=st.integers(1, 9))
def test_the_order_of_lists_changes_nothing(order: list[int], seed: int) -> None:
    table = TIED.draw(np.random.default_rng(seed))
    probabilities = INDEPENDENT.cell_probabilities()
    own = [sum((new >> k & 1) << old for k, old in enumerate(order)) for new in range(8)]
    one = cell_checks(table, probabilities[None, :], seed)
    other = cell_checks(table.select(order), probabilities[own][None, :], seed)
    assert one.p_value == other.p_value
    ranges = {frozenset(cell.lists): (cell.low, cell.high) for cell in one.cells}
    assert ranges == {frozenset(cell.lists): (cell.low, cell.high) for cell in other.cells}
