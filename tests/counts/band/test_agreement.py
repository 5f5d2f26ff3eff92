"""The rules of the band: which families have a part, when they disagree, and what is then said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts.band.agreement import (
    Evidence,
    Family,
    disagreements,
    hull,
    left_out,
    mixture,
    pooled,
    supported,
)


def family(name: str, low: float, median: float, high: float, bic: float | None = None) -> Family:
    draws = np.interp(
        np.linspace(0, 1, 501), [0, 0.025, 0.5, 0.975, 1], [low, low, median, high, high]
    )
    return Family(name, low, median, high, draws, bic)


MODELS = family("log-linear models", 90, 100, 115, 100.0)
GRAPHS = family("decomposable graphs", 91, 101, 113)
CLASSES = family("latent classes", 88, 99, 118, 104.0)
AGREE = Evidence(log_linear=100, one_class=104, classes=125, complete=0.0)


def test_families_that_fit_about_equally_well_all_have_a_part() -> None:
    assert supported(MODELS, GRAPHS, CLASSES, AGREE) == (MODELS, GRAPHS, CLASSES)


@pytest.mark.parametrize(("bic", "stays"), [(109.9, True), (110.1, False)])
def test_a_family_stays_up_to_a_difference_of_ten(bic: float, stays: bool) -> None:
    evidence = Evidence(log_linear=100, one_class=bic, classes=bic + 5, complete=0.0)
    assert (CLASSES in supported(MODELS, GRAPHS, CLASSES, evidence)) is stays


def test_graphs_are_left_out_where_only_the_complete_one_fits() -> None:
    evidence = Evidence(log_linear=100, one_class=104, classes=125, complete=0.51)
    assert GRAPHS not in supported(MODELS, GRAPHS, CLASSES, evidence)


def test_the_band_never_rests_on_one_family_where_two_have_an_answer() -> None:
    evidence = Evidence(log_linear=200, one_class=300, classes=100, complete=0.9)
    assert supported(MODELS, GRAPHS, CLASSES, evidence) == (CLASSES, MODELS)


def test_a_family_without_an_answer_has_no_part() -> None:
    assert supported(MODELS, None, CLASSES, AGREE) == (MODELS, CLASSES)


def test_intervals_without_a_common_total_disagree_even_if_the_data_refute_one() -> None:
    far = family("latent classes", 200, 250, 300)
    (words,) = disagreements([MODELS, GRAPHS, far], [MODELS, GRAPHS])[:1]
    assert "have no total in common" in words
    assert "200 to 300" in words


def test_a_median_outside_another_supported_interval_disagrees() -> None:
    wide = family("latent classes", 95, 130, 160)
    found = disagreements([MODELS, wide], [MODELS, wide])
    assert found == (
        "the middle of latent classes, 130, lies outside log-linear models (90 to 115)",
    )


def test_a_family_left_out_may_have_its_median_elsewhere() -> None:
    wide = family("latent classes", 95, 130, 160)
    assert disagreements([MODELS, GRAPHS, wide], [MODELS, GRAPHS]) == ()


def test_who_is_left_out_is_named_with_the_reason() -> None:
    evidence = Evidence(log_linear=100, one_class=300, classes=124, complete=0.0)
    classes = family("latent classes", 88, 99, 118, 124.0)
    (sentence,) = left_out([MODELS, GRAPHS, classes], [MODELS, GRAPHS], evidence)
    assert "latent classes" in sentence
    assert "24 BIC" in sentence


def test_neither_dependence_nor_classes_is_undecided_only_if_independence_is_refuted() -> None:
    assert Evidence(log_linear=100, one_class=140, classes=106, complete=0.0).undecided
    assert not Evidence(log_linear=100, one_class=101, classes=106, complete=0.0).undecided
    assert not Evidence(log_linear=100, one_class=140, classes=111, complete=0.0).undecided


families = st.lists(
    st.tuples(st.floats(10, 1000), st.floats(0, 100), st.floats(0, 100)).map(
        lambda t: family("some", t[0], t[0] + t[1], t[0] + t[1] + t[2])
    ),
    min_size=1,
    max_size=3,
)


@given(families)
def test_the_pool_lies_inside_the_hull(some: list[Family]) -> None:
    low, median, high = pooled(some, 0.95)
    lowest, _, highest = hull(some)
    assert lowest - 1e-6 <= low <= median <= high <= highest + 1e-6


@given(families)
def test_the_order_of_the_families_changes_nothing(some: list[Family]) -> None:
    assert pooled(some, 0.95) == pooled(some[::-1], 0.95)


def test_every_family_has_the_same_say() -> None:
    few = Family("few", 0, 0, 0, np.zeros(3))
    many = Family("many", 1, 1, 1, np.ones(5000))
    assert mixture([few, many]).mean() == pytest.approx(0.5)


def test_a_median_that_does_not_stand_is_not_named() -> None:
    driven = Family("latent classes", 95, 130, 160, np.array([95.0, 130, 160]), None, False)
    (words,) = disagreements([MODELS, driven], [MODELS, driven])
    assert "130" not in words
