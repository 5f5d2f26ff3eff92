from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_of

# The leaves and roots that implementations of RFC 6962 test against (Certificate Transparency's
# reference Merkle tree): roots over the first 1, 2, … 8 leaves.
REFERENCE_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
REFERENCE_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition in RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    branches = naive_root(leaves[:split]) + naive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + branches).digest()


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_tree(size: int) -> None:
    assert root_of(REFERENCE_LEAVES[:size]).hex() == REFERENCE_ROOTS[size - 1]


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_the_one_the_definition_gives_at_every_size(leaves: list[bytes]) -> None:
    frontier = Frontier()
    for size, leaf in enumerate(leaves):
        assert frontier.root() == naive_root(leaves[:size])
        frontier.append(leaf)
    assert frontier.root() == naive_root(leaves)
    assert frontier.size == len(leaves)


def test_a_copy_grows_alone() -> None:
    frontier = Frontier()
    frontier.append(b"one")
    copy = frontier.copy()
    copy.append(b"two")
    assert frontier.root() == leaf_hash(b"one")
    assert copy.root() == node_hash(leaf_hash(b"one"), leaf_hash(b"two"))


def test_a_leaf_cannot_pass_for_a_node() -> None:
    left, right = leaf_hash(b"one"), leaf_hash(b"two")
    assert leaf_hash(left + right) != node_hash(left, right)
