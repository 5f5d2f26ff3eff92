"""Bodies by resolution: which states they reach, and when their mandate is no longer shown."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.oversight.dates import reached
from habeas.oversight.mandates import mandates
from habeas.oversight.states import states
from habeas.oversight.truth import Truth
from habeas.oversight.world import ANY
from tests.oversight.reference import needs_reference, reference_rows


def test_every_mandate_is_its_own_row_with_a_beginning_and_a_source() -> None:
    rows = mandates()
    assert len({row.id for row in rows}) == len(rows)
    assert all(row.since.first and row.since.last and row.source for row in rows)


def test_every_mandate_reaches_known_states_or_all() -> None:
    known = {*states(), ANY}
    assert all(row.states and set(row.states) <= known for row in mandates())


def test_no_mandate_ends_before_it_begins() -> None:
    for row in mandates():
        if row.until is not None:
            assert row.since.first is not None
            assert row.until.first is not None
            assert row.since.first < row.until.first


def test_a_renewal_that_is_not_shown_leaves_the_end_unknown() -> None:
    inquiry = next(row for row in mandates() if row.id == "COI-UKRAINE")
    assert inquiry.until is not None
    assert reached(inquiry.until, date(2026, 3, 1)) is Truth.NO
    assert reached(inquiry.until, date(2026, 11, 22)) is Truth.UNKNOWN


def test_the_situation_in_ukraine_was_opened_on_referral() -> None:
    situation = next(row for row in mandates() if row.id == "ICC-UA")
    assert situation.since.first == date(2022, 3, 2)
    assert situation.until is None


@needs_reference
@pytest.mark.parametrize("event", ["Commission of Inquiry on Ukraine", "Rapporteur on Russia"])
def test_the_bodies_of_the_reference_exist_since_the_day_it_names(event: str) -> None:
    (told,) = (row for row in reference_rows("timeline_ru") if event in row["event"])
    begun = {row.since.first for row in mandates() if "RU" in row.states}
    assert date.fromisoformat(told["date"]) in begun
