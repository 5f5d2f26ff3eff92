"""The reference's vectors of treaty arithmetic, each computed by the function that it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from habeas.oversight import dates
from tests.oversight.reference import REFERENCE, needs_reference, reference_rows

FUNCTIONS: dict[str, Callable[[date, int], date]] = {
    "first_day_of_month_after_months": dates.first_of_month_after_months,
    "plus_days": dates.plus_days,
    "plus_months": dates.plus_months,
    "rome_126": dates.first_of_month_after_days,
}
VECTORS = reference_rows("date_vectors") if REFERENCE.is_dir() else ()


@needs_reference
def test_every_vector_is_there() -> None:
    assert len(VECTORS) == 52
    assert {row["function"] for row in VECTORS} == set(FUNCTIONS)


@needs_reference
@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['function']}-{row['input_date']}")
def test_a_date_is_counted_as_the_depositary_counted_it(row: dict[str, str]) -> None:
    computed = FUNCTIONS[row["function"]](date.fromisoformat(row["input_date"]), int(row["n"]))

    assert computed == date.fromisoformat(row["expected"])


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-12-15", 2, "2024-02-15"),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(start: str, months: int, end: str) -> None:
    assert dates.plus_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_the_first_of_a_month_rolls_to_the_next_one() -> None:
    assert dates.first_of_next_month(date(2025, 10, 1)) == date(2025, 11, 1)
