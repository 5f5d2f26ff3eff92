from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import InputRefused
from habeas.store import CaseStore, LeafKind
from habeas.store.checkpoint import read_checkpoint
from habeas.store.ledger import Ledger
from habeas.store.merkle import root_of
from tests.store.making import NOON, PASSPHRASE, deposit


@pytest.fixture
def ledger(store: CaseStore) -> Ledger:
    return store._case.ledger


def leaves(store: CaseStore) -> list[bytes]:
    with store._case.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT content FROM ledger_leaf ORDER BY position")
        return [row[0] for row in rows]


def test_each_batch_carries_a_checkpoint_over_all_leaves(store: CaseStore, ledger: Ledger) -> None:
    for count in (1, 2, 5):
        with ledger.batch() as batch:
            for number in range(count):
                batch.append(LeafKind.EXPORT, {"number": number}, NOON)
        size = len(leaves(store))
        note = ledger.note(size)
        assert note is not None
        signed = read_checkpoint(note, store._case.key)
        assert (signed.size, signed.root) == (size, root_of(leaves(store)))


def test_a_batch_that_fails_leaves_no_trace(store: CaseStore, ledger: Ledger) -> None:
    def append_two() -> None:
        with ledger.batch() as batch:
            batch.append(LeafKind.EXPORT, {"number": 1}, NOON)
            batch.append(LeafKind.EXPORT, {"number": "\ud800"}, NOON)

    head = ledger.head()
    with pytest.raises(InputRefused):
        append_two()
    assert ledger.head() == head
    store.put_source(deposit(b"afterwards"))
    assert ledger.head().root == root_of(leaves(store)).hex()
    assert store.verify().ok


def test_ctrl_c_in_a_batch_leaves_no_trace(store: CaseStore, ledger: Ledger) -> None:
    def append_one_and_stop() -> None:
        with ledger.batch() as batch:
            batch.append(LeafKind.EXPORT, {"number": 1}, NOON)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        append_one_and_stop()
    assert ledger.head().size == 1
    store.put_source(deposit(b"afterwards"))
    assert store.verify().ok


def test_an_empty_batch_signs_nothing(store: CaseStore, ledger: Ledger) -> None:
    with ledger.batch():
        pass
    assert ledger.head().size == 1
    assert ledger.note(2) is None


def test_heads_are_the_same_however_the_ledger_is_read(store: CaseStore, case_path: Path) -> None:
    for number in range(20):
        store.put_source(deposit(bytes([number])))
    heads = [store.head_at(size) for size in range(1, 22)]
    assert [head.root for head in heads] == [
        root_of(leaves(store)[:size]).hex() for size in range(1, 22)
    ]
    store.close()
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as again:
        assert [again.head_at(size) for size in range(21, 0, -1)] == heads[::-1]
        assert again.head() == heads[-1]


def test_equal_payloads_have_different_commitments(store: CaseStore, ledger: Ledger) -> None:
    with ledger.batch() as batch:
        one = batch.append(LeafKind.EXPORT, {"number": 1}, NOON)
        other = batch.append(LeafKind.EXPORT, {"number": 1}, NOON)
    assert one.commitment != other.commitment
