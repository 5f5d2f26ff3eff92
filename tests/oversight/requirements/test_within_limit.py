"""Time limits: which clock runs, which limit is in force, and what being late does."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from habeas.oversight import Answer, Verdict, ask
from habeas.oversight.requirements.within_limit import Hardness, limits


def court(step: str, **more: object) -> Answer:
    told = {"remedies": "exhausted", "pending_before": "none", **more}
    asked = {"state": "UA", "body": "ECtHR", "act": "2020-05-01", "step": step}
    return ask(**asked, facts=told).answers[0]  # type: ignore[arg-type]  # words only


@pytest.mark.parametrize(
    ("decision", "step", "verdict"),
    [
        ("2021-06-30", "2021-12-30", Verdict.YES),
        ("2021-06-30", "2021-12-31", Verdict.NO),
        ("2022-01-31", "2022-07-31", Verdict.YES),
        ("2022-01-31", "2022-08-01", Verdict.NO),
        ("2022-02-01", "2022-06-01", Verdict.YES),
        ("2022-02-01", "2022-06-02", Verdict.NO),
    ],
)
def test_six_months_became_four_for_decisions_from_february_2022(
    decision: str, step: str, verdict: Verdict
) -> None:
    assert court(step, final_decision=decision).verdict is verdict


def test_without_a_final_decision_being_late_needs_special_circumstances_but_shuts_nothing() -> (
    None
):
    answer = court("2021-12-01")

    assert answer.verdict is Verdict.CONDITIONAL
    assert "limit.ECtHR.late" in {condition.key for condition in answer.conditions}
    assert answer.dates["latest"] == date(2020, 11, 1)


def test_the_clock_of_a_long_wrong_stops_where_the_treaty_stops() -> None:
    reply = ask(state="RU", body="ECtHR", act="2022-07-10..2023-06-01", step="2023-01-10")

    assert reply.answers[0].dates["latest"] == date(2023, 1, 16)


@pytest.mark.parametrize(
    ("step", "procedure"), [("2024-05-28", "urgent"), ("2024-05-29", "standard")]
)
def test_a_limit_that_classifies_shuts_nothing_and_counts_less_than_three_months(
    step: str, procedure: str
) -> None:
    answer = ask(state="IQ", body="WGEID", act="2024-02-29", step=step).answers[0]

    assert (answer.verdict, answer.procedure) == (Verdict.YES, procedure)


def test_a_custom_only_reminds() -> None:
    answer = ask(state="IQ", body="SR-T", act="2015-01-01", step="2024-01-01").answers[0]

    assert answer.verdict is Verdict.YES
    assert any(item.key == "limit.SR-T.late" and not item.open for item in answer.conditions)


def test_every_limit_in_force_has_no_gap_and_no_overlap() -> None:
    for rows in limits().values():
        edges = sorted((row.since or date.min, row.until or date.max) for row in rows)
        if len({row.clocks for row in rows}) == 1:
            for (_, until), (since, _) in pairwise(edges):
                assert (since - until).days == 1
        assert all(isinstance(row.hardness, Hardness) for row in rows)
