"""The files inside a zip archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from habeas.model import HabeasError, UnreadableSource, UnsafeInput
from habeas.sources.expansion import Expansion
from habeas.sources.member import Member

_CHUNK_BYTES = 1024 * 1024
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def zip_members(data: bytes, name: str, expansion: Expansion) -> Iterator[Member]:
    """Each file of a zip in the order of its directory; folders are not files.

    Raises UnreadableSource for a damaged directory, UnsafeInput where the count, the overlap or
    the declared total of the entries breaks a limit.
    """
    with open_zip(data, name) as archive:
        entries = [entry for entry in archive.infolist() if not is_folder(entry)]
        _check_as_a_whole(entries, len(data), name, expansion)
        for entry in entries:
            expansion.claim_member(name)
            yield _member(archive, entry, expansion)


def is_folder(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder. An entry may have no name, which `is_dir` does not expect."""
    return entry.filename.endswith("/")


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive. Raises UnreadableSource where its directory cannot be read."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableSource(
            "the zip file is damaged or cut short",
            where=name or None,
            remedy="preserved unread; ask for another copy",
        ) from error


def entry_bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, expansion: Expansion) -> bytes:
    """The bytes of one entry, held against the limits while they come out.

    Raises UnsafeInput past a limit; UnreadableSource for a password, a damaged entry, or a way
    of packing that Python does not know.
    """
    where = entry_name(entry)
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableSource(
            "it is protected by a password",
            where=where,
            remedy="unpack it with the password and add the files",
        )
    expansion.check(entry.compress_size, entry.file_size, where)
    try:
        return _streamed(archive, entry, expansion, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise UnreadableSource(
            "it is damaged inside the zip file", where=where, remedy="ask for another copy"
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            "it is packed in a way that Habeas cannot unpack",
            where=where,
            remedy="unpack it with another program and add the files",
        ) from error


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name as packed; a name that is not UTF-8 is read as the likeliest code page."""
    original = getattr(entry, "orig_filename", entry.filename)
    if entry.flag_bits & _UTF8_NAME or original.isascii():
        return str(original)
    from habeas.sources.encoding import detect_encoding

    packed = original.encode("cp437", errors="replace")
    return str(packed.decode(detect_encoding(packed), errors="replace"))


def _streamed(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, expansion: Expansion, where: str
) -> bytes:
    unpacked = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            unpacked += chunk
            expansion.check(entry.compress_size, len(unpacked), where)
    expansion.spend(len(unpacked))
    return bytes(unpacked)


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, expansion: Expansion) -> Member:
    try:
        return Member(entry_name(entry), entry_bytes(archive, entry, expansion))
    except HabeasError as problem:
        return Member(entry_name(entry), problem=problem)


def _check_as_a_whole(
    entries: list[zipfile.ZipInfo], size: int, name: str, expansion: Expansion
) -> None:
    limits = expansion.limits
    if len(entries) + expansion.members_out > limits.members:
        raise _unsafe(f"the archive holds more than {limits.members:,} files", name)
    if sum(entry.file_size for entry in entries) + expansion.bytes_out > limits.total_bytes:
        raise _unsafe(f"the archive unfolds to more than {limits.total_bytes:,} bytes", name)
    if sum(entry.compress_size for entry in entries) > size:
        raise _unsafe("entries of the archive lie over each other, as in a zip bomb", name)


def _unsafe(what: str, name: str) -> UnsafeInput:
    return UnsafeInput(
        what,
        where=name or None,
        remedy="unpack it yourself in a safe place and add the files you need",
    )
