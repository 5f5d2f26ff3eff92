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


def test_before_a_slot_is_the_last_one_that_waits() -> None:
    queue = ReviewQueue(MANY[:100], reviewer="Ila Morven")
    laid_out = queue.following(0, 6)
    for number in (2, 3, 5):
        queue.answer(number, judged=True)
    assert queue.before(6) == laid_out[3]
    assert queue.before(4) == laid_out[0]
    assert queue.before(1) is None
    assert queue.before(10**12) in queue.following(0, 60)


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


def test_what_was_left_for_later_and_taken_back_comes_once() -> None:
    queue = ReviewQueue(["a", "b", "c"], reviewer="Ila Morven")
    queue.slot(1)
    queue.answer(1, judged=False)
    assert queue.remaining == 3
    queue.reopen(1)
    assert queue.remaining == 3
    assert [slot.item for slot in queue.following(0, 9)] == ["a", "b", "c"]


def test_of_an_item_laid_out_twice_only_one_slot_waits() -> None:
    queue = ReviewQueue(["a", "b"], reviewer="Ila Morven")
    queue.slot(1)
    queue.answer(1, judged=False)
    assert [slot.number for slot in queue.following(0, 9)] == [2, 3]
    queue.reopen(1)
    assert [slot.number for slot in queue.following(0, 9)] == [1, 2]
    queue.answer(1, judged=True)
    assert [slot.number for slot in queue.following(0, 9)] == [2]
    assert queue.remaining == 1


def test_what_is_judged_elsewhere_is_passed_over_and_counts_as_no_answer() -> None:
    queue = ReviewQueue(["a", "b", "c"], reviewer="Ila Morven")
    queue.slot(1)
    queue.note("a", waits=False, again=True)
    assert queue.first_open() == Slot(2, "b")
    assert (queue.remaining, queue.answered) == (2, 0)
    queue.note("a", waits=True, again=False)
    assert queue.first_open() == Slot(1, "a")
    assert queue.remaining == 3


def test_what_is_taken_back_elsewhere_waits_again() -> None:
    queue = ReviewQueue(["a", "b", "c"], reviewer="Ila Morven")
    queue.slot(1)
    queue.note("a", waits=False, again=True)
    queue.answer(1, judged=True)
    queue.note("a", waits=True, again=False)
    assert queue.first_open() == Slot(1, "a")
    assert (queue.remaining, queue.answered) == (3, 0)


def test_an_item_that_the_queue_did_not_hold_comes_at_its_end() -> None:
    queue = ReviewQueue(["a", "b"], ["c"], reviewer="Ila Morven", share=0.0)
    queue.note("c", waits=True, again=False)
    assert [slot.item for slot in queue.following(0, 9)] == ["a", "b", "c"]
    assert queue.remaining == 3


def test_a_second_look_whose_judgement_is_gone_or_that_was_taken_elsewhere_is_not_asked() -> None:
    queue = ReviewQueue(["a", "b"], ["c", "d"], reviewer="Ila Morven", share=1.0)
    again = [slot for slot in queue.following(0, 9) if slot.again]
    assert len(again) == 2
    queue.note(again[0].item, waits=False, again=False)
    assert [slot for slot in queue.following(0, 9) if slot.again] == again[1:]
    assert not queue.is_due(again[0].number)
    queue.note(again[0].item, waits=False, again=True)
    assert [slot for slot in queue.following(0, 9) if slot.again] == again


def test_an_undone_second_look_is_offered_again() -> None:
    queue = ReviewQueue(["a"], ["c"], reviewer="Ila Morven", share=1.0)
    again = queue.following(0, 1)[0]
    assert again.again
    queue.note("c", waits=False, again=False)
    queue.answer(again.number, judged=True)
    queue.note("c", waits=False, again=True)
    assert queue.first_open() == again


def test_nobody_can_tell_a_second_look_by_how_many_wait() -> None:
    queue = ReviewQueue(MANY[:400], MANY[1_000:1_400], reviewer="Ila Morven")
    met = 0
    while (slot := queue.first_open()) is not None:
        before = queue.to_answer
        met += slot.again
        queue.answer(slot.number, judged=True)
        assert queue.to_answer == before - 1
    assert met > 20
    assert queue.to_answer == 0


def test_one_that_was_taken_back_can_be_asked_at_once_wherever_it_stands() -> None:
    queue = ReviewQueue(MANY[:100], reviewer="Ila Morven")
    slot = queue.ask_now(MANY[90])
    assert slot is not None
    assert queue.is_due(slot.number)
    queue.answer(slot.number, judged=True)
    assert MANY[90] not in [each.item for each in queue.following(0, 500) if not each.again]
    assert queue.remaining == 99


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from("juntwo")), max_size=60))
def test_whatever_is_said_elsewhere_the_remaining_are_those_that_come(
    steps: list[tuple[int, str]],
) -> None:
    items = MANY[:30]
    queue = ReviewQueue(items, reviewer="Ila Morven")
    for number, step in steps:
        slot = queue.slot(number)
        if slot is None:
            continue
        if step in "two":
            queue.note(slot.item, waits=step == "w", again=step == "t")
        elif step == "n":
            queue.reopen(number)
        elif queue.is_due(number):
            queue.answer(number, judged=step == "j")
    open_ = queue.following(0, 500)
    assert queue.remaining == len([slot for slot in open_ if not slot.again])
    assert queue.to_answer == len(open_)
    assert len({slot.item for slot in open_ if not slot.again}) == queue.remaining
