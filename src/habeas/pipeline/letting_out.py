"""A file that leaves a case: recorded in the ledger before it has its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from habeas.model import Confidentiality, InputRefused
from habeas.store import CaseStore, Export, Head, sync_folder


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """What is to leave, for whom, and the head it is pinned to; `disclosed` as in `Export`."""

    path: Path
    content: bytes
    media_type: str
    head: Head
    audience: Confidentiality
    disclosed: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A file that left the case: its size in bytes, SHA-256 (hex), and the head it is pinned to."""

    path: Path
    size: int
    sha256: str
    head: Head


def check_folder(path: Path) -> None:
    """Refuse a file in a folder that is not there, before any work is done. InputRefused."""
    if not path.parent.is_dir():
        raise InputRefused("there is no such folder", where=str(path.parent), remedy="make it")


def let_out(store: CaseStore, file: ExportedFile) -> WrittenReport:
    """Write a file once the ledger holds that it left; the same file is recorded once.

    Raises CaseLocked when the case is open without an investigator's key.
    """
    with _beside(file.path) as unfinished:
        with unfinished.open("wb") as opened:
            opened.write(file.content)
            opened.flush()
            os.fsync(opened.fileno())
        written = record_leaving(store, file)
        unfinished.replace(file.path)
        # Once the ledger says that it left, a power cut must not take it back.
        sync_folder(file.path.absolute().parent)
    return written


def record_leaving(store: CaseStore, file: ExportedFile) -> WrittenReport:
    """Have the ledger hold that a file leaves, before whoever asks for it is given it.

    The same file is recorded once. Raises CaseLocked as `let_out`.
    """
    export = Export(
        untrusted_name=file.path.name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        media_type=file.media_type,
        head_size=file.head.size,
        head_root=file.head.root,
        disclosed=file.disclosed,
        audience=file.audience.value,
    )
    if not _recorded(export, store):
        store.append_export(export)
    return WrittenReport(file.path, len(file.content), export.sha256, file.head)


def _recorded(export: Export, store: CaseStore) -> bool:
    """Whether the ledger says already that these bytes left the case for this audience."""
    return any(
        (known.sha256, known.head_size, known.audience)
        == (export.sha256, export.head_size, export.audience)
        for known in store.exports()
    )


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name in the same folder to write under, so that a half-written file is never seen."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)
