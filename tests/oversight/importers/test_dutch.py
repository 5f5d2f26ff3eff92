"""Tables of parties of the Dutch treaty bank."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval, InputRefused
from habeas.oversight.action import ActionKind
from habeas.oversight.importers import read_dutch
from tests.oversight.importers.saved_files import saved

PAGE = read_dutch(saved("parties.html"), name="parties.html", treaty="CETS 126")
TABLE = read_dutch(saved("parties.csv"), name="parties.csv", treaty="126")


def on(year: int, month: int, day: int) -> DateInterval:
    return DateInterval.on(date(year, month, day))


def test_days_are_written_day_first_and_the_type_says_how_a_state_joined() -> None:
    consents = {
        row.state: (row.kind, row.received)
        for row in PAGE.actions
        if row.kind is not ActionKind.SIGNATURE and row.received and row.effective
        if row.kind is not ActionKind.DENUNCIATION_NOTIFIED
    }
    assert consents == {
        "AL": (ActionKind.RATIFICATION, on(1997, 10, 3)),
        "AD": (ActionKind.ACCESSION, on(1998, 1, 6)),
        "ME": (ActionKind.SUCCESSION, on(2006, 6, 6)),
    }


def test_two_days_under_renunciation_and_termination_are_notice_and_end() -> None:
    for read in (PAGE, TABLE):
        (row,) = (
            row
            for row in read.actions
            if row.state == "AL" and row.kind is ActionKind.DENUNCIATION_NOTIFIED
        )
        assert (row.received, row.effective) == (on(2018, 12, 12), on(2019, 7, 1))


def test_a_single_day_under_both_headings_only_bounds_the_notice() -> None:
    (row,) = (
        row
        for row in PAGE.actions
        if row.state == "AD" and row.kind is ActionKind.DENUNCIATION_NOTIFIED
    )
    assert (row.received, row.effective) == (DateInterval(None, date(2024, 9, 9)), None)


def test_rows_that_give_nothing_are_named() -> None:
    assert {part.where for part in PAGE.skipped} == {"row 4", "row 5"}
    assert "unknown type" in TABLE.skipped[0].reason


def test_a_table_that_is_not_of_parties_is_refused() -> None:
    with pytest.raises(InputRefused, match="no table"):
        read_dutch(b"name,price\nbread,2\n", name="prices.csv", treaty="CAT")
