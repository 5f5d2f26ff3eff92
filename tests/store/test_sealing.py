from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from habeas.model import CaseDamaged, InputRefused, WrongUsage
from habeas.store import CaseStore, seal, sealed_folder, verifier
from habeas.store.merkle import root_of
from habeas.store.sealed_folder import sealed_leaves
from habeas.store.signed_note import read_note
from habeas.store.tlog_proof import check_exhibit, read_proof
from tests.store.ledger_attacks import SECOND, read_case, write_case
from tests.store.making import CHEAP, PASSPHRASE, STATEMENT, deposit, fill, sha256

SOURCE = sha256(STATEMENT.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sealed"


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_seal_holds_the_checkpoint_the_leaves_the_proofs_and_the_program(
    store: CaseStore, folder: Path
) -> None:
    fill(store)
    report = seal(store, folder)
    files = files_in(folder)
    sources = [source.sha256 for source in store.sources()]
    assert set(files) == {
        "README.txt",
        "checkpoint.txt",
        "leaves.jsonl",
        "verify.py",
        *(f"exhibits/{sha256}.tlog-proof" for sha256 in sources),
    }
    assert (report.head, list(report.exhibits)) == (store.head(), sources)
    assert files["checkpoint.txt"].decode() == store.checkpoint(store.head().size)
    assert files["verify.py"] == verifier()
    assert store.case_id in files["README.txt"].decode()
    assert "@" not in files["README.txt"].decode()


def test_the_leaves_have_the_root_that_was_signed(store: CaseStore, folder: Path) -> None:
    fill(store)
    seal(store, folder)
    leaves = sealed_leaves(folder)
    assert (len(leaves), root_of(leaves).hex()) == (store.head().size, store.head().root)
    notes = [
        json.loads(line)["size"]
        for line in (folder / "leaves.jsonl").read_text(encoding="utf-8").splitlines()
        if "note" in json.loads(line)
    ]
    assert notes == sorted(read_case(store.path).notes)


def test_each_proof_leads_from_the_bytes_to_the_signed_root(store: CaseStore, folder: Path) -> None:
    fill(store)
    seal(store, folder)
    for source in store.sources():
        content = (folder / "exhibits" / f"{source.sha256}.tlog-proof").read_bytes()
        hashed = sha256(store.blob(source.sha256))
        proved = check_exhibit(read_proof(content), hashed, store._case.key)
        assert (proved.source.sha256, proved.source.size) == (source.sha256, source.size)
        # A later find of the same bytes is an entry of its own, which the proof does not tell.
        assert proved.source.provenance == source.provenance[:1]
        assert proved.checkpoint.size == store.head().size


def test_a_seal_tells_no_word_of_what_the_case_holds_but_keys_and_its_exhibits(
    store: CaseStore, folder: Path
) -> None:
    fill(store)
    store.put_source(deposit(b"secret bytes", "canary Elun Ferrow.txt"))
    seal(store, folder, [SOURCE])
    text = b"".join(files_in(folder).values())
    for word in ("Elun Ferrow", "checked against the recording", "the witness asked", "bomb.zip"):
        assert word.encode() not in text
    told = [json.loads(line) for line in (folder / "leaves.jsonl").read_bytes().splitlines()]
    opened = [json.loads(item["leaf"])["kind"] for item in told if "payload" in item]
    assert opened == ["case"]


def test_only_who_may_sign_is_named_and_no_reader(sealed_store: CaseStore, folder: Path) -> None:
    fill(sealed_store)
    identity = sealed_store.holders()[0].recipient or ""
    sealed_store.admit_investigator("Bo Tarn", passphrase=SECOND, key_cost=CHEAP)
    sealed_store.admit_reader("Noor Adeyemi", identity)
    seal(sealed_store, folder, [])
    text = b"".join(files_in(folder).values())
    assert b"Bo Tarn" in text
    assert b"Noor Adeyemi" not in text
    assert not list((folder / "exhibits").iterdir())


@pytest.mark.parametrize("wanted", [SOURCE, SOURCE[:12]])
def test_one_exhibit_can_be_sealed_alone(store: CaseStore, folder: Path, wanted: str) -> None:
    fill(store)
    assert seal(store, folder, [wanted, wanted]).exhibits == (SOURCE,)


def test_a_source_that_is_not_there_is_refused_and_nothing_is_written(
    store: CaseStore, folder: Path
) -> None:
    fill(store)
    with pytest.raises(WrongUsage):
        seal(store, folder, ["ab" * 32])
    with pytest.raises(WrongUsage):
        seal(store, folder, [sha256(b"withdrawn")])
    assert not folder.exists()


def test_a_folder_with_anything_else_in_it_is_refused_and_left_alone(
    store: CaseStore, folder: Path
) -> None:
    fill(store)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(InputRefused, match="no seal"):
        seal(store, folder)
    assert files_in(folder) == {"notes.txt": b"mine"}
    (folder / "notes.txt").unlink()
    seal(store, folder)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(InputRefused, match="no seal"):
        seal(store, folder)
    (folder / "notes.txt").unlink()
    (folder / "exhibits" / "picture.jpg").write_text("mine")
    with pytest.raises(InputRefused, match="no seal"):
        seal(store, folder)


def test_a_file_or_a_link_in_its_place_is_refused(store: CaseStore, folder: Path) -> None:
    folder.write_text("mine")
    with pytest.raises(InputRefused, match="not a folder"):
        seal(store, folder)
    folder.unlink()
    folder.symlink_to(folder.parent / "nowhere")
    with pytest.raises(InputRefused, match="not a folder"):
        seal(store, folder)
    with pytest.raises(InputRefused, match="no such folder"):
        seal(store, folder.parent / "missing" / "sealed")


def test_an_earlier_seal_gives_way_to_a_later_one(store: CaseStore, folder: Path) -> None:
    fill(store)
    seal(store, folder)
    store.put_source(deposit(b"later"))
    report = seal(store, folder)
    assert read_note((folder / "checkpoint.txt").read_bytes()).text.split("\n")[1] == str(
        report.head.size
    )
    assert len(list((folder / "exhibits").iterdir())) == 4
    assert [path.name for path in folder.parent.iterdir() if "sealed" in path.name] == ["sealed"]


def test_nobody_else_can_read_a_seal(store: CaseStore, folder: Path) -> None:
    fill(store)
    seal(store, folder)
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


class DiskFull(OSError):
    """What the system says when nothing more fits."""


@pytest.mark.parametrize("writes", range(8))
def test_a_disk_that_fills_up_leaves_the_earlier_seal_or_nothing(
    store: CaseStore, folder: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """Eight writes are made; whichever fails, nothing half-written bears the final name."""
    fill(store)
    before: dict[str, bytes] = {}
    if writes % 2:
        seal(store, folder)
        before = files_in(folder)
    store.put_source(deposit(b"later"))
    left = [writes]

    def failing(descriptor: int) -> None:
        if left[0] == 0:
            raise DiskFull(28, "No space left on device")
        left[0] -= 1

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(InputRefused, match="No space left"):
        seal(store, folder)
    assert (files_in(folder) if folder.exists() else {}) == before
    assert [path for path in folder.parent.iterdir() if "unfinished" in path.name] == []


def test_a_killed_seal_leaves_a_folder_that_says_that_it_is_unfinished(
    store: CaseStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    monkeypatch.setattr(sealed_folder, "sync_folder", killed)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        seal(store, folder)
    assert not folder.exists()
    (left,) = [path for path in folder.parent.iterdir() if "sealed" in path.name]
    assert left.name.endswith(".unfinished")


def killed(_: Path) -> None:
    raise KeyboardInterrupt


def test_a_ledger_that_is_not_what_was_signed_is_not_sealed(
    store: CaseStore, case_path: Path, folder: Path
) -> None:
    fill(store)
    store.close()
    held = read_case(case_path)
    rows = dict(held.rows)
    rows[3], rows[4] = rows[4], rows[3]
    write_case(case_path, type(held)(rows, held.notes))
    with CaseStore.open(case_path, read_only=True) as reader, pytest.raises(CaseDamaged):
        seal(reader, folder)
    write_case(case_path, type(held)(held.rows, {1: held.notes[1]}))
    with CaseStore.open(case_path, read_only=True) as reader, pytest.raises(CaseDamaged):
        seal(reader, folder)
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"leaf":1}', b"\xff", b'{"x":"y"}'])
def test_what_are_no_sealed_leaves_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "leaves.jsonl").write_bytes(content)
    with pytest.raises(InputRefused, match="sealed leaves"):
        sealed_leaves(tmp_path)


def test_a_case_can_be_sealed_without_its_passphrase_when_it_is_plain(
    store: CaseStore, case_path: Path, folder: Path
) -> None:
    fill(store)
    store.close()
    with CaseStore.open(case_path, read_only=True) as reader:
        seal(reader, folder)
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as opened:
        assert opened.head().size == len(sealed_leaves(folder))
