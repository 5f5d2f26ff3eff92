"""Which doors are open for what a case tells, and what is owed to its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from habeas.model import Claim, Verdict
from habeas.oversight import Verdict as Open
from habeas.pipeline import CaseOversight, DoorSummary, oversee
from habeas.store import Head
from tests.pipeline.told import (
    KHERSON,
    SIMFEROPOL,
    TAGANROG,
    claim,
    decided,
    people_of,
    record,
)

IN_CRIMEA = claim(
    0,
    actor="FSB",
    victim="Ukrainian prisoners of war",
    place=SIMFEROPOL,
    day="2023-05-01",
)
IN_TAGANROG = claim(
    1,
    actor="FSB",
    victim="Ukrainian prisoners of war",
    place=TAGANROG,
    day="2022-08-01",
)


def door(found: CaseOversight, claim_id: str, name: str) -> DoorSummary:
    """One door for the happening that a claim tells."""
    (summary,) = [
        item
        for group in found.groups
        if claim_id in {told.claim for told in group.happenings}
        for item in group.doors
        if item.door == name
    ]
    return summary


def test_each_happening_gets_the_doors_of_its_place_and_day() -> None:
    found = oversee(record(IN_CRIMEA, IN_TAGANROG))
    assert door(found, "c0", "ICC").verdict is Open.YES
    assert door(found, "c1", "ICC").verdict is Open.NO
    assert door(found, "c0", "ECtHR").verdict is Open.NO
    assert door(found, "c1", "ECtHR").verdict is Open.CONDITIONAL
    assert door(found, "c0", "CAT-22").verdict is Open.CONDITIONAL


def test_the_day_asked_about_is_that_of_the_head() -> None:
    found = record(IN_CRIMEA)
    assert oversee(found).on == date(2026, 11, 23)
    earlier = replace(found, head=Head(9, "ab" * 32, datetime(2024, 1, 5, 8, tzinfo=UTC)))
    assert oversee(earlier).on == date(2024, 1, 5)
    # What Russia did in 2025 was not known then: its denunciation hides nothing yet.
    assert door(oversee(found), "c0", "CPT").verdict is Open.UNKNOWN
    assert door(oversee(earlier), "c0", "CPT").verdict is Open.YES


def test_the_same_record_gives_the_same_chapter() -> None:
    assert oversee(record(IN_CRIMEA, IN_TAGANROG)) == oversee(record(IN_CRIMEA, IN_TAGANROG))


def test_equal_answers_stand_together_so_that_many_happenings_stay_few() -> None:
    start = date(2023, 1, 1)
    many = []
    for number in range(18):
        day = str(start + timedelta(days=number))
        many.append(claim(number, actor="FSB", victim="Ukrainian civilians", day=day))
    found = oversee(record(*many))
    assert sum(len(group.happenings) for group in found.groups) == 18
    assert len(found.groups) <= 2


def test_deadlines_of_a_group_run_from_its_first_to_its_last() -> None:
    found = oversee(
        record(
            claim(0, actor="FSB", day="2024-01-10"),
            claim(1, actor="FSB", day="2024-01-20"),
        )
    )
    assert door(found, "c0", "SR-T").deadlines == (date(2026, 1, 10), date(2026, 1, 20))


def test_rejected_claims_open_no_door() -> None:
    found = record(IN_CRIMEA, judgements={"c0": (decided(IN_CRIMEA, Verdict.REJECT),)})
    assert oversee(found).groups == ()


def test_of_whom_nobody_can_say_who_answers_is_set_apart() -> None:
    found = oversee(record(claim(0, place=KHERSON, day="2022-04-15")))
    assert found.groups == ()
    assert [item.claim for item in found.without_state] == ["c0"]


def held(number: int, type: str, **fields: object) -> Claim:
    return claim(number, type, victim="Taras Velmin", actor="FSB", **fields)


def test_a_person_has_duties_and_days_without_contact() -> None:
    found = record(held(0, "detention", place=SIMFEROPOL, day="2026-11-03"))
    (person,) = oversee(found, people_of(found)).persons
    assert str(person.silence.days) == "at least 20"
    assert {item.duty for item in person.duties} >= {"bureau_civilian", "no_transfer_out"}
    assert all(item.breached.value != "yes" for item in person.duties)


def test_who_is_free_again_is_not_among_those_held() -> None:
    taken = held(0, "capture", day="2026-11-03")
    free = held(1, "exchange_release", day="2026-11-10")
    still = record(taken)
    assert len(oversee(still, people_of(still)).held) == 1
    freed = record(taken, free)
    assert oversee(freed, people_of(freed)).held == ()


def test_beyond_the_most_persons_they_are_only_counted() -> None:
    one = claim(0, "detention", victim="Taras Velmin", actor="FSB", day="2026-11-03")
    other = claim(1, "detention", victim="Petro Sandul", actor="FSB", day="2026-11-03")
    found = record(one, other)
    told = oversee(found, people_of(found), most_persons=1)
    assert (len(told.persons), told.unassessed) == (1, 1)
    every = oversee(found, people_of(found))
    assert (len(every.persons), every.unassessed) == (2, 0)
