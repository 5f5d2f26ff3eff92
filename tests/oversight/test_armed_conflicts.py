"""Whether states were at war."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.oversight.jurisdiction import armed_conflicts, at_war
from habeas.oversight.states import states
from habeas.oversight.tables import shipped_world
from habeas.oversight.truth import Truth


@pytest.mark.parametrize(("one", "other"), [("RU", "UA"), ("UA", "RU"), ("RU", ""), ("UA", "")])
def test_a_war_is_one_in_either_order_and_with_anybody(one: str, other: str) -> None:
    truth, rows, _ = at_war(shipped_world(), one, other, date(2023, 5, 1))
    assert (truth, rows) == (Truth.YES, ("RU-UA",))


def test_there_was_peace_before_and_between_others() -> None:
    assert at_war(shipped_world(), "RU", "UA", date(2013, 5, 1))[0] is Truth.NO
    assert at_war(shipped_world(), "US", "GB", date(2003, 4, 1))[0] is Truth.NO


def test_a_war_within_a_state_is_of_another_kind() -> None:
    day = date(1995, 5, 1)
    assert at_war(shipped_world(), "RU", "", day, "internal")[0] is Truth.YES
    assert at_war(shipped_world(), "RU", "", day)[0] is Truth.NO


def test_every_side_is_a_known_state_and_only_wars_between_states_have_two() -> None:
    for row in armed_conflicts():
        assert {*row.sides[0], *row.sides[1]} <= set(states()), row.id
        assert bool(row.sides[1]) is (row.kind == "international"), row.id
        assert not set(row.sides[0]) & set(row.sides[1]), row.id
