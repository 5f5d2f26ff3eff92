"""Which of two judgements about people holds; nobody named here exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Passage, PersonJudgement, RecordAnchor, Sameness
from habeas.people import Decision
from habeas.pipeline.person_decisions import Force, settle
from habeas.store import PlacedJudgement

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
SAME, DIFFERENT, UNSURE = Sameness.SAME, Sameness.DIFFERENT, Sameness.UNSURE
NAMES = "abcdef"


def anchor(name: str, row: int | None = None, content: str | None = None) -> RecordAnchor:
    """The anchor of record `a`, `b` … of one list."""
    return RecordAnchor(
        "1f" * 32, name, row or ord(name[0]), content=content or f"content of {name}"
    )


ANCHORS = tuple(map(anchor, NAMES))


def judged(
    position: int,
    answer: Sameness | None,
    records: str,
    others: str = "",
    withdraws: int | None = None,
) -> PlacedJudgement:
    """A judgement about records named by their letters."""
    ones, rest = tuple(map(anchor, records)), tuple(map(anchor, others))
    judgement = PersonJudgement(answer, ones, rest, "seen", "Ila Morven", NOON, withdraws=withdraws)
    return PlacedJudgement(position, judgement)


def forces(*judgements: PlacedJudgement) -> list[str]:
    return [item.force.value for item in settle(judgements, ANCHORS).standings]


def decisions(*judgements: PlacedJudgement) -> tuple[Decision, ...]:
    return settle(judgements, ANCHORS).decisions


def test_what_nothing_contradicts_holds_as_it_was_said() -> None:
    assert decisions(judged(1, SAME, "ab", "c"), judged(2, DIFFERENT, "d", "ef")) == (
        Decision(SAME, ("a", "b", "c"), ()),
        Decision(DIFFERENT, ("d",), ("e", "f")),
    )


def test_of_three_that_cannot_all_hold_the_oldest_gives_way() -> None:
    three = (judged(1, SAME, "ab"), judged(2, SAME, "bc"), judged(3, DIFFERENT, "a", "c"))
    assert forces(*three) == ["outweighed", "in force", "in force"]
    assert decisions(*three) == (
        Decision(SAME, ("b", "c"), ()),
        Decision(DIFFERENT, ("a",), ("c",)),
    )


def test_a_later_same_outweighs_a_difference_in_part() -> None:
    two = (judged(1, DIFFERENT, "a", "bc"), judged(2, SAME, "ab"))
    assert forces(*two) == ["outweighed in part", "in force"]
    assert decisions(*two)[0] == Decision(DIFFERENT, ("a",), ("c",))


def test_a_part_that_is_split_off_leaves_the_rest_together() -> None:
    two = (judged(1, SAME, "abcd"), judged(2, DIFFERENT, "a", "bcd"))
    assert forces(*two) == ["outweighed in part", "in force"]
    assert decisions(*two)[0] == Decision(SAME, ("b", "c", "d"), ())


def test_whoever_stands_on_neither_side_of_a_difference_is_left_to_the_machine() -> None:
    assert decisions(judged(1, SAME, "abc"), judged(2, DIFFERENT, "a", "b")) == (
        Decision(DIFFERENT, ("a",), ("b",)),
    )


def test_unsure_moves_nothing_and_outweighs_nothing() -> None:
    two = (judged(1, SAME, "ab"), judged(2, UNSURE, "a", "b"))
    assert forces(*two) == ["in force", "in force"]
    assert decisions(*two)[0] == Decision(SAME, ("a", "b"), ())


def test_what_is_taken_back_does_not_hold_and_taking_back_can_be_taken_back() -> None:
    first, second = judged(1, SAME, "ab"), judged(2, None, "ab", withdraws=1)
    assert forces(first, second) == ["taken back", "takes back"]
    assert decisions(first, second) == ()
    third = judged(3, None, "ab", withdraws=2)
    assert forces(first, second, third) == ["in force", "taken back", "takes back"]


def test_a_record_whose_row_has_moved_is_the_nearest_with_the_same_content() -> None:
    moved = (anchor("x", 7, "content of a"), anchor("y", 9, "content of a"), *ANCHORS[1:])
    (standing,) = settle([judged(1, SAME, "ab")], moved).standings
    assert standing.records == ("y", "b")


def test_of_equal_rows_the_judged_one_is_meant() -> None:
    twin = replace(ANCHORS[0], record="a2", row=3)
    (standing,) = settle([judged(1, SAME, "ab")], (twin, *ANCHORS)).standings
    assert standing.records == ("a", "b")


def test_a_person_named_in_a_text_is_found_by_the_passage() -> None:
    there = Passage(40, 52, "Taras Velmin")
    named = RecordAnchor("1f" * 32, "1f/claim-x", passage=there)
    judgement = PersonJudgement(SAME, (named, ANCHORS[0]), (), "seen", "Ila Morven", NOON)
    now = replace(named, record="1f/claim-y", passage=replace(there, start=44, end=56))
    (standing,) = settle([PlacedJudgement(1, judgement)], (now, ANCHORS[0])).standings
    assert standing.records == ("1f/claim-y", "a")


def test_a_judgement_whose_records_are_gone_is_listed_as_unanchored() -> None:
    settled = settle([judged(1, SAME, "ab")], ANCHORS[1:])
    assert settled.decisions == ()
    assert [item.placed.position for item in settled.of(Force.UNANCHORED)] == [1]


LETTERS = st.text(NAMES, min_size=1, max_size=3).map(lambda name: "".join(dict.fromkeys(name)))


@given(st.lists(st.tuples(st.sampled_from([SAME, DIFFERENT]), LETTERS, LETTERS), max_size=12))
def test_what_holds_is_free_of_contradiction_and_the_latest_holds_whole(
    said: list[tuple[Sameness, str, str]],
) -> None:
    placed = [judged(position, *words) for position, words in enumerate(said)]
    settled = settle(placed, ANCHORS)
    one = {name: {name} for name in NAMES}
    for decision in settled.decisions:
        if decision.answer is SAME:
            merged = set().union(*(one[name] for name in decision.records))
            one.update(dict.fromkeys(merged, merged))
    for decision in settled.decisions:
        if decision.answer is DIFFERENT:
            assert all(b not in one[a] for a in decision.records for b in decision.others)
    if placed:
        last = settled.standings[-1]
        assert last.force in (Force.IN_FORCE, Force.UNANCHORED, Force.IN_PART)
        if last.placed.judgement.answer is SAME and last.force is Force.IN_FORCE:
            names = (*last.records, *last.others)
            assert all(b in one[a] for a, b in combinations(names, 2))
