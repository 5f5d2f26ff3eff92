"""The reference's open questions, asked as a user would; verdicts and key facts from its file."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from habeas.model import DateInterval
from habeas.oversight import (
    Answer,
    Reply,
    Truth,
    Verdict,
    ask,
    exit_effect,
    may_derogate,
    shipped_world,
)
from habeas.oversight.duties import CustodyEvent, CustodyFacts, EventKind, assess
from tests.oversight.reference import REFERENCE, needs_reference

pytestmark = needs_reference


@cache
def questions() -> dict[str, dict[str, Any]]:
    lines = (REFERENCE / "questions_open.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["id"]: entry for entry in map(json.loads, lines)}


def put(name: str, **changed: Any) -> Reply:
    """The question of that name, with its own state, place, date, victim and body."""
    given = questions()[name]["input"]
    asked = {
        "state": given["state"],
        "place": given.get("place", ""),
        "act": given.get("date"),
        "victim": given.get("victim", ""),
        "body": given.get("body", ""),
    }
    return ask(**{**asked, **changed})


def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = questions()[name]["key_facts"]
    return found


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(answers: tuple[Answer, ...], door: str, state: str = "") -> Answer:
    """The answer of one door, about one state where several are."""
    return next(a for a in answers if a.door == door and state in {"", a.addressee})


@pytest.mark.parametrize("name", ["O01", "O03", "O04", "O05", "O06", "O07", "O08", "O09", "O11"])
def test_the_verdict_is_that_of_the_reference(name: str) -> None:
    given = questions()[name]["input"]
    steps = {"step": given["submitted"]} if "submitted" in given else {}
    if name == "O11":
        steps |= {"act": given["dates"], "state": "RU"}
        given.setdefault("state", "RU")

    assert put(name, **steps).verdict.value == questions()[name]["verdict"]


def test_an_act_before_the_end_is_within_time_and_admissibility_is_apart() -> None:
    answer = put("O01").answers[0]

    assert answer.dates["party_until"] == day(facts("O01")["party_until"])
    assert answer.layers["obligation"].verdict is Verdict.YES  # type: ignore[index]  # layers compare as text
    assert answer.layers["admissibility"].verdict is Verdict.CONDITIONAL  # type: ignore[index]  # as above


def test_of_a_detention_across_the_end_the_part_before_it_counts() -> None:
    beating = put("O02")
    period = "..".join(questions()["O02"]["input"]["period"])
    detention = put("O02", act=period)

    assert beating.verdict is Verdict.NO
    assert detention.verdict.value == questions()["O02"]["verdict"]
    covered = facts("O02")["detention_part"]
    assert detention.answers[0].covered == DateInterval(day(covered[0]), day(covered[1]))


def test_an_unknown_receipt_gives_the_day_at_which_the_answer_flips() -> None:
    answer = put("O03").answers[0]

    assert answer.unknown[0].threshold == day(facts("O03")["threshold_receipt"])
    assert (answer.unknown[0].if_by, answer.unknown[0].if_later) == (Truth.NO, Truth.YES)
    assert answer.dates["domestic_step"] == day(facts("O03")["law_signed"])


def test_a_duty_that_is_refused_in_fact_stays_a_duty() -> None:
    answer = put("O04").answers[0]

    assert answer.verdict is Verdict.YES
    assert answer.access_refused


def test_competence_begins_with_the_declaration() -> None:
    assert put("O05").answers[0].dates["declared"] == day(facts("O05")["declaration"])


def test_a_party_without_the_declaration_may_still_be_inquired_into() -> None:
    assert put("O06").answers[0].dates.get("declared") is None
    assert put("O06", body="CAT-20").verdict is Verdict.YES


def test_a_communication_must_come_before_the_exit_takes_effect() -> None:
    first, second = put("O07", step=questions()["O07"]["input"]["submitted"]).answers

    assert (first.verdict is not Verdict.NO) is facts("O07")["a"]
    assert (second.verdict is not Verdict.NO) is facts("O07")["b"]
    assert first.dates["exit_received"] == day(facts("O07")["received_by_UN"])
    assert first.dates["party_until"] == day(facts("O07")["effective"])


def test_a_court_reaches_back_by_an_earlier_declaration() -> None:
    answer = put("O08").answers[0]

    assert str(answer.dates["declared"]) in facts("O08")["basis"]
    assert answer.dates["covers_from"] == day(facts("O08")["from"])


def test_one_treaty_is_not_its_protocol() -> None:
    there, here = put("O09").answers

    assert (there.verdict is Verdict.YES) is facts("O09")["a"]
    assert (here.verdict is Verdict.YES) is facts("O09")["b"]
    assert here.dates["party_from"] == day(facts("O09")["UA_EIF"])


def test_the_doors_for_a_civilian_who_is_sought() -> None:
    """Ours is finer: a complaint that must still show its remedies is conditional, not yes, and a
    mandate or a status that nobody has shown is unknown, not conditional.
    """
    answers = put("O10").answers
    names = {"CED-30(UA)": ("CED-30-home", "UA"), "CED-30(RU)": ("CED-30", "RU")}
    names |= {"SPT(RU)": ("SPT", "RU")}

    def verdict(name: str) -> Verdict:
        door, state = names.get(name, (name, ""))
        return of(answers, door, state).verdict

    wanted = facts("O10")
    assert {verdict(name) for name in wanted["yes"]} <= {Verdict.YES, Verdict.CONDITIONAL}
    assert {verdict(name) for name in wanted["no"]} == {Verdict.NO}
    assert {verdict(name) for name in wanted["conditional"]} <= {
        Verdict.CONDITIONAL,
        Verdict.UNKNOWN,
    }


def test_three_months_part_the_urgent_way_from_the_standard_one() -> None:
    given = questions()["O11"]["input"]
    first, second = put("O11", state="RU", act=given["dates"], step=given["submitted"]).answers

    assert (first.procedure, second.procedure) == (facts("O11")["first"], facts("O11")["second"])


def test_the_card_is_due_a_week_after_arrival_not_after_capture() -> None:
    given = questions()["O12"]["input"]
    captivity = CustodyFacts(
        person="A",
        status="POW",
        holder=given["state"],
        events=(
            CustodyEvent(EventKind.CAPTURED, DateInterval.on(day(given["date"]))),
            CustodyEvent(EventKind.ARRIVED, DateInterval.on(day(given["arrival"]))),
        ),
    )
    found = assess(shipped_world(), captivity, on=day("2026-11-22"))

    latest = day(facts("O12")["latest"])
    assert [item.due for item in found if item.due == DateInterval.on(latest)]


def test_a_notice_given_in_war_has_no_effect() -> None:
    given = questions()["O13"]["input"]
    received = DateInterval.on(day(given["notified"]))
    effect = exit_effect(shipped_world(), given["state"], given["treaty"], received)

    assert effect.by(day("2027-12-31")).value == questions()["O13"]["verdict"]


def test_a_law_at_home_ends_nothing() -> None:
    given = questions()["O14"]["input"]
    reply = ask(state=given["state"], treaty=given["treaty"], step=given["date"])

    assert reply.verdict is Verdict.YES, "the treaty still binds: the press was wrong"
    assert reply.answers[0].dates["earliest_exit"] == day(facts("O14")["earliest_end"])


@pytest.mark.parametrize("matter", ["torture", "secret_detention"])
def test_what_no_emergency_may_suspend(matter: str) -> None:
    given = questions()["O15"]["input"]
    found = may_derogate(shipped_world(), given["state"], matter, day(given["date"]))

    assert found.verdict.value == questions()["O15"]["verdict"]
    assert facts("O15")[matter] is False
