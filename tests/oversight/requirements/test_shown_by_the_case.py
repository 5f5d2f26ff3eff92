"""What only the case can show is listed until it is shown, and decides once it is."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.oversight import Layer, Question, Truth, Verdict, World
from habeas.oversight.requirements import TESTS, Need
from habeas.oversight.situation import Situation

WORLD = World(date(2026, 1, 1), {}, {})
FACT = {"fact": "remedies", "yes": ["done"], "no": ["not_tried"]}
# Those that ask a treaty are specified in test_status and test_time.
OF_TREATIES = {"bound", "declared", "not_declared", "facts_within", "element_elsewhere"}
LIS = {"bars": "pending", "counts": ["ONE"]}


def verdict(test: str, values: dict[str, object], **facts: str) -> Verdict:
    need = Need(Layer.ADMISSIBILITY, test, values=values)
    case = Situation(WORLD, Question("QA", facts=facts), date(2020, 1, 1), "QA")
    return TESTS[test](need, case).verdict


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", Verdict.CONDITIONAL),
        ("done", Verdict.YES),
        ("not_tried", Verdict.NO),
        ("half", Verdict.CONDITIONAL),
    ],
)
def test_a_fact_opens_shuts_or_is_still_to_be_shown(told: str, expected: Verdict) -> None:
    assert verdict("case_fact", dict(FACT), remedies=told) is expected


def test_a_fact_that_only_reminds_leaves_the_door_open() -> None:
    assert verdict("case_fact", {**FACT, "open": False}) is Verdict.YES


@pytest.mark.parametrize(
    ("bars", "fact", "body", "expected"),
    [
        ("pending", "pending_before", "ONE", Verdict.NO),
        ("pending", "examined_by", "ONE", Verdict.YES),
        ("past_or_pending", "examined_by", "ONE", Verdict.NO),
        ("past_or_pending", "pending_before", "ONE", Verdict.NO),
        ("past_or_pending", "pending_before", "OTHER", Verdict.YES),
    ],
)
def test_the_same_matter_elsewhere_bars_as_the_door_says(
    bars: str, fact: str, body: str, expected: Verdict
) -> None:
    assert verdict("not_elsewhere", {**LIS, "bars": bars}, **{fact: body}) is expected


def test_not_told_where_else_the_matter_lies_is_a_condition() -> None:
    assert verdict("not_elsewhere", dict(LIS)) is Verdict.CONDITIONAL


@pytest.mark.parametrize("test", sorted(set(TESTS) - OF_TREATIES))
def test_every_test_finds_for_its_own_layer(test: str) -> None:
    values: dict[str, object] = {
        **FACT,
        **LIS,
        "status": ["POW"],
        "kind": "international",
        "bodies": ["B"],
        "limit": "SR-T",
    }
    need = Need(Layer.COMPETENCE, test, values=values)
    case = Situation(WORLD, Question("QA"), date(2020, 1, 1), "QA")

    assert TESTS[test](need, case).layer is Layer.COMPETENCE
    assert TESTS[test](need, case).truth in set(Truth)
