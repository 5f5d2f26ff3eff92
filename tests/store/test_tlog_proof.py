from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import canonical_json
from habeas.store.checkpoint import Checkpoint
from habeas.store.entries import LeafKind
from habeas.store.keys import SigningKey
from habeas.store.leaf import Leaf, commitment_to
from habeas.store.merkle import Tree
from habeas.store.tlog_proof import (
    CarriedLeaf,
    ProofRejected,
    TlogProof,
    check_exhibit,
    read_proof,
)
from tests.store.making import NOON, deposit, sha256

KEY = SigningKey.from_secret("habeas.case/0123", bytes(range(32)))
STRANGER = SigningKey.from_secret("habeas.case/0123", bytes(32))
BYTES = b"a statement"
INDEX, SIZE = 3, 7


def leaf_of(index: int, data: bytes, salt: bytes, kind: LeafKind = LeafKind.SOURCE) -> bytes:
    payload = canonical_json(deposit(data).source)
    author = KEY.verifying.id.hex()
    return Leaf(author, commitment_to(salt, payload), index, kind, NOON).encode()


def made_proof(
    data: bytes = BYTES, key: SigningKey = KEY, kind: LeafKind = LeafKind.SOURCE
) -> TlogProof:
    salts = [bytes([number]) * 32 for number in range(SIZE)]
    leaves = [leaf_of(n, b"%d" % n if n != INDEX else data, salts[n], kind) for n in range(SIZE)]
    tree = Tree(leaves)
    note = Checkpoint(KEY.verifying.name, SIZE, tree.root()).signed(key)
    carried = CarriedLeaf.of(leaves[INDEX], canonical_json(deposit(data).source), salts[INDEX])
    return TlogProof(INDEX, tuple(tree.inclusion_proof(INDEX)), note, carried.encode())


PROOF = made_proof()


def test_a_proof_has_the_lines_of_the_published_format() -> None:
    header, extra, index, *path, blank, origin, size, root, second, line, end = (
        PROOF.encode().decode().split("\n")
    )
    assert (header, index) == ("c2sp.org/tlog-proof@v1", "index 3")
    word, encoded = extra.split(" ")
    assert word == "extra"
    assert set(json.loads(base64.b64decode(encoded))) == {"leaf", "payload", "salt"}
    assert [base64.b64decode(item) for item in path] == list(PROOF.path)
    assert (blank, second, end) == ("", "", "")
    assert "\n".join([origin, size, root, "", line, ""]).encode() == PROOF.checkpoint


def test_a_proof_without_extra_omits_the_line() -> None:
    bare = replace(PROOF, extra=None)
    assert bare.encode().decode().split("\n")[1] == "index 3"
    assert read_proof(bare.encode()) == bare


def test_the_example_of_the_published_format_can_be_read() -> None:
    """The example in c2sp.org/tlog-proof, its shortened signatures and its extra left out."""
    example = (
        b"c2sp.org/tlog-proof@v1\nindex 73894\n"
        b"gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n"
        b"B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\n"
        b"example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n"
    )
    proof = read_proof(example)
    assert (proof.index, len(proof.path), proof.extra) == (73894, 2, None)
    assert proof.checkpoint.startswith(b"example.com/fancylog\n109482\n")


def test_a_proof_leads_from_the_bytes_of_a_file_to_the_signed_root() -> None:
    proved = check_exhibit(read_proof(PROOF.encode()), sha256(BYTES), KEY.verifying)
    assert proved.source == deposit(BYTES).source
    assert (proved.index, proved.checkpoint.size) == (INDEX, SIZE)


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        (made_proof(b"other bytes"), "it is about other bytes"),
        (made_proof(key=STRANGER), "not signed by a key of this case"),
        (made_proof(kind=LeafKind.EXPORT), "does not vouch"),
        (replace(PROOF, index=INDEX - 1), "does not vouch"),
        (replace(PROOF, path=PROOF.path[:-1]), "does not lead to the signed root"),
        (replace(PROOF, path=(*PROOF.path, bytes(32))), "does not lead to the signed root"),
        (replace(PROOF, path=PROOF.path[::-1]), "does not lead to the signed root"),
        (replace(PROOF, extra=None), "cannot be read"),
        (replace(PROOF, extra=b"[" * 100_000), "cannot be read"),
        (replace(PROOF, checkpoint=b"no note"), "its checkpoint: it is not a signed note"),
    ],
)
def test_a_proof_of_something_else_is_refused(proof: TlogProof, said: str) -> None:
    with pytest.raises(ProofRejected, match=said):
        check_exhibit(proof, sha256(BYTES), KEY.verifying)


def test_a_payload_that_its_leaf_did_not_commit_to_is_refused() -> None:
    """Whoever has another file cannot put its hash into an honest proof."""
    plain = json.loads(PROOF.extra or b"")
    plain["payload"] = canonical_json(deposit(b"other bytes").source).decode()
    forged = replace(PROOF, extra=canonical_json(plain))
    with pytest.raises(ProofRejected, match="does not vouch"):
        check_exhibit(forged, sha256(b"other bytes"), KEY.verifying)


@pytest.mark.parametrize("which", [0, pytest.param(5, marks=pytest.mark.ci)])
def test_a_flipped_bit_in_any_byte_of_a_proof_is_noticed(which: int) -> None:
    content = PROOF.encode()
    for bit in range(which, len(content) * 8, 8):
        altered = bytearray(content)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProofRejected):
            check_exhibit(read_proof(bytes(altered)), sha256(BYTES), KEY.verifying)


@given(st.binary(max_size=300))
def test_any_other_bytes_are_no_proof(content: bytes) -> None:
    with pytest.raises(ProofRejected):
        read_proof(content)
