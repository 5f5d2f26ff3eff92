"""A case made with format 1 opens, verifies and can be gone on with, whatever has changed since."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from habeas.store import CaseStore, LeafKind, Outcome
from tests.store.making import PASSPHRASE, STATEMENT, claim, deposit, document, judgement, sha256

GOLDEN = Path(__file__).parent / "golden" / "format-1"
STATEMENT_HASH = sha256(STATEMENT.encode())
HEAD = "9-931b858e07c0b66961b089ae421279f5f15bf64ac744088a2156f36a25ee78ad"


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """A copy: opening a database touches its folder."""
    return Path(shutil.copytree(GOLDEN, tmp_path / "golden"))


def test_it_verifies_and_has_the_head_it_always_had(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        report = store.verify()
        assert (report.problems, report.notices) == ((), ())
        assert str(store.head()) == HEAD
        assert store.head().time.isoformat() == "2026-11-22T09:08:00+00:00"


def test_everything_in_it_reads_as_it_was_written(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        statement, scan, empty = store.sources()
        assert [item.untrusted_name for item in statement.provenance] == [
            "statement.txt",
            "copy.txt",
        ]
        assert (scan.name, empty.size) == ("scan.pdf", 0)
        assert store.blob(STATEMENT_HASH) == STATEMENT.encode()
        assert store.document(STATEMENT_HASH) == document()
        assert store.problem(empty.sha256) == "it is empty"
        assert [kept.claim for kept in store.claims()] == [
            claim(),
            claim("c0ffee02", "The warden of Lower Orrin"),
        ]
        assert list(store.judgements()) == [judgement(STATEMENT_HASH)]
        assert [export.untrusted_name for export in store.exports()] == ["dossier.html"]
        assert [failure.untrusted_name for failure in store.failures()] == ["bomb.zip"]
        assert [balance.total for balance in store.imports()] == [5]


def test_its_erased_entry_stays_erased_and_accounted_for(golden: Path) -> None:
    with CaseStore.open(golden, read_only=True) as store:
        erased = [entry for entry in store.leaves() if entry.payload is None]
        assert [(entry.position, entry.kind) for entry in erased] == [(5, LeafKind.SOURCE)]


def test_work_can_go_on_in_it(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        assert store.put_source(deposit(STATEMENT.encode())) is Outcome.UNCHANGED
        assert store.put_source(deposit(b"a later statement")) is Outcome.CREATED
        store.append_judgement(judgement(STATEMENT_HASH, "heard again"))
        assert store.verify().ok
        assert str(store.head_at(9)) == HEAD
