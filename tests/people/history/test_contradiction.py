"""Statements that cannot both hold stand side by side, with both sources."""

from __future__ import annotations

import pytest

from habeas.people.history import Statement
from tests.people.history.people import history, told


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([told("died", "2022-04-03"), told("died", "2022-05")], ["two dates of death"]),
        ([told("died", "2022-04-03"), told("died", "2022-04")], []),
        ([told("died", "2022"), told("exchanged", "2023-01-01")], ["free after a death"]),
        ([told("died", "2022-04-03"), told("seen", "2022-08-01")], ["alive after a death"]),
        ([told("died", "2022-04-03"), told("family", "2022-08-01")], ["alive after a death"]),
        ([told("died", "2022-04-03"), told("seen", "2022-04-20")], []),
        ([told("died", "2022-04-03"), told("denied", "2022-08-01")], []),
        (
            [told("captured", "2015-01-01"), told("captured", "2022-01-01")],
            ["captured twice, and no release between is known"],
        ),
        (
            [
                told("captured", "2015-01-01"),
                told("released", "2016"),
                told("captured", "2022-01-01"),
            ],
            [],
        ),
        ([told("captured", "2022-01-01"), told("captured", "2022-03-01")], []),
    ],
)
def test_what_cannot_both_hold_of_one_human(statements: list[Statement], words: list[str]) -> None:
    assert [item.words for item in history(*statements).conflicts] == words


def test_a_denial_stands_against_the_strongest_sign_of_custody() -> None:
    captured, seen = told("captured", "2022-03-10"), told("seen", "2022-05-01", source="witness")
    denied = told("denied", "2022-04-01", source="ministry", says="we hold no such person")
    (conflict,) = history(captured, denied, seen).conflicts
    assert not conflict.hard
    assert str(conflict) == (
        "denied, yet held: captured 2022-03-10, yet "
        "custody denied 2022-04-01 (ministry): “we hold no such person”"
    )
    reply = told("acknowledged", "2022-08-01", source="reply")
    (conflict,) = history(captured, denied, seen, reply).conflicts
    assert (conflict.earlier, conflict.later) == (denied, reply)


def test_a_denial_before_the_capture_or_after_the_release_contradicts_nothing() -> None:
    captured, freed = told("captured", "2022-03-10"), told("exchanged", "2023-01-10")
    assert history(told("denied", "2022-03-01"), captured).conflicts == ()
    assert history(captured, freed, told("denied", "2023-05-01")).conflicts == ()


def test_nobody_is_at_two_places_on_one_day_unless_moved_or_named_more_fully() -> None:
    one, other = (told("seen", "2022-05-01", place=place) for place in ("Colony 9", "Prison 3"))
    (conflict,) = history(one, other).conflicts
    assert conflict.words == "at two places on one day"
    fuller = told("seen", "2022-05-01", place="Colony 9, Northtown")
    assert history(one, fuller).conflicts == ()
    assert history(one, told("transferred", "2022-05-01", place="Prison 3")).conflicts == ()
