"""Rebuild: everything derived comes back the same; the ledger is not touched."""

from __future__ import annotations

from pathlib import Path

from habeas.pipeline import add, rebuild
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS, REPORT, account, contents, write, zipped


def test_everything_derived_comes_back_and_the_ledger_stays(
    store: CaseStore, tmp_path: Path
) -> None:
    archive = zipped({"a.txt": account(1).encode(), "bomb.txt": b"0" * 30_000_000})
    files: dict[str, bytes | str] = {
        "report.txt": REPORT,
        "files.zip": archive,
        "sound.bin": b"\x00\x01\x02" * 20,
    }
    added = add(store, [write(tmp_path / "in", files)], settings=ONE_PROCESS)
    before, head = contents(store), store.head()
    report = rebuild(store, settings=ONE_PROCESS)
    assert contents(store) == before
    assert store.head() == head
    assert report.sources == 4
    assert (report.documents, report.claims) == (added.documents, added.claims)
    assert [str(remark) for remark in report.not_read] == [str(item) for item in added.not_read]


def test_what_an_erasure_took_out_of_an_archive_does_not_come_back(
    store: CaseStore, tmp_path: Path
) -> None:
    archive = zipped({"a.txt": account(1).encode(), "b.txt": account(2).encode()})
    add(store, [write(tmp_path / "in", {"files.zip": archive})], settings=ONE_PROCESS)
    withdrawn = list(store.sources())[1]
    store.delete_source(withdrawn.sha256, reason="the witness asked")
    (remark,) = rebuild(store, settings=ONE_PROCESS).not_read
    assert "1 of the files in it are not in the case" in remark.reason
    add(store, [write(tmp_path / "more", {"c.txt": account(3)})], settings=ONE_PROCESS)
    assert not store.has_source(withdrawn.sha256)


def test_an_empty_case_can_be_rebuilt(store: CaseStore) -> None:
    assert rebuild(store, settings=ONE_PROCESS).ok
