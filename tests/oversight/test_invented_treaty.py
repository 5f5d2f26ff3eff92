"""A treaty, a body and a door that nobody has heard of, as data alone: right answers, no code."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight import Action, ActionKind, Question, Verdict, World, is_bound, open_door
from habeas.oversight.door import Door, door_of
from habeas.oversight.tables import treaty_of
from habeas.oversight.truth import Truth
from habeas.oversight.world import ArmedConflict, grouped

TREATY = """
id = "LANTERN"
name = "Lantern Convention"
in_force = 2000-01-01
entry = { days = 45, roll = "first_of_next_month" }
exit = { months = 7, minimum_years = 2, blocked_by = "internal" }
"""
DOOR = """
id = "LAMP-7"
body = "LAMP"
kind = "complaint"
need = [
  { layer = "obligation", test = "bound", treaty = "LANTERN" },
  { layer = "competence", test = "declared", treaty = "LANTERN", article = "7" },
  { layer = "competence", test = "facts_within", treaty = "LANTERN", article = "7" },
  { layer = "admissibility", test = "case_fact", fact = "remedies", yes = ["done"], no = ["no"] },
]
"""


def on(day: str) -> DateInterval:
    return DateInterval.on(date.fromisoformat(day))


def world(*more: Action, war: bool = False) -> World:
    rows = (
        Action("1", "QA", "LANTERN", ActionKind.ACCESSION, received=on("2010-03-10")),
        Action(
            "2",
            "QA",
            "LANTERN",
            ActionKind.DECLARATION,
            made=on("2012-05-05"),
            article="7",
            effect="accepts",
        ),
        *more,
    )
    conflict = ArmedConflict("w", "internal", (("QA",), ()), on("2013-01-01"), None)
    treaty = treaty_of(tomllib.loads(TREATY))
    return World(
        date(2026, 1, 1), {treaty.id: treaty}, grouped(rows), conflicts=(conflict,) if war else ()
    )


def door() -> Door:
    return door_of(tomllib.loads(DOOR))


def notice(day: str) -> Action:
    return Action("3", "QA", "LANTERN", ActionKind.DENUNCIATION_NOTIFIED, received=on(day))


def bound(known: World, day: str) -> Truth:
    return is_bound(known, "QA", "LANTERN", date.fromisoformat(day)).truth


def test_it_binds_from_the_first_of_the_month_after_forty_five_days() -> None:
    assert bound(world(), "2010-04-30") is Truth.NO
    assert bound(world(), "2010-05-01") is Truth.YES


def test_it_is_left_after_seven_months() -> None:
    left = world(notice("2014-06-15"))

    assert bound(left, "2015-01-14") is Truth.YES
    assert bound(left, "2015-01-15") is Truth.NO


def test_it_is_not_left_before_two_years() -> None:
    assert bound(world(notice("2010-06-01")), "2012-04-30") is Truth.YES
    assert bound(world(notice("2010-06-01")), "2012-05-01") is Truth.NO


def test_a_war_at_home_blocks_the_exit() -> None:
    assert bound(world(notice("2014-06-15"), war=True), "2020-01-01") is Truth.YES


@pytest.mark.parametrize(
    ("act", "remedies", "verdict"),
    [
        ("2012-05-04", "done", Verdict.NO),
        ("2012-05-05", "done", Verdict.YES),
        ("2012-05-05", "", Verdict.CONDITIONAL),
        ("2012-05-05", "no", Verdict.NO),
    ],
)
def test_its_door_opens_and_shuts(act: str, remedies: str, verdict: Verdict) -> None:
    question = Question(
        "QA", on(act), date(2020, 1, 1), facts={"remedies": remedies} if remedies else {}
    )

    assert open_door(world(), question, door()).verdict is verdict


def test_a_test_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no test is called 'wishful'"):
        door_of(tomllib.loads(DOOR.replace('"bound"', '"wishful"')))
