"""Which part of an act lies within the time of competence."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight import Action, ActionKind, Layer, Question, Truth, World
from habeas.oversight.requirements import TESTS, Need
from habeas.oversight.situation import Situation
from habeas.oversight.treaty import Exit, Term, Treaty
from habeas.oversight.world import grouped


def span(first: str, last: str = "") -> DateInterval:
    return DateInterval(date.fromisoformat(first), date.fromisoformat(last or first))


def world(*, last_day_counts: bool = False) -> World:
    """In from 2000 to 2010, and again from 2012."""
    treaty = Treaty(
        "T", "T", date(1990, 1, 1), exit=Exit(term=Term(), last_day_counts=last_day_counts)
    )
    rows = [
        Action("in", "QA", "T", ActionKind.ACCESSION, received=span("2000-01-01")),
        Action("out", "QA", "T", ActionKind.DENUNCIATION_NOTIFIED, received=span("2010-01-01")),
        Action("back", "QA", "T", ActionKind.ACCESSION, received=span("2012-01-01")),
    ]
    return World(date(2026, 1, 1), {"T": treaty}, grouped(rows))


def covered(act: DateInterval, begins: str = "", known: World | None = None) -> DateInterval | None:
    need = Need(Layer.COMPETENCE, "facts_within", treaty="T", values={"begins": begins})
    case = Situation(known or world(), Question("QA", act), date(2020, 1, 1), "QA")
    found = TESTS["facts_within"](need, case)
    assert (found.truth is Truth.YES) is (found.covered is not None)
    return found.covered


@pytest.mark.parametrize(
    ("act", "part"),
    [
        (span("2005-05-05"), span("2005-05-05")),
        (span("1999-01-01", "2001-06-01"), span("2000-01-01", "2001-06-01")),
        (span("2009-06-01", "2011-01-01"), span("2009-06-01", "2009-12-31")),
        (span("2009-12-01", "2013-01-01"), span("2012-01-01", "2013-01-01")),
        (span("1990-01-01", "1999-12-31"), None),
        (span("2010-01-01", "2011-12-31"), None),
    ],
)
def test_the_longest_part_within_a_period_is_covered(
    act: DateInterval, part: DateInterval | None
) -> None:
    assert covered(act) == part


def test_what_must_begin_in_time_is_not_saved_by_lasting() -> None:
    assert covered(span("1999-12-31", "2005-01-01"), begins="must") is None
    assert covered(span("2000-01-01", "2011-01-01"), begins="must") is not None


def test_the_last_day_counts_only_where_the_treaty_says_so() -> None:
    assert covered(span("2010-01-01")) is None
    assert covered(span("2010-01-01"), known=world(last_day_counts=True)) == span("2010-01-01")


def test_an_act_that_still_lasts_is_looked_at_up_to_the_step() -> None:
    assert covered(DateInterval(date(2015, 1, 1), None)) == span("2015-01-01", "2020-01-01")
