"""The events of a case, and what people decide about them: kept for good, and reversible."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.case import Case
from habeas.claims import EXTRACTOR
from habeas.claims.events import Difference
from habeas.model import EventVerdict, WrongUsage
from habeas.pipeline import EventState, Force
from tests.pipeline.corroborated import WRITTEN, fill
from tests.pipeline.making import new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as made:
        yield made


@pytest.fixture
def ids(case: Case) -> list[str]:
    """The claims of the Courier, the Herald, the Monitor and the Office."""
    return fill(case.store)


def test_claims_of_three_papers_are_one_event_with_its_denial(case: Case, ids: list[str]) -> None:
    (item,) = case.events.events
    event = item.event
    assert event.claims == tuple(sorted(ids[:3]))
    assert event.denials == (ids[3],)
    assert (event.independent.low, event.independent.high) == (2, 3)
    assert item.state is EventState.PROPOSED
    kinds = [found.kind for found in event.contradictions]
    assert kinds == [Difference.QUANTITY, Difference.DENIAL]
    assert case.events.disputed == (item,)


def test_a_rejected_claim_counts_for_nothing_and_a_corrected_one_as_corrected(
    case: Case, ids: list[str]
) -> None:
    case.judge(ids[3], "reject", reason="a misreading")
    case.judge(ids[2], "correct", reason="the page says fourteen", quantity="14")
    (item,) = case.events.events
    assert item.event.denials == ()
    assert item.event.contradictions == ()
    case.judge(ids[2], "correct", reason="it was a year ago", date_from="2025-02-03",
               date_to="2025-02-03")  # fmt: skip
    (item,) = case.events.events
    assert ids[2] not in item.event.claims


def test_a_confirmed_event_is_confirmed_until_a_claim_joins_it(case: Case) -> None:
    ids = fill(case.store, WRITTEN[:2])
    (item,) = case.events.events
    done = case.judge_event("confirm", [item.event.id], reason="both name the night")
    assert done.placed.judgement.verdict is EventVerdict.CONFIRM
    (item,) = case.events.events
    assert item.state is EventState.CONFIRMED
    fill(case.store, WRITTEN[2:3])
    (item,) = case.events.events
    assert set(ids) < set(item.event.claims)
    assert item.state is EventState.IN_PART


def test_a_rejected_event_is_none(case: Case, ids: list[str]) -> None:
    (item,) = case.events.events
    case.judge_event("reject", [item.event.id], reason="three different nights")
    found = [event.event.claims for event in case.events.events]
    assert all(len(claims) == 1 for claims in found), "each still has its denial, none another"
    assert {name for claims in found for name in claims} <= set(ids)


def test_a_claim_that_is_parted_leaves_and_comes_back_when_that_is_undone(
    case: Case, ids: list[str]
) -> None:
    before = case.events.events
    done = case.judge_event("part", [ids[2]], reason="another prison in the same town")
    assert {anchor.claim for anchor in done.placed.judgement.others} == set(ids[:2])
    assert all(not {ids[2], ids[0]} <= set(item.event.claims) for item in case.events.events)
    case.undo_event(done.placed.position, reason="it was the same prison after all")
    assert case.events.events == before
    forces = [item.force for item in case.events.standings]
    assert forces == [Force.TAKEN_BACK, Force.TAKES_BACK]
    with pytest.raises(WrongUsage, match="taken back already"):
        case.undo_event(done.placed.position, reason="once more")


def test_a_denial_that_is_parted_stands_beside_the_event_no_more(
    case: Case, ids: list[str]
) -> None:
    case.judge_event("part", [ids[3]], reason="they speak of another year")
    (item,) = case.events.events
    assert item.event.denials == ()


def test_the_later_decision_outweighs_the_earlier_one(case: Case, ids: list[str]) -> None:
    first = case.judge_event("part", [ids[0]], reason="unlike", others=[ids[1]])
    assert first.outweighed == ()
    second = case.judge_event("join", ids[:2], reason="the same night after all")
    (outweighed,) = second.outweighed
    assert outweighed.placed.position == first.placed.position
    assert outweighed.force is Force.OUTWEIGHED
    assert any(set(ids[:2]) <= set(item.event.claims) for item in case.events.events)


def test_decisions_hold_for_the_same_words_under_other_ids(case: Case, ids: list[str]) -> None:
    case.judge_event("part", [ids[2]], reason="another prison")
    again = fill(case.store, shift=1)
    assert not set(again) & set(ids)
    (standing,) = case.events.standings
    assert standing.force is Force.IN_FORCE
    assert standing.claims == (again[2],)
    assert all(not {again[2], again[0]} <= set(item.event.claims) for item in case.events.events)


def test_it_is_unanchored_where_its_words_are_gone_and_never_lost(
    case: Case, ids: list[str]
) -> None:
    case.judge_event("join", ids[:2], reason="the same night")
    for source in list(case.store.sources())[:2]:
        case.store.put_claims(source.sha256, [], extractor=EXTRACTOR)
    (standing,) = case.events.standings
    assert standing.force is Force.UNANCHORED
    assert len(list(case.store.event_judgements())) == 1


def test_the_ledger_vouches_for_it_and_an_earlier_head_knows_nothing_of_it(
    case: Case, ids: list[str]
) -> None:
    head = case.head
    case.judge_event("join", ids[:2], reason="the same night")
    assert case.verify().ok
    assert list(case.store.event_judgements(at=head.size)) == []


@pytest.mark.parametrize(
    ("verdict", "names", "others", "message"),
    [
        ("merge", (0, 1), (), "is no verdict about an event"),
        ("join", (0,), (), "needs two claims"),
        ("part", (0,), (0,), "parted from itself"),
        ("part", (0, 1, 2), (), "whole of their events"),
        ("reject", (0, 1), (2,), "about one event"),
    ],
)
def test_words_that_do_not_fit_together_are_refused(
    case: Case,
    ids: list[str],
    verdict: str,
    names: tuple[int, ...],
    others: tuple[int, ...],
    message: str,
) -> None:
    with pytest.raises(WrongUsage, match=message):
        case.judge_event(
            verdict, [ids[n] for n in names], reason="seen", others=[ids[n] for n in others]
        )
    assert list(case.store.event_judgements()) == []


def test_an_unknown_name_and_an_empty_reason_are_refused(case: Case, ids: list[str]) -> None:
    with pytest.raises(WrongUsage, match="no event has this id"):
        case.judge_event("confirm", ["e-nothing"], reason="seen")
    with pytest.raises(WrongUsage, match="no claim has this id"):
        case.judge_event("join", ["zz", ids[0]], reason="seen")
    with pytest.raises(WrongUsage, match="needs a reason"):
        case.judge_event("join", ids[:2], reason=" ")
    with pytest.raises(WrongUsage, match="no judgement about an event"):
        case.undo_event(1, reason="seen")
