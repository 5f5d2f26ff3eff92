"""One flipped bit, in any column of any row or in any byte of a kept file, never goes unnoticed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

from habeas.store import CaseStore, database
from habeas.store.keys import VerifyingKey
from habeas.store.ledger_audit import LedgerAudit, Sealed
from tests.store.flipping import (
    Flip,
    flip_bit,
    flip_in_file,
    flip_in_rows,
    is_noticed,
    kept_files,
    problems_of,
    restore_database,
)
from tests.store.making import CHEAP, PASSPHRASE, deposit, fill, fill_people, sha256

BLOBS = 50


@pytest.fixture(autouse=True)
def queries_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that is opened thousands of times spends most of it on the same few statements."""
    compiled: dict[Any, Any] = {}

    def made(*arguments: Any, **options: Any) -> Engine:
        return create_engine(*arguments, **options).execution_options(compiled_cache=compiled)

    monkeypatch.setattr(database, "create_engine", made)


def fill_all(store: CaseStore) -> None:
    """Something in every table, and a second investigator where there is more than one key."""
    fill(store)
    fill_people(store)
    store.admit_investigator("Edda Quill", passphrase=f"another {PASSPHRASE}", key_cost=CHEAP)
    store.close()


def unnoticed_flips_in_rows(store: CaseStore, count: int, seed: int) -> tuple[set[str], list[Flip]]:
    """Flip one bit of one row at a time: which columns were met, and which flips nobody noticed."""
    fill_all(store)
    pristine = store.path.with_name("pristine.sqlite")
    shutil.copyfile(store.path / "case.sqlite", pristine)
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    columns: set[str] = set()
    unnoticed: list[Flip] = []
    while count:
        flip = flip_in_rows(store.path, chance)
        if flip is None:
            continue
        count -= 1
        columns.add(flip.where.split(",")[0])
        if not is_noticed(store.path):
            unnoticed.append(flip)
        restore_database(store.path, pristine)
    return columns, unnoticed


def check_flips_in_blobs(store: CaseStore, rounds: int, seed: int) -> None:
    """Flip one bit in each of `BLOBS` blobs at once: each is named, and no other is."""
    chance = random.Random(seed)  # noqa: S311 - repeatable bytes and choices, not a secret
    contents = [chance.randbytes(chance.choice([1, 30, 900, 5_000])) for _ in range(BLOBS + 10)]
    outcomes = store.put_sources(deposit(data, f"{n}.bin") for n, data in enumerate(contents))
    assert len(outcomes) == BLOBS + 10
    paths = {sha256(data): store._case.blobs.path_of(sha256(data)) for data in contents}
    store.close()
    for _ in range(rounds):
        chosen = chance.sample(sorted(paths), BLOBS)
        flips = {name: flip_in_file(paths[name], chance, store.path) for name in chosen}
        problems = problems_of(store.path)
        assert problems is not None
        named = {problem.split()[1] for problem in problems if problem.startswith("source ")}
        assert named == flips.keys(), [flips[name] for name in flips.keys() - named]
        for name, flip in flips.items():
            flip_bit(paths[name], flip.bit)
    assert problems_of(store.path) == []


def unnoticed_flips_in_files(
    path: Path, count: int, seed: int
) -> tuple[dict[str, int], list[Flip]]:
    """Flip one bit of one file at a time, each file as often: how often, and what was missed."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    files = kept_files(path)
    tried: dict[str, int] = {}
    unnoticed: list[Flip] = []
    for number in range(count):
        file = files[number % len(files)]
        flip = flip_in_file(file, chance, path)
        tried[flip.where] = tried.get(flip.where, 0) + 1
        if not is_noticed(path):
            unnoticed.append(flip)
        flip_bit(file, flip.bit)
    return tried, unnoticed


def test_without_a_flip_nothing_is_noticed(store: CaseStore) -> None:
    fill_all(store)
    assert problems_of(store.path) == []


def test_100_flipped_bits_in_rows_are_all_noticed(store: CaseStore) -> None:
    columns, unnoticed = unnoticed_flips_in_rows(store, 100, seed=1)
    assert unnoticed == []
    assert len(columns) > 30


@pytest.mark.ci
def test_2000_flipped_bits_in_rows_are_all_noticed(store: CaseStore) -> None:
    columns, unnoticed = unnoticed_flips_in_rows(store, 2000, seed=2)
    assert unnoticed == []
    assert len(columns) > 45


def test_100_flipped_bits_in_blobs_are_all_named(store: CaseStore) -> None:
    check_flips_in_blobs(store, rounds=2, seed=3)


def test_50_flipped_bits_in_sealed_blobs_are_all_named(sealed_store: CaseStore) -> None:
    check_flips_in_blobs(sealed_store, rounds=1, seed=4)


@pytest.mark.ci
def test_2000_flipped_bits_in_blobs_are_all_named(store: CaseStore) -> None:
    check_flips_in_blobs(store, rounds=40, seed=5)


def check_flips_in_encrypted_files(store: CaseStore, count: int, seed: int) -> None:
    fill_all(store)
    tried, unnoticed = unnoticed_flips_in_files(store.path, count, seed)
    assert unnoticed == []
    assert {name.split("/")[0] for name in tried} == {"README.txt", "blobs", "case.sqlite", "keys"}


def test_40_flipped_bits_in_the_files_of_an_encrypted_case_are_all_noticed(
    sealed_store: CaseStore,
) -> None:
    check_flips_in_encrypted_files(sealed_store, 40, seed=6)


@pytest.mark.ci
def test_300_flipped_bits_in_the_files_of_an_encrypted_case_are_all_noticed(
    sealed_store: CaseStore,
) -> None:
    check_flips_in_encrypted_files(sealed_store, 300, seed=7)


def test_a_bit_in_every_page_of_the_encrypted_database_is_watched(sealed_store: CaseStore) -> None:
    """Not a sample of pages: free ones, whose rows were erased, are among them."""
    fill_all(sealed_store)
    database = sealed_store.path / "case.sqlite"
    chance = random.Random(8)  # noqa: S311 - a repeatable choice, not a secret
    for start in range(0, database.stat().st_size, 4096):
        bit = 8 * start + chance.randrange(8 * 4096)
        flip_bit(database, bit)
        assert is_noticed(sealed_store.path), f"bit {bit} of page {start // 4096 + 1}"
        flip_bit(database, bit)


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
