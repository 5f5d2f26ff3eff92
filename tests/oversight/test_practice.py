"""Visits, statements and refusals as data, and the gap since the last visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight.practice import (
    KINDS,
    last_visit,
    practice_rows,
    public_statements,
    visits,
    with_practice,
)
from habeas.oversight.states import states
from habeas.oversight.world import Practice, World
from tests.oversight.reference import needs_reference, reference_rows

WORLD = World(date(2026, 11, 22), {}, {}, practice=practice_rows())


def invented(number: int, since: DateInterval, until: DateInterval | None = None) -> Practice:
    return Practice(f"V{number}", "CPT", "AD", "visit", since, until)


def test_every_row_is_its_own_of_a_known_kind_and_state() -> None:
    rows = practice_rows()
    assert len({row.id for row in rows}) == len(rows)
    assert {row.kind for row in rows} == KINDS
    assert {row.state for row in rows} <= set(states())
    assert all(row.since.first and row.source for row in rows)


def test_the_last_visit_to_russia_was_in_autumn_2021() -> None:
    row, gap = last_visit(WORLD, "CPT", "RU", date(2026, 11, 22))
    assert row is not None
    assert row.since == DateInterval(date(2021, 9, 1), date(2021, 12, 31))
    assert gap == (date(2026, 11, 22) - date(2021, 12, 31)).days


def test_the_public_statements_on_russia_are_five_the_last_of_november_2024() -> None:
    days = [row.since.first for row in public_statements(WORLD, "CPT", "RU")]
    assert len(days) == 5
    assert days[-1] == date(2024, 11, 18)


@pytest.mark.parametrize(
    ("on", "expected", "gap"),
    [
        (date(2019, 12, 31), None, None),
        (date(2020, 1, 5), "V1", 0),
        (date(2020, 2, 9), "V1", 30),
        (date(2022, 3, 15), "V2", 0),
        (date(2023, 3, 31), "V2", 365),
    ],
)
def test_the_gap_counts_from_the_latest_day_on_which_the_last_visit_may_have_been(
    on: date, expected: str | None, gap: int | None
) -> None:
    rows = (
        invented(2, DateInterval(date(2022, 3, 1), date(2022, 3, 31))),
        invented(1, DateInterval.on(date(2020, 1, 1)), DateInterval.on(date(2020, 1, 10))),
    )
    row, days = last_visit(replace(WORLD, practice=rows), "CPT", "AD", on)
    assert (row.id if row else None, days) == (expected, gap)


def test_visits_are_in_order_and_of_the_body_and_state_asked_for() -> None:
    found = visits(WORLD, "CPT", "UA")
    assert [row.since.first for row in found] == sorted(
        row.since.first or date.min for row in found
    )
    assert found[-1].since.first == date(2023, 10, 16)
    assert {(row.body, row.state) for row in found} == {("CPT", "UA")}
    assert visits(WORLD, "SPT", "RU") == ()


def test_an_exact_visit_takes_the_place_of_the_vague_row_of_the_same_visit() -> None:
    month = invented(1, DateInterval(date(2022, 3, 1), date(2022, 3, 31)))
    before = replace(WORLD, practice=(month,))
    exact = invented(2, DateInterval.on(date(2022, 3, 7)))
    later = invented(3, DateInterval.on(date(2022, 4, 7)))
    world = with_practice(before, [exact, later])
    assert visits(world, "CPT", "AD") == (exact, later)
    assert with_practice(world, [exact, later]) == world


def test_a_vague_row_does_not_take_the_place_of_an_exact_one_or_of_a_refusal() -> None:
    exact = invented(1, DateInterval.on(date(2022, 3, 7)))
    refusal = replace(exact, id="R", kind="access_refused")
    year = invented(2, DateInterval(date(2022, 1, 1), date(2022, 12, 31)))
    world = with_practice(replace(WORLD, practice=(exact, refusal)), [year])
    assert set(world.practice) == {exact, refusal, year}


@needs_reference
@pytest.mark.parametrize(
    "event", ["CPT visit to Russia", "Russian CPT member", "CPT public statement", "OSCE Moscow"]
)
def test_the_events_in_fact_of_the_reference_stand_in_a_row(event: str) -> None:
    (told,) = (row for row in reference_rows("timeline_ru") if event in row["event"])
    day = date.fromisoformat(f"{told['date']}-01"[:10])
    assert any(
        (row.since.first or date.max) <= day <= (row.since.last or date.min)
        for row in practice_rows()
    )
