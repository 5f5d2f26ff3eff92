"""Sources on disk in an encrypted case: each an age file with an identity of its own.

The identity lies in the database, which the case key opens; once its row is gone, the bytes are
gone, whatever copies of the file there are. A file's name is an HMAC of its hash, its length one
of a few, its time always the same: none of them tells whether a known file is in the case.

    plaintext = length (8 bytes, big-endian) || bytes || zeros up to the size class
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

import pyrage

from habeas.model import CaseDamaged, CaseError
from habeas.store.blob_keys import BlobKey
from habeas.store.blobs import (
    CHUNK,
    PARTIAL_SUFFIX,
    BlobFolder,
    Content,
    chunks_of,
    create,
    is_sha256,
    mismatch,
    open_regular,
    require_same,
    sync_file,
    sync_folder,
)
from habeas.store.case_key import CaseKey, new_identity

_LENGTH = 8
_SMALLEST_CLASS = 16 * 1024
_DOUBLING_UP_TO = 16 * 1024 * 1024
_AGE_OPENING = b"age-encryption.org/v1\n"
# 2001-01-01: when a source came is told by the ledger alone.
_TIME = 978_307_200


Lookup = Callable[[str], BlobKey | None]


def size_class(size: int) -> int:
    """The length to which so many bytes are padded: at least as many, and one of few lengths.

    Powers of two from 16 KiB to 16 MiB, then four steps for each doubling (at most a quarter more).
    """
    if size <= _SMALLEST_CLASS:
        return _SMALLEST_CLASS
    power = 1 << (size - 1).bit_length()
    if power <= _DOUBLING_UP_TO:
        return power
    step = power >> 3
    return -(-size // step) * step


class SealedBlobFolder(BlobFolder):
    """The folder of preserved bytes of an encrypted case; `lookup` finds a kept blob's key."""

    def __init__(self, root: Path, case_key: CaseKey, lookup: Lookup) -> None:
        super().__init__(root)
        self._case_key = case_key
        self._lookup = lookup

    def path_of(self, sha256: str) -> Path:
        """Where the bytes with this hash lie, sealed, if they do."""
        super().path_of(sha256)
        known = self._lookup(sha256)
        return self._named(known.name if known else self._case_key.blob_name(sha256))

    def holds(self, sha256: str, size: int) -> bool:
        """Whether the bytes with this hash lie whole and unchanged in their place."""
        path = self.path_of(sha256)
        if path.is_symlink() or not path.is_file() or self._lookup(sha256) is None:
            return False
        try:
            return self.measure(sha256) == (sha256, size)
        except CaseDamaged:
            return False

    def seal(self, content: Content, sha256: str, size: int, *, where: str) -> BlobKey:
        """Preserve these bytes under a new key, which is to be recorded with their leaf.

        Raises InputRefused, naming `where`, when they do not have the stated hash and size.
        """
        identity, recipient = new_identity()
        name = self._case_key.blob_name(sha256)
        try:
            self._seal(content, self._named(name), recipient, (sha256, size), where)
        except OSError as error:
            raise CaseError(
                f"its bytes could not be preserved: {error.strerror}",
                where=where,
                remedy="check the disk's free space and permissions",
            ) from error
        return BlobKey(sha256, name, identity)

    def _seal(
        self, content: Content, path: Path, recipient: str, stated: tuple[str, int], where: str
    ) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = path.with_name(f"{secrets.token_hex(8)}{PARTIAL_SUFFIX}")
        try:
            plaintext = _Plaintext(content, stated[1], where)
            with create(partial) as file:
                _encrypt(plaintext, file, recipient)
                file.flush()
                os.utime(file.fileno(), (_TIME, _TIME))
                sync_file(file.fileno())
            if plaintext.measured() != stated:
                raise mismatch(where)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, self.root):
            sync_folder(folder)

    def put(self, content: Content, sha256: str, size: int, *, where: str) -> BlobKey | None:
        """Preserve these bytes; on the disk once this returns. None where they are already."""
        if self.holds(sha256, size):
            require_same(content, (sha256, size), where)
            return None
        return self.seal(content, sha256, size, where=where)

    def read(self, sha256: str) -> bytes:
        """The bytes, checked against their hash. Raises CaseDamaged when they do not have it."""
        sink = _Sink(keep=True)
        path = self._open_into(sha256, sink)
        if sink.hexdigest() != sha256:
            raise CaseDamaged("the preserved bytes have changed", where=str(path))
        return sink.content()

    def measure(
        self, sha256: str, progress: Callable[[int], None] | None = None
    ) -> tuple[str, int]:
        """SHA-256 (hex) and size of what is kept as these bytes. Raises OSError, CaseDamaged."""
        sink = _Sink(keep=False, progress=progress)
        try:
            self._open_into(sha256, sink)
        except CaseDamaged as error:
            if isinstance(error.__cause__, OSError):
                raise error.__cause__ from None
            raise
        return sink.hexdigest(), sink.size

    def _open_into(self, sha256: str, sink: _Sink) -> Path:
        key, path = self._lookup(sha256), self.path_of(sha256)
        if key is None:
            raise CaseDamaged("the key of the preserved bytes is missing", where=str(path))
        try:
            identity = pyrage.x25519.Identity.from_str(key.identity)
            with open_regular(path) as file:
                pyrage.decrypt_io(file, sink, [identity])
        except (pyrage.DecryptError, pyrage.IdentityError):
            raise _not_opened(path) from None
        except OSError as error:
            # What is wrong inside the stream comes as an error of the system without a number.
            if error.errno is None:
                raise _not_opened(path) from None
            raise CaseDamaged(
                f"the preserved bytes cannot be read: {error.strerror}", where=str(path)
            ) from error
        sink.require_whole(str(path))
        return path

    def remove(self, sha256: str) -> None:
        """Remove the file of bytes whose key is gone, and any other that no key opens."""
        if self._lookup(sha256) is None:
            return
        super().remove(sha256)

    def remove_named(self, name: str) -> None:
        """Remove the sealed file of this name, which no key opens any more."""
        path = self._named(name)
        path.unlink(missing_ok=True)
        sync_folder(path.parent)

    def remove_unclaimed(self, claimed: set[str]) -> int:
        """Remove sealed files that no key opens (`claimed`: the names that one does)."""
        unclaimed = [
            path for path in self.files() if is_sealed_blob(path) and path.name not in claimed
        ]
        for path in unclaimed:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in unclaimed}:
            sync_folder(folder)
        return len(unclaimed)

    def _named(self, name: str) -> Path:
        return self.root / name[:2] / name[2:4] / name


