"""The log of the shim: what a process did to the files of one folder, in the kernel's order."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

# `struct record` of shim.c: kind, thread, handle, offset, value, two path sizes, data size.
_HEAD = struct.Struct("<IIqqqIIQ")
CREATED, EMPTIED, FOLDER = 1, 2, 4


class Did(IntEnum):
    """The kinds of records; the numbers are those of `shim.c`."""

    OPEN = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    RENAME = 5
    UNLINK = 6
    MKDIR = 7
    RMDIR = 8
    LINK = 9
    SYMLINK = 10
    MAP = 11
    NOTE = 12
    SYNC_ALL = 13


@dataclass(frozen=True, slots=True)
class Operation:
    """One record: paths are relative to the watched folder, `handle` is the number of an opening.

    `value` is the new size of a truncated file, and for an opening the sum of CREATED, EMPTIED and
    FOLDER; `data` are the bytes of a write or of a note.
    """

    did: Did
    thread: int
    handle: int
    offset: int
    value: int
    path: str
    other: str
    data: bytes

    def note(self) -> dict[str, Any]:
        """What the process said here."""
        said: dict[str, Any] = json.loads(self.data)
        return said


def read_recording(log: Path) -> list[Operation]:
    """All records of a log, the first one first."""
    return list(_operations(log.read_bytes()))


def _operations(content: bytes) -> Iterator[Operation]:
    place = 0
    while place < len(content):
        kind, thread, handle, offset, value, path_size, other_size, size = _HEAD.unpack_from(
            content, place
        )
        place += _HEAD.size
        parts = []
        for length in (path_size, other_size, size):
            parts.append(content[place : place + length])
            assert len(parts[-1]) == length, "the log ends within a record"
            place += length
        path, other, data = parts
        yield Operation(
            Did(kind), thread, handle, offset, value, path.decode(), other.decode(), data
        )
