"""A user's own table of actions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import DateInterval, HabeasError, InputRefused
from habeas.oversight.action import ActionKind, Confidence
from habeas.oversight.own_rows import read_actions


def test_state_treaty_kind_and_one_date_are_enough() -> None:
    table = "state,treaty,kind,received\nRussia,CETS 126,denunciation notified,2026-02-28\n"
    (row,) = read_actions(table.encode(), name="mine.csv")
    assert (row.state, row.treaty, row.kind) == ("RU", "ECPT", ActionKind.DENUNCIATION_NOTIFIED)
    assert row.received == DateInterval.on(date(2026, 2, 28))
    assert (row.source, row.confidence) == ("mine.csv", Confidence.HIGH)


def test_columns_stand_in_any_order_and_dates_may_be_spans() -> None:
    table = "# my notes\nkind\tmade\tstate\ttreaty\tid\nsignature\t2025-10..2026-02\tUA\tX-1\tR\n"
    (row,) = read_actions(table.encode(), name="mine.tsv")
    assert row.made == DateInterval(date(2025, 10, 1), date(2026, 2, 28))
    assert (row.id, row.treaty) == ("R", "X-1")


@pytest.mark.parametrize(
    ("table", "where", "what"),
    [
        ("state,treaty,made\nUA,CAT,2001\n", "mine.csv", "kind"),
        ("state,treaty,kind\nUA,CAT,signature\n", "mine.csv", "one of made"),
        ("state,treaty,kind,made,colour\nUA,CAT,signature,2001,red\n", "mine.csv", "colour"),
        ("state,treaty,kind,made\nAtlantis,CAT,signature,2001\n", "row 2", "Atlantis"),
        ("state,treaty,kind,made\nUA,CAT,signature,2001\nUA,CAT,gift,2001\n", "row 3", "gift"),
        ("# a note\nstate,treaty,kind,made\nUA,CAT,signature,31 May\n", "row 3", "31 May"),
        ("state,treaty,kind,made\nUA,CAT,signature,\n", "row 2", "no date"),
        ("state,treaty,kind,made\nUA,,signature,2001\n", "row 2", "no treaty"),
        ("state,treaty,kind,made\nUA,CAT,signature\n", "row 2", "3 cells"),
        (
            "id,state,treaty,kind,made\nA,UA,CAT,signature,2001\nA,PL,CAT,signature,2001\n",
            "row 3",
            "two rows",
        ),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_what_to_do(
    table: str, where: str, what: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        read_actions(table.encode(), name="mine.csv")
    assert where in str(refused.value.where)
    assert what in refused.value.what
    assert refused.value.remedy


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_garbage_is_refused_and_nothing_else_is_raised(content: bytes) -> None:
    for start in (b"", b"state,treaty,kind,made\n"):
        try:
            read_actions(start + content, name="mine.csv")
        except HabeasError:
            continue
