from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store import LeafKind
from habeas.store.leaf import Leaf, commitment_to
from tests.store.making import NOON

LEAF = Leaf("0badcafe", "ab" * 32, 12, LeafKind.SOURCE, NOON)


def test_a_leaf_is_canonical_json_of_public_facts() -> None:
    assert LEAF.encode().decode() == (
        '{"author":"0badcafe","commitment":"' + "ab" * 32 + '","index":12,"kind":"source",'
        '"time":"2031-03-04T12:00:00Z","version":1}'
    )


@given(
    st.integers(0, 10**9),
    st.sampled_from(LeafKind),
    st.timedeltas(timedelta(0), timedelta(days=30000)),
)
def test_a_leaf_is_read_back_as_written(index: int, kind: LeafKind, later: timedelta) -> None:
    moment = (NOON + later).replace(microsecond=0)
    leaf = Leaf("0badcafe", "ab" * 32, index, kind, moment)
    assert Leaf.decode(leaf.encode()) == leaf


@pytest.mark.parametrize(
    "altered",
    [
        LEAF.encode() + b" ",
        LEAF.encode().replace(b'"version":1', b'"version":2'),
        LEAF.encode().replace(b'"index":12', b'"index":"12"'),
        LEAF.encode().replace(b'"time":"2031-03-04T12:00:00Z"', b'"time":7'),
        LEAF.encode().replace(b'"kind":"source"', b'"kind":"rumour"'),
        LEAF.encode().replace(b"0badcafe", b"0badcaf\\u0065"),
        b"[]",
        b"",
    ],
)
def test_bytes_that_are_no_leaf_of_ours_are_refused(altered: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Leaf.decode(altered)


def test_a_commitment_is_the_salted_hash_of_the_payload() -> None:
    assert commitment_to(b"salt", b"payload") == hashlib.sha256(b"saltpayload").hexdigest()
