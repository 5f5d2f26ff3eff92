"""Which duties are owed to a person in custody, by when, and which were kept."""

from __future__ import annotations

import inspect
import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

import habeas.oversight.duties as duties_face
from habeas.model import DateInterval
from habeas.oversight.duties import (
    CustodyEvent,
    CustodyFacts,
    DutyFinding,
    EventKind,
    assess,
    duty_of,
    shipped_duties,
)
from habeas.oversight.tables import shipped_world
from habeas.oversight.truth import Truth
from tests.oversight.duties.captivities import (
    KHERSON,
    SIMFEROPOL,
    TAGANROG,
    TODAY,
    civilian,
    event,
    prisoner,
)
from tests.oversight.reference import REFERENCE, needs_reference


def found(facts: CustodyFacts, duty: str, on: date = TODAY) -> list[DutyFinding]:
    """What is found of one duty, clock by clock."""
    return [item for item in assess(shipped_world(), facts, on=on) if item.duty == duty]


def only(facts: CustodyFacts, duty: str, on: date = TODAY) -> DutyFinding:
    """The one thing found of a duty."""
    (item,) = found(facts, duty, on)
    return item


def day(text: str) -> DateInterval:
    """The interval of one day."""
    return DateInterval.on(date.fromisoformat(text))


# The capture card -------------------------------------------------------------------------------


def test_the_week_of_the_card_runs_from_arrival_in_a_camp_and_not_from_capture() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    assert only(facts, "capture_card").due == day("2026-10-10")


def test_without_an_arrival_the_last_day_is_open_and_the_arrival_would_settle_it() -> None:
    card = only(prisoner(event("captured", "2026-10-01")), "capture_card")
    assert card.due == DateInterval(date(2026, 10, 8), None)
    assert card.breached is Truth.UNKNOWN
    assert {item.fact for item in card.missing} == {"P1:arrived", "P1:hospital"}


def test_a_week_that_is_not_over_breaches_nothing_yet() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    assert only(facts, "capture_card", date(2026, 10, 10)).breached is Truth.NO
    assert only(facts, "capture_card", date(2026, 10, 11)).breached is not Truth.NO


def test_a_card_on_the_last_day_keeps_the_duty_and_one_a_day_later_is_a_day_late() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    in_time = replace(facts, events=(*facts.events, event("capture_card", "2026-10-10")))
    assert only(in_time, "capture_card").breached is Truth.NO
    late = replace(facts, events=(*facts.events, event("capture_card", "2026-10-11")))
    card = only(late, "capture_card")
    assert (card.breached, str(card.days_late)) == (Truth.YES, "1")


def test_a_card_written_at_capture_counts_for_the_first_camp_only() -> None:
    facts = prisoner(
        event("captured", "2026-10-01"),
        event("capture_card", "2026-10-02"),
        event("arrived", "2026-10-03"),
        event("arrived", "2026-10-20"),
    )
    first, second = found(facts, "capture_card")
    assert (first.breached, second.breached) == (Truth.NO, Truth.UNKNOWN)
    assert second.due == day("2026-10-27")


def test_every_transfer_and_every_hospital_starts_a_week_of_its_own() -> None:
    facts = prisoner(
        event("captured", "2026-09-01"),
        event("arrived", "2026-09-02"),
        event("hospital", "2026-09-15"),
        event("arrived", "2026-10-01"),
    )
    dues = [item.due for item in found(facts, "capture_card")]
    assert dues == [day("2026-09-09"), day("2026-09-22"), day("2026-10-08")]


def test_that_no_card_is_on_record_is_no_breach_until_the_record_is_whole() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"))
    open_record = only(facts, "capture_card")
    assert open_record.breached is Truth.UNKNOWN
    assert open_record.overdue
    (missing,) = open_record.missing
    assert (missing.threshold, missing.if_by, missing.if_later) == (
        date(2026, 10, 10),
        Truth.NO,
        Truth.YES,
    )
    whole = only(replace(facts, whole_until=TODAY), "capture_card")
    assert (whole.breached, str(whole.days_late)) == (Truth.YES, "43")


