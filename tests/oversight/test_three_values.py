"""Yes, no, unknown: every combination, and what an answer makes of them."""

from __future__ import annotations

from itertools import product

import pytest

from habeas.oversight import Condition, Finding, Truth, Verdict
from habeas.oversight.truth import every, some

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@pytest.mark.parametrize(("one", "two"), list(product(Truth, repeat=2)))
def test_unknown_gives_way_only_to_what_settles_it(one: Truth, two: Truth) -> None:
    """Whatever an unknown turns out to be, a settled result stands."""
    values = (YES, NO)
    outcomes = {
        (every([first, second]), some([first, second]))
        for first in ([one] if one in values else values)
        for second in ([two] if two in values else values)
    }
    conjunctions = {conjunction for conjunction, _ in outcomes}
    disjunctions = {disjunction for _, disjunction in outcomes}

    assert every([one, two]) is (conjunctions.pop() if len(conjunctions) == 1 else UNKNOWN)
    assert some([one, two]) is (disjunctions.pop() if len(disjunctions) == 1 else UNKNOWN)


def test_nothing_to_show_is_shown_and_no_way_is_no_way() -> None:
    assert every([]) is YES
    assert some([]) is NO


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [~value for value in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


@pytest.mark.parametrize(
    ("truth", "still_open", "verdict"),
    [
        (YES, True, Verdict.CONDITIONAL),
        (YES, False, Verdict.YES),
        (NO, True, Verdict.NO),
        (UNKNOWN, True, Verdict.UNKNOWN),
    ],
)
def test_a_condition_softens_a_yes_and_nothing_else(
    truth: Truth, still_open: bool, verdict: Verdict
) -> None:
    finding = Finding(truth, "made_up", conditions=(Condition("shown", open=still_open),))

    assert finding.verdict is verdict
