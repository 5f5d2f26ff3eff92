"""What a change of the case key that was broken off leaves behind, and how it is put in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from habeas.store.blobs import sync_folder
from habeas.store.case_folder import CaseFolder
from habeas.store.disk_errors import disk_errors

_LOGS = ("-wal", "-shm")


def next_database(folder: CaseFolder) -> Path:
    """Where the copy under the new key is made."""
    return folder.database.with_name(f"{folder.database.name}.next")


def finish_rotation(folder: CaseFolder, *, opened_by_next: bool) -> None:
    """Finish, or take back, what a killed writer was in the middle of; call with its lock held."""
    if opened_by_next:
        with disk_errors(folder.case_key):
            folder.next_case_key.replace(folder.case_key)
            sync_folder(folder.case_key.parent)
    else:
        abandon(folder)


def abandon(folder: CaseFolder) -> None:
    """Remove the parts of a rotation that did not come to be."""
    with disk_errors(folder.root):
        for path in parts_of_rotation(folder):
            path.unlink(missing_ok=True)


def parts_of_rotation(folder: CaseFolder) -> Sequence[Path]:
    """The files that are there only while a case is encrypted anew, or after that broke off."""
    copy = next_database(folder)
    return [folder.next_case_key, copy, *logs_of(copy), Path(f"{copy}-journal")]


def logs_of(database: Path) -> Sequence[Path]:
    """The files that SQLite keeps beside a database while it is open."""
    return [Path(f"{database}{suffix}") for suffix in _LOGS]
