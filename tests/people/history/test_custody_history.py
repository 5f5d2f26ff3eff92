"""A person's history: what the lists and the claims say, in order, each with its source."""

from __future__ import annotations

from datetime import date

from habeas.people.history import CustodyStatus, Rung, histories, unplaced
from tests.people.facts.rows import CAPTURED, DIED, OTHER, RELEASED, SEEN, records
from tests.people.history.people import history, resolved, told


def test_a_person_has_the_events_of_all_its_rows_and_the_statements_about_any_of_them() -> None:
    known = records([(CAPTURED, "2022-03-10")], [(SEEN, "2022-06")], [(CAPTURED, "2021-01-01")])
    resolution = resolved(known, 0, 0, 1)
    claims = [
        told("family", "2022-05-01", who="r1", source="letter"),
        told("located", "2022-07-01", who=resolution.person_ids[0], source="reply"),
        told("died", "2022-08-01", who="r9"),
    ]
    first, second = histories(known, resolution, claims)
    assert [(item.kind.value, item.source) for item in first.statements] == [
        ("captured", "A"),
        ("family", "letter"),
        ("seen", "B"),
        ("located", "reply"),
    ]
    assert first.person_id == resolution.person_ids[0]
    assert [item.who for item in second.statements] == ["r2"]
    assert [item.who for item in unplaced(resolution, claims)] == ["r9"]


def test_now_is_the_latest_day_that_is_stated_and_never_the_clock() -> None:
    known = records([(CAPTURED, "2022-03-10")], [(SEEN, "2023-06")])
    assert {item.as_of for item in histories(known, resolved(known, 0, 1))} == {date(2023, 6, 30)}
    nothing = records([])
    assert histories(nothing, resolved(nothing, 0))[0].as_of == date.min


def test_events_of_no_named_kind_are_no_statement_about_custody() -> None:
    known = records([(OTHER, "2022-03-10"), (SEEN, "2022-03-11")])
    (found,) = histories(known, resolved(known, 0))
    assert [item.kind.value for item in found.statements] == ["seen"]


def test_reports_of_one_capture_are_one_status_with_all_its_sources() -> None:
    found = history(
        told("captured", "2022-03-10", source="A"),
        told("captured", "2022-03-15", source="B"),
        told("captured", "2022", source="C"),
        told("seen", "2022-05", place="Colony 9"),
        told("seen", "2022-05", place="Colony 9", source="D"),
        told("seen", "2022-06", place="Colony 9"),
    ).statuses
    assert [(item.status.value, len(item.statements)) for item in found] == [
        ("captured", 3),
        ("seen", 2),
        ("seen", 1),
    ]
    assert (found[0].first, found[0].last) == (date(2022, 1, 1), date(2022, 12, 31))


def test_what_has_no_date_is_kept_and_dates_nothing() -> None:
    found = history(told("captured"), told("seen", "2022-05-01"))
    assert [item.kind.value for item in found.statements] == ["seen", "captured"]
    assert [item.status for item in found.statuses] == [CustodyStatus.SEEN]


def test_the_status_at_a_day_is_the_last_that_had_happened() -> None:
    found = history(
        told("captured", "2022-03-10"), told("transferred", "2022-06"), told("exchanged", "2023")
    )
    assert found.status_at(date(2022, 3, 9)).status is CustodyStatus.UNKNOWN
    assert found.status_at(date(2022, 3, 9)).certain
    assert found.status_at(date(2022, 3, 10)).status is CustodyStatus.CAPTURED
    # In June he may have been moved already, or not yet.
    in_june = found.status_at(date(2022, 6, 15))
    assert (in_june.status, in_june.certain) == (CustodyStatus.CAPTURED, False)
    assert found.status_at(date(2022, 7, 1)).certain
    assert found.status_at(date(2023, 12, 31)).status is CustodyStatus.EXCHANGED


def test_a_verdict_changes_nothing_for_the_free_and_nothing_but_doubt_follows_a_death() -> None:
    freed = history(told("released", "2022-03-10"), told("sentenced", "2022-06-01"))
    assert freed.status_at(date(2023, 1, 1)).status is CustodyStatus.RELEASED
    dead = history(told("died", "2022-03-10"), told("seen", "2022-06-01"))
    after = dead.status_at(date(2023, 1, 1))
    assert (after.status, after.certain) == (CustodyStatus.DIED, False)


def test_stays_run_from_first_to_last_sight_and_end_by_the_next_place() -> None:
    first, second = history(
        told("captured", "2022-03-10", place="Oldville"),
        told("seen", "2022-04-01", place="Colony 9"),
        told("seen", "2022-05-01", place="colony  9"),
        told("transferred", "2022-07", place="Prison 3"),
        told("exchanged", "2023-01-31"),
        told("seen", "", place="Colony 4"),
    ).stays
    assert (first.place, first.first, first.last) == (
        "Colony 9",
        date(2022, 4, 1),
        date(2022, 5, 1),
    )
    assert first.until == date(2022, 7, 31)
    assert (second.place, second.until) == ("Prison 3", date(2023, 1, 31))


def test_the_ladder_says_which_statement_reached_each_rung() -> None:
    found = history(
        told("captured", "2022-03-10"),
        told("denied", "2022-04-01", source="ministry"),
        told("acknowledged", "2022-08-01", source="reply"),
        told("family", "2022-11-01", source="letter"),
        told("family", "2023-02-01", source="second letter"),
        told("seen", "2022-05-01", place="Colony 9"),
    )
    assert [(step.rung, step.reached.source, step.latest.source) for step in found.ladder] == [
        (Rung.ACKNOWLEDGED, "reply", "reply"),
        (Rung.FAMILY, "letter", "second letter"),
        (Rung.DENIED, "ministry", "ministry"),
    ]


def test_a_witness_discloses_nothing_and_a_list_does_by_who_keeps_it() -> None:
    known = records([(SEEN, "2022-05-01")], [(CAPTURED, "2022-03-10")])
    resolution = resolved(known, 0, 0)
    assert histories(known, resolution)[0].ladder == ()
    (found,) = histories(known, resolution, list_means={"B": Rung.ACKNOWLEDGED})
    assert [(step.rung, step.reached.who) for step in found.ladder] == [(Rung.ACKNOWLEDGED, "r1")]


def test_a_second_captivity_starts_the_ladder_and_the_silence_anew() -> None:
    found = history(
        told("captured", "2015-01-10"),
        told("family", "2015-02-01"),
        told("exchanged", "2016-01-10"),
        told("captured", "2022-03-10"),
        as_of="2022-03-20",
    )
    assert found.ladder == ()
    silent = found.days_without_contact()
    assert silent is not None
    assert (silent.least, silent.most) == (10, 10)
    earlier = found.days_without_contact(date(2015, 3, 1))
    assert earlier is not None
    assert earlier.since.kind.value == "family"


def test_a_release_after_a_death_in_the_rows_of_one_person_is_shown() -> None:
    known = records([(DIED, "2022-04-03")], [(RELEASED, "2023-01-01")])
    (found,) = histories(known, resolved(known, 0, 0))
    (conflict,) = found.conflicts
    assert conflict.hard
    assert str(conflict) == "free after a death: died 2022-04-03 (A), yet released 2023-01-01 (B)"
