from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.store.row_digest import digest_of

VALUES = st.none() | st.integers() | st.text() | st.binary()
ROWS = st.dictionaries(st.sampled_from(["source", "reader", "content"]), VALUES)


@given(ROWS, ROWS)
def test_two_rows_have_one_digest_only_if_they_are_equal(
    one: dict[str, object], other: dict[str, object]
) -> None:
    same = [(key, type(one[key]), one[key]) for key in sorted(one)] == [
        (key, type(other[key]), other[key]) for key in sorted(other)
    ]
    assert (digest_of(one) == digest_of(other)) == same


def test_a_value_is_not_mistaken_for_another_of_the_same_spelling() -> None:
    spellings = [None, 1, "1", b"1", "", b"", 0, "none", "11", 11]
    assert len({digest_of({"content": value}) for value in spellings}) == len(spellings)


def test_the_digest_itself_is_not_part_of_what_it_covers() -> None:
    assert digest_of({"reader": "a", "digest": "x"}) == digest_of({"reader": "a"})
