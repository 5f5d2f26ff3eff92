"""Spans that are taken never overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from habeas.language.spans import TakenSpans

SPAN = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(SPAN, max_size=40))
def test_no_character_is_taken_twice_and_free_ones_are_never_refused(
    spans: list[tuple[int, int]],
) -> None:
    taken, characters = TakenSpans(), set[int]()
    for start, end in spans:
        free = characters.isdisjoint(range(start, end))
        assert taken.take(start, end) is free
        if free:
            characters.update(range(start, end))
