"""Cohen's kappa against values printed in the literature."""

from __future__ import annotations

import pytest

from habeas.pipeline.cohens_kappa import Kappa, cohens_kappa


def of(table: list[list[int]]) -> Kappa:
    """The agreement that a table of counts (rows: one rater, columns: the other) stands for."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table)
        for column, number in enumerate(counts)
        for _ in range(number)
    ]
    found = cohens_kappa([one for one, _ in pairs], [other for _, other in pairs])
    assert found is not None
    return found


def test_the_husbands_and_wives_of_agresti() -> None:
    # Agresti, Categorical Data Analysis: 91 couples, kappa .129 with standard error .069.
    found = of([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])
    assert found.pairs == 91
    assert found.kappa == pytest.approx(0.1293, abs=5e-5)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.0686, abs=5e-5)


def test_the_diagnoses_of_fleiss() -> None:
    # Fleiss, Statistical Methods for Rates and Proportions: agreement .89, kappa .68, error .087.
    found = of([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert found.raw == pytest.approx(0.89)
    assert found.kappa == pytest.approx(0.68, abs=0.005)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.087, abs=0.0015)


def test_the_proportions_of_cohen() -> None:
    # Cohen (1968), unweighted: .70 agree, .41 by chance, kappa .492.
    found = of([[44, 5, 1], [7, 20, 3], [9, 5, 6]])
    assert found.raw == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.492, abs=0.0005)


def test_one_and_the_same_rating_throughout_says_nothing_beyond_chance() -> None:
    found = cohens_kappa(["confirm"] * 30, ["confirm"] * 30)
    assert found is not None
    assert (found.raw, found.kappa, found.low) == (1.0, None, None)
    assert found.raw_low == pytest.approx(0.8865, abs=5e-5)


def test_chance_agreement_is_nought_and_perfect_agreement_one() -> None:
    assert of([[25, 25], [25, 25]]).kappa == pytest.approx(0.0)
    assert of([[20, 0], [0, 20]]).kappa == pytest.approx(1.0)
    assert of([[0, 20], [20, 0]]).kappa == pytest.approx(-1.0)


def test_few_pairs_get_no_interval_of_kappa() -> None:
    assert of([[9, 1], [1, 8]]).low is None
    assert of([[9, 1], [1, 9]]).low is not None


def test_nothing_rated_is_nothing_to_say() -> None:
    assert cohens_kappa([], []) is None
