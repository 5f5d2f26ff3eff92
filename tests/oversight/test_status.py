"""What is said about being bound beside the truth: grounds, reminders, what would settle it."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight import (
    Action,
    ActionKind,
    Confidence,
    Truth,
    Verdict,
    exit_effect,
    is_bound,
    is_declared,
    shipped_world,
)


def bound(state: str, treaty: str, day: str, known: str | None = None) -> Truth:
    seen = date.fromisoformat(known) if known else None
    return is_bound(shipped_world(), state, treaty, date.fromisoformat(day), seen).truth


def test_a_signature_alone_binds_nobody_and_says_so() -> None:
    found = is_bound(shipped_world(), "US", "ROME", date(2020, 1, 1))

    assert (found.truth, found.key) == (Truth.NO, "bound.signed_then_refused")
    assert found.rows


def test_before_it_said_that_it_would_not_join_the_state_had_only_signed() -> None:
    assert is_bound(shipped_world(), "US", "ROME", date(2002, 3, 1)).key == "bound.too_early"
    assert is_bound(shipped_world(), "RU", "ROME", date(2010, 1, 1)).key == "bound.signed_only"


def test_nobody_is_bound_before_the_treaty_is_in_force() -> None:
    assert bound("FR", "ROME", "2002-06-30") is Truth.NO
    assert bound("FR", "ROME", "2002-07-01") is Truth.YES


@pytest.mark.parametrize(
    ("day", "threshold"),
    [("2026-10-01", "2025-09-30"), ("2026-12-31", "2025-11-30"), ("2027-10-01", "2026-09-30")],
)
def test_the_flip_is_named_in_days_of_receipt(day: str, threshold: str) -> None:
    found = is_bound(shipped_world(), "RU", "ECPT", date.fromisoformat(day))

    assert found.truth is Truth.UNKNOWN
    assert [str(item.threshold) for item in found.missing] == [threshold]


@pytest.mark.parametrize(
    ("received", "truth"), [("2025-09-30", Truth.NO), ("2025-10-01", Truth.YES)]
)
def test_a_receipt_on_either_side_of_the_flip_gives_what_was_foretold(
    received: str, truth: Truth
) -> None:
    shown = Action(
        "RU.ECPT.denunciation",
        "RU",
        "ECPT",
        ActionKind.DENUNCIATION_NOTIFIED,
        received=DateInterval.on(date.fromisoformat(received)),
    )
    world = shipped_world().with_actions([shown])

    assert is_bound(world, "RU", "ECPT", date(2026, 10, 1)).truth is truth


def test_a_list_that_ends_before_the_day_is_called_to_mind() -> None:
    found = is_bound(shipped_world(), "FJ", "OPCAT", date(2026, 11, 22))

    assert found.truth is Truth.NO
    assert [condition.key for condition in found.conditions] == ["list_complete_until"]
    assert found.confidence is not Confidence.HIGH


def test_a_declaration_that_no_complete_list_shows_is_unknown_never_no() -> None:
    found = is_declared(shipped_world(), "FR", "AP1", "90", "accepts", date(2020, 1, 1))

    assert found.truth is Truth.UNKNOWN
    assert found.missing


def test_a_state_counted_but_not_named_is_unknown() -> None:
    assert bound("TV", "CAT", "2023-07-01") is Truth.UNKNOWN


def test_a_withdrawn_declaration_ends_on_the_day_of_withdrawal() -> None:
    def stands(day: date) -> Truth:
        return is_declared(shipped_world(), "RU", "AP1", "90", "accepts", day).truth

    assert stands(date(2019, 10, 22)) is Truth.YES
    assert stands(date(2019, 10, 23)) is Truth.NO


@pytest.mark.parametrize("treaty", ["GC1-4", "AP1"])
def test_a_war_blocks_the_exit_from_the_law_of_war(treaty: str) -> None:
    received = DateInterval.on(date(2026, 12, 1))

    assert exit_effect(shipped_world(), "RU", treaty, received).by(date(2050, 1, 1)) is Verdict.NO


def test_an_announcement_is_no_notice() -> None:
    assert bound("BF", "ROME", "2025-12-31") is Truth.YES
    assert bound("BF", "ROME", "2026-09-21") is Truth.YES
    assert bound("BF", "ROME", "2026-09-22") is Truth.UNKNOWN
