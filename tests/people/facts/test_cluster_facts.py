"""No cluster that was asked before each merge breaks a hard fact, in whatever order it grew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from habeas.people import EventKind
from habeas.people.facts import Reason, conflicts, facts_of, person_rows
from habeas.people.facts.row_kernel import conflict, merged
from tests.people.facts.rows import CAPTURED, DIED, EXCHANGED, RELEASED, SEEN, Told, records

MONTHS = [f"{year}-{month:02}" for year in range(2014, 2024) for month in (1, 5, 9)]
TOLD = st.tuples(
    st.sampled_from([CAPTURED, CAPTURED, RELEASED, EXCHANGED, DIED, SEEN]),
    st.one_of(st.sampled_from(MONTHS), st.sampled_from([f"{month}-11" for month in MONTHS])),
)


def one_capture(row: list[Told]) -> bool:
    """A row that states two captures vouches for the release between: a case of its own."""
    return sum(kind == CAPTURED for kind, _ in row) < 2


ROWS = st.lists(st.lists(TOLD, min_size=1, max_size=2).filter(one_capture), min_size=2, max_size=8)
FREED = (EventKind.RELEASED, EventKind.EXCHANGED)


def person(*numbers: int) -> NDArray[np.int32]:
    return np.array(numbers, dtype=np.int32)


def grown(rows: Sequence[Sequence[Told]], order: Sequence[int]) -> NDArray[np.int32]:
    """Persons by asking before each merge, trying to make one of all, in this order."""
    facts = facts_of(records(*rows))
    clusters = facts.rows.copy()
    label = np.arange(len(rows), dtype=np.int32)
    for left, right in combinations(order, 2):
        a, b = label[left], label[right]
        if a != b and not conflict(clusters[a], clusters[b], facts.days, facts.hard):
            merged(clusters[a], clusters[b], facts.days, clusters[a])
            label[label == b] = a
    return np.unique(label, return_inverse=True)[1].astype(np.int32)


@settings(deadline=None, max_examples=50)
@given(rows=ROWS, data=st.data())
def test_what_asked_before_each_merge_breaks_no_fact(
    rows: list[list[Told]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(rows))))
    known = records(*rows)
    persons = grown(rows, order)
    assert conflicts(persons, known, facts_of(known)) == ()
    assert broken_by_the_words(rows, persons) == []


def broken_by_the_words(
    rows: Sequence[Sequence[Told]], persons: NDArray[np.int32]
) -> list[tuple[int, int]]:
    """The rule said plainly, on days alone: rows of one person whose words cannot both hold."""
    found = []
    for left, right in combinations(range(len(rows)), 2):
        if persons[left] != persons[right]:
            continue
        freed = [
            when
            for row, number in zip(rows, persons, strict=True)
            if number == persons[left]
            for kind, when in row
            if kind in FREED
        ]
        for (kind, when), (other, then) in (
            *((a, b) for a in rows[left] for b in rows[right]),
            *((b, a) for a in rows[left] for b in rows[right]),
        ):
            if len(when) != 10 or len(then) != 10 or when >= then:
                continue  # months that touch may both hold
            after_death = kind == DIED and other in (DIED, *FREED)
            # 1 year and more apart is beyond any half year.
            again = kind == other == CAPTURED and int(then[:4]) - int(when[:4]) > 1
            if after_death or (
                again and not any(when[:7] <= free[:7] <= then[:7] for free in freed)
            ):
                found.append((left, right))
    return found


@settings(deadline=None, max_examples=50)
@given(rows=ROWS)
def test_the_conflicts_of_a_person_are_found_in_whatever_order_its_rows_come(
    rows: list[list[Told]],
) -> None:
    together = np.zeros(len(rows), dtype=np.int32)
    known, turned = records(*rows), records(*rows[::-1])
    found = conflicts(together, known, facts_of(known))
    last = len(rows) - 1
    mirrored = {
        (last - item.right, last - item.left, item.reason)
        for item in conflicts(together, turned, facts_of(turned))
    }
    assert {(item.left, item.right, item.reason) for item in found} == mirrored
    if broken_by_the_words(rows, together):
        assert found


def test_a_third_row_with_the_release_makes_a_recapture_of_two_captures() -> None:
    rows = [[(CAPTURED, "2015-01-10")], [(CAPTURED, "2022-03-20")], [(RELEASED, "2017-08-01")]]
    known = records(*rows)
    facts = facts_of(known)
    assert not conflicts(person(0, 0, 0), known, facts)
    (found,) = conflicts(person(0, 0, 1), known, facts)
    assert (found.reason, found.left, found.right) == (Reason.CAPTURED_AGAIN, 0, 1)
    # The order of merging matters to the machine, never to the outcome's truth.
    assert grown(rows, [0, 2, 1]).tolist() == [0, 0, 0]
    assert len(set(grown(rows, [0, 1, 2]).tolist())) == 1


def test_many_reports_of_one_capture_and_one_release_are_one_captivity() -> None:
    near = [[(CAPTURED, f"2022-03-{day:02}")] for day in range(1, 25, 3)]
    freed = [[(RELEASED, f"2023-06-{day:02}")] for day in range(1, 25, 3)]
    again = [[(CAPTURED, "2024-02-01")], [(CAPTURED, "2024-02-09")]]
    rows = [*near, *freed, *again]
    assert set(grown(rows, range(len(rows))).tolist()) == {0}


def test_a_third_captivity_is_left_to_a_reviewer() -> None:
    rows = [
        [(CAPTURED, "2015-01-10"), (RELEASED, "2016-01-10")],
        [(CAPTURED, "2018-01-10"), (RELEASED, "2019-01-10")],
        [(CAPTURED, "2022-01-10")],
    ]
    assert len(set(grown(rows, range(3)).tolist())) == 2
    known = records(*rows)
    assert conflicts(person(0, 0, 0), known, facts_of(known)) == ()


def test_a_list_that_contradicts_itself_is_not_held_against_its_other_rows() -> None:
    rows = [[(DIED, "2022-04-03"), (RELEASED, "2023-01-01")], [(CAPTURED, "2022-03-01")]]
    known = records(*rows)
    assert conflicts(person(0, 0), known, facts_of(known)) == ()
    rows.append([(DIED, "2022-04-03")])
    known = records(*rows)
    (found,) = conflicts(person(0, 0, 0), known, facts_of(known))
    assert (found.left, found.right) == (0, 2)


def test_a_list_that_states_two_captures_vouches_for_the_release_between() -> None:
    rows = [
        [(CAPTURED, "2014-01-10"), (CAPTURED, "2019-09-10")],
        [(CAPTURED, "2014-01-11")],
        [(CAPTURED, "2019-09-20")],
    ]
    assert set(grown(rows, range(3)).tolist()) == {0}
    known = records(*rows)
    assert conflicts(person(0, 0, 0), known, facts_of(known)) == ()


def test_what_a_reviewer_joined_against_the_facts_stands_and_takes_further_rows() -> None:
    known = records(
        [(CAPTURED, "2015-01-10")], [(CAPTURED, "2022-03-20")], [(CAPTURED, "2022-03-25")]
    )
    facts = facts_of(known)
    joined = facts.rows[0].copy()
    assert conflict(joined, facts.rows[1], facts.days, facts.hard) == Reason.CAPTURED_AGAIN
    merged(joined, facts.rows[1], facts.days, joined)
    assert conflict(joined, facts.rows[2], facts.days, facts.hard) == Reason.NONE


def test_rows_without_a_date_state_no_fact() -> None:
    known = records([], [], [])
    _, met = person_rows(person(0, 0, 1), facts_of(known))
    assert met.tolist() == [0, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_no_row_and_one_row_have_no_conflict(count: int) -> None:
    known = records(*[[(DIED, "2022")]] * count)
    assert conflicts(person(*[0] * count), known, facts_of(known)) == ()
