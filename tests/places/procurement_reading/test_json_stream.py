"""The stream gives what a whole reading gives, wherever its chunks are cut."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.places.procurement.json_stream import JsonStream

_VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=6),
    lambda low: st.lists(low, max_size=3) | st.dictionaries(st.text(max_size=4), low, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.lists(_VALUES, max_size=4), st.integers(1, 9), st.sampled_from([None, 2]))
def test_elements_are_the_same_wherever_the_text_is_cut(
    values: list[Any], chunk: int, indent: int | None
) -> None:
    text = io.StringIO(json.dumps(values, indent=indent))
    assert list(JsonStream(text, "x", chunk).elements()) == values


@settings(max_examples=60)
@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4), st.integers(1, 9))
def test_keys_and_their_values_are_the_same(content: dict[str, Any], chunk: int) -> None:
    stream = JsonStream(io.StringIO(json.dumps(content)), "x", chunk)
    assert {key: stream.value() for key in stream.object_keys()} == content


@settings(max_examples=60)
@given(st.lists(_VALUES, min_size=1, max_size=3), st.integers(1, 9), st.data())
def test_a_text_that_breaks_off_is_refused(values: list[Any], chunk: int, data: Any) -> None:
    text = json.dumps(values)
    cut = data.draw(st.integers(0, len(text) - 1))
    with pytest.raises(InputRefused):
        list(JsonStream(io.StringIO(text[:cut]), "x", chunk).elements())
