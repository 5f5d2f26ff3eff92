"""The model of a disk: what is synced stays, and what is not may be lost in every way."""

from __future__ import annotations

import pytest

from tests.faults.disk import Everything, History, Tree
from tests.faults.power_cut import Folders, PowerCut
from tests.faults.recording import CREATED, FOLDER, Did, Operation

SEEDS = range(300)
OLD, NEW = b"o" * 5000, b"n" * 5000


def did(
    kind: Did,
    path: str = "",
    *,
    handle: int = 0,
    data: bytes = b"",
    value: int = 0,
    other: str = "",
) -> Operation:
    return Operation(kind, 1, handle, 0, value, path, other, data)


def make(path: str, handle: int, data: bytes) -> list[Operation]:
    return [
        did(Did.OPEN, path, handle=handle, value=CREATED),
        did(Did.WRITE, handle=handle, data=data),
    ]


def sync(handle: int) -> Operation:
    return did(Did.SYNC, handle=handle)


def sync_folder(handle: int) -> list[Operation]:
    return [did(Did.OPEN, "", handle=handle, value=FOLDER), sync(handle)]


def outcomes(operations: list[Operation], folders: Folders) -> list[Tree]:
    """What may be there after a cut at the end, for many seeds."""
    history = History(operations)
    cut = history.length
    return [history.after_cut(cut, PowerCut(str(seed), folders)) for seed in SEEDS]


both = pytest.mark.parametrize("folders", list(Folders))


@both
def test_what_is_synced_with_its_name_is_always_there(folders: Folders) -> None:
    operations = [*make("a", 1, NEW), sync(1), *sync_folder(2)]
    assert outcomes(operations, folders) == [{"a": NEW}] * len(SEEDS)


@both
def test_bytes_that_are_not_synced_come_out_in_every_way(folders: Folders) -> None:
    found = [tree.get("a") for tree in outcomes([*make("a", 1, NEW), *sync_folder(2)], folders)]
    assert None not in found
    assert {NEW, b"", bytes(len(NEW))} <= set(found)
    assert any(0 < len(each) < len(NEW) for each in found if each is not None)


@both
def test_a_file_written_over_is_a_mixture_of_whole_sectors_or_torn(folders: Folders) -> None:
    base = [*make("a", 1, OLD), sync(1), *sync_folder(2)]
    found = [tree["a"] for tree in outcomes([*base, did(Did.WRITE, handle=1, data=NEW)], folders)]
    assert {OLD, NEW} <= set(found)
    assert any(b"on" in each for each in found if each)
    assert {len(each) for each in found if each} == {len(OLD)}


@both
def test_a_name_that_is_not_synced_may_be_missing(folders: Folders) -> None:
    operations = [*make("b", 1, NEW), *sync_folder(2), sync(1), did(Did.RENAME, "b", other="a")]
    names = {tuple(tree) for tree in outcomes(operations, folders)}
    assert names == {("a",), ("b",)}


def test_only_a_harsh_disk_takes_names_out_of_order() -> None:
    operations = [*make("a", 1, NEW), *make("b", 2, NEW)]
    harsh = {tuple(tree) for tree in outcomes(operations, Folders.HARSH)}
    journaled = {tuple(tree) for tree in outcomes(operations, Folders.JOURNALED)}
    assert harsh == {(), ("a",), ("b",), ("a", "b")}
    assert journaled == {(), ("a",), ("a", "b")}


def test_only_on_a_harsh_disk_a_sync_of_a_file_says_nothing_of_its_name() -> None:
    operations = [*make("a", 1, NEW), sync(1)]
    assert {} in outcomes(operations, Folders.HARSH)
    assert outcomes(operations, Folders.JOURNALED) == [{"a": NEW}] * len(SEEDS)


def test_a_kill_takes_nothing() -> None:
    history = History([*make("a", 1, OLD), did(Did.TRUNCATE, handle=1, value=3)])
    assert history.after_cut(history.length, Everything()) == {"a": OLD[:3]}
