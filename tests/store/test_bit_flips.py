"""One flipped bit, in any column of any row or in any preserved byte, never goes unnoticed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from habeas.store import CaseStore
from habeas.store.keys import VerifyingKey
from habeas.store.ledger_audit import LedgerAudit, Sealed
from tests.store.flipping import Flip, flip_in_blobs, flip_in_rows, is_noticed, restore
from tests.store.making import fill


def unnoticed_flips(store: CaseStore, count: int, seed: int) -> tuple[list[Flip], list[Flip]]:
    """Flip bits one at a time: all that were flipped, and those that nobody noticed."""
    fill(store)
    store.close()
    path = store.path
    pristine = path.with_name("pristine")
    shutil.copytree(path, pristine)
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    flips: list[Flip] = []
    unnoticed: list[Flip] = []
    while len(flips) < count:
        flip = flip_in_blobs(path, chance) if len(flips) % 5 == 0 else flip_in_rows(path, chance)
        if flip is None:
            continue
        flips.append(flip)
        if not is_noticed(path):
            unnoticed.append(flip)
        restore(path, pristine)
    return flips, unnoticed


def test_without_a_flip_nothing_is_noticed(store: CaseStore) -> None:
    fill(store)
    store.close()
    assert not is_noticed(store.path)


def test_150_flipped_bits_are_all_noticed(store: CaseStore) -> None:
    flips, unnoticed = unnoticed_flips(store, 150, seed=1)
    assert unnoticed == []
    assert len({flip.where.split(",")[0] for flip in flips}) > 30


@pytest.mark.ci
def test_2000_flipped_bits_are_all_noticed(store: CaseStore) -> None:
    _, unnoticed = unnoticed_flips(store, 2000, seed=2)
    assert unnoticed == []


def test_every_bit_of_a_short_ledger_is_watched(store: CaseStore, case_path: Path) -> None:
    """Not a sample: each bit of the first leaf, its salt, its payload and its checkpoint."""
    store.close()
    audit_every_bit(case_path)


def audit_every_bit(path: Path) -> None:
    """Verify the ledger's values directly, once for each bit of each of them."""
    with sqlite3.connect(path / "case.sqlite") as connection:
        row = connection.execute(
            "SELECT leaf.content, salt, payload.content, note FROM ledger_leaf AS leaf "
            "JOIN ledger_payload AS payload USING (position) JOIN ledger_checkpoint"
        ).fetchone()
    with CaseStore.open(path, read_only=True) as store:
        name = f"habeas.case/{store.case_id}"
        pem = (path / "keys" / "investigator.pem").read_bytes()
        key = VerifyingKey.from_pem(name, pem, where="key")

        def problems(leaf: bytes, salt: bytes, payload: bytes, note: bytes) -> int:
            audit = LedgerAudit(key, store.case_id)
            audit.entry(0, leaf, Sealed(salt, payload))
            audit.checkpoint(1, note)
            audit.finish()
            return len(audit.problems)

        assert problems(*row) == 0
        for part in range(4):
            for bit in range(len(row[part]) * 8):
                altered = bytearray(row[part])
                altered[bit // 8] ^= 1 << bit % 8
                values = [*row]
                values[part] = bytes(altered)
                assert problems(*values) > 0, (part, bit)
