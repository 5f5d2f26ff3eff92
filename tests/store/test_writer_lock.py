from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.model import CaseDamaged, CaseError, CaseLocked
from habeas.store.writer_lock import WriterLock

HOLD_AND_DIE = """
import os, sys
from pathlib import Path
from habeas.store.writer_lock import WriterLock
WriterLock(Path(sys.argv[1]))
os.kill(os.getpid(), 9)
"""


def test_the_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    first = WriterLock(tmp_path)
    with pytest.raises(CaseLocked, match="another process is writing to this case"):
        WriterLock(tmp_path)
    first.release()
    WriterLock(tmp_path).release()


def test_a_writer_that_tidied_up_leaves_no_mark(tmp_path: Path) -> None:
    WriterLock(tmp_path).release()
    lock = WriterLock(tmp_path)
    assert not lock.left_untidy
    lock.abandon()
    assert WriterLock(tmp_path).left_untidy


def test_a_killed_writer_frees_the_lock_and_leaves_its_mark(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", HOLD_AND_DIE, tmp_path], check=False)
    assert ended.returncode == -9
    lock = WriterLock(tmp_path)
    assert lock.left_untidy
    lock.release()


def test_a_child_that_inherited_the_lock_does_not_keep_it(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    try:
        lock.release()
        WriterLock(tmp_path).release()
    finally:
        os.close(writing)
        os.waitpid(child, 0)
        os.close(reading)


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be written"):
        WriterLock(tmp_path / "gone")


def test_a_pipe_in_the_place_of_the_lock_is_named_and_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "writer.lock")
    with pytest.raises(CaseDamaged, match=r"writer\.lock: this is not a regular file"):
        WriterLock(tmp_path)
