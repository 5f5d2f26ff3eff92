from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store.merkle import (
    EMPTY_ROOT,
    Frontier,
    Tree,
    leaf_hash,
    node_hash,
    proves_consistency,
    proves_inclusion,
    root_of,
)

# The leaves that implementations of RFC 6962 test against (Certificate Transparency's reference
# Merkle tree), the roots over the first 1, 2, … 8 of them, and proofs among them.
# Origin: github.com/transparency-dev/merkle, testonly/reference_test.go and its constants
# (Apache-2.0), commit 141d627eab770a7e9a2514f46a8b6338e6d90874.
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
LEAF_0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LEAVES_0_1 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
LEAVES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAVES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
LEAVES_0_3 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
LEAVES_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
REFERENCE_INCLUSION = [
    (0, 1, []),
    (0, 2, [LEAF_1]),
    (1, 2, [LEAF_0]),
    (2, 3, [LEAVES_0_1]),
    (1, 5, [LEAF_0, LEAVES_2_3, LEAF_4]),
    (0, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]),
    (5, 8, [LEAF_4, LEAVES_6_7, LEAVES_0_3]),
]
REFERENCE_CONSISTENCY = [
    (1, 1, []),
    (1, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]),
    (2, 5, [LEAVES_2_3, LEAF_4]),
    (6, 8, [LEAVES_4_5, LEAVES_6_7, LEAVES_0_3]),
]
TABLE = Path(__file__).parent / "data" / "merkle_proofs.tsv"
LARGEST = 300
MANY = tuple(f"leaf {n}".encode() for n in range(LARGEST))


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition in RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = largest_power_below(len(leaves))
    branches = naive_root(leaves[:split]) + naive_root(leaves[split:])
    return hashlib.sha256(b"\x01" + branches).digest()


def largest_power_below(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


@cache
def naive_range(start: int, end: int) -> bytes:
    """MTH over MANY[start:end]; a range is hashed once, however many proofs hold it."""
    return naive_root(list(MANY[start:end]))


def naive_path(index: int, start: int, end: int) -> list[bytes]:
    """PATH(index, MANY[start:end]), RFC 6962, section 2.1.1."""
    if end - start == 1:
        return []
    middle = start + largest_power_below(end - start)
    if start + index < middle:
        return [*naive_path(index, start, middle), naive_range(middle, end)]
    return [*naive_path(index - (middle - start), middle, end), naive_range(start, middle)]


def naive_subproof(old: int, start: int, end: int, known: bool) -> list[bytes]:
    """SUBPROOF(old, MANY[start:end], known), RFC 6962, section 2.1.2."""
    if old == end - start:
        return [] if known else [naive_range(start, end)]
    middle = start + largest_power_below(end - start)
    if start + old <= middle:
        return [*naive_subproof(old, start, middle, known), naive_range(middle, end)]
    return [*naive_subproof(old - (middle - start), middle, end, False), naive_range(start, middle)]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root_of([]) == Tree([]).root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_tree(size: int) -> None:
    assert root_of(REFERENCE_LEAVES[:size]).hex() == REFERENCE_ROOTS[size - 1]
    assert Tree(REFERENCE_LEAVES).root(size).hex() == REFERENCE_ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "proof"), REFERENCE_INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_tree(
    index: int, size: int, proof: list[str]
) -> None:
    made = Tree(REFERENCE_LEAVES).inclusion_proof(index, size)
    assert [item.hex() for item in made] == proof
    root = bytes.fromhex(REFERENCE_ROOTS[size - 1])
    assert proves_inclusion(leaf_hash(REFERENCE_LEAVES[index]), index, size, made, root)


