"""Sources on disk, each under its own SHA-256: `blobs/ab/cd/<sha256>`, written once.

Bytes go into a partial file in the same folder, to the disk, and only then get their name; then
the folders that changed go to the disk too. A kill at any moment leaves a whole blob, a partial
file that is recognisable as such, or nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from habeas.model import CaseDamaged, CaseError, InputRefused, WrongUsage
from habeas.store.blob_keys import BlobKey

CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")
PARTIAL_SUFFIX = ".partial"

Content = bytes | Path | BinaryIO


def is_sha256(text: str) -> bool:
    """Whether this is a SHA-256 as blobs are named: 64 lower-case hex digits."""
    return _SHA256.fullmatch(text) is not None


def open_regular(path: Path) -> FileIO:
    """The file opened to be read, unbuffered. Raises OSError; CaseDamaged for no regular file.

    A pipe would keep its reader waiting for ever, and opening a device can set it going.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise _not_regular(path)
    # It may have been swapped since; without O_NONBLOCK opening a pipe would wait.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _not_regular(path)
    return FileIO(descriptor)


def _not_regular(path: Path) -> CaseDamaged:
    return CaseDamaged("it is not a regular file", where=str(path))


def measure(path: Path, progress: Callable[[int], None] | None = None) -> tuple[str, int]:
    """SHA-256 (hex) and size of a file; `progress` is told the size of each chunk hashed.

    Raises OSError; CaseDamaged for no regular file. Hashing runs outside Python's global lock, so
    threads do it side by side.
    """
    digest, size = hashlib.sha256(), 0
    chunk = memoryview(bytearray(CHUNK))
    with open_regular(path) as file:
        while count := file.readinto(chunk):
            digest.update(chunk[:count])
            size += count
            if progress:
                progress(count)
    return digest.hexdigest(), size


class BlobFolder:
    """The folder of preserved bytes of one case."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, sha256: str) -> Path:
        """Where the bytes with this hash lie, if they do. Raises WrongUsage for a strange hash."""
        if not is_sha256(sha256):
            raise WrongUsage("this is not a SHA-256 (64 lower-case hex digits)", where=sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def holds(self, sha256: str, size: int) -> bool:
        """Whether the bytes with this hash lie whole and unchanged in their place."""
        path = self.path_of(sha256)
        if path.is_symlink() or not path.is_file():
            return False
        return measure(path) == (sha256, size)

    def measure(
        self, sha256: str, progress: Callable[[int], None] | None = None
    ) -> tuple[str, int]:
        """SHA-256 (hex) and size of what is kept as these bytes. Raises OSError, CaseDamaged."""
        return measure(self.path_of(sha256), progress)

    def put(self, content: Content, sha256: str, size: int, *, where: str) -> BlobKey | None:
        """Preserve these bytes; on the disk once this returns. None: there is no key to record.

        Raises InputRefused, naming `where`, when they do not have the stated hash and size.
        """
        path = self.path_of(sha256)
        try:
            self._put(content, path, (sha256, size), where)
        except OSError as error:
            raise CaseError(
                f"its bytes could not be preserved: {error.strerror}",
                where=where,
                remedy="check the disk's free space and permissions",
            ) from error
        return None

    def _put(self, content: Content, path: Path, stated: tuple[str, int], where: str) -> None:
        if self.holds(*stated):
            # An earlier run may have died before the folder reached the disk.
            require_same(content, stated, where)
            self._sync_folders(path)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = path.with_name(f"{secrets.token_hex(8)}{PARTIAL_SUFFIX}")
        try:
            if _write(content, partial, where) != stated:
                raise mismatch(where)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        self._sync_folders(path)

    def _sync_folders(self, path: Path) -> None:
        for folder in (path.parent, path.parent.parent, self.root):
            sync_folder(folder)

    def read(self, sha256: str) -> bytes:
        """The bytes, checked against their hash. Raises CaseDamaged when they do not have it."""
        path = self.path_of(sha256)
        try:
            with open_regular(path) as file:
                content = file.read()
        except OSError as error:
            raise CaseDamaged(
                f"the preserved bytes cannot be read: {error.strerror}", where=str(path)
            ) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise CaseDamaged("the preserved bytes have changed", where=str(path))
        return content

    def remove(self, sha256: str) -> None:
        """Erase the bytes; no error when they are gone already. Raises CaseError."""
        path = self.path_of(sha256)
        try:
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)
        except OSError as error:
            raise CaseError(
                f"the preserved bytes could not be erased: {error.strerror}",
                where=str(path),
                remedy="remove this file; they are erased from the ledger already",
            ) from error

    def files(self) -> Iterator[Path]:
        """All below the folder but folders, in no particular order; links are not followed."""
        for folder, folders, names in os.walk(self.root):
            linked = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in (*names, *linked):
                yield Path(folder) / name

    def remove_partial_files(self) -> int:
        """Remove what killed writers left half-written; how many there were."""
        partial = [path for path in self.files() if is_partial(path)]
        for path in partial:
            path.unlink(missing_ok=True)
        return len(partial)


def is_partial(path: Path) -> bool:
    """Whether a file in the blob folder is a write that was never finished."""
    return path.name.endswith(PARTIAL_SUFFIX)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(descriptor: int) -> None:
    """See to it that a file's bytes are on the disk, past the disk's own cache where possible."""
    full_sync = getattr(fcntl, "F_FULLFSYNC", None)  # macOS
    if full_sync is None:
        os.fsync(descriptor)
    else:
        fcntl.fcntl(descriptor, full_sync)


def create(partial: Path) -> BinaryIO:
    """A new file to write to, that nobody may write to afterwards. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    return os.fdopen(os.open(partial, flags, 0o400), "wb")


def _write(content: Content, partial: Path, where: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with create(partial) as file:
        for chunk in chunks_of(content, where):
            digest.update(chunk)
            file.write(chunk)
            size += len(chunk)
        file.flush()
        sync_file(file.fileno())
    return digest.hexdigest(), size


def require_same(content: Content, stated: tuple[str, int], where: str) -> None:
    """Raises InputRefused unless the content has this hash and size."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks_of(content, where):
        digest.update(chunk)
        size += len(chunk)
    if (digest.hexdigest(), size) != stated:
        raise mismatch(where)


def mismatch(where: str) -> InputRefused:
    """The refusal of bytes that are not those that were stated."""
    return InputRefused(
        "the bytes do not have the hash and size stated for them",
        where=where,
        remedy="the file may have changed while it was read; add it again",
    )


def chunks_of(content: Content, where: str) -> Iterator[bytes]:
    """The bytes, piece by piece. Raises InputRefused when they cannot be read."""
    if isinstance(content, bytes):
        yield content
        return
    try:
        with _opened(content) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise InputRefused(f"it cannot be read: {error.strerror}", where=where) from error


def _opened(content: Path | BinaryIO) -> AbstractContextManager[BinaryIO]:
    return content.open("rb") if isinstance(content, Path) else nullcontext(content)
