"""What was lost and gained between two days, in law and in fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import DateInterval, WrongUsage
from habeas.oversight.action import Action, ActionKind
from habeas.oversight.answer import Verdict
from habeas.oversight.change import About, Change, ChangeKind, Nature
from habeas.oversight.door import find_doors
from habeas.oversight.losses import difference, kept_doors
from habeas.oversight.opening import open_doors
from habeas.oversight.question import Question, Victim
from habeas.oversight.tables import shipped_world
from habeas.oversight.telling.change_wording import changes_text
from habeas.oversight.telling.messages import languages
from habeas.oversight.territory import Place
from habeas.oversight.world import World
from tests.oversight.reference import needs_reference, reference_rows

WORLD = shipped_world()
BEFORE, AFTER = date(2021, 1, 1), date(2026, 11, 22)
POW = Victim("POW", "UA")
UKRAINE = Place("Ukraine", "UA")


def found(changes: tuple[Change, ...], name: str, nature: Nature, about: About) -> Change:
    return next(c for c in changes if (c.name, c.nature, c.about) == (name, nature, about))


@pytest.fixture(scope="module")
def russia() -> tuple[Change, ...]:
    return difference(WORLD, "RU", before=BEFORE, after=AFTER, victim=POW)


def test_the_court_was_lost_in_law_on_the_day_after_the_last(russia: tuple[Change, ...]) -> None:
    court = found(russia, "ECtHR", Nature.LAW, About.DOOR)
    assert court.kind is ChangeKind.LOST
    # The day of effect itself is still covered.
    assert court.when == DateInterval.on(date(2022, 9, 17))
    assert court.turns[-1].dated == date(2022, 9, 16)
    assert "RU.ECHR.cessation" in court.rows
    assert "ECHR-58" in court.rules


def test_the_committee_is_lost_in_fact_and_in_doubt_in_law(russia: tuple[Change, ...]) -> None:
    in_fact = found(russia, "CPT", Nature.FACT, About.DOOR)
    assert in_fact.kind is ChangeKind.LOST
    assert in_fact.when.first == date(2021, 9, 1)
    in_law = found(russia, "CPT", Nature.LAW, About.DOOR)
    assert in_law.kind is ChangeKind.CHANGED
    assert (in_law.before, in_law.after) == (Verdict.YES, Verdict.UNKNOWN)
    assert in_law.when == DateInterval.on(date(2026, 10, 1))
    assert in_law.unknown


def test_what_is_kept_is_not_listed(russia: tuple[Change, ...]) -> None:
    assert not [change for change in russia if change.name in {"CAT-22", "HRC-OP1", "WGEID"}]


def test_what_is_open_on_both_days_and_not_refused_is_kept() -> None:
    kept = kept_doors(WORLD, "RU", before=BEFORE, after=AFTER, place="UA-14", victim="POW,UA")
    assert {"CAT-22", "HRC-OP1", "WGEID", "ICC"} <= set(kept)
    assert not {"CPT", "ECtHR", "SPT", "ICRC-visit", "CoI", "SR-country"} & set(kept)


def test_place_and_victim_may_be_given_in_words() -> None:
    span = (date(2022, 9, 1), date(2022, 10, 1))
    words = difference(
        WORLD, "RU", before=span[0], after=span[1], place="UA-14", victim="civilian,UA"
    )
    things = difference(
        WORLD,
        "RU",
        before=span[0],
        after=span[1],
        place=Place("UA-14", "UA", "UA-14"),
        victim=Victim("civilian", "UA"),
    )
    assert [(c.name, c.kind, c.when) for c in words] == [(c.name, c.kind, c.when) for c in things]


def test_what_was_gained_and_is_now_unknown(russia: tuple[Change, ...]) -> None:
    inquiry = found(russia, "CoI", Nature.LAW, About.DOOR)
    assert inquiry.kind is ChangeKind.GAINED
    assert inquiry.when == DateInterval.on(date(2022, 3, 4))
    assert inquiry.after is Verdict.UNKNOWN
    assert [turn.verdict for turn in inquiry.turns] == [Verdict.YES, Verdict.UNKNOWN]


def test_a_new_mandate_is_gained_and_its_refusal_is_no_loss(russia: tuple[Change, ...]) -> None:
    mandate = found(russia, "SR-country", Nature.LAW, About.DOOR)
    assert mandate.kind is ChangeKind.GAINED
    assert mandate.when == DateInterval.on(date(2022, 10, 7))
    assert found(russia, "SR-country", Nature.FACT, About.DOOR).kind is ChangeKind.CHANGED


def test_two_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(WrongUsage, match="is not after"):
        difference(WORLD, "RU", before=AFTER, after=BEFORE)


def test_the_doors_named_are_the_only_ones_asked() -> None:
    changes = difference(WORLD, "RU", before=BEFORE, after=AFTER, doors=find_doors("ECtHR"))
    assert {change.body for change in changes} == {"ECtHR"}


def test_a_new_row_moves_the_turning_day() -> None:
    notice = next(
        a for a in WORLD.of("BY", "ICCPR-OP1") if a.kind is ActionKind.DENUNCIATION_NOTIFIED
    )
    later = replace(notice, received=DateInterval.on(date(2023, 5, 31)))
    world = WORLD.with_actions([later])
    changes = difference(
        world, "BY", before=date(2022, 1, 1), after=date(2025, 1, 1), doors=find_doors("HRC-OP1")
    )
    assert [change.when for change in changes] == [DateInterval.on(date(2023, 8, 31))]


def test_leaving_and_coming_back_between_the_days_is_told() -> None:
    changes = difference(WORLD, "GR", before=date(1969, 1, 1), after=date(1980, 1, 1))
    court = found(changes, "ECHR", Nature.LAW, About.OBLIGATION)
    assert court.before is court.after is Verdict.YES
    assert [str(turn.day) for turn in court.turns] == ["1970-06-13", "1974-11-28"]
    assert not court.other_grounds


def test_a_signature_binds_until_the_state_refuses() -> None:
    changes = difference(WORLD, "RU", before=date(2016, 1, 1), after=date(2017, 1, 1))
    duty = found(changes, "ROME", Nature.LAW, About.SIGNATURE)
    assert (duty.kind, duty.when) == (ChangeKind.LOST, DateInterval.on(date(2016, 11, 30)))


def test_who_joins_is_no_longer_a_mere_signatory() -> None:
    changes = difference(WORLD, "UA", before=date(2024, 1, 1), after=date(2026, 1, 1))
    assert found(changes, "ROME", Nature.LAW, About.OBLIGATION).kind is ChangeKind.GAINED
    assert found(changes, "ROME", Nature.LAW, About.SIGNATURE).kind is ChangeKind.LOST


# The dated events of the reference: state, place, what must be found, how, and in which nature.
STORY = (
    ("2014-02-20", "RU", UKRAINE, "ICC", ChangeKind.CHANGED, Nature.LAW),
    ("2016-11-30", "RU", None, "ROME", ChangeKind.LOST, Nature.LAW),
    ("2019-10-23", "RU", None, "IHFFC", ChangeKind.LOST, Nature.LAW),
    ("2021-10", "RU", None, "CPT", ChangeKind.LOST, Nature.FACT),
    ("2022-03-04", "RU", None, "CoI", ChangeKind.GAINED, Nature.LAW),
    ("2022-03-16", "RU", None, "COE", ChangeKind.LOST, Nature.LAW),
    ("2022-09-16", "RU", None, "ECtHR", ChangeKind.LOST, Nature.LAW),
    ("2022-10-07", "RU", None, "SR-country", ChangeKind.GAINED, Nature.LAW),
    ("2023-02-08", "BY", None, "HRC-OP1", ChangeKind.LOST, Nature.LAW),
    ("2023-12", "RU", None, "no_member", ChangeKind.LOST, Nature.FACT),
    ("2024-11-18", "RU", None, "public_statement", ChangeKind.CHANGED, Nature.FACT),
    ("2025-01-01", "RU", UKRAINE, "ICC", ChangeKind.CHANGED, Nature.LAW),
    ("2025-07-24", "UA", None, "mission", ChangeKind.GAINED, Nature.FACT),
    (">=2026-10-01", "RU", None, "CPT", ChangeKind.CHANGED, Nature.LAW),
    ("2026-06-02", "HU", Place("Hungary", "HU"), "ICC", ChangeKind.LOST, Nature.LAW),
)
# Steps without effect abroad are told by the timeline; the suspension from the Human Rights Council
# has no row in any table, for it opens and shuts no door.
ELSEWHERE = {"2022-04-07", "2025-09-29", "UNKNOWN"}


@needs_reference
def test_every_dated_event_of_the_reference_is_looked_for() -> None:
    dated = {row["date"] for row in reference_rows("timeline_ru")}
    assert dated == {event[0] for event in STORY} | ELSEWHERE


@pytest.mark.parametrize("event", STORY, ids=lambda event: f"{event[0]} {event[3]}")
def test_each_loss_and_gain_is_found_around_its_day(
    event: tuple[str, str, Place | None, str, ChangeKind, Nature],
) -> None:
    said, state, place, name, kind, nature = event
    text = said.removeprefix(">=")
    whole = text if text.count("-") == 2 else f"{text}-01"
    # A month stands for a season: the sources name no closer day.
    slack = timedelta(days=2) if whole == text else timedelta(days=62)
    day = date.fromisoformat(whole)
    changes = difference(
        WORLD, state, before=day - slack, after=day + slack, place=place, victim=Victim("", "UA")
    )
    hits = [c for c in changes if (c.name, c.kind, c.nature) == (name, kind, nature)]
    assert hits, [(c.name, c.kind, c.nature) for c in changes]
    assert all(c.when.first and abs(c.when.first - day) <= slack for c in hits)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(("RU", "UA", "BY", "HU", "GR", "PH", "TR")),
    st.dates(date(1990, 1, 1), date(2029, 1, 1)),
    st.integers(1, 4000),
)
def test_the_day_named_is_the_day_it_turned(state: str, before: date, days: int) -> None:
    after = before + timedelta(days=days)
    for change in difference(WORLD, state, before=before, after=after, victim=POW):
        if change.about is not About.DOOR or change.nature is not Nature.LAW:
            continue
        for turn in change.turns:
            asked = [
                Question(state, act=DateInterval.on(day), step=day, victim=POW)
                for day in (turn.day, turn.day - timedelta(days=1))
            ]
            (on_day,), (day_before,) = (
                open_doors(WORLD, one, find_doors(change.name)) for one in asked
            )
            assert on_day.verdict is turn.verdict
            assert (on_day.verdict, set(on_day.rows)) != (day_before.verdict, set(day_before.rows))


@settings(max_examples=20, deadline=None)
@given(st.dates(date(1999, 1, 1), date(2029, 1, 1)), st.integers(400, 3000))
def test_an_exit_gains_no_door(received: date, days: int) -> None:
    notice = Action(
        "x", "UA", "CAT", ActionKind.DENUNCIATION_NOTIFIED, received=DateInterval.on(received)
    )
    world = WORLD.with_actions([notice])
    after = received + timedelta(days=days)

    def gained(of: World) -> set[str]:
        changes = difference(of, "UA", before=received, after=after, doors=find_doors("CAT"))
        return {change.name for change in changes if change.kind is ChangeKind.GAINED}

    assert gained(world) <= gained(WORLD)


@pytest.mark.parametrize("language", languages())
def test_the_changes_in_words(language: str, russia: tuple[Change, ...]) -> None:
    text = changes_text(russia, WORLD, "RU", BEFORE, AFTER, language, ("CAT-22",))
    assert "(CAT-22)" in text
    assert "losses." not in text
    assert "{" not in text
    assert "2022" in text


def test_nothing_changed_is_said() -> None:
    quiet = difference(WORLD, "CH", before=date(2024, 1, 1), after=date(2024, 1, 2))
    assert quiet == ()
    assert "Nothing changed" in changes_text(quiet, WORLD, "CH", BEFORE, AFTER)
