"""The doubly robust total, on people of whom more is known than their lists."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from habeas.counts import Status
from habeas.counts.robust import doubly_robust, doubly_robust_curve
from habeas.model import HabeasError, InputRefused, MissingExtra, WrongUsage
from tests.counts.robust.populations import People, bent, three_lists, two_lists

SIZE = 3000


def nothing_known(people: int) -> np.ndarray[Any, Any]:
    return np.empty((people, 0))


def spread_out(counts: dict[int, int], lists: int) -> np.ndarray[Any, Any]:
    """A row for each person of an overlap table."""
    rows = [[pattern >> j & 1 for j in range(lists)] for pattern in counts]
    return np.repeat(np.array(rows), list(counts.values()), axis=0)


def test_two_lists_without_covariates_give_lincoln_petersen() -> None:
    on = spread_out({1: 400, 2: 300, 3: 200}, 2)
    estimate = doubly_robust(on, nothing_known(900))
    assert estimate.point == pytest.approx(600 * 500 / 200, rel=0.005)
    assert estimate.diagnostics["without_covariates"] == pytest.approx(1500)


def test_the_variance_without_covariates_is_that_of_lincoln_petersen() -> None:
    on = spread_out({1: 4000, 2: 3000, 3: 2000}, 2)
    estimate = doubly_robust(on, nothing_known(9000))
    textbook = 6000 * 5000 * 4000 * 3000 / 2000**3
    assert estimate.diagnostics["standard_error"] ** 2 == pytest.approx(textbook, rel=0.02)


def test_more_lists_without_covariates_give_no_highest_order_interaction() -> None:
    counts = {1: 300, 2: 250, 3: 120, 4: 200, 5: 110, 6: 90, 7: 60}
    odd, even = 300 * 250 * 200 * 60, 120 * 110 * 90
    estimate = doubly_robust(spread_out(counts, 3), nothing_known(sum(counts.values())))
    assert estimate.point == pytest.approx(sum(counts.values()) + odd / even, rel=0.02)


def test_covariates_that_say_nothing_change_little() -> None:
    on = spread_out({1: 400, 2: 300, 3: 200}, 2)
    noise = np.random.default_rng(3).normal(size=(900, 2))
    assert doubly_robust(on, noise).point == pytest.approx(1500, rel=0.03)


def on_replicates(draw: Callable[[int, int], People], replicates: int) -> tuple[float, ...]:
    """Mean relative error with and without covariates, and the coverage of 95 % intervals."""
    robust, plain, covered = [], [], []
    for seed in range(replicates):
        estimate = doubly_robust(*draw(SIZE, seed))
        covered.append(estimate.low is not None and estimate.low <= SIZE <= (estimate.high or 0))
        robust.append(estimate.diagnostics["quantiles"]["point"] if estimate.low else np.nan)
        plain.append(estimate.diagnostics["without_covariates"])
    return (
        float(np.nanmean(robust) / SIZE - 1),
        float(np.mean(plain) / SIZE - 1),
        float(np.mean(covered)),
    )


@pytest.mark.parametrize("draw", [two_lists, three_lists])
def test_covariates_take_the_bias_of_closed_formulas_away(
    draw: Callable[[int, int], People],
) -> None:
    robust, plain, covered = on_replicates(draw, 12)
    assert abs(plain) > 0.1
    assert abs(robust) < abs(plain) / 2
    assert covered >= 0.75


@pytest.mark.long
@pytest.mark.parametrize("draw", [two_lists, three_lists])
def test_intervals_cover_as_they_say(draw: Callable[[int, int], People]) -> None:
    robust, plain, covered = on_replicates(draw, 200)
    assert abs(robust) < abs(plain) / 5
    assert 0.91 <= covered <= 0.98


@pytest.mark.parametrize("learner", ["forest", "boosting"])
def test_trees_learn_what_no_line_can(learner: str) -> None:
    on, known = two_lists(SIZE, 4)
    estimate = doubly_robust(on, bent(known), learner=learner, folds=2)
    without = estimate.diagnostics["without_covariates"]
    assert estimate.point is not None
    assert abs(estimate.point - SIZE) < abs(without - SIZE) / 2
    assert estimate.settings["learner"] == learner


def test_a_classifier_of_ones_own_is_used_and_left_untrained() -> None:
    naive_bayes = pytest.importorskip("sklearn.naive_bayes")
    own = naive_bayes.GaussianNB()
    estimate = doubly_robust(*two_lists(SIZE, 5), learner=own)
    assert estimate.settings["learner"] == "GaussianNB"
    assert not hasattr(own, "classes_")


def test_neither_names_nor_the_order_of_lists_or_rows_change_anything() -> None:
    on, known = three_lists(900, 6)
    one = doubly_robust(on, known, lists=("a", "b", "c"))
    rows = np.random.default_rng(7).permutation(len(on))
    other = doubly_robust(on[rows][:, [2, 0, 1]], known[rows], lists=("x", "y", "z"))
    assert (one.low, one.point, one.high) == (other.low, other.point, other.high)
    assert one.diagnostics["quantiles"] == other.diagnostics["quantiles"]


def test_a_pair_uses_those_on_neither_of_its_lists() -> None:
    on, known = three_lists(SIZE, 8)
    names = ("a", "b", "c")
    estimate = doubly_robust(on, known, lists=names, pair=("a", "c"))
    assert estimate.observed == len(on)
    assert estimate.point == pytest.approx(SIZE, rel=0.15)
    assert estimate.diagnostics["people_by_pattern"]["neither"] > 0
    assert estimate.point == doubly_robust(on, known, lists=names, pair=("c", "a")).point


def test_a_pair_of_two_lists_is_all_lists() -> None:
    on, known = two_lists(900, 9)
    whole = doubly_robust(on, known, lists=("a", "b"))
    pair = doubly_robust(on, known, lists=("a", "b"), pair=("b", "a"))
    assert pair.point == pytest.approx(whole.point)


def test_the_unseen_fall_as_the_ratio_rises() -> None:
    on, known = two_lists(SIZE, 10)
    curve = doubly_robust_curve(on, known, (0.5, 1.0, 2.0))
    unseen = [estimate.unseen or 0 for estimate in curve]
    assert unseen[0] == pytest.approx(2 * unseen[1])
    assert unseen[2] == pytest.approx(unseen[1] / 2)
    assert curve[1] == doubly_robust(on, known)


def test_nobody_on_both_lists_is_refused() -> None:
    estimate = doubly_robust(spread_out({1: 50, 2: 60}, 2), nothing_known(110))
    assert (estimate.status, estimate.low, estimate.high) == (Status.NO_OVERLAP, None, None)


def test_one_list_is_too_few() -> None:
    estimate = doubly_robust(np.ones((20, 1)), nothing_known(20))
    assert estimate.status is Status.TOO_FEW_LISTS


def test_an_empty_pattern_is_named_and_a_merger_proposed() -> None:
    counts = {1: 50, 2: 40, 3: 20, 4: 30, 5: 10, 7: 5}
    on = spread_out(counts, 3)
    estimate = doubly_robust(on, nothing_known(len(on)), lists=("army", "court", "press"))
    assert estimate.status is Status.NOT_IDENTIFIABLE
    assert estimate.point is None
    assert "court and press and no other list" in estimate.warnings[0]
    assert estimate.warnings[1] == "merge army and court: then no pattern is empty"


def test_a_total_that_rests_on_one_person_is_no_figure() -> None:
    # Where x is high the lists hardly overlap: the one person on both stands for very many.
    on = np.vstack([spread_out({1: 60, 2: 60, 3: 60}, 2), spread_out({1: 60, 2: 60, 3: 1}, 2)])
    known = np.repeat([0.0, 1.0], [180, 121])
    estimate = doubly_robust(on, known)
    assert estimate.status is Status.NOT_IDENTIFIABLE
    assert estimate.point is None
    assert "comes from one person" in estimate.warnings[0]


def test_thin_patterns_are_named() -> None:
    counts = {1: 80, 2: 70, 3: 6}
    estimate = doubly_robust(spread_out(counts, 2), nothing_known(156), lists=("a", "b"))
    assert any("every list (6)" in words for words in estimate.warnings)


@pytest.mark.parametrize(
    ("records", "covariates", "error", "words"),
    [
        ([[1, 0], [0, 0]], [[1.0], [2.0]], InputRefused, "on no list"),
        ([[1, 0], [2, 1]], [[1.0], [2.0]], InputRefused, "row 2, list 1"),
        ([[1, 0], [0, 1]], [[1.0], [np.nan]], InputRefused, "row 2, covariate 1"),
        ([[1, 0], [0, 1]], [[1.0]], WrongUsage, "for 2 people"),
        ([1, 0], [[1.0]], WrongUsage, "1 dimensions"),
    ],
)
def test_records_that_cannot_be_are_refused(
    records: Any, covariates: Any, error: type[HabeasError], words: str
) -> None:
    with pytest.raises(error) as raised:
        doubly_robust(records, covariates)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"learner": "oracle"},
        {"learner": object()},
        {"folds": 1},
        {"truncate": 0.0},
        {"xi": 0.0},
        {"level": 1.0},
        {"pair": ("list 1", "list 9")},
        {"pair": ("list 1", "list 1")},
        {"lists": ("a", "b", "c")},
    ],
)
def test_settings_that_cannot_be_are_refused(settings: dict[str, Any]) -> None:
    on, known = two_lists(300, 11)
    with pytest.raises(WrongUsage):
        doubly_robust(on, known, **settings)


def test_without_scikit_learn_the_line_that_installs_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without_sklearn(name: str, *rest: Any, **others: Any) -> Any:
        if name.split(".")[0] == "sklearn":
            raise ImportError(name)
        return real(name, *rest, **others)

    on, known = two_lists(300, 12)
    monkeypatch.setattr(builtins, "__import__", without_sklearn)
    with pytest.raises(MissingExtra) as raised:
        doubly_robust(on, known)
    assert raised.value.remedy == "pip install 'habeas[learners]'"
    assert doubly_robust(on, nothing_known(len(on))).point is not None