def test_a_record_that_is_whole_only_to_a_day_before_the_last_shows_nothing() -> None:
    facts = prisoner(
        event("captured", "2026-10-01"), event("arrived", "2026-10-03"), whole=date(2026, 10, 9)
    )
    assert only(facts, "capture_card").breached is Truth.UNKNOWN


def test_a_late_card_after_a_second_camp_may_belong_to_that_one() -> None:
    facts = prisoner(
        event("captured", "2026-09-01"),
        event("arrived", "2026-09-02"),
        event("arrived", "2026-10-01"),
        event("capture_card", "2026-10-03"),
    )
    first, second = found(facts, "capture_card")
    assert (first.breached, second.breached) == (Truth.UNKNOWN, Truth.NO)


def test_who_is_free_within_the_week_is_owed_no_card() -> None:
    facts = prisoner(
        event("captured", "2026-10-01"),
        event("arrived", "2026-10-03"),
        event("released", "2026-10-09"),
        whole=TODAY,
    )
    card = only(facts, "capture_card")
    assert (card.breached, card.key) == (Truth.NO, "ended_before")


def test_an_arrival_known_only_by_its_month_leaves_the_last_day_uncertain() -> None:
    facts = prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-01/2026-10-31"))
    assert only(facts, "capture_card").due == DateInterval(date(2026, 10, 8), date(2026, 11, 7))
    card = replace(facts, events=(*facts.events, event("capture_card", "2026-10-20")))
    assert only(card, "capture_card").breached is Truth.UNKNOWN


def test_civilians_are_owed_no_capture_card_and_prisoners_no_review() -> None:
    assert found(civilian(event("captured", "2026-10-01")), "capture_card") == []
    assert found(prisoner(event("captured", "2026-10-01")), "internment_review") == []


def test_whose_status_is_not_known_may_be_owed_the_duties_of_either() -> None:
    facts = replace(prisoner(event("captured", "2026-01-01")), status="", whole_until=TODAY)
    kinds = {item.duty for item in assess(shipped_world(), facts, on=TODAY)}
    assert {"capture_card", "bureau_civilian"} <= kinds
    assert only(facts, "bureau_civilian").breached is Truth.UNKNOWN


# The report of the bureau -----------------------------------------------------------------------


def test_the_bureau_reports_a_civilian_held_for_more_than_two_weeks() -> None:
    facts = civilian(event("captured", "2022-04-15"), whole=TODAY)
    report = only(facts, "bureau_civilian")
    assert report.due == day("2022-04-29")
    assert report.breached is Truth.YES
    assert only(facts, "bureau_civilian", date(2022, 4, 29)).breached is Truth.NO


def test_custody_denied_is_a_breach_of_the_duty_to_answer() -> None:
    facts = civilian(event("captured", "2022-04-15"), event("denied", "2022-06-01"))
    report = only(facts, "bureau_civilian")
    assert (report.breached, report.key) == (Truth.YES, "broken_by.denied")


def test_a_denial_before_the_capture_or_after_the_release_is_no_breach() -> None:
    facts = civilian(
        event("denied", "2022-03-01"),
        event("captured", "2022-04-15"),
        event("released", "2022-08-01"),
        event("denied", "2022-09-01"),
    )
    assert only(facts, "bureau_civilian").key == "none_on_record"


def test_the_shortest_possible_time_is_no_number_of_days() -> None:
    facts = prisoner(event("captured", "2026-10-01"), whole=TODAY)
    report = only(facts, "bureau_prisoner")
    assert (report.due, report.breached, report.key) == (None, Truth.UNKNOWN, "no_number_of_days")


# Again and again --------------------------------------------------------------------------------


def test_an_internment_is_reconsidered_every_six_months_from_the_last_review() -> None:
    facts = civilian(
        event("captured", "2024-12-20"),
        event("interned", "2025-01-10"),
        event("review", "2025-06-30"),
        whole=TODAY,
    )
    review = only(facts, "internment_review", date(2025, 12, 31))
    assert (review.due, review.breached) == (day("2025-12-30"), Truth.YES)
    assert only(facts, "internment_review", date(2025, 12, 30)).breached is Truth.NO


