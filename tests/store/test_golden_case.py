"""A case made with any format opens, verifies and can be gone on with, whatever has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from habeas.model import Confidentiality, Label
from habeas.store import CaseStore, LeafKind, Outcome
from tests.store.making import (
    PASSPHRASE,
    SECOND_PASSPHRASE,
    STATEMENT,
    claim,
    deposit,
    document,
    judgement,
    resolution,
    row_of,
    same_person,
    sha256,
)

GOLDEN = Path(__file__).parent / "golden"
STATEMENT_HASH = sha256(STATEMENT.encode())
SCAN_HASH = sha256(b"%PDF-unreadable" * 40)
HEADS = {
    "format-1": "9-931b858e07c0b66961b089ae421279f5f15bf64ac744088a2156f36a25ee78ad",
    "format-2": "11-70ca28ff68ecc602980ebb0847ac86e21391fe741f9b31d7edea419d0316b002",
    "format-3": "13-2e5aa347ad7fc1b617c49fd9dc6a8e5f0dd4e524029411e7629b2cba9c9211e4",
    "format-3-encrypted": "17-cc261801947960eeabc8a7d19aa9a602c2270d17729d1486af241b0be8262ba5",
}


@pytest.fixture(params=HEADS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy: opening a database touches its folder. Opened once, it has today's format."""
    folder = Path(shutil.copytree(GOLDEN / request.param, tmp_path / request.param))
    CaseStore.open(folder, passphrase=PASSPHRASE).close()
    return folder


def test_it_verifies_and_has_the_head_it_always_had(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        report = store.verify()
        assert (report.problems, report.notices) == ((), ())
        assert str(store.head()) == HEADS[golden.name]


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


def test_what_was_decided_about_people_reads_as_it_was_written(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        decided = [placed.judgement for placed in store.person_judgements()]
        if golden.name == "format-1":
            assert (decided, store.resolution()) == ([], None)
            return
        first, second = decided
        assert first == same_person(STATEMENT_HASH, SCAN_HASH)
        earlier = next(store.person_judgements()).position
        assert (second.withdraws, second.records[1]) == (earlier, row_of(SCAN_HASH, 1))
        assert store.resolution() == resolution(STATEMENT_HASH, SCAN_HASH)


def test_its_erased_entry_stays_erased_and_accounted_for(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE, read_only=True) as store:
        (erased,) = [entry for entry in store.leaves() if entry.payload is None]
        assert (erased.position, erased.kind) == (6 if store.encrypted else 5, LeafKind.SOURCE)


def test_work_can_go_on_in_it(golden: Path) -> None:
    with CaseStore.open(golden, passphrase=PASSPHRASE) as store:
        assert store.put_source(deposit(STATEMENT.encode())) is Outcome.UNCHANGED
        assert store.put_source(deposit(b"a later statement")) is Outcome.CREATED
        store.append_judgement(judgement(STATEMENT_HASH, "heard again"))
        store.append_person_judgement(same_person(STATEMENT_HASH, sha256(b"a later statement")))
        assert store.verify().ok
        size = int(HEADS[golden.name].partition("-")[0])
        assert str(store.head_at(size)) == HEADS[golden.name]


def test_whoever_had_access_has_it_still(golden: Path) -> None:
    if not golden.name.startswith("format-3"):
        return
    with CaseStore.open(golden, passphrase=SECOND_PASSPHRASE) as store:
        assert store.investigator == "Tam Ostery"
        assert [holder.name for holder in store.holders()] == ["Ila Morven", "Tam Ostery"]
        (label,) = store.recorded(Label)
        assert (label.record.source, label.record.label) == (STATEMENT_HASH, Confidentiality.PUBLIC)
        assert store.put_source(deposit(b"by the second")) is Outcome.CREATED
        assert store.verify().ok
