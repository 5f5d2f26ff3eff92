"""What a browser sent becomes a dataclass, or a refusal that names the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import WrongUsage
from habeas.web.forms import parse


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    count: int = 1
    share: float = 0.5
    wanted: bool = False
    day: date | None = None
    colour: Colour = Colour.RED
    several: tuple[str, ...] = ()


def test_each_kind_of_field_is_read() -> None:
    sent = [
        ("name", "Orrin"),
        ("count", "3"),
        ("share", "0.25"),
        ("wanted", "on"),
        ("day", "2031-05-01"),
        ("colour", "blue"),
        ("several", "a"),
        ("several", "b"),
    ]
    assert parse(Sample, sent) == Sample(
        "Orrin", 3, 0.25, True, date(2031, 5, 1), Colour.BLUE, ("a", "b")
    )


def test_an_empty_value_of_what_may_be_absent_is_none() -> None:
    assert parse(Sample, [("name", ""), ("day", "")]) == Sample("")


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ([], "name"),
        ([("name", "x"), ("count", "three")], "count"),
        ([("name", "x"), ("count", "9" * 40)], "count"),
        ([("name", "x"), ("count", "9" * 13)], "count"),
        ([("name", "x"), ("share", "nan")], "share"),
        ([("name", "x"), ("wanted", "perhaps")], "wanted"),
        ([("name", "x"), ("day", "2031-02-30")], "day"),
        ([("name", "x"), ("colour", "green")], "colour"),
        ([("name", "x"), ("name", "y")], "name"),
        ([("name", "x"), ("other", "y")], "other"),
        ([("name", "a\x00b")], "name"),
        ([("name", "x" * 30_000)], "name"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_name(sent: list[tuple[str, str]], where: str) -> None:
    with pytest.raises(WrongUsage) as refusal:
        parse(Sample, sent)
    assert refusal.value.where == where


@given(st.lists(st.tuples(st.sampled_from(["name", "count", "share", "day", "x"]), st.text())))
def test_nothing_that_is_sent_does_more_than_be_refused(sent: list[tuple[str, str]]) -> None:
    try:
        found = parse(Sample, sent)
    except WrongUsage:
        return
    assert isinstance(found.count, int)
