"""Values in force: the machine's, except where a person set them right."""

from dataclasses import replace
from datetime import date

import pytest

from habeas.model import (
    Correction,
    DateInterval,
    DateRole,
    Judgement,
    PlaceCandidate,
    Stance,
    Verdict,
)
from habeas.reports.settled import Change, settle
from tests.reports.invented import BEATING, CELLAR, DENIAL, judged


def corrected(**fields: str | None) -> Judgement:
    set_right = tuple(Correction(field, value) for field, value in fields.items())
    return judged(BEATING, Verdict.CORRECT, "because", *set_right)


def test_an_unjudged_claim_keeps_the_machines_values() -> None:
    settled = settle(BEATING, None)
    assert (settled.type, settled.speaker, settled.place) == ("torture", "Mira Tolvan", "Orlyne")
    assert settled.interval == DateInterval(date(2026, 2, 21), date(2026, 2, 28))
    assert settled.changes == ()


@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.REJECT])
def test_confirming_and_rejecting_change_no_value(verdict: Verdict) -> None:
    assert settle(BEATING, judged(BEATING, verdict, "because")) == settle(BEATING, None)


def test_a_corrected_field_takes_the_persons_value_and_keeps_the_machines_beside_it() -> None:
    settled = settle(BEATING, corrected(type="killing", victim=None))
    assert (settled.type, settled.victim) == ("killing", None)
    assert settled.changes == (
        Change("type", "torture", "killing"),
        Change("victim", "captives", None),
    )


def test_a_corrected_place_loses_the_machines_coordinates() -> None:
    assert settle(BEATING, corrected(place="Upper Sedge")).location is None


def test_a_corrected_place_takes_the_coordinates_of_a_reading_that_the_machine_had() -> None:
    location = settle(BEATING, corrected(place="orlyne minor")).location
    assert location is not None
    assert location.name == "Orlyne Minor"


def test_a_corrected_place_takes_the_coordinates_that_the_caller_found_for_it() -> None:
    found = PlaceCandidate("Upper Sedge", 49.7, 35.2, "city", "XV", None, 0.9)
    assert settle(BEATING, corrected(place="Upper Sedge"), {"Upper Sedge": found}).location == found
    assert settle(CELLAR, corrected(place="Upper Sedge"), {"Upper Sedge": found}).location == found


def test_an_emptied_place_is_nowhere() -> None:
    settled = settle(BEATING, corrected(place=None))
    assert (settled.place, settled.location) == (None, None)


def test_one_corrected_end_of_a_date_keeps_the_other() -> None:
    settled = settle(BEATING, corrected(date_from="2026-02-25"))
    assert settled.interval == DateInterval(date(2026, 2, 25), date(2026, 2, 28))


def test_a_corrected_end_that_does_not_fit_makes_the_machines_end_unknown() -> None:
    assert settle(BEATING, corrected(date_from="2026-05-01")).interval == DateInterval(
        date(2026, 5, 1), None
    )
    assert settle(BEATING, corrected(date_to="2026-01-01")).interval == DateInterval(
        None, date(2026, 1, 1)
    )


def test_a_date_may_be_emptied_and_given() -> None:
    assert settle(BEATING, corrected(date_from=None, date_to=None)).interval is None
    given = settle(CELLAR, corrected(date_from="2026-02-22"))
    assert given.interval == DateInterval(date(2026, 2, 22), None)
    assert given.date_role is DateRole.EVENT


def test_a_denial_is_known_by_its_stance_or_its_type() -> None:
    assert settle(DENIAL, None).denies
    assert settle(replace(DENIAL, stance=Stance.ASSERTS, type="official_denial"), None).denies
    assert not settle(BEATING, None).denies
