"""A world with rows of the user's own."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.status import is_bound
from habeas.oversight.tables import shipped_world
from habeas.oversight.truth import Truth

WORLD = shipped_world()


def notice(received: DateInterval, confidence: Confidence = Confidence.HIGH) -> Action:
    kind = ActionKind.DENUNCIATION_NOTIFIED
    return Action("own", "RU", "ECPT", kind, received=received, confidence=confidence)


def test_a_row_that_gives_the_day_settles_the_row_in_doubt() -> None:
    world = WORLD.with_actions([notice(DateInterval.on(date(2025, 10, 7)))])
    assert is_bound(world, "RU", "ECPT", date(2026, 10, 31)).truth is Truth.YES
    assert is_bound(world, "RU", "ECPT", date(2026, 11, 1)).truth is Truth.NO


def test_a_row_that_narrows_the_day_narrows_the_doubt() -> None:
    span = DateInterval(date(2025, 10, 20), date(2025, 11, 10))
    world = WORLD.with_actions([notice(span)])
    truths = [
        is_bound(world, "RU", "ECPT", day).truth
        for day in (date(2026, 10, 31), date(2026, 11, 15), date(2026, 12, 1))
    ]
    assert truths == [Truth.YES, Truth.UNKNOWN, Truth.NO]


@pytest.mark.parametrize(
    "own",
    [
        notice(DateInterval.on(date(2025, 10, 7)), Confidence.UNVERIFIED),
        notice(DateInterval.on(date(2024, 1, 1))),
    ],
    ids=["unverified itself", "a day on which the act in doubt cannot have been"],
)
def test_other_rows_leave_the_doubt_standing(own: Action) -> None:
    kept = [row.id for row in WORLD.with_actions([own]).of("RU", "ECPT")]
    assert "RU.ECPT.denunciation" in kept


def test_a_row_about_another_state_settles_nothing() -> None:
    kind = ActionKind.DENUNCIATION_NOTIFIED
    own = Action("own", "BF", "ROME", kind, received=DateInterval.on(date(2025, 10, 1)))
    world = WORLD.with_actions([own])
    assert [row.id for row in world.of("BF", "ROME") if row.kind is kind] == ["own"]
    assert world.of("ML", "ROME") == WORLD.of("ML", "ROME")


def test_the_world_itself_is_not_changed() -> None:
    before = WORLD.of("RU", "ECPT")
    WORLD.with_actions([notice(DateInterval.on(date(2025, 10, 7)))])
    assert WORLD.of("RU", "ECPT") == before
