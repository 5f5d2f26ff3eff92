from __future__ import annotations

import pytest

from habeas.model import Sameness
from habeas.pipeline.reviewing import agreement

S, D, U = Sameness.SAME, Sameness.DIFFERENT, Sameness.UNSURE


def answers(said: list[Sameness]) -> dict[frozenset[str], Sameness]:
    return {frozenset({f"r{place}", "x"}): answer for place, answer in enumerate(said)}


def test_kappa_is_agreement_beyond_chance_worked_by_hand() -> None:
    # Equal in 7 of 10; by chance .5 * .6 + .4 * .3 + .1 * .1 = .43.
    ones = answers([S, S, S, S, S, D, D, D, D, U])
    others = answers([S, S, S, S, D, D, D, S, S, U])
    found = agreement("Ada", "Bea", ones, others)
    assert (found.questions, len(found.differing)) == (10, 3)
    assert found.raw == pytest.approx(0.7)
    assert found.kappa == pytest.approx((0.7 - 0.43) / (1 - 0.43))


def test_only_questions_that_both_answered_count() -> None:
    found = agreement("Ada", "Bea", answers([S, D, D]), answers([S, D]))
    assert (found.questions, found.raw, found.kappa) == (2, 1.0, 1.0)


def test_one_answer_throughout_says_nothing_of_agreement_beyond_chance() -> None:
    found = agreement("Ada", "Bea", answers([S, S]), answers([S, S]))
    assert (found.raw, found.kappa) == (1.0, None)
