"""Leaving a treaty as a procedure, as known on a day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import DateInterval, WrongUsage
from habeas.oversight.leaving.course import Standing, Timeline, TimelineStep
from habeas.oversight.leaving.procedure import Direction, Stage
from habeas.oversight.leaving.timeline import timeline
from habeas.oversight.tables import shipped_world
from habeas.oversight.truth import Truth

WORLD = shipped_world()
MOVES = (Stage.RECEIVED, Stage.NOTICE, Stage.EFFECTIVE, Stage.SURVIVAL)


def on(day: str) -> DateInterval:
    return DateInterval.on(date.fromisoformat(day))


def step(course: Timeline, stage: Stage) -> TimelineStep:
    return next(found for found in course.steps if found.stage is stage)


def done_at_home(course: Timeline) -> list[tuple[str, str]]:
    return [
        (found.office, str(found.when))
        for found in course.steps
        if found.stage is Stage.DOMESTIC and found.standing is Standing.DONE
    ]


def test_the_story_of_the_seed() -> None:
    course = timeline(WORLD, "RU", "ECPT")
    assert done_at_home(course) == [
        ("government", "2025-08-23"),
        ("head_of_state", "2025-09-08"),
        ("lower_house_ru", "2025-09-17"),
        ("upper_house_committee_ru", "2025-09-22"),
        ("upper_house_ru", "2025-09-24"),
        ("head_of_state", "2025-09-29"),
    ]
    assert all(found.effect == "none" for found in course.steps if found.stage is Stage.DOMESTIC)
    assert step(course, Stage.RECEIVED).standing is Standing.UNKNOWN
    assert course.earliest_end == date(2026, 10, 1)
    assert course.bound is Truth.UNKNOWN


def test_as_known_on_the_day_of_the_article_the_rest_is_pending_and_has_no_day() -> None:
    course = timeline(WORLD, "RU", "ECPT", known=date(2025, 9, 18))
    assert done_at_home(course)[-1] == ("lower_house_ru", "2025-09-17")
    later = [found for found in course.steps if found.standing is not Standing.DONE]
    assert [found.office for found in later[:3]] == [
        "upper_house_committee_ru",
        "upper_house_ru",
        "head_of_state",
    ]
    assert all(found.standing is Standing.PENDING for found in later[:5])
    assert all(found.when is None for found in later)
    assert course.bound is Truth.YES
    assert course.earliest_end == date(2026, 10, 1)


def test_an_unknown_receipt_is_laid_out_month_by_month() -> None:
    rows = timeline(WORLD, "RU", "ECPT").thresholds
    ends = {str(row.received): str(row.effective) for row in rows}
    assert ends["2025-10-01 – 2025-10-31"] == "2026-11-01"
    assert ends["2026-02-01 – 2026-02-28"] == "2027-03-01"
    assert rows[0].received.first == date(2025, 9, 29)
    assert rows[-1].received.last == WORLD.as_of


def test_a_supposed_receipt_settles_the_course_and_says_that_it_is_supposed() -> None:
    course = timeline(WORLD, "RU", "ECPT", received=on("2025-10-07"))
    assert course.supposed == on("2025-10-07")
    assert course.effective == on("2026-11-01")
    assert course.last_day == on("2026-10-31")
    assert course.thresholds == ()
    assert all(step(course, stage).supposed for stage in MOVES)


def test_a_finished_exit() -> None:
    course = timeline(WORLD, "BY", "OP1")
    assert course.effective == on("2023-02-08")
    assert course.last_day == on("2023-02-07")
    assert course.survival == "survival.submitted_before"
    assert [step(course, stage).standing for stage in MOVES] == [Standing.DONE] * 4


def test_a_notice_that_runs_is_pending() -> None:
    course = timeline(WORLD, "HU", "ROME", known=date(2026, 1, 1))
    assert step(course, Stage.RECEIVED).standing is Standing.DONE
    assert step(course, Stage.NOTICE).standing is Standing.PENDING
    assert step(course, Stage.EFFECTIVE).when == on("2026-06-02")
    assert course.bound is Truth.YES


def test_what_an_exit_leaves_behind() -> None:
    course = timeline(WORLD, "PH", "ROME")
    assert course.covered == DateInterval(date(2011, 11, 1), date(2019, 3, 16))


def test_the_court_counts_the_day_of_effect() -> None:
    course = timeline(WORLD, "RU", "ECHR")
    assert course.effective == course.last_day == on("2022-09-16")


def test_a_complaint_may_come_after_the_end_where_only_the_act_must_precede_it() -> None:
    treaties = ("ECHR", "ROME", "ECPT", "CAT", "ICCPR-OP1")
    by_act = {treaty for treaty in treaties if last_day_of(treaty) == "act"}
    assert by_act == {"ECHR", "ROME"}


def last_day_of(treaty: str) -> str:
    return timeline(WORLD, "UA", treaty, received=on("2026-12-01")).last_day_of


def test_who_was_expelled_sent_no_instrument() -> None:
    course = timeline(WORLD, "RU", "COE")
    assert [found.stage for found in course.steps] == [
        Stage.RECEIVED,
        Stage.EFFECTIVE,
        Stage.SURVIVAL,
    ]
    assert step(course, Stage.RECEIVED).office == "organisation"


def test_who_left_long_ago_has_nothing_more_to_leave() -> None:
    course = timeline(WORLD, "PH", "ROME", received=on("2026-12-01"))
    assert course.reason == "not_a_party"
    assert course.steps[-1].effect == "no_effect"


def test_who_left_and_came_back_is_bound_again() -> None:
    course = timeline(WORLD, "GR", "ECHR")
    assert step(course, Stage.EFFECTIVE).when == on("1970-06-13")
    assert step(course, Stage.BOUND).when == on("1974-11-28")
    assert course.bound is Truth.YES
    assert course.last_day is None


def test_a_notice_taken_back_ends_nothing() -> None:
    course = timeline(WORLD, "ZA", "ROME")
    assert step(course, Stage.REVOKED).when == on("2017-03-07")
    assert step(course, Stage.EFFECTIVE).standing is Standing.NOT_REACHED
    assert course.steps[-1].act == "no_end_taken_back"
    assert course.bound is Truth.YES
    assert course.effective is None


def test_before_it_was_taken_back_it_ran() -> None:
    course = timeline(WORLD, "ZA", "ROME", known=date(2017, 1, 1))
    assert step(course, Stage.EFFECTIVE).when == on("2017-10-19")
    assert step(course, Stage.EFFECTIVE).standing is Standing.PENDING


def test_from_a_treaty_without_an_exit_clause_nobody_leaves() -> None:
    course = timeline(WORLD, "KP", "ICCPR")
    assert step(course, Stage.RECEIVED).standing is Standing.DONE
    assert step(course, Stage.RECEIVED).effect == "no_effect"
    assert (course.possible, course.reason) == (Truth.NO, "no_exit_clause")
    assert course.earliest_end is None
    assert course.bound is Truth.YES


def test_a_notice_in_war_waits_for_peace() -> None:
    course = timeline(WORLD, "RU", "GC1-4", received=on("2026-12-01"))
    assert course.reason == "waits_for_peace"
    assert course.blocked_by
    assert course.earliest_end is None
    assert step(course, Stage.EFFECTIVE).standing is Standing.NOT_REACHED


def test_an_exit_announced_at_once_has_no_effect_at_once() -> None:
    for state in ("BF", "ML", "NE"):
        course = timeline(WORLD, state, "ROME")
        assert course.earliest_end == date(2026, 9, 22)
        assert step(course, Stage.RECEIVED).standing is Standing.UNKNOWN


def test_a_declaration_taken_back_leaves_the_treaty() -> None:
    course = timeline(WORLD, "RU", "AP1")
    assert course.article == "90"
    assert course.effective == on("2019-10-23")
    assert course.bound is Truth.YES
    days = [found.when.first for found in course.steps if found.when]
    assert days == sorted(days, key=str)


def test_joining_is_the_mirror() -> None:
    course = timeline(WORLD, "UA", "ROME")
    assert course.direction is Direction.JOINING
    assert step(course, Stage.BOUND).when == on("2025-01-01")
    assert step(course, Stage.BOUND).computed


def test_who_signed_and_refused_has_not_joined() -> None:
    course = timeline(WORLD, "RU", "ROME")
    assert course.direction is Direction.JOINING
    assert step(course, Stage.REFUSAL).when == on("2016-11-30")
    assert step(course, Stage.BOUND).standing is Standing.NOT_REACHED


def test_a_state_that_stays_has_the_general_stages_none_of_them_reached() -> None:
    course = timeline(WORLD, "UA", "CAT")
    assert {found.standing for found in course.steps} == {Standing.NOT_REACHED}
    assert course.earliest_end == date(2027, 11, 22)


def test_a_treaty_that_is_none_is_refused() -> None:
    with pytest.raises(WrongUsage, match="no treaty"):
        timeline(WORLD, "RU", "NONESUCH")


STATES = ("RU", "UA", "BY", "GR", "ZA", "HU", "KP", "TT", "GY", "BF", "US", "DE")
DAYS = st.dates(date(1960, 1, 1), date(2035, 12, 31))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(sorted(WORLD.treaties)), DAYS, DAYS)
def test_a_course_is_in_order_and_never_done_before_its_day(
    state: str, treaty: str, known: date, received: date
) -> None:
    for supposed in (None, DateInterval.on(received)):
        course = timeline(WORLD, state, treaty, known=known, received=supposed)
        firsts = [found.when.first for found in course.steps if found.when and found.when.first]
        assert all(earlier <= later for earlier, later in pairwise(firsts))
        for found in course.steps:
            if found.standing is Standing.DONE and found.when is not None:
                assert found.when.last is not None
                assert found.when.last <= known
        if course.earliest_end and course.counted_from and course.counted_from.first:
            assert course.earliest_end >= course.counted_from.first