def _not_opened(path: Path) -> CaseDamaged:
    return CaseDamaged(
        "the preserved bytes cannot be opened: they or their key have changed", where=str(path)
    )


def is_sealed_blob(path: Path) -> bool:
    """Whether this is a regular file, named and begun as a sealed blob is."""
    if path.is_symlink() or not path.is_file() or not is_sha256(path.name):
        return False
    with path.open("rb") as file:
        return file.read(len(_AGE_OPENING)) == _AGE_OPENING


class _Plaintext:
    """What is sealed, as a stream to read: length, bytes, padding. Measures the bytes."""

    def __init__(self, content: Content, size: int, where: str) -> None:
        self._digest = hashlib.sha256()
        self._size = 0
        self._padding = size_class(_LENGTH + size) - _LENGTH - size
        self._chunks = chunks_of(content, where)
        self._ready = memoryview(size.to_bytes(_LENGTH, "big"))
        self.failure: BaseException | None = None

    def read(self, count: int = -1) -> bytes:
        if not self._ready:
            self._ready = memoryview(self._next())
        if count < 0:
            count = len(self._ready)
        given, self._ready = self._ready[:count], self._ready[count:]
        return bytes(given)

    def _next(self) -> bytes:
        try:
            chunk = next(self._chunks, b"")
        except BaseException as error:
            self.failure = error
            raise
        if chunk:
            self._digest.update(chunk)
            self._size += len(chunk)
            return chunk
        zeros, self._padding = min(CHUNK, self._padding), max(0, self._padding - CHUNK)
        return bytes(zeros)

    def measured(self) -> tuple[str, int]:
        return self._digest.hexdigest(), self._size


class _Output:
    """A file to write to that remembers why a write failed: age itself would only say it did."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except BaseException as error:
            self.failure = error
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except BaseException as error:
            self.failure = error
            raise


def _encrypt(plaintext: _Plaintext, file: IO[bytes], recipient: str) -> None:
    output = _Output(file)
    try:
        pyrage.encrypt_io(plaintext, output, [pyrage.x25519.Recipient.from_str(recipient)])
    except pyrage.EncryptError:
        if (failure := plaintext.failure or output.failure) is not None:
            raise failure from None
        raise


class _Sink:
    """Takes in an opened blob: measures its bytes, drops the padding, keeps the bytes if asked."""

    def __init__(self, *, keep: bool, progress: Callable[[int], None] | None = None) -> None:
        self._digest = hashlib.sha256()
        self._head = b""
        self._kept = BytesIO() if keep else None
        self._progress = progress
        self._length: int | None = None
        self._padding = 0
        self.size = 0

    def write(self, data: bytes) -> int:
        taken = len(data)
        if self._length is None:
            self._head += bytes(data)
            if len(self._head) < _LENGTH:
                return taken
            self._length = int.from_bytes(self._head[:_LENGTH], "big")
            data = self._head[_LENGTH:]
        piece = bytes(data[: self._length - self.size])
        self._padding += len(data) - len(piece)
        self._digest.update(piece)
        self.size += len(piece)
        if self._kept is not None:
            self._kept.write(piece)
        if self._progress is not None and piece:
            self._progress(len(piece))
        return taken

    def flush(self) -> None:
        """Nothing waits here."""

    def require_whole(self, where: str) -> None:
        """Raises CaseDamaged unless all that its length promised came."""
        if self.size != self._length:
            raise CaseDamaged("the preserved bytes are not whole", where=where)

    def hexdigest(self) -> str:
        return self._digest.hexdigest()

    def content(self) -> bytes:
        return b"" if self._kept is None else self._kept.getvalue()
