"""Dates on the command line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.cli.dates import interval
from habeas.model import DateInterval, WrongUsage


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29)),
        ("2031-08-21", date(2031, 8, 21), date(2031, 8, 21)),
        ("2031-08/2031-09-15", date(2031, 8, 1), date(2031, 9, 15)),
    ],
)
def test_a_year_a_month_a_day_or_two_of_them(words: str, first: date, last: date) -> None:
    assert interval(words) == DateInterval(first, last)


@pytest.mark.parametrize("words", ["soon", "21.08.2031", "2031-13", "2031-02-30", "2032/2031", ""])
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(WrongUsage, match="not a date"):
        interval(words)


@given(st.text(max_size=12))
def test_no_text_is_an_error_of_another_kind(words: str) -> None:
    try:
        interval(words)
    except WrongUsage:
        return


def test_nothing_given_is_nothing_known() -> None:
    assert interval(None) is None
