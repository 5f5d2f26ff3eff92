"""Hashing every preserved blob again, side by side on the processor's cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from habeas.model import CaseDamaged, Source, printable
from habeas.store.blobs import BlobFolder, is_partial, measure
from habeas.store.ledger_audit import Problem
from habeas.store.sealed_blobs import SealedBlobFolder, is_sealed_blob

Progress = Callable[[int, int], None]


class Meter:
    """Counts hashed bytes across threads and passes them on, one caller at a time."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done = 0
        self._total = total
        self._progress = progress
        self._lock = threading.Lock()

    def add(self, count: int) -> None:
        """Count some more bytes."""
        with self._lock:
            self.done += count
            if self._progress:
                self._progress(self.done, self._total)


def blob_problems(
    blobs: BlobFolder, sources: Mapping[str, tuple[int, Source]], meter: Meter
) -> Iterator[tuple[int, Problem]]:
    """Every source whose bytes are not what the ledger says, with its place in the ledger."""
    workers = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
    try:
        ordered = [source for _, source in sources.values()]
        checked = workers.map(lambda source: _problem(blobs, source, meter), ordered)
        for source, what in zip(ordered, checked, strict=True):
            if what is not None:
                position, _ = sources[source.sha256]
                yield position, Problem(f"source {source.sha256} (entry {position})", what)
    finally:
        # After Ctrl-C nobody waits for the rest of the evidence to be hashed.
        workers.shutdown(cancel_futures=True)


def remains(blobs: BlobFolder, sources: Mapping[str, object]) -> tuple[list[str], list[Problem]]:
    """Files that belong to no source: harmless remains of a kill, and others, which are problems.

    A whole blob that no leaf names was preserved, and its writer killed before it was recorded;
    adding the same file again makes use of it (a sealed one cannot be opened, and goes).
    """
    notices: list[str] = []
    problems: list[Problem] = []
    belonging = {blobs.path_of(sha256) for sha256 in sources}
    for path in sorted(blobs.files()):
        name = printable(str(path.relative_to(blobs.root.parent)))
        if path in belonging:
            continue
        if path.is_symlink():
            problems.append(Problem(name, "this is a link to elsewhere"))
        elif not path.is_file():
            problems.append(Problem(name, "this is not a regular file"))
        elif is_partial(path):
            notices.append(f"{name}: an unfinished write; the next writer removes it")
        elif isinstance(blobs, SealedBlobFolder) and is_sealed_blob(path):
            notices.append(f"{name}: sealed, but no key opens it; the next writer removes it")
        elif _is_whole(path):
            notices.append(f"{name}: preserved, but an interrupted import did not record it")
        else:
            problems.append(Problem(name, "this file belongs to no source"))
    return notices, problems


def _problem(blobs: BlobFolder, source: Source, meter: Meter) -> str | None:
    path: Path = blobs.path_of(source.sha256)
    if path.is_symlink():
        return "its place is taken by a link to elsewhere"
    try:
        found, size = blobs.measure(source.sha256, meter.add)
    except FileNotFoundError:
        return "its preserved bytes are missing"
    except OSError as error:
        return f"its preserved bytes cannot be read: {error.strerror}"
    except CaseDamaged as error:
        return f"its preserved bytes cannot be read: {error.what}"
    if size != source.size:
        return f"its preserved bytes have changed: {size} instead of {source.size}"
    return None if found == source.sha256 else "its preserved bytes have changed"


def _is_whole(path: Path) -> bool:
    try:
        return measure(path)[0] == path.name
    except (OSError, CaseDamaged):
        return False
