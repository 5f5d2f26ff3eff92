"""Frames between the case and its reading processes: whole, or refused."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.pipeline.protocol import BrokenFrame, receive, send

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(header=st.dictionaries(st.text(), plain), payload=st.binary())
def test_what_is_sent_is_received(header: dict[str, object], payload: bytes) -> None:
    stream = io.BytesIO()
    send(stream, header, payload)
    stream.seek(0)
    assert receive(stream) == (header, payload)
    assert receive(stream) is None


@given(cut=st.integers(min_value=1))
def test_a_frame_that_ends_early_is_refused(cut: int) -> None:
    stream = io.BytesIO()
    send(stream, {"job": "read"}, b"some bytes")
    whole = stream.getvalue()
    shortened = io.BytesIO(whole[: max(1, len(whole) - cut)])
    with pytest.raises(BrokenFrame):
        receive(shortened)


@given(junk=st.binary(min_size=1, max_size=64))
def test_junk_is_refused_or_is_a_frame_but_never_code(junk: bytes) -> None:
    try:
        received = receive(io.BytesIO(junk))
    except BrokenFrame:
        return
    assert received is not None
    assert isinstance(received[0], dict)


def test_an_impossible_length_is_refused_before_memory_is_spent() -> None:
    announced = struct.pack(">QQ", 2**60, 0)
    with pytest.raises(BrokenFrame, match="impossible length"):
        receive(io.BytesIO(announced))
