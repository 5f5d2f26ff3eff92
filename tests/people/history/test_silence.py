"""Days without contact: since the last known contact, or since capture; an interval of days."""

from __future__ import annotations

import pytest

from habeas.people.history import Silence, Statement
from tests.people.history.people import history, told


def silent(*statements: Statement, as_of: str = "2022-12-31") -> Silence | None:
    return history(*statements, as_of=as_of).days_without_contact()


def days(*statements: Statement, as_of: str = "2022-12-31") -> tuple[int, int | None]:
    found = silent(*statements, as_of=as_of)
    assert found is not None
    return found.least, found.most


CAPTURE = told("captured", "2022-12-01")


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([CAPTURE], (30, 30)),
        ([CAPTURE, told("captured", "2022-12")], (30, 30)),
        ([CAPTURE, told("captured", "2022-12-05")], (26, 30)),
        ([told("captured", "2022-12")], (0, 30)),
        ([CAPTURE, told("family", "2022-12-11")], (20, 20)),
        ([CAPTURE, told("counsel", "2022-12-11"), told("humanitarian", "2022-12-21")], (10, 10)),
        ([CAPTURE, told("seen", "2022-12-11"), told("sentenced", "2022-12-15")], (30, 30)),
        ([CAPTURE, told("denied", "2022-12-11")], (30, 30)),
        ([told("seen", "2022-12-11")], (20, None)),
        ([CAPTURE, told("exchanged", "2022-12-21")], (20, 20)),
        ([CAPTURE, told("exchanged", "2022-12-21"), told("family", "2022-12-22")], (20, 20)),
        ([CAPTURE, told("died", "2022-12")], (0, 30)),
        ([CAPTURE, told("family", "2023-05-01")], (30, 30)),
    ],
)
def test_days_without_contact(statements: list[Statement], expected: tuple[int, int]) -> None:
    assert days(*statements) == expected


def test_without_a_sign_of_custody_there_is_no_count() -> None:
    assert silent(told("released", "2022-12-21")) is None
    assert silent(told("denied", "2022-12-21")) is None
    assert silent(told("captured", "2023-02-01")) is None
    assert silent() is None


def test_the_count_names_what_it_runs_from_and_what_ended_it() -> None:
    found = silent(CAPTURE, told("family", "2022-12-11"), told("exchanged", "2022-12-21"))
    assert found is not None
    assert found.ended is not None
    assert (found.since.kind.value, found.ended.kind.value) == ("family", "exchanged")
    assert found.until.isoformat() == "2022-12-21"
