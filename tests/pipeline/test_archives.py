"""Archives: kept whole, their files sources of their own, never deeper or larger than allowed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.pipeline import AddReport, ImportSettings, add
from habeas.pipeline.archives import depth_of, shown_name
from habeas.sources import Limits
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS, account, contents, write, zipped


def added(store: CaseStore, folder: Path, data: bytes, limits: Limits | None = None) -> AddReport:
    path = write(folder, {"files.zip": data}) / "files.zip"
    settings = replace(ONE_PROCESS, archives=limits or Limits())
    return add(store, [path], settings=settings)


def nested(levels: int) -> bytes:
    data = zipped({"a.txt": account(1).encode()})
    for _ in range(levels - 1):
        data = zipped({"inner.zip": data})
    return data


def test_an_archive_and_each_file_in_it_are_sources(store: CaseStore, tmp_path: Path) -> None:
    data = zipped({"a.txt": account(1).encode(), "folder/b.txt": account(2).encode()})
    report = added(store, tmp_path / "in", data)
    assert report.ok
    assert report.balance.total == report.balance.created == 3
    archive, *inside = store.sources()
    assert archive.sha256 == hashlib.sha256(data).hexdigest()
    assert [item.name for item in inside] == ["a.txt", "folder/b.txt"]
    assert {item.provenance[0].container for item in inside} == {archive.sha256}
    assert shown_name(inside[1], store) == "files.zip › folder/b.txt"
    assert store.document(archive.sha256) is None
    assert "archive" in (store.problem(archive.sha256) or "")


def test_an_archive_again_changes_nothing(store: CaseStore, tmp_path: Path) -> None:
    data = zipped({"a.txt": account(1).encode(), "copy.txt": account(1).encode()})
    first = added(store, tmp_path / "in", data)
    before = contents(store)
    again = added(store, tmp_path / "in", data)
    assert (first.balance.created, first.balance.updated) == (2, 1)
    assert again.balance.unchanged == again.balance.total == 3
    assert contents(store) == before


def test_archives_inside_archives_are_opened_as_deep_as_allowed(
    store: CaseStore, tmp_path: Path
) -> None:
    report = added(store, tmp_path / "in", nested(3))
    assert report.ok
    assert report.documents == 1
    innermost = list(store.sources())[-1]
    assert shown_name(innermost, store) == "files.zip › inner.zip › inner.zip › a.txt"
    assert depth_of(innermost, store) == 3


def test_an_archive_deeper_than_allowed_is_kept_and_not_unpacked(
    store: CaseStore, tmp_path: Path
) -> None:
    report = added(store, tmp_path / "in", nested(4))
    assert report.balance.created == 4
    (remark,) = report.not_read
    assert "inside 3 other archives" in str(remark)
    assert report.documents == 0
    assert store.verify().ok


def test_all_archives_of_an_archive_share_its_limits(store: CaseStore, tmp_path: Path) -> None:
    inner = [zipped({f"{n}.txt": account(n).encode()}) for n in range(4)]
    data = zipped({f"{number}.zip": part for number, part in enumerate(inner)})
    report = added(store, tmp_path / "in", data, Limits(members=6))
    assert (report.balance.created, report.balance.failed) == (7, 1)
    (remark,) = report.failed
    assert str(remark).startswith("files.zip › 3.zip: ")
    assert "more than 6 files" in remark.reason


def test_hostile_names_stay_names(store: CaseStore, tmp_path: Path) -> None:
    hostile = ["../../escaped.txt", "/etc/absolute.txt", "right\u202etxt.exe", "line\nbreak.txt"]
    data = zipped({name: account(number).encode() for number, name in enumerate(hostile)})
    report = added(store, tmp_path / "in", data)
    assert report.ok
    assert [source.name for source in store.sources()][1:] == hostile
    assert not list(tmp_path.rglob("escaped.txt"))
    assert store.verify().ok


def test_a_bomb_stays_out_is_named_and_does_not_stop_the_rest(
    store: CaseStore, tmp_path: Path
) -> None:
    data = zipped({"bomb.txt": b"0" * 30_000_000, "a.txt": account(1).encode()})
    report = added(store, tmp_path / "in", data)
    (remark,) = report.failed
    assert str(remark).startswith("files.zip › bomb.txt: ")
    assert "200 times" in remark.reason
    assert (report.balance.created, report.balance.failed) == (2, 1)
    (failure,) = store.failures()
    assert failure.container == next(iter(store.sources())).sha256
    assert store.verify().ok


def test_an_archive_too_large_to_open_is_kept_unopened(store: CaseStore, tmp_path: Path) -> None:
    path = write(tmp_path / "in", {"files.zip": nested(1) + b"\x00" * 4096}) / "files.zip"
    report = add(store, [path], settings=ImportSettings(processes=1, largest_read=1024))
    (source,) = store.sources()
    assert store.blob(source.sha256) == path.read_bytes()
    (remark,) = report.not_read
    assert "more than 1,024 bytes" in remark.reason


def test_an_archive_left_half_unpacked_is_finished_by_the_next_import(
    store: CaseStore, tmp_path: Path
) -> None:
    data = zipped({f"{number}.txt": account(number).encode() for number in range(3)})

    def stop_after_one(step: object) -> None:
        if sum(1 for _ in store.sources()) == 2:
            raise KeyboardInterrupt

    path = write(tmp_path / "in", {"files.zip": data}) / "files.zip"
    with pytest.raises(KeyboardInterrupt):
        add(store, [path], settings=ONE_PROCESS, progress=stop_after_one)
    assert sum(1 for _ in store.sources()) == 2
    other = write(tmp_path / "more", {"other.txt": account(9)})
    report = add(store, [other], settings=ONE_PROCESS)
    assert report.ok
    assert sum(1 for _ in store.sources()) == 5
    assert report.documents == 4
