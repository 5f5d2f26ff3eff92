"""What a saved depositary file says otherwise than the tables."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.differences import compare
from habeas.oversight.importers import Imported, read_saved
from habeas.oversight.world import World, grouped
from tests.oversight.importers.saved_files import saved
from tests.oversight.shipped import shipped_actions


def row(
    name: str,
    state: str,
    kind: ActionKind,
    received: date | None,
    confidence: Confidence = Confidence.HIGH,
) -> Action:
    when = DateInterval.on(received) if received else None
    return Action(name, state, "T", kind, received=when, confidence=confidence)


def found(here: list[Action], there: list[Action]) -> list[tuple[str, str, int | None]]:
    world = World(date(2026, 1, 1), {}, grouped(here))
    differences = compare(world, Imported("test", "test", tuple(there)))
    return [(one.kind, one.state, one.days) for one in differences]


RATIFIED = row("A", "AD", ActionKind.RATIFICATION, date(2000, 1, 1))


def test_the_same_dates_are_no_difference_whatever_the_consent_is_called() -> None:
    assert found([RATIFIED], [row("B", "AD", ActionKind.ACCESSION, date(2000, 1, 1))]) == []


@pytest.mark.parametrize(("day", "days"), [(date(2000, 1, 4), 3), (date(1999, 12, 30), -2)])
def test_another_date_is_counted_in_days_from_ours(day: date, days: int) -> None:
    there = [row("B", "AD", ActionKind.RATIFICATION, day)]
    assert found([RATIFIED], there) == [("other_date", "AD", days)]


def test_a_month_that_holds_the_day_is_no_difference() -> None:
    month = DateInterval(date(2000, 1, 1), date(2000, 1, 31))
    here = [Action("A", "AD", "T", ActionKind.RATIFICATION, received=month)]
    assert found(here, [row("B", "AD", ActionKind.RATIFICATION, date(2000, 1, 9))]) == []


def test_what_only_one_side_has_is_missing_on_the_other() -> None:
    there = [row("B", "FR", ActionKind.RATIFICATION, date(2001, 1, 1))]
    assert found([RATIFIED], there) == [
        ("missing_there", "AD", None),
        ("missing_here", "FR", None),
    ]


def test_kinds_that_the_file_does_not_hold_are_not_missing_there() -> None:
    left = row("E", "FR", ActionKind.DENUNCIATION_NOTIFIED, date(2005, 1, 1))
    assert found([RATIFIED, left], [RATIFIED]) == []


def test_an_unverified_row_is_settled_by_a_dated_one() -> None:
    open_row = row("E", "AD", ActionKind.DENUNCIATION_NOTIFIED, None, Confidence.UNVERIFIED)
    told = row("F", "AD", ActionKind.DENUNCIATION_NOTIFIED, date(2026, 1, 5))
    assert found([open_row], [told]) == [("settles_unverified", "AD", None)]


def test_of_two_acts_the_nearest_in_time_are_paired() -> None:
    here = [RATIFIED, row("C", "AD", ActionKind.ACCESSION, date(2010, 1, 1))]
    there = [row("D", "AD", ActionKind.ACCESSION, date(2010, 1, 3))]
    assert found(here, there) == [("missing_there", "AD", None), ("other_date", "AD", 2)]


def test_a_saved_chart_settles_the_receipt_that_the_tables_do_not_know() -> None:
    name = "signatures.126.json"
    differences = compare(shipped_actions(), read_saved(saved(name), name=name))
    settled = [one for one in differences if one.kind == "settles_unverified"]
    assert [(one.state, one.treaty) for one in settled] == [("RU", "ECPT")]
    assert settled[0].there is not None
    assert settled[0].there.received == DateInterval.on(date(2031, 3, 10))
