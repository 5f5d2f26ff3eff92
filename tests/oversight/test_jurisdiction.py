"""Whose law reaches a place on a day."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

import pytest

from habeas.model import DateInterval, InputRefused
from habeas.oversight.jurisdiction import control_rows, reach, read_control, states_over
from habeas.oversight.states import states
from habeas.oversight.territory import Control, Place
from habeas.oversight.truth import Truth
from habeas.oversight.world import ANY, World

BEGAN, ENDED = date(2000, 1, 1), date(2010, 1, 1)
WHOLE = Control("w", "UA-01", "RU", DateInterval.on(BEGAN), DateInterval.on(ENDED), whole=True)
PART = Control("p", "UA-02", "RU", DateInterval.on(BEGAN), None, whole=False)
MAYBE = Control("m", "UA-03", "RU", DateInterval(BEGAN, ENDED), None, whole=True)
WORLD = World(date(2020, 1, 1), {}, {}, control=(WHOLE, PART, MAYBE))
HELD = Place("held", "UA", "UA-01")
DAY = date(2005, 5, 5)


def test_a_sovereign_has_jurisdiction_and_control_where_nobody_else_holds() -> None:
    found = reach(WORLD, "UA", HELD, date(1999, 1, 1))
    assert (found.jurisdiction, found.controls, found.why) == (Truth.YES, Truth.YES, "sovereign")


def test_a_displaced_sovereign_keeps_jurisdiction_without_control() -> None:
    found = reach(WORLD, "UA", HELD, DAY)
    assert (found.jurisdiction, found.controls) == (Truth.YES, Truth.NO)
    assert (found.why, found.rows) == ("sovereign_displaced", ("w",))


@pytest.mark.parametrize(
    ("day", "truth"), [(BEGAN, Truth.YES), (date(2009, 12, 31), Truth.YES), (ENDED, Truth.NO)]
)
def test_who_controls_the_whole_has_jurisdiction_until_it_ends(day: date, truth: Truth) -> None:
    assert reach(WORLD, "RU", HELD, day).jurisdiction is truth


def test_who_controls_a_part_has_it_if_the_place_lay_there() -> None:
    found = reach(WORLD, "RU", Place("x", "UA", "UA-02"), DAY)
    assert (found.jurisdiction, found.why, found.open_part) == (Truth.YES, "controls_part", True)


def test_a_start_that_is_not_exactly_known_leaves_it_unknown() -> None:
    place = Place("x", "UA", "UA-03")
    assert reach(WORLD, "RU", place, DAY).jurisdiction is Truth.UNKNOWN
    assert reach(WORLD, "UA", place, DAY).controls is Truth.UNKNOWN


def test_an_act_whose_span_holds_only_the_earliest_start_does_not_settle_it() -> None:
    act = DateInterval(date(1999, 1, 1), date(2001, 1, 1))
    found = reach(WORLD, "RU", Place("x", "UA", "UA-03"), DAY, whole_day_range=act)
    assert found.jurisdiction is Truth.UNKNOWN


def test_of_an_act_that_lasted_any_day_will_do() -> None:
    act = DateInterval(date(1999, 1, 1), date(2011, 1, 1))
    assert reach(WORLD, "RU", HELD, act.first or DAY, whole_day_range=act).controls is Truth.YES
    assert reach(WORLD, "UA", HELD, act.first or DAY, whole_day_range=act).controls is Truth.YES


def test_an_act_without_an_end_goes_on_to_the_day_of_the_tables() -> None:
    act = DateInterval(date(1999, 1, 1), None)
    assert reach(WORLD, "RU", HELD, date(1999, 1, 1), whole_day_range=act).controls is Truth.YES


def test_a_third_state_is_elsewhere() -> None:
    found = reach(WORLD, "BR", HELD, DAY)
    assert (found.jurisdiction, found.why) == (Truth.NO, "elsewhere")


def test_what_the_asker_says_of_the_place_decides() -> None:
    told = Place("x", "UA", "UA-09", "TR")
    assert reach(WORLD, "TR", told, DAY).why == "said_so"
    assert reach(WORLD, "UA", told, DAY).why == "sovereign_displaced"
    assert reach(WORLD, "RU", told, DAY).jurisdiction is Truth.NO


def test_occupied_by_nobody_knows_whom_is_no_confident_yes() -> None:
    assert reach(WORLD, "BR", Place("x", "UA", "UA-09", ANY), DAY).controls is Truth.UNKNOWN
    assert reach(WORLD, "RU", Place("x", "UA", "UA-01", ANY), DAY).controls is Truth.YES
    assert reach(WORLD, "BR", Place("x", "UA", "UA-01", ANY), DAY).controls is Truth.NO


def test_a_place_known_by_its_country_may_lie_in_the_part_held() -> None:
    found = reach(WORLD, "RU", Place("UA", "UA"), DAY)
    assert (found.jurisdiction, found.open_part) == (Truth.YES, True)
    assert reach(WORLD, "UA", Place("UA", "UA"), DAY).controls is Truth.YES
    assert reach(WORLD, "BR", Place("UA", "UA"), DAY).jurisdiction is Truth.NO


def test_the_states_over_a_place_are_its_sovereign_and_who_held_it() -> None:
    assert states_over(WORLD, HELD, DAY) == ("UA", "RU")
    assert states_over(WORLD, HELD, ENDED) == ("UA",)


def test_a_users_own_table_of_control_is_read() -> None:
    (row,) = read_control(b"region,controller,since,whole\nUA-14,RU,2014-05,yes\n", name="own.csv")
    assert (row.region, row.controller, row.whole, row.id) == ("UA-14", "RU", True, "own.csv:2")


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"region,since\nUA-14,2014\n", "own.csv"),
        (b"region,controller,since\nUA-14,RU,soon\n", "own.csv, row 2"),
        (b"region,controller,since\nDonetsk,RU,2014\n", "own.csv, row 2"),
        (b"# note\nregion,controller,since\nUA-14,Atlantis,2014\n", "own.csv, row 3"),
        (b"region,controller,since,whole\nUA-14,RU,2014,mostly\n", "own.csv, row 2"),
    ],
)
def test_a_table_of_control_that_cannot_be_read_is_refused(content: bytes, where: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_control(content, name="own.csv")
    assert refusal.value.where == where


def test_every_row_of_control_names_a_region_and_states_that_exist() -> None:
    for row in control_rows():
        assert re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", row.region), row
        assert {row.region[:2], row.controller} <= set(states()), row


def test_no_two_rows_of_control_say_the_same_of_one_day() -> None:
    for one, two in combinations(control_rows(), 2):
        if (one.region, one.controller, one.whole) == (two.region, two.controller, two.whole):
            first, second = sorted((one, two), key=lambda row: row.since.first or date.min)
            assert first.until is not None, (one, two)
            assert first.until.first is not None, (one, two)
            assert first.until.first <= (second.since.first or date.min), (one, two)
