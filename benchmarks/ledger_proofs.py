"""How fast proofs about a large ledger are made and checked, and how fast verify.py is.

    python benchmarks/ledger_proofs.py [LEAVES]

100,000 leaves by default, each as long as a real one, held in memory. verify.py is measured on
what would be sealed of them, with a checkpoint after every hundredth leaf, and per signature. Times
are those of one processor, whatever else the machine is doing.
"""

from __future__ import annotations

import base64
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from habeas.model import canonical_json
from habeas.store.checkpoint import Checkpoint
from habeas.store.entries import LeafKind
from habeas.store.keys import SigningKey
from habeas.store.leaf import Leaf, commitment_to
from habeas.store.merkle import Frontier, Tree, leaf_hash, proves_consistency, proves_inclusion
from habeas.store.standalone import verify

CASE_ID = "00112233445566778899aabbccddeeff"
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
SAMPLE = 2000

Given = TypeVar("Given")
Made = TypeVar("Made")


def main(count: int) -> None:
    """Print the figures."""
    key = SigningKey.from_secret(f"habeas.case/{CASE_ID}", bytes(range(32)))
    leaves = invented_leaves(count, key)
    started = time.process_time()
    tree = Tree(leaves)
    print(f"a tree over {count:,} leaves: {time.process_time() - started:.2f} s")
    chance = random.Random(8)  # noqa: S311 - a repeatable choice, not a secret
    places = [chance.randrange(count) for _ in range(SAMPLE)]
    root = tree.root()
    paths = timed("an inclusion proof made", places, lambda n: tree.inclusion_proof(n))
    timed(
        "an inclusion proof checked",
        list(zip(places, paths, strict=True)),
        lambda item: sure(
            proves_inclusion(leaf_hash(leaves[item[0]]), item[0], count, item[1], root)
        ),
    )
    olds = [place + 1 for place in places]
    proofs = timed("a consistency proof made", olds, lambda old: tree.consistency_proof(old))
    roots = [tree.root(old) for old in olds]
    timed(
        "a consistency proof checked",
        list(zip(olds, roots, proofs, strict=True)),
        lambda item: sure(proves_consistency(item[0], count, item[1], root, item[2])),
    )
    print(f"longest proof: {max(map(len, paths))} hashes, {32 * max(map(len, paths))} bytes")
    time_verify_py(leaves, key)


def timed(what: str, given: list[Given], make: Callable[[Given], Made]) -> list[Made]:
    """Do it for each, and print the median processor time of one in microseconds."""
    made, times = [], []
    for item in given:
        started = time.process_time()
        made.append(make(item))
        times.append(time.process_time() - started)
    print(f"{what}: {statistics.median(times) * 1e6:.0f} µs")
    return made


def sure(holds: bool) -> None:
    """A proof that is not valid has no speed."""
    if not holds:
        raise ValueError("a proof does not hold")


def invented_leaves(count: int, key: SigningKey) -> list[bytes]:
    """Leaves as a case writes them; the first one states the key."""
    opening = canonical_json(first_payload(key))
    commitments = [commitment_to(bytes(32), opening)]
    commitments += [commitment_to(bytes(32), b"%d" % number) for number in range(1, count)]
    author = key.verifying.id.hex()
    kinds = [LeafKind.CASE, *([LeafKind.SOURCE] * (count - 1))]
    return [
        Leaf(author, commitment, index, kind, NOON).encode()
        for index, (commitment, kind) in enumerate(zip(commitments, kinds, strict=True))
    ]


def first_payload(key: SigningKey) -> dict[str, str]:
    """What the first entry of a case says; nobody of this name exists."""
    public_key = base64.b64encode(key.verifying.raw).decode()
    return {"case_id": CASE_ID, "investigator": "Ila Morven", "public_key": public_key}


def time_verify_py(leaves: list[bytes], key: SigningKey) -> None:
    """Print how long verify.py takes for signatures and for a sealed folder."""
    messages = [b"%d" % number for number in range(200)]
    signed = [(message, key.sign(message)) for message in messages]
    timed(
        "verify.py: a signature checked (pure Python)",
        signed,
        lambda item: verify.check_signature(key.verifying.raw, *item),
    )
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_leaves(folder / "leaves.jsonl", leaves, key)
        started = time.process_time()
        said = verify.Ledger().verify(folder, [], [])
        seconds = time.process_time() - started
        checkpoints = len(leaves) // 100
        print(f"verify.py: {len(leaves):,} leaves, {checkpoints:,} checkpoints: {seconds:.1f} s")
        print(f"verify.py said: VERIFIED {said[:30]}…")


def write_leaves(path: Path, leaves: list[bytes], key: SigningKey) -> None:
    """What sealing would write, with a checkpoint after every hundredth leaf."""
    frontier = Frontier()
    with path.open("wb") as file:
        for place, leaf in enumerate(leaves):
            frontier.append(leaf)
            line: dict[str, object] = {"leaf": leaf.decode(), "place": place}
            if place == 0:
                opening = canonical_json(first_payload(key)).decode()
                line |= {"payload": opening, "salt": bytes(32).hex()}
            file.write(canonical_json(line) + b"\n")
            if (place + 1) % 100 == 0:
                size = place + 1
                note = Checkpoint(key.verifying.name, size, frontier.root()).signed(key)
                file.write(json.dumps({"note": note.decode(), "size": size}).encode() + b"\n")


if __name__ == "__main__":
    main(int([*sys.argv[1:], "100000"][0]))
