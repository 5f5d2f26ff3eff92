"""The estimate: its standing, its refusals, and what must not change it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import OverlapTable, Status
from habeas.counts.decomposable import decomposable, posterior
from habeas.counts.populations import CaptureClass, Population
from habeas.model import InputRefused, WrongUsage

INDEPENDENT = Population(1000, (CaptureClass(1.0, (0.3, 0.25, 0.4, 0.2)),)).draw(
    np.random.default_rng(5)
)
TWO_LISTS = OverlapTable.of(["A", "B"], {1: 60, 2: 40, 3: 30})

tables = st.integers(2, 4).flatmap(
    lambda count: st.dictionaries(st.integers(1, 2**count - 1), st.integers(1, 40), min_size=1).map(
        lambda cells: OverlapTable.of([f"list {j}" for j in range(count)], cells)
    )
)


def test_independent_lists_give_a_plain_answer() -> None:
    estimate = decomposable(INDEPENDENT)
    assert estimate.status is Status.OK
    assert estimate.low is not None
    assert estimate.point is not None
    assert estimate.high is not None
    assert estimate.low < 1000 < estimate.high
    assert estimate.settings["delta"] == estimate.diagnostics["delta"] == 1 / 16
    assert estimate.diagnostics["graphs"] == 61
    assert estimate.diagnostics["top_graphs"][0]["cliques"] == [[name] for name in estimate.lists]
    assert max(estimate.diagnostics["edges"].values()) < 0.5
    assert next(iter(estimate.diagnostics["edges"])) == "list 1–list 2"


def test_a_large_delta_hands_the_answer_to_the_prior_and_the_status_says_so() -> None:
    # The complete graph leaves the unseen to the prior; a large delta makes it all but certain.
    sparse = OverlapTable.of(list("ABCDE"), {1: 90, 2: 70, 4: 50, 8: 30, 16: 20, 3: 5, 6: 3, 24: 2})
    estimate = decomposable(sparse, delta=1.0)
    assert estimate.diagnostics["p_sat"] > 0.5
    assert estimate.status is Status.PRIOR_DRIVEN
    assert estimate.point is None
    assert "the prior alone" in estimate.warnings[0]
    assert decomposable(sparse, delta=1.0, complete_graph=False).diagnostics["p_sat"] == 0


def test_a_posterior_that_the_grid_cuts_off_is_prior_driven() -> None:
    barely = OverlapTable.of(["A", "B"], {1: 40, 2: 40, 3: 1})
    estimate = decomposable(barely, complete_graph=False, grid_factor=3)
    assert estimate.diagnostics["mass_at_grid_edge"] > 0.01
    assert estimate.status is Status.PRIOR_DRIVEN
    assert "end of the grid" in estimate.warnings[0]


def test_a_narrower_answer_is_held_to_a_stricter_share_of_the_prior() -> None:
    share = decomposable(TWO_LISTS).diagnostics["p_sat"]
    assert share > 0.05
    assert decomposable(TWO_LISTS, level=0.5).status is Status.PRIOR_DRIVEN


def test_two_lists_without_the_complete_graph_are_independence() -> None:
    estimate = decomposable(TWO_LISTS, complete_graph=False)
    assert estimate.status is Status.OK
    assert estimate.diagnostics["graphs"] == 1
    assert estimate.point == pytest.approx(90 * 70 / 30, rel=0.02)  # Lincoln–Petersen


def test_one_list_is_too_few() -> None:
    estimate = decomposable(OverlapTable.of(["A"], {1: 10}))
    assert estimate.status is Status.TOO_FEW_LISTS
    assert estimate.low is estimate.point is estimate.high is None


@pytest.mark.parametrize("cells", [{1: 10}, {}])
def test_one_list_with_people_among_three_is_too_few(cells: dict[int, int]) -> None:
    estimate = decomposable(OverlapTable.of(["A", "B", "C"], cells))
    assert estimate.status is Status.TOO_FEW_LISTS
    assert estimate.low is estimate.point is estimate.high is None


def test_an_empty_list_changes_nothing() -> None:
    """Not even the default prior, which spreads one person over the cells."""
    with_empty = OverlapTable.of(["A", "B", "C"], {1: 60, 4: 40, 5: 30})
    two, three = decomposable(TWO_LISTS), decomposable(with_empty)
    assert (three.status, three.low, three.high) == (two.status, two.low, two.high)
    assert three.warnings == (*two.warnings, "lists with nobody on them were left out")


def test_a_list_that_holds_everybody_leaves_the_answer_to_the_prior() -> None:
    estimate = decomposable(OverlapTable.of(list("ABCD"), {1: 5, 3: 8, 7: 11, 15: 14}))
    assert estimate.status is Status.PRIOR_DRIVEN
    assert "everybody seen is on A" in estimate.warnings[0]


def test_lists_that_share_nobody_say_nothing() -> None:
    table = OverlapTable.of(["A", "B", "C"], {1: 10, 2: 20, 4: 5})
    assert decomposable(table).status is Status.NO_OVERLAP
    with pytest.raises(InputRefused, match="nobody is on two lists"):
        posterior(table)


def test_eight_lists_are_refused_with_a_way_out() -> None:
    table = OverlapTable.of(list("ABCDEFGH"), {255: 3, 1: 9})
    with pytest.raises(InputRefused, match="merge lists until there are at most 7"):
        decomposable(table)


@pytest.mark.parametrize(
    "wrong",
    [
        {"delta": 0},
        {"delta": float("nan")},
        {"grid_factor": 0},
        {"level": 1},
        {"first_unseen": -1},
        {"prior": "flat"},
        {"prior": [0.0, 0.0]},
        {"prior": lambda totals: np.full(len(totals), -np.inf)},
    ],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(WrongUsage):
        decomposable(TWO_LISTS, **wrong)  # type: ignore[arg-type] # wrong on purpose


def test_a_prior_may_be_a_name_a_function_or_an_array() -> None:
    named = posterior(TWO_LISTS, prior="1/N").probabilities
    computed = posterior(TWO_LISTS, prior=lambda totals: -np.log(totals)).probabilities
    totals = np.arange(TWO_LISTS.observed + 1, 21 * TWO_LISTS.observed + 1)
    listed = posterior(TWO_LISTS, prior=-np.log(totals)).probabilities
    np.testing.assert_array_equal(named, computed)
    np.testing.assert_allclose(named, listed, rtol=1e-12)
    assert posterior(TWO_LISTS, prior="uniform").mean > posterior(TWO_LISTS).mean


def test_a_prior_that_knows_the_total_gives_the_total() -> None:
    known = decomposable(TWO_LISTS, prior=lambda totals: np.where(totals == 321, 0.0, -np.inf))
    assert known.low == known.diagnostics["quantiles"]["point"] == known.high == 321


@pytest.mark.parametrize("totals", [1, 2, 3, 5])
def test_a_grid_of_a_few_totals_is_a_posterior_too(totals: int) -> None:
    found = posterior(TWO_LISTS, grid_factor=totals / TWO_LISTS.observed + 1e-9)
    assert found.totals.tolist() == [131 + k for k in range(totals)]
    assert found.probabilities.sum() == pytest.approx(1)


def test_the_draws_are_the_posterior() -> None:
    estimate = decomposable(INDEPENDENT)
    assert estimate.draws is not None
    assert len(estimate.draws) == 2000
    assert np.median(estimate.draws) == pytest.approx(estimate.point, abs=1)
    assert estimate.draws.mean() == pytest.approx(estimate.diagnostics["mean"], rel=1e-3)
    again = decomposable(INDEPENDENT)
    np.testing.assert_array_equal(estimate.draws, again.draws)
    other = decomposable(INDEPENDENT, seed=2)
    assert other.draws is not None
    assert (estimate.draws != other.draws).any()
    np.testing.assert_array_equal(np.sort(estimate.draws), np.sort(other.draws))


def test_a_table_too_large_to_list_each_total_is_estimated_as_closely() -> None:
    large = posterior(TWO_LISTS.scaled(10_000), complete_graph=False)
    assert len(large.totals) < 1_000_000
    assert large.probabilities.sum() == pytest.approx(1)
    assert large.quantile(0.5) == pytest.approx(10_000 * 90 * 70 / 30, rel=1e-3)
    assert 1 < large.quantile(0.975) / large.quantile(0.025) < 1.01


@settings(max_examples=40, deadline=None)
@given(table=tables, data=st.data())
def test_names_and_order_of_lists_change_nothing(table: OverlapTable, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(table.list_count)))
    one, other = decomposable(table), decomposable(table.select(order))
    assert (one.low, one.point, one.high, one.status) == (
        other.low,
        other.point,
        other.high,
        other.status,
    )
    assert one.diagnostics.get("p_sat") == other.diagnostics.get("p_sat")
    if one.draws is not None:
        np.testing.assert_array_equal(one.draws, other.draws)


@settings(max_examples=40, deadline=None)
@given(table=tables, complete=st.booleans(), delta=st.sampled_from([None, 0.5, 1.0]))
def test_everyone_seen_is_counted_and_the_interval_is_in_order(
    table: OverlapTable, complete: bool, delta: float | None
) -> None:
    estimate = decomposable(table, complete_graph=complete, delta=delta)
    if estimate.status in (Status.NO_OVERLAP, Status.TOO_FEW_LISTS):
        assert estimate.low is estimate.high is None
        return
    found = estimate.diagnostics["quantiles"]
    assert table.observed < found["low"] <= found["point"] <= found["high"]
    assert found["high"] <= 21 * table.observed
    assert sum(g["probability"] for g in estimate.diagnostics["top_graphs"]) <= 1 + 1e-9
    assert all(0 <= share <= 1 + 1e-9 for share in estimate.diagnostics["edges"].values())


@settings(max_examples=25, deadline=None)
@given(table=tables)
def test_a_higher_level_gives_an_interval_around_the_lower(table: OverlapTable) -> None:
    wide, narrow = decomposable(table, level=0.95), decomposable(table, level=0.8)
    if wide.low is not None and wide.high is not None:
        assert narrow.low is not None
        assert narrow.high is not None
        assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.ci
def test_seven_lists_are_averaged_over_all_their_graphs() -> None:
    capture = (0.2, 0.15, 0.1, 0.25, 0.12, 0.18, 0.1)
    table = Population(800, (CaptureClass(1.0, capture),)).draw(np.random.default_rng(2))
    estimate = decomposable(table)
    assert estimate.diagnostics["graphs"] == 617_675
    assert estimate.status is Status.OK
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < 800 < estimate.high
