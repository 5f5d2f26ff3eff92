from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.people.overlap.signature import BITS, BYTES, Signature, flipped, signature_of

KEY = bytes(range(32))
Tokens = list[tuple[bytes, float]]


def agreement(first: Signature, second: Signature) -> float:
    return 1 - float(np.bitwise_count(first ^ second).sum()) / BITS


def numbered(numbers: range) -> Tokens:
    return [(f"token {number}".encode(), 1.0) for number in numbers]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_signatures_agree_as_often_as_likeness_says(both: int, left: int, right: int) -> None:
    first = numbered(range(both)) + numbered(range(100, 100 + left))
    second = numbered(range(both)) + numbered(range(200, 200 + right))
    if not first or not second:
        return
    likeness = both / (both + left + right)
    expected = (1 + likeness) / 2
    found = agreement(signature_of(first, KEY), signature_of(second, KEY))
    assert abs(found - expected) <= 5.5 * np.sqrt(0.25 / BITS)


def test_a_heavy_token_counts_for_as_much_as_its_weight() -> None:
    first = [(b"shared", 3.0), (b"left", 1.0)]
    second = [(b"shared", 3.0), (b"right", 1.0)]
    found = agreement(signature_of(first, KEY), signature_of(second, KEY))
    assert found == pytest.approx((1 + 3 / 5) / 2, abs=0.05)


def test_the_order_of_tokens_does_not_matter_and_the_key_does() -> None:
    tokens = numbered(range(20))
    here = signature_of(tokens, KEY)
    assert (here == signature_of(tokens[::-1], KEY)).all()
    other = signature_of(tokens, bytes(32))
    assert abs(agreement(here, other) - 0.5) < 0.06


def test_half_of_the_bits_are_set_whatever_the_row_holds() -> None:
    for size in (1, 3, 24, 200):
        share = float(np.bitwise_count(signature_of(numbered(range(size)), KEY)).sum()) / BITS
        assert abs(share - 0.5) < 0.06


def test_noise_turns_over_the_share_of_bits_that_it_is_told_to() -> None:
    clean = np.zeros((200, BYTES), dtype=np.uint8)
    assert (flipped(clean, 0.0) == clean).all()
    turned = flipped(clean, 0.1)
    assert float(np.bitwise_count(turned).mean() / 8) == pytest.approx(0.1, abs=0.005)
    assert (flipped(clean, 0.1) != turned).any()