@pytest.mark.parametrize(("old", "new", "proof"), REFERENCE_CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_tree(
    old: int, new: int, proof: list[str]
) -> None:
    made = Tree(REFERENCE_LEAVES).consistency_proof(old, new)
    assert [item.hex() for item in made] == proof
    roots = [bytes.fromhex(REFERENCE_ROOTS[size - 1]) for size in (old, new)]
    assert proves_consistency(old, new, roots[0], roots[1], made)


def rows(kind: str) -> Iterator[tuple[str, bool, int, int, bytes, bytes, list[bytes]]]:
    """Rows of the published table: name, whether it is right, two numbers, two hashes, proof."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind}\t"):
            _, name, right, one, two, first, second, proof = line.split("\t")
            hashes = [unhex(item) for item in (first, second)]
            path = [unhex(item) for item in proof.split(",")] if proof else []
            yield name, right == "right", int(one), int(two), hashes[0], hashes[1], path


def unhex(text: str) -> bytes:
    return b"" if text == "-" else bytes.fromhex(text)


def test_published_inclusion_proofs_right_and_wrong_are_told_apart() -> None:
    table = list(rows("inclusion"))
    wrong = [
        name
        for name, right, index, size, leaf, root, proof in table
        if proves_inclusion(leaf, index, size, proof, root) is not right
    ]
    assert wrong == []
    assert (len(table), sum(row[1] for row in table)) == (98, 6)


def test_published_consistency_proofs_right_and_wrong_are_told_apart() -> None:
    table = list(rows("consistency"))
    wrong = [
        name
        for name, right, old, new, old_root, new_root, proof in table
        if proves_consistency(old, new, old_root, new_root, proof) is not right
    ]
    assert wrong == []
    assert (len(table), sum(row[1] for row in table)) == (98, 6)


def test_every_proof_up_to_300_leaves_is_the_one_that_the_definition_gives() -> None:
    tree = Tree(MANY)
    for size in range(1, LARGEST + 1):
        root = naive_range(0, size)
        assert tree.root(size) == root, size
        for index in range(size):
            path = tree.inclusion_proof(index, size)
            assert path == naive_path(index, 0, size), (index, size)
            assert proves_inclusion(leaf_hash(MANY[index]), index, size, path, root), (index, size)
            old = index + 1
            proof = tree.consistency_proof(old, size)
            assert proof == naive_subproof(old, 0, size, True), (old, size)
            assert proves_consistency(old, size, naive_range(0, old), root, proof), (old, size)


@given(st.data())
def test_an_altered_inclusion_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    right: tuple[int | bytes, ...] = (index, size, *Tree(MANY[:size]).inclusion_proof(index))
    wrong = altered(data, right)
    if wrong == right:
        return
    number, count, *proof = wrong
    assert isinstance(number, int)
    assert isinstance(count, int)
    path = [item for item in proof if isinstance(item, bytes)]
    assert not proves_inclusion(leaf_hash(MANY[index]), number, count, path, naive_range(0, size))


@given(st.data())
def test_an_altered_consistency_proof_is_refused(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, LARGEST))
    old = data.draw(st.integers(1, new - 1))
    roots = (naive_range(0, old), naive_range(0, new))
    right = (*roots, *Tree(MANY[:new]).consistency_proof(old))
    wrong = altered(data, right)
    if wrong == right:
        return
    old_root, new_root, *proof = (item for item in wrong if isinstance(item, bytes))
    assert not proves_consistency(old, new, old_root, new_root, proof)


def altered(data: st.DataObject, right: tuple[int | bytes, ...]) -> tuple[int | bytes, ...]:
    """The parts of a proof with one altered; or, after the first two, dropped, doubled, swapped."""
    parts = list(right)
    place = data.draw(st.integers(0, len(parts) - 1))
    part = parts[place]
    if isinstance(part, int):
        # A wrong size may leave the path of an index as it is; a wrong index never does.
        parts[0] = data.draw(st.integers(0, LARGEST))
        return tuple(parts)
    how = data.draw(st.sampled_from(["flip", "cut", "drop", "double", "swap"]))
    if how == "flip" or place < 2:
        bit = data.draw(st.integers(0, 255))
        parts[place] = (int.from_bytes(part, "big") ^ 1 << bit).to_bytes(32, "big")
    elif how == "cut":
        parts[place] = part[: data.draw(st.integers(0, 31))]
    elif how == "drop":
        del parts[place]
    elif how == "double":
        parts.insert(place, part)
    else:
        other = data.draw(st.integers(2, len(parts) - 1))
        parts[place], parts[other] = parts[other], parts[place]
    return tuple(parts)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, 9)])
def test_there_is_no_inclusion_proof_for_a_leaf_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="lea"):
        Tree(REFERENCE_LEAVES).inclusion_proof(index, size)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (1, 9)])
def test_there_is_no_consistency_proof_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="lea"):
        Tree(REFERENCE_LEAVES).consistency_proof(old, new)


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
