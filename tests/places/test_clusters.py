"""What counts once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.places.clusters import independent_clusters

LONG = "We were kept in a hangar near the railway, and each evening we heard the same bell ring."


def test_rows_that_share_a_witness_an_interviewer_or_a_story_are_one() -> None:
    rows = [
        {"witness": "W1", "story": "paper"},
        {"witness": "W1", "interviewer": "A"},
        {"witness": "W2", "interviewer": "A"},
        {"witness": "W3", "story": "Paper"},
        {"witness": "W4", "interviewer": "B", "story": "radio"},
    ]
    assert independent_clusters(rows) == ["C1", "C1", "C1", "C1", "C2"]


def test_what_is_missing_joins_nobody() -> None:
    rows = [{"witness": "", "story": " "}, {"witness": "", "story": " "}, {}]
    assert len(set(independent_clusters(rows))) == 3


def test_a_field_does_not_join_another_field() -> None:
    assert len(set(independent_clusters([{"witness": "A"}, {"interviewer": "A"}]))) == 2


def test_a_copied_story_is_one_and_a_few_same_words_are_not() -> None:
    copied = independent_clusters([{"text": LONG}, {"text": LONG.upper()}])
    assert len(set(copied)) == 1
    short = independent_clusters([{"text": "near Tokmak"}, {"text": "near Tokmak"}])
    assert len(set(short)) == 2


def test_a_cluster_keeps_the_id_that_is_stated() -> None:
    rows = [{"witness": "W1"}, {"cluster": "C1", "witness": "W2"}, {"witness": "W2"}]
    assert independent_clusters(rows) == ["C2", "C1", "C1"]


FIELD = st.sampled_from(["", "a", "b", "c", "d"])
ROWS = st.lists(st.fixed_dictionaries({"witness": FIELD, "story": FIELD, "cluster": FIELD}))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    rows: list[dict[str, str]], shuffler: object
) -> None:
    order = list(range(len(rows)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]  # hypothesis types it as an object
    straight = independent_clusters(rows)
    mixed = independent_clusters([rows[at] for at in order])
    back = dict(zip(order, mixed, strict=True))
    for one in range(len(rows)):
        for other in range(one):
            assert (straight[one] == straight[other]) == (back[one] == back[other])
