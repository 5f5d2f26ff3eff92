"""Saying what the operating system's refusals mean for a case: a full disk, a failing one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from habeas.model import CaseError

_REMEDY = "check the disk, its free space and the folder's permissions, and try again"


@contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Raise CaseError, naming the file, for every OSError of the block."""
    try:
        yield
    except OSError as error:
        raise CaseError(
            f"the disk refused: {error.strerror or error}",
            where=str(error.filename or where),
            remedy=_REMEDY,
        ) from error
