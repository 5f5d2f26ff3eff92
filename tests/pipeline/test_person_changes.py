from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.pipeline.person_changes import PersonChanges, changes


def test_a_first_resolution_creates_everybody() -> None:
    assert changes({}, {"r1": "p1", "r2": "p1"}) == PersonChanges(created=("p1",))


def test_nothing_changes_where_everybody_has_the_records_they_had() -> None:
    found = changes({"r1": "p1", "r2": "p2"}, {"r1": "p1", "r2": "p2"})
    assert found.none
    assert found.unchanged == ("p1", "p2")


def test_a_new_record_lets_a_person_grow_or_makes_one() -> None:
    found = changes({"r1": "p1"}, {"r1": "p1", "r2": "p1", "r3": "p3"})
    assert (found.grown, found.created, found.none) == (("p1",), ("p3",), False)


def test_who_was_joined_and_who_was_split_count_on_both_sides() -> None:
    before = {"r1": "p1", "r2": "p2", "r3": "p3", "r4": "p3", "r5": "p5"}
    found = changes(before, {"r1": "p1", "r2": "p1", "r3": "p3", "r4": "p4"})
    assert (found.joined, found.joined_before) == (("p1",), ("p1", "p2"))
    assert (found.split, found.split_before) == (("p3", "p4"), ("p3",))
    assert found.gone == ("p5",)
    assert (found.now, found.before) == (3, 4)


PARTITIONS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("12345"))


@given(PARTITIONS, PARTITIONS)
def test_both_balances_close_whatever_happened(before: dict[str, str], now: dict[str, str]) -> None:
    found = changes(before, now)
    assert found.now == len(set(now.values()))
    assert found.before == len(set(before.values()))
    assert found.none == (_sets(before) == _sets(now))


def _sets(partition: dict[str, str]) -> set[frozenset[str]]:
    return {
        frozenset(record for record, owner in partition.items() if owner == person)
        for person in partition.values()
    }
