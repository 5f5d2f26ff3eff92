"""When a notice takes effect, and what stands in its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import DateInterval
from habeas.oversight.action import Action, ActionKind
from habeas.oversight.answer import Verdict
from habeas.oversight.leaving.exit import exit_effect
from habeas.oversight.tables import shipped_world
from habeas.oversight.treaty import Exit, Term, Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.world import ArmedConflict, World, grouped

WORLD = shipped_world()
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def on(year: int, month: int, day: int) -> DateInterval:
    return DateInterval.on(date(year, month, day))


def test_from_the_geneva_conventions_nobody_leaves_in_war() -> None:
    for treaty in ("GC1-4", "GC III", "AP1"):
        effect = exit_effect(WORLD, "RU", treaty, on(2026, 12, 1))
        assert effect.by(date(2027, 12, 31)) is Verdict.NO
        assert effect.reason == "waits_for_peace"
        assert [condition.key for condition in effect.conditions] == ["no_peace_yet"]
    assert "142" in exit_effect(WORLD, "RU", "GC1-4", on(2026, 12, 1)).article


def test_a_state_at_peace_may_leave_them_after_a_year() -> None:
    effect = exit_effect(WORLD, "CH", "GC1-4", on(2026, 12, 1))
    assert effect.effective == on(2027, 12, 1)
    assert effect.by(date(2027, 12, 1)) is Verdict.YES
    assert effect.by(date(2027, 11, 30)) is Verdict.NO


def test_a_law_at_home_ends_nothing() -> None:
    effect = exit_effect(WORLD, "RU", "ECPT")
    assert effect.by(date(2025, 9, 29)) is Verdict.NO
    assert effect.by(date(2026, 9, 30)) is Verdict.NO
    assert effect.by(date(2026, 10, 1)) is Verdict.UNKNOWN
    assert effect.effective is not None
    assert effect.effective.first == date(2026, 10, 1)


def test_who_is_no_party_has_nothing_to_leave() -> None:
    effect = exit_effect(WORLD, "RU", "OPCAT", on(2026, 1, 1))
    assert (effect.possible, effect.reason) == (Truth.NO, "not_a_party")


def test_a_treaty_without_an_exit_clause_has_no_exit() -> None:
    effect = exit_effect(WORLD, "UA", "CED", on(2026, 1, 1))
    assert effect.by(date(2040, 1, 1)) is Verdict.NO
    assert effect.reason == "no_exit_clause"


def test_an_invented_treaty_needs_no_code() -> None:
    rule = Treaty(
        "NEW",
        "New treaty",
        date(2000, 1, 1),
        exit=Exit(article="9", term=Term(months=1, days=3), minimum_years=2, rules=("NEW-9",)),
    )
    joined = Action("n1", "UA", "NEW", ActionKind.ACCESSION, received=on(2020, 5, 1))
    world = World(date(2026, 1, 1), {"NEW": rule}, grouped([joined]))
    assert exit_effect(world, "UA", "NEW", on(2020, 6, 1)).effective == on(2022, 5, 1)
    assert exit_effect(world, "UA", "NEW", on(2024, 1, 31)).effective == on(2024, 3, 3)
    assert exit_effect(world, "UA", "NEW", on(2024, 1, 31)).rules == ("NEW-9",)


def test_an_armed_conflict_that_ended_no_longer_blocks_a_later_notice() -> None:
    war = ArmedConflict("w", "international", (("CH",), ("AT",)), on(2000, 1, 1), on(2001, 1, 1))
    world = replace(WORLD, conflicts=(war,))
    assert exit_effect(world, "CH", "GC1-4", on(2000, 6, 1)).reason == "waits_for_peace"
    assert exit_effect(world, "CH", "GC1-4", on(2005, 6, 1)).effective == on(2006, 6, 1)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(WORLD.treaties)), DAYS, DAYS, DAYS)
def test_an_exit_once_in_effect_stays_so_and_never_precedes_the_notice(
    treaty: str, received: date, one: date, other: date
) -> None:
    effect = exit_effect(WORLD, "UA", treaty, DateInterval.on(received))
    earlier, later = sorted((one, other))
    if effect.by(earlier) is Verdict.YES:
        assert effect.by(later) is Verdict.YES
        assert earlier >= received
