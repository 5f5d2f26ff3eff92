"""How far two keys are apart, in half letters."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from habeas.people.evidence.distance_kernel import FAR, distance
from habeas.people.evidence.packed_text import PackedText

# Few letters, so that they meet, repeat and change places.
keys = st.text("aekr", max_size=7)


def apart(left: str, right: str, most: int = 60) -> int:
    packed = PackedText.of([left, right])
    scratch = np.full((3, 26), -7, dtype=np.int32)
    found = distance(
        packed.letters, 0, int(packed.length[0]), 1, int(packed.length[1]), most, scratch
    )
    return int(found)


@cache
def cheapest(left: str, right: str) -> int:
    """The definition, without a table and without a limit."""
    if not left or not right:
        return sum(map(cost, left + right))
    ways = [
        cheapest(left[:-1], right) + cost(left[-1]),
        cheapest(left, right[:-1]) + cost(right[-1]),
        cheapest(left[:-1], right[:-1])
        + (0 if left[-1] == right[-1] else max(cost(left[-1]), cost(right[-1]))),
    ]
    if len(left) > 1 and len(right) > 1 and left[-2:] == right[:-3:-1]:
        ways.append(cheapest(left[:-2], right[:-2]) + 2)
    return min(ways)


def cost(letter: str) -> int:
    return 1 if letter in "aeiouy" else 2


def test_a_vowel_is_cheap_and_a_consonant_dear() -> None:
    assert apart("kranat", "krenat") == 1
    assert apart("kranat", "krnat") == 1
    assert apart("kranat", "kralat") == 2
    assert apart("kranat", "kanat") == 2


def test_a_vowel_for_a_consonant_is_as_dear_as_a_consonant() -> None:
    assert apart("kranat", "krknat") == 2


def test_two_letters_that_changed_places_are_one_slip() -> None:
    assert apart("krtan", "ktran") == 2
    assert apart("krn", "nrk") == 4


@given(keys, keys, st.integers(0, 8))
def test_it_is_the_cheapest_way_or_too_far(left: str, right: str, most: int) -> None:
    found = cheapest(left, right)
    assert apart(left, right, most) == (found if found <= most else FAR)


@given(keys, keys)
def test_it_is_the_same_both_ways_and_nought_for_the_same_alone(left: str, right: str) -> None:
    assert apart(left, right) == apart(right, left)
    assert (apart(left, right) == 0) == (left == right)


@given(keys, keys, st.sampled_from("aekr"))
def test_one_more_letter_moves_it_by_no_more_than_the_letter(
    left: str, right: str, letter: str
) -> None:
    assert abs(apart(left, right + letter) - apart(left, right)) <= cost(letter)
    assert apart(left + letter, right + letter) <= apart(left, right)
