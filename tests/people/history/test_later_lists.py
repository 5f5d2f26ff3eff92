"""Who was on an early list and is on no later one."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import WrongUsage
from habeas.people.history import on_no_later_list
from tests.people.facts.rows import CAPTURED, EXCHANGED, SEEN, records
from tests.people.history.people import resolved

# Lists A, B, C… in the order of the rows.
DATES = {"A": date(2022, 6, 1), "B": date(2022, 9, 1), "C": date(2023, 5, 1), "D": date(2024, 1, 1)}


def test_who_is_on_no_later_list_is_missing_since_the_last_one() -> None:
    known = records(*[[(SEEN, "2022-05-01")]] * 4)
    resolution = resolved(known, 0, 1, 0, 2)  # the first person is on A and C
    found = on_no_later_list(resolution, DATES)
    assert [(item.person_id, item.last_list, item.later_lists) for item in found] == [
        (resolution.person_ids[1], "B", ("C", "D")),
        (resolution.person_ids[0], "C", ("D",)),
    ]
    only = on_no_later_list(resolution, DATES, early=["A", "B"])
    assert [item.person_id for item in only] == [resolution.person_ids[1]]


def test_a_list_without_a_date_is_neither_early_nor_later() -> None:
    known = records([(SEEN, "2022-05-01")], [(SEEN, "2022-05-01")])
    assert on_no_later_list(resolved(known, 0, 1), {"B": DATES["B"]}) == ()
    both = on_no_later_list(resolved(known, 0, 0), {"A": DATES["A"], "B": DATES["B"]})
    assert both == ()


def test_the_freed_are_not_missing_unless_taken_again() -> None:
    freed = [(CAPTURED, "2022-03-01"), (EXCHANGED, "2022-05-01")]
    again = [*freed, (CAPTURED, "2022-05-20")]
    known = records(freed, again, [(SEEN, "2022-05-01")])
    lists = {"A": date(2022, 6, 1), "B": date(2022, 6, 1), "C": date(2023, 1, 1)}
    resolution = resolved(known, 0, 1, 2)
    found = on_no_later_list(resolution, lists)
    assert [item.person_id for item in found] == [resolution.person_ids[1]]


def test_an_absence_names_the_later_row_that_may_be_theirs_after_all() -> None:
    known = records(*[[(SEEN, "2022-05-01")]] * 4)
    resolution = resolved(known, 0, 1, 2, 3, pairs=[(0, 1, -4.0), (0, 3, 0.0), (2, 3, -1.0)])
    first, second, third = on_no_later_list(resolution, DATES)
    assert (first.perhaps, first.probability) == ("r3", 0.5)
    assert (second.perhaps, second.probability) == ("", 0.0)
    assert third.perhaps == "r3"


def test_a_list_that_nobody_has_or_that_has_no_date_is_refused() -> None:
    known = records([(SEEN, "2022-05-01")])
    with pytest.raises(WrongUsage, match="no list named 'Z'"):
        on_no_later_list(resolved(known, 0), {"Z": date(2022, 1, 1)})
    with pytest.raises(WrongUsage, match="has no date"):
        on_no_later_list(resolved(known, 0), {}, early=["A"])