def test_a_detention_of_which_nobody_says_that_it_is_internment_shows_no_breach() -> None:
    facts = civilian(event("captured", "2025-01-10"), whole=TODAY)
    review = only(facts, "internment_review")
    assert (review.due, review.breached) == (day("2025-07-10"), Truth.UNKNOWN)
    assert "P2:interned" in {item.fact for item in review.missing}


def test_that_no_letter_is_known_may_be_the_prisoners_own_choice() -> None:
    facts = prisoner(event("captured", "2026-01-15"), whole=TODAY)
    letters = only(facts, "letters_prisoner")
    assert (letters.breached, letters.periods, letters.short) == (Truth.UNKNOWN, 10, 10)


def test_letters_refused_are_a_breach() -> None:
    facts = prisoner(event("captured", "2026-01-15"), event("letters_refused", "2026-03-01"))
    assert only(facts, "letters_prisoner").breached is Truth.YES


def test_two_letters_and_four_cards_keep_a_month() -> None:
    letters = [event("letter", "2026-01-20"), event("letter", "2026-01-21")]
    cards = [event("card", f"2026-02-0{number}") for number in range(1, 5)]
    facts = prisoner(event("captured", "2026-01-15"), *letters, *cards)
    found_so_far = only(facts, "letters_prisoner", date(2026, 2, 20))
    assert (found_so_far.breached, found_so_far.periods, found_so_far.short) == (Truth.NO, 1, 0)


# Moves ------------------------------------------------------------------------------------------


def test_a_civilian_taken_from_occupied_territory_to_russia_is_a_breach() -> None:
    facts = civilian(
        event("captured", "2022-04-15", SIMFEROPOL), event("seen", "2022-09-01", TAGANROG)
    )
    move = only(facts, "no_transfer_out")
    assert (move.breached, move.key) == (Truth.YES, "moved_out")


def test_from_a_region_held_only_in_part_who_held_the_place_must_be_shown() -> None:
    facts = civilian(
        event("captured", "2022-04-15", KHERSON), event("seen", "2022-09-01", TAGANROG)
    )
    move = only(facts, "no_transfer_out")
    assert (move.breached, move.key) == (Truth.UNKNOWN, "moved_abroad")
    assert "UA-65:controller" in {item.fact for item in move.missing}


def test_a_move_within_occupied_territory_is_none_of_those() -> None:
    facts = civilian(
        event("captured", "2022-04-15", KHERSON), event("seen", "2022-05-01", SIMFEROPOL)
    )
    assert only(facts, "no_transfer_out").key == "no_move_on_record"


def test_without_knowing_who_holds_the_person_a_move_abroad_settles_nothing() -> None:
    facts = replace(
        civilian(event("captured", "2022-04-15", KHERSON), event("seen", "2022-09-01", TAGANROG)),
        holder="",
    )
    move = only(facts, "no_transfer_out")
    assert (move.breached, move.key) == (Truth.UNKNOWN, "moved_abroad")


# By which treaty --------------------------------------------------------------------------------


def test_a_treaty_that_does_not_bind_the_holding_state_is_not_breached() -> None:
    facts = prisoner(event("captured", "2026-01-01"), event("denied", "2026-02-01"))
    register = only(facts, "register_and_family")
    assert (register.owed, register.breached, register.key) == (Truth.NO, Truth.NO, "not_bound")


def test_the_same_denial_breaches_it_for_a_state_that_it_binds() -> None:
    facts = replace(
        prisoner(event("captured", "2026-01-01"), event("denied", "2026-02-01")), holder="UA"
    )
    assert only(facts, "register_and_family").breached is Truth.YES


def test_an_unknown_holder_leaves_every_breach_open() -> None:
    facts = replace(
        prisoner(event("captured", "2026-10-01"), event("arrived", "2026-10-03"), whole=TODAY),
        holder="",
    )
    assert {item.breached for item in assess(shipped_world(), facts, on=TODAY)} == {Truth.UNKNOWN}


