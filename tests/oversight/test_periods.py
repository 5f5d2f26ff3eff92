"""How rows become periods: the rules of the fold, on a small treaty and on the shipped rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight import Action, ActionKind, Confidence, is_bound, shipped_world
from habeas.oversight.periods import Period, bound_periods
from habeas.oversight.treaty import Exit, Term, Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.world import World, grouped

TREATY = Treaty(
    "T", "Treaty", date(1990, 1, 1), entry=Term(months=3), exit=Exit(term=Term(months=12))
)


def on(day: str) -> DateInterval:
    return DateInterval.on(date.fromisoformat(day))


def act(kind: ActionKind, when: DateInterval, **more: object) -> Action:
    made = Action(f"{kind.value}.{when.first}", "S", "T", kind, received=when)
    return replace(made, **more)  # type: ignore[arg-type]  # the fields are named where it is called


def world(*rows: Action, treaty: Treaty = TREATY) -> World:
    return World(date(2026, 1, 1), {"T": treaty}, grouped(rows))


def truth(known: World, day: str, seen: str | None = None) -> Truth:
    knowing = date.fromisoformat(seen) if seen else None
    return is_bound(known, "S", "T", date.fromisoformat(day), knowing).truth


ACCESSION = act(ActionKind.ACCESSION, on("2000-01-10"))
NOTICE = act(ActionKind.DENUNCIATION_NOTIFIED, on("2010-02-01"))


def test_a_consent_binds_after_its_term_and_never_before_the_treaty_is_in_force() -> None:
    assert truth(world(ACCESSION), "2000-04-09") is Truth.NO
    assert truth(world(ACCESSION), "2000-04-10") is Truth.YES
    early = act(ActionKind.RATIFICATION, on("1985-05-01"))
    assert bound_periods(world(early), "S", "T")[0].start == on("1990-01-01")


def test_a_state_that_has_given_notice_is_bound_until_it_has_run() -> None:
    left = world(ACCESSION, NOTICE)

    assert truth(left, "2011-01-31") is Truth.YES
    assert truth(left, "2011-02-01") is Truth.NO


def test_a_notice_counts_from_receipt_not_from_a_law_at_home() -> None:
    law = act(ActionKind.DOMESTIC_STEP, on("2009-01-01"))

    assert truth(world(ACCESSION, law), "2020-01-01") is Truth.YES


def test_who_leaves_and_comes_back_on_one_day_was_never_out() -> None:
    back = act(ActionKind.ACCESSION, on("2010-11-01"))
    returned = world(ACCESSION, NOTICE, back)

    assert [p.end for p in bound_periods(returned, "S", "T")] == [on("2011-02-01"), None]
    assert truth(returned, "2011-02-01") is Truth.YES


def test_a_notice_taken_back_ends_nothing_but_was_once_in_sight() -> None:
    revoked = act(ActionKind.DENUNCIATION_REVOKED, on("2010-06-01"))
    stayed = world(ACCESSION, NOTICE, revoked)

    assert truth(stayed, "2012-01-01") is Truth.YES
    assert truth(stayed, "2012-01-01", seen="2010-05-31") is Truth.NO


def test_a_notice_cannot_be_taken_back_once_it_has_run() -> None:
    too_late = act(ActionKind.DENUNCIATION_REVOKED, on("2011-02-01"))

    assert truth(world(ACCESSION, NOTICE, too_late), "2012-01-01") is Truth.NO


@pytest.mark.parametrize(
    "doubtful",
    [
        act(ActionKind.DENUNCIATION_REVOKED, on("2010-06-01"), confidence=Confidence.UNVERIFIED),
        act(ActionKind.DENUNCIATION_REVOKED, DateInterval(date(2011, 1, 1), date(2011, 12, 31))),
    ],
)
def test_a_revocation_in_doubt_leaves_the_time_after_the_notice_unknown(doubtful: Action) -> None:
    stayed = world(ACCESSION, NOTICE, doubtful)

    assert truth(stayed, "2011-01-31") is Truth.YES
    assert truth(stayed, "2012-01-01") is Truth.UNKNOWN


def test_a_notice_given_again_after_it_was_taken_back_counts() -> None:
    revoked = act(ActionKind.DENUNCIATION_REVOKED, on("2010-06-01"))
    again = act(ActionKind.DENUNCIATION_NOTIFIED, on("2015-03-01"))
    left = world(ACCESSION, NOTICE, revoked, again)

    assert truth(left, "2016-02-29") is Truth.YES
    assert truth(left, "2016-03-01") is Truth.NO


def test_a_treaty_without_an_exit_is_not_left() -> None:
    bound = replace(TREATY, exit=Exit(possible=False))

    assert truth(world(ACCESSION, NOTICE, treaty=bound), "2020-01-01") is Truth.YES


def test_an_unverified_notice_leaves_the_time_after_it_unknown() -> None:
    doubted = replace(NOTICE, confidence=Confidence.UNVERIFIED)
    left = world(ACCESSION, doubted)

    assert truth(left, "2011-01-31") is Truth.YES
    assert truth(left, "2030-01-01") is Truth.UNKNOWN


def test_a_suspension_is_a_gap() -> None:
    pause = act(ActionKind.SUSPENSION, on("2005-01-01"), end=on("2005-12-31"))
    held = world(ACCESSION, pause)

    assert [truth(held, day) for day in ("2004-12-31", "2005-06-01", "2006-01-01")] == [
        Truth.YES,
        Truth.NO,
        Truth.YES,
    ]


def test_a_year_alone_is_unknown_within_and_known_outside() -> None:
    vague = act(ActionKind.ACCESSION, DateInterval(date(2019, 1, 1), date(2019, 12, 31)))
    found = is_bound(world(vague), "S", "T", date(2019, 10, 1))

    assert found.truth is Truth.UNKNOWN
    assert found.missing[0].threshold == date(2019, 7, 1), "three months before the day asked about"
    assert truth(world(vague), "2019-03-31") is Truth.NO
    assert truth(world(vague), "2020-04-01") is Truth.YES


@pytest.mark.parametrize("treaty", sorted(shipped_world().treaties))
def test_the_periods_of_every_state_are_well_ordered(treaty: str) -> None:
    shipped = shipped_world()
    for state in {state for state, name in shipped.actions if name == treaty}:
        _check_order(bound_periods(shipped, state, treaty))


def _check_order(periods: Iterable[Period]) -> None:
    earlier = date.min
    for period in periods:
        start = period.start.first or date.min
        assert start >= earlier, "a period begins before the one before it has ended"
        if period.end is not None:
            assert (period.end.last or date.max) >= start, "a period ends before it begins"
            earlier = period.end.first or start


def test_an_undated_notice_may_end_any_period_and_opens_none() -> None:
    back = act(ActionKind.ACCESSION, on("2015-01-10"))
    undated = Action("?", "S", "T", ActionKind.DENUNCIATION_NOTIFIED)
    doubted = world(ACCESSION, NOTICE, back, undated)

    assert truth(doubted, "1999-12-31") is Truth.NO
    assert truth(doubted, "2005-01-01") is Truth.UNKNOWN
    assert truth(doubted, "2013-01-01") is Truth.NO
    assert truth(doubted, "2020-01-01") is Truth.UNKNOWN


def test_an_undated_notice_of_a_state_that_joined_once_leaves_all_after_it_unknown() -> None:
    undated = Action("?", "S", "T", ActionKind.DENUNCIATION_NOTIFIED)

    assert truth(world(ACCESSION, undated), "2000-04-09") is Truth.NO
    assert truth(world(ACCESSION, undated), "2000-04-11") is Truth.UNKNOWN
