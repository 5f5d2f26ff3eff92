"""The queue: nothing lost, nothing twice but the second looks, which are a tenth and well apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.pipeline.review_queue import APART, ReviewQueue, Slot

MANY = [f"claim-{number}" for number in range(2_000)]


def worked_through(queue: ReviewQueue, limit: int = 10_000) -> list[Slot]:
    """All slots, each answered before the next is laid out."""
    shown: list[Slot] = []
    while (slot := queue.first_open()) is not None and len(shown) < limit:
        shown.append(slot)
        queue.answer(slot.number, judged=True)
    return shown


def test_every_item_comes_once_and_in_order() -> None:
    shown = worked_through(ReviewQueue(MANY, reviewer="Ila Morven"))
    assert [slot.item for slot in shown if not slot.again] == MANY


def test_about_a_tenth_are_second_looks_at_items_judged_well_before() -> None:
    shown = worked_through(ReviewQueue(MANY, reviewer="Ila Morven"))
    again = [slot for slot in shown if slot.again]
    assert 0.08 < len(again) / len(shown) < 0.12
    first = {slot.item: slot.number for slot in shown if not slot.again}
    assert all(slot.number - first[slot.item] > APART for slot in again)
    assert len({slot.item for slot in again}) == len(again)


def test_items_judged_by_others_are_among_the_second_looks() -> None:
    others = [f"theirs-{number}" for number in range(300)]
    shown = worked_through(ReviewQueue(MANY[:500], others, reviewer="Ila Morven"))
    again = [slot.item for slot in shown if slot.again]
    assert set(again) & set(others)
    assert 0.06 < len(again) / len(shown) < 0.14


def test_the_places_of_second_looks_differ_between_reviewers_and_not_between_runs() -> None:
    def places(reviewer: str) -> list[int]:
        shown = worked_through(ReviewQueue(MANY[:400], MANY[1_000:1_400], reviewer=reviewer))
        return [slot.number for slot in shown if slot.again]

    assert places("Ila Morven") == places("Ila Morven")
    assert places("Ila Morven") != places("Dorin Vale")


def test_where_nothing_was_judged_nothing_is_shown_again() -> None:
    queue = ReviewQueue(MANY[:50], reviewer="Ila Morven")
    assert not any(slot.again for slot in queue.following(0, 50))


def test_an_item_left_for_later_comes_at_the_end_and_only_once_more() -> None:
    queue = ReviewQueue(["a", "b"], reviewer="Ila Morven")
    queue.answer(queue.following(0, 1)[0].number, judged=False)
    assert [slot.item for slot in queue.following(0, 9)] == ["b", "a"]
    for slot in queue.following(0, 9):
        queue.answer(slot.number, judged=False)
    assert [slot.item for slot in queue.following(0, 9)] == ["b"]


def test_what_is_taken_back_is_open_again_and_no_second_look() -> None:
    queue = ReviewQueue(MANY[:100], reviewer="Ila Morven", share=1.0)
    first = queue.following(0, 1)[0]
    queue.answer(first.number, judged=True)
    assert queue.first_open() != first
    queue.reopen(first.number)
    assert queue.first_open() == first
    assert first.item not in [slot.item for slot in queue.following(1, 60) if slot.again]


def test_what_is_laid_out_never_moves() -> None:
    queue = ReviewQueue(MANY[:100], reviewer="Ila Morven")
    before = queue.following(0, 20)
    queue.answer(3, judged=True)
    assert [queue.slot(slot.number) for slot in before] == before
    assert queue.before(3) == before[1]
    assert queue.before(1) is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from("jun")), max_size=60))
def test_the_remaining_are_those_nobody_answered(steps: list[tuple[int, str]]) -> None:
    items = MANY[:30]
    queue = ReviewQueue(items, reviewer="Ila Morven")
    for number, step in steps:
        if queue.slot(number) is None:
            continue
        if step == "n":
            queue.reopen(number)
        else:
            queue.answer(number, judged=step == "j")
    unanswered = [slot for slot in queue.following(0, 500) if not slot.again]
    assert queue.remaining == len(unanswered)
