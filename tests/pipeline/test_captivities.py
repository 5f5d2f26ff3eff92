"""The captivity of each person of a case, from the claims that name them."""

from __future__ import annotations

from datetime import date

from habeas.model import Claim
from habeas.oversight import duties, shipped_world
from habeas.pipeline.captivities import captivities
from habeas.pipeline.happenings import happenings
from tests.pipeline.told import NOON, SIMFEROPOL, TAGANROG, at, claim, people_of, record


def facts(*claims: Claim) -> dict[str, duties.CustodyFacts]:
    """What is known of each person, by name."""
    found = record(*claims)
    people = people_of(found)
    told = happenings(shipped_world(), found.sources, found.judgements)
    names = people.resolution.records.name.texts()
    named = {person: names[rows[0]] for person, rows in people.persons().items()}
    return {named[item.person]: item for item in captivities(people, told, NOON.date())}


def test_a_person_has_the_events_of_the_claims_that_name_them() -> None:
    found = facts(
        claim(
            0,
            "capture",
            victim="Taras Velmin",
            actor="Russian soldiers",
            place=SIMFEROPOL,
            day="2022-04-15",
        ),
        claim(1, "torture", victim="Velmin", actor="FSB", place=TAGANROG, day="2022-09-01"),
    )["Taras Velmin"]
    assert [item.kind.value for item in found.of(*duties.EventKind)] == ["captured", "seen"]
    assert (found.holder, found.references) == ("RU", ("c0", "c1"))
    assert found.begun is not None
    assert found.begun.first == date(2022, 4, 15)


def test_a_transfer_told_by_a_claim_names_no_place() -> None:
    found = facts(claim(0, "transfer", victim="Taras Velmin", place=TAGANROG, day="2022-05-01"))
    (event,) = found["Taras Velmin"].events
    assert (event.kind.value, event.place) == ("arrived", None)


def test_holders_that_differ_leave_the_holder_unknown() -> None:
    found = facts(
        claim(0, "detention", victim="Taras Velmin", actor="FSB", day="2022-05-01"),
        claim(1, "detention", victim="Taras Velmin", actor="Belarusian police", day="2022-06-01"),
    )
    assert found["Taras Velmin"].holder == ""


def test_only_the_captivity_since_the_last_release_counts() -> None:
    found = facts(
        claim(0, "capture", victim="Taras Velmin", day="2015-01-10"),
        claim(1, "exchange_release", victim="Taras Velmin", day="2016-02-10"),
        claim(2, "capture", victim="Taras Velmin", day="2022-04-15"),
    )["Taras Velmin"]
    assert [str(item.when) for item in found.events] == ["2022-04-15"]


def test_of_whom_no_custody_is_told_nothing_is_assessed() -> None:
    assert facts(claim(0, "killing", victim="Taras Velmin", place=at("Kyiv", "UA"))) == {}


def test_what_happened_after_the_day_asked_about_does_not_count() -> None:
    assert facts(claim(0, "capture", victim="Taras Velmin", day="2027-01-10")) == {}
