"""Walking what a person names: every file once, in order, nothing followed, nothing unnamed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.pipeline.walk import FoundFile, LeftOut, readable_name, walk
from tests.pipeline.making import write


def names(*paths: Path, case: Path | None = None) -> list[str]:
    return [item.untrusted_name for item in walk(paths, case=case)]


def test_a_folder_is_walked_to_its_depths_in_the_order_of_its_names(tmp_path: Path) -> None:
    write(tmp_path / "f", {"b.txt": "", "a/z.txt": "", "a/y/x.txt": "", "c": ""})
    assert names(tmp_path / "f") == ["f/a/y/x.txt", "f/a/z.txt", "f/b.txt", "f/c"]


def test_a_name_is_never_a_full_path(tmp_path: Path) -> None:
    write(tmp_path, {"report.txt": ""})
    assert names(tmp_path / "report.txt") == ["report.txt"]


def test_the_same_folder_gives_the_same_names_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "f", {"a.txt": ""})
    from_outside = names(tmp_path / "f")
    monkeypatch.chdir(tmp_path / "f")
    assert names(Path()) == from_outside == ["f/a.txt"]


def test_a_link_inside_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "f", {"a.txt": ""})
    (tmp_path / "f" / "round").symlink_to(tmp_path / "f")
    found, left_out = list(walk([tmp_path / "f"]))
    assert isinstance(found, FoundFile)
    assert isinstance(left_out, LeftOut)
    assert not left_out.failed
    assert left_out.untrusted_name == "f/round"
    assert "symbolic link" in left_out.reason


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "real", {"a.txt": ""})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names(tmp_path / "link") == ["real/a.txt"]


def test_what_is_not_a_file_is_skipped_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (left_out,) = walk([tmp_path / "pipe"])
    assert isinstance(left_out, LeftOut)
    assert not left_out.failed


def test_what_is_not_there_fails_with_its_name(tmp_path: Path) -> None:
    (left_out,) = walk([tmp_path / "missing.txt"])
    assert isinstance(left_out, LeftOut)
    assert left_out.failed
    assert (left_out.untrusted_name, left_out.reason) == (
        "missing.txt",
        "there is no such file or folder",
    )


def test_the_case_itself_is_not_added_to_itself(tmp_path: Path) -> None:
    write(tmp_path / "work", {"a.txt": "", "case/case.sqlite": ""})
    assert names(tmp_path / "work", case=tmp_path / "work" / "case") == [
        "work/a.txt",
        "work/case",
    ]


def test_a_folder_deeper_than_python_can_call_is_walked(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(sys.getrecursionlimit() + 100):
        os.mkdir("d", dir_fd=here)
        inside = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inside
    os.close(here)
    try:
        assert names(tmp_path / "d") == []
    finally:
        # Python's own removal would call itself as deeply.
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


def test_a_name_that_is_not_utf8_becomes_text_that_can_be_stored() -> None:
    name = readable_name(os.fsdecode(b"\xcf\xf0\xe8.txt"))
    assert name == r"\xcf\xf0\xe8.txt"
    assert name.encode("utf-8")
    assert readable_name("обичайна назва.txt") == "обичайна назва.txt"