# The table --------------------------------------------------------------------------------------


def test_an_invented_duty_needs_data_and_no_code() -> None:
    invented = duty_of(
        {
            "id": "phone_call",
            "treaty": "CAT",
            "articles": ["1"],
            "rules": [],
            "message": "duty.phone_call",
            "form": "once",
            "starts": ["captured"],
            "within": {"days": 3},
            "kept_by": ["family"],
        }
    )
    facts = prisoner(event("captured", "2026-10-01"), event("family", "2026-10-06"))
    (call,) = assess(shipped_world(), facts, on=TODAY, duties=[invented])
    assert (call.due, call.breached, str(call.days_late)) == (day("2026-10-04"), Truth.YES, "2")


def test_every_duty_names_rules_and_treaties_that_are_there() -> None:
    world = shipped_world()
    for duty in shipped_duties():
        assert duty.treaty in world.treaties
        assert duty.rules
        assert set(duty.rules) <= world.rules.keys()


def test_no_code_of_a_duty_stands_in_the_engine() -> None:
    import habeas.oversight.duties.again as again
    import habeas.oversight.duties.assessing as assessing
    import habeas.oversight.duties.clock as clock
    import habeas.oversight.duties.moves as moves

    codes = {f'"{duty.id}"' for duty in shipped_duties()}
    codes |= {f'"{duty.treaty}"' for duty in shipped_duties()}
    for module in (duties_face, again, assessing, clock, moves):
        source = inspect.getsource(module)
        assert not [code for code in codes if code in source]


# Invariants -------------------------------------------------------------------------------------

_days = st.dates(date(2022, 1, 1), date(2026, 6, 30))
_events = st.lists(
    st.builds(
        lambda kind, first, more: CustodyEvent(
            kind, DateInterval(first, first + timedelta(days=more))
        ),
        st.sampled_from(EventKind),
        _days,
        st.integers(0, 60),
    ),
    max_size=8,
).map(tuple)


@given(_events, st.sampled_from(["POW", "civilian", ""]), _days)
def test_unknown_in_never_a_breach_out(
    events: tuple[CustodyEvent, ...], status: str, on: date
) -> None:
    nothing_known = CustodyFacts("P", status, "", "", events)
    assert all(
        item.breached is not Truth.YES for item in assess(shipped_world(), nothing_known, on=on)
    )


@given(_events, _days)
def test_a_further_card_never_makes_a_breach_where_there_was_none(
    events: tuple[CustodyEvent, ...], on: date
) -> None:
    kinds = [item for item in events if item.kind is not EventKind.CAPTURE_CARD]
    before = prisoner(*kinds, whole=TODAY)
    card = CustodyEvent(EventKind.CAPTURE_CARD, DateInterval.on(on))
    with_card = replace(before, events=(*before.events, card))
    for old, new in zip(
        found(before, "capture_card", on), found(with_card, "capture_card", on), strict=True
    ):
        assert not (old.breached is Truth.NO and new.breached is Truth.YES)


@given(_events, st.booleans(), _days)
def test_last_days_are_well_ordered_and_days_late_never_negative(
    events: tuple[CustodyEvent, ...], whole: bool, on: date
) -> None:
    for facts in (prisoner(*events), civilian(*events)):
        told = replace(facts, whole_until=TODAY if whole else None)
        for item in assess(shipped_world(), told, on=on):
            if item.days_late is not None:
                assert 0 <= item.days_late.least <= (item.days_late.most or item.days_late.least)
            if item.breached is Truth.YES:
                assert item.owed is Truth.YES


@needs_reference
def test_the_open_question_about_the_card_is_answered() -> None:
    lines = (REFERENCE / "questions_open.jsonl").read_text(encoding="utf-8").splitlines()
    (asked,) = [row for row in map(json.loads, lines) if "arrival" in row["input"]]
    facts = prisoner(
        event("captured", asked["input"]["date"]), event("arrived", asked["input"]["arrival"])
    )
    assert only(facts, "capture_card").due == day(asked["key_facts"]["latest"])
