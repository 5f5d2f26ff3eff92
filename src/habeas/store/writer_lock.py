"""One writer at a time: a lock that the operating system holds on the case folder.

The lock ends with the process, however it ends. The file says `writing` while someone writes, so
the next writer knows whether the last one left without tidying up.
"""

from __future__ import annotations

import fcntl
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from habeas.model import CaseDamaged, CaseError, CaseLocked
from habeas.store.disk_errors import disk_errors

LOCK_NAME = "writer.lock"
_WRITING = b"writing\n"
_PATIENCE = 1.0  # seconds


class WriterLock:
    """The right to write to one case. Taken on construction; raises CaseLocked when it is held."""

    def __init__(self, folder: Path) -> None:
        path = folder / LOCK_NAME
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CaseError(
                f"this folder cannot be written: {error.strerror}",
                where=str(folder),
                remedy="open it only to read, or check its permissions",
            ) from error
        self._require_file(path)
        self._take(folder)
        try:
            with disk_errors(path):
                self.left_untidy = os.read(self._descriptor, len(_WRITING)) != b""
                os.pwrite(self._descriptor, _WRITING, 0)
        except BaseException:
            self.abandon()
            raise

    def _require_file(self, path: Path) -> None:
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            os.close(self._descriptor)
            raise CaseDamaged("this is not a regular file", where=str(path), remedy="remove it")

    def _wait_for_it(self) -> None:
        """Try for a moment: a child that a killed writer was just starting still holds the lock
        until it becomes its own program.
        """
        last_try = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > last_try:
                    raise
            time.sleep(0.02)

    def _take(self, folder: Path) -> None:
        try:
            self._wait_for_it()
        except BlockingIOError:
            os.close(self._descriptor)
            raise CaseLocked(
                "another process is writing to this case",
                where=str(folder),
                remedy="wait until it has finished, or end `habeas serve` where it has this case "
                "open; reading is possible meanwhile",
            ) from None
        except OSError as error:
            os.close(self._descriptor)
            raise CaseError(
                f"this file system cannot lock a file: {error.strerror}",
                where=str(folder),
                remedy="keep the case on a local disk",
            ) from error

    def release(self) -> None:
        """Give the right back, having tidied up."""
        # Where the disk takes no more, the next writer merely tidies up again.
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        self.abandon()

    def abandon(self) -> None:
        """Give the right back after a failure: the next writer must tidy up."""
        # Said aloud, because a child process that inherited the descriptor would keep the lock.
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)
