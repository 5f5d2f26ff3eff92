"""Erasing a source: its words go, everywhere; that it was there, and why it went, stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import WrongUsage
from habeas.store import CaseStore, LeafKind, Outcome
from habeas.store.ledger import Batch
from tests.store.making import (
    CHEAP,
    NOON,
    PASSPHRASE,
    STATEMENT,
    claim,
    deposit,
    document,
    judgement,
    sha256,
)

TEXT = STATEMENT.encode()
SOURCE = sha256(TEXT)
REASON = "the witness asked"


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    store.put_source(deposit(b"another"))
    store.put_source(deposit(TEXT, "zebrafinch.txt"))
    store.put_source(deposit(TEXT, "zebrafinch-copy.txt"))
    store.put_document(SOURCE, document(), reader="text@1")
    store.put_claims(SOURCE, [claim()], extractor="english@1")
    store.append_judgement(judgement(SOURCE, "zebrafinch heard it"))
    return store


def test_after_an_erasure_the_ledger_still_verifies(filled: CaseStore) -> None:
    filled.delete_source(SOURCE, reason=REASON)
    report = filled.verify()
    assert report.problems == ()
    assert report.notices == ()
    assert (report.leaves, report.erased, report.blobs) == (6, 3, 1)


def test_the_tombstone_gives_the_reason_and_no_hash(filled: CaseStore) -> None:
    filled.delete_source(SOURCE, reason=REASON)
    *_, tombstone = filled.leaves()
    assert tombstone.kind is LeafKind.DELETION
    assert tombstone.payload == {"erased": [2, 3, 4], "reason": REASON}
    assert [entry.payload is None for entry in filled.leaves()] == [
        False,
        False,
        True,
        True,
        True,
        False,
    ]


def test_nothing_that_is_kept_still_speaks_of_it(filled: CaseStore) -> None:
    head = filled.head()
    filled.delete_source(SOURCE, reason=REASON)
    assert [source.sha256 for source in filled.sources()] == [sha256(b"another")]
    assert list(filled.judgements()) == []
    assert list(filled.claims()) == []
    assert filled.document(SOURCE) is None
    assert not filled.has_source(SOURCE)
    assert [source.sha256 for source in filled.sources(at=head.size)] == [sha256(b"another")]
    assert filled.head_at(head.size) == head


def test_its_words_and_its_hash_are_in_no_file_of_the_case(
    filled: CaseStore, case_path: Path
) -> None:
    traces = [b"zebrafinch", b"Lower Orrin", SOURCE.encode()]

    def found() -> set[bytes]:
        contents = [path.read_bytes() for path in case_path.rglob("*") if path.is_file()]
        names = "\n".join(str(path) for path in case_path.rglob("*")).encode()
        return {trace for trace in traces if any(trace in text for text in (*contents, names))}

    assert found() == set(traces)
    filled.delete_source(SOURCE, reason=REASON)
    assert found() == set()


def test_the_same_bytes_can_come_back(filled: CaseStore) -> None:
    filled.delete_source(SOURCE, reason=REASON)
    assert filled.put_source(deposit(TEXT)) is Outcome.CREATED
    assert filled.blob(SOURCE) == TEXT
    assert filled.verify().ok
    filled.delete_source(SOURCE, reason=REASON)
    assert filled.verify().ok


def test_an_erasure_needs_a_reason_and_a_source(filled: CaseStore) -> None:
    with pytest.raises(WrongUsage, match="needs a reason"):
        filled.delete_source(SOURCE, reason=" ")
    with pytest.raises(WrongUsage, match="no source in this case"):
        filled.delete_source(sha256(b"never seen"), reason=REASON)
    assert filled.blob(SOURCE) == TEXT


def test_a_writer_that_died_before_the_bytes_went_is_finished_by_the_next(
    filled: CaseStore, case_path: Path
) -> None:
    kept = case_path.with_name("kept")
    shutil.copy2(filled.blob_path(SOURCE), kept)
    filled.delete_source(SOURCE, reason=REASON)
    filled.close()
    blob = case_path / "blobs" / SOURCE[:2] / SOURCE[2:4] / SOURCE
    shutil.copy2(kept, blob)
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        connection.execute("INSERT INTO unfinished_erasure VALUES (?)", (SOURCE,))
    connection.close()
    with CaseStore.open(case_path) as store:
        assert not blob.exists()
        assert store.verify().notices == ()


def ask_to_erase(case_path: Path, sha256: str) -> None:
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        connection.execute("INSERT INTO unfinished_erasure VALUES (?)", (sha256,))
    connection.close()


@pytest.mark.parametrize("erased_before", [False, True])
def test_a_row_that_asks_to_erase_a_kept_source_is_named_and_not_obeyed(
    filled: CaseStore, case_path: Path, erased_before: bool
) -> None:
    if erased_before:
        filled.delete_source(sha256(b"another"), reason=REASON)
    filled.close()
    ask_to_erase(case_path, SOURCE)
    with CaseStore.open(case_path) as store:
        assert store.blob(SOURCE) == TEXT
        (problem,) = store.verify().problems
    assert problem.where == f"unfinished_erasure {SOURCE}"
    assert problem.what.startswith("no tombstone explains")


def test_a_row_asks_in_vain_also_when_the_source_was_taken_out_of_the_ledger(
    filled: CaseStore, case_path: Path
) -> None:
    filled.delete_source(sha256(b"another"), reason=REASON)
    filled.close()
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        connection.execute("DELETE FROM ledger_index WHERE subject = ?", (SOURCE,))
        connection.execute("DELETE FROM ledger_payload WHERE position IN (2, 3, 4)")
    connection.close()
    ask_to_erase(case_path, SOURCE)
    with CaseStore.open(case_path):
        assert (case_path / "blobs" / SOURCE[:2] / SOURCE[2:4] / SOURCE).exists()


@pytest.mark.parametrize("words", ["../../README.txt", "0" * 64])
def test_a_row_about_nothing_is_named_and_does_not_keep_the_case_closed(
    filled: CaseStore, case_path: Path, words: str
) -> None:
    filled.close()
    ask_to_erase(case_path, words)
    with CaseStore.open(case_path) as store:
        (problem,) = store.verify().problems
    assert problem.where == f"unfinished_erasure {words}"


def test_removing_a_payload_without_a_tombstone_is_noticed(
    filled: CaseStore, case_path: Path
) -> None:
    filled.close()
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        connection.execute("DELETE FROM ledger_index WHERE position = 4")
        connection.execute("DELETE FROM ledger_payload WHERE position = 4")
    connection.close()
    with CaseStore.open(case_path, read_only=True) as store:
        first = store.verify().problems[0]
    assert str(first) == (
        "ledger entry 4: the payload of this judgement is gone, without a tombstone"
    )


def test_a_signed_tombstone_may_not_name_another_tombstone(
    filled: CaseStore, case_path: Path
) -> None:
    filled.delete_source(SOURCE, reason=REASON)
    with filled._case.ledger.batch() as batch:
        assert isinstance(batch, Batch)
        batch.append(LeafKind.DELETION, {"erased": [5], "reason": "to hide a deletion"}, NOON)
        batch.connection.exec_driver_sql("DELETE FROM ledger_payload WHERE position = 5")
    told = [str(problem) for problem in filled.verify().problems]
    assert "ledger entry 5: the payload of this deletion is gone; it may not be erased" in told


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=12))
def test_any_sequence_of_putting_and_erasing_verifies(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, int]]
) -> None:
    path = tmp_path_factory.mktemp("case")
    alive: set[int] = set()
    with CaseStore.create(
        path, passphrase=PASSPHRASE, investigator="Ila Morven", key_cost=CHEAP
    ) as store:
        for put, number in steps:
            data = os.fsencode(f"source {number}")
            if put:
                outcome = store.put_source(deposit(data))
                assert (outcome is Outcome.CREATED) == (number not in alive)
                alive.add(number)
            elif number in alive:
                store.delete_source(sha256(data), reason=REASON)
                alive.remove(number)
        assert store.verify().problems == ()
        assert len(list(store.sources())) == len(alive)
        heads = [store.head_at(size) for size in range(1, store.head().size + 1)]
    with CaseStore.open(path, passphrase=PASSPHRASE) as store:
        assert [store.head_at(head.size) for head in heads] == heads
