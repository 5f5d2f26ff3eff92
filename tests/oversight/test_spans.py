"""The date cells of the tables: partial dates and spans, read and written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import DateInterval
from habeas.oversight.spans import read_when, write_when

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-04-12", date(2019, 4, 12), date(2019, 4, 12)),
        ("2022-06-15..2026-04-13", date(2022, 6, 15), date(2026, 4, 13)),
        ("2022..2023-02", date(2022, 1, 1), date(2023, 2, 28)),
        ("2025-09-29..", date(2025, 9, 29), None),
        ("..2015-03-14", None, date(2015, 3, 14)),
        ("..", None, None),
        (" 2019 ", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_every_form_of_cell_is_read(cell: str, first: date | None, last: date | None) -> None:
    assert read_when(cell) == DateInterval(first, last)


@pytest.mark.parametrize("cell", ["", "   "])
def test_an_empty_cell_is_no_date(cell: str) -> None:
    assert read_when(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "19",
        "2019-4",
        "2019-13",
        "2019-02-30",
        "0000",
        "2019-04-12T00:00",
        "2020..2019",
        "2019...2020",
        "1 May 2019",
        "unknown",
        "٢٠١٩",
    ],
)
def test_any_other_form_is_an_error_that_names_the_cell(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as raised:
        read_when(cell)
    assert repr(cell) in str(raised.value)


@pytest.mark.parametrize("cell", ["2019", "2019-04", "2019-04-12", "2025-09-29..", "..2015-03-14"])
def test_the_shortest_form_is_written(cell: str) -> None:
    assert write_when(read_when(cell)) == cell


def test_a_span_of_whole_months_is_not_taken_for_one_month() -> None:
    assert write_when(read_when("2019-01..2019-02")) == "2019-01-01..2019-02-28"


@given(st.one_of(st.none(), st.tuples(st.none() | DAYS, st.none() | DAYS)))
def test_what_is_written_reads_back(ends: tuple[date | None, date | None] | None) -> None:
    interval = None
    if ends is not None:
        first, last = ends
        if first is not None and last is not None and first > last:
            first, last = last, first
        interval = DateInterval(first, last)
    assert read_when(write_when(interval)) == interval
