"""The limits under which an import runs, and the versions it runs with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from habeas.sources import Limits

MEBIBYTE = 1024 * 1024


def _processors() -> int:
    return max(1, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """How an import reads: processes, seconds, bytes.

    `seconds` caps one document's reading and one archive member's unpacking; finding claims may
    take as long again plus a second for each `characters_per_second` of text. `memory` caps the
    address space of a worker. Files above `largest_read` bytes are preserved unread.
    `unsafe_parse` lets documents be read where nothing can shut a worker in; where something can,
    it changes nothing. An encrypted case takes files in random order, unless `in_order`: when each
    came can be seen on the disk, and the order of a known folder would tell which is which.
    """

    processes: int = field(default_factory=_processors)
    seconds: float = 120.0
    characters_per_second: int = 1_000
    memory: int = 4096 * MEBIBYTE
    largest_read: int = 512 * MEBIBYTE
    archives: Limits = field(default_factory=Limits)
    unsafe_parse: bool = False
    in_order: bool = False
