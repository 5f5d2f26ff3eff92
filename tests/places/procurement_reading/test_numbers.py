"""Numbers of tables, and the thousandfold mistake that a comma can make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.places.procurement.numbers import decimal_mark, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1775", 1775.0),
        ("1 775,50", 1775.5),
        ("1\u00a0775,50", 1775.5),
        ("1\u202f775\u202f000", 1775000.0),
        ("1,775.50", 1775.5),
        ("1.775,50", 1775.5),
        ("1'775.5", 1775.5),
        ("0,775", 0.775),
        ("1 775,500", 1775.5),
        ("1,775,500", 1775500.0),
        ("12,5", 12.5),
        ("-3", -3.0),
        ("1.5e3", 1500.0),
    ],
)
def test_a_number_that_says_itself_how_it_is_written_is_read(text: str, number: float) -> None:
    assert read_number(text, None) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1,77,5", "1.2.3,4,5", "12 кг", "9" * 60, "--3", "1e999"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_a_mark_before_three_figures_is_read_as_the_column_is_written() -> None:
    assert decimal_mark(["1,775", "12,5"], cyrillic=False) == ","
    assert decimal_mark(["1,775", "2,100.5"], cyrillic=True) == "."
    assert read_number("1,775", ",") == 1.775
    assert read_number("1,775", ".") == 1775.0


def test_without_any_other_number_the_language_of_the_headings_decides() -> None:
    assert decimal_mark(["1,775"], cyrillic=True) == ","
    assert decimal_mark(["1,775"], cyrillic=False) == "."


def test_a_column_that_contradicts_itself_leaves_such_a_number_unread() -> None:
    mark = decimal_mark(["12,5", "12.5", "1,775"], cyrillic=True)
    assert mark is None
    assert read_number("1,775", mark) is None
    assert read_number("12,5", mark) == 12.5


@given(
    st.integers(0, 10**9), st.integers(0, 99), st.sampled_from([(",", "."), (".", ","), (" ", ",")])
)
def test_grouped_numbers_keep_their_value(whole: int, cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    text = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02d}"
    assert read_number(text, None) == pytest.approx(whole + cents / 100)


@given(st.text(max_size=30), st.sampled_from([".", ",", None]))
def test_any_text_is_a_number_or_nothing(text: str, mark: str | None) -> None:
    found = read_number(text, mark)
    assert found is None or isinstance(found, float)
