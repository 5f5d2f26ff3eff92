"""Portions of the linkage: whole components, every pair inside one, none across."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from habeas.model import Sameness
from habeas.people import Decision, Records
from habeas.people.clustering import Decided
from habeas.people.clustering.portions import Portion, portions

COUNT = 12
Rows = NDArray[np.int32]
NOTHING: Rows = np.zeros((0, 2), dtype=np.int32)
pair = st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1), st.booleans())


def cut(
    pairs: list[tuple[int, int, bool]], *, same: Rows = NOTHING, most_pairs: int = 4
) -> list[Portion]:
    table = np.array(pairs, dtype=np.int32).reshape(-1, 3)
    left, right = table[:, :2].min(axis=1), table[:, :2].max(axis=1)
    strong = table[:, 2].astype(np.bool_)
    return list(portions(COUNT, left, right, strong=strong, same=same, most_pairs=most_pairs))


@given(st.lists(pair, max_size=20), st.integers(1, 30))
def test_strong_pairs_are_never_torn_and_rows_never_doubled(
    pairs: list[tuple[int, int, bool]], most_pairs: int
) -> None:
    found = cut(pairs, most_pairs=most_pairs)
    rows = [row for portion in found for row in portion.rows.tolist()]
    assert len(rows) == len(set(rows))
    back = {
        (int(p.rows[a]), int(p.rows[b]))
        for p in found
        for a, b in zip(p.left, p.right, strict=True)
    }
    assert {(min(a, b), max(a, b)) for a, b, strong in pairs if strong and a != b} <= back
    assert all((np.diff(portion.rows) > 0).all() for portion in found)


def test_a_weak_pair_stays_inside_a_component_and_joins_none() -> None:
    (portion,) = cut([(0, 1, True), (1, 2, True), (0, 2, False), (2, 5, False)])
    assert portion.rows.tolist() == [0, 1, 2]
    assert sorted(zip(portion.left.tolist(), portion.right.tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]


def test_what_a_reviewer_made_one_is_one_component() -> None:
    (portion,) = cut([], same=np.array([[3, 9]], dtype=np.int32))
    assert portion.rows.tolist() == [3, 9]
    assert len(portion.left) == 0


def test_small_components_share_a_portion_and_large_ones_do_not() -> None:
    pairs = [(0, 1, True), (2, 3, True), (4, 5, True)]
    assert len(cut(pairs, most_pairs=100)) == 1
    assert [p.rows.tolist() for p in cut(pairs, most_pairs=1)] == [[0, 1], [2, 3], [4, 5]]


def test_decisions_follow_their_rows_into_a_portion() -> None:
    records = Records.build(list("abcdef"))
    decided = Decided.of(
        (
            Decision(Sameness.SAME, ("b", "d"), ()),
            Decision(Sameness.DIFFERENT, ("b",), ("a", "f")),
        ),
        records,
    )
    taken = decided.take(np.array([1, 3, 5], dtype=np.int32))
    assert taken.same.tolist() == [[0, 1]]
    apart = [taken.apart[taken.begin[row] : taken.begin[row + 1]].tolist() for row in range(3)]
    assert apart == [[2], [], [0]]
