"""What a page of a PDF or a picture looks like: drawn in a worker, kept to its bare pixels.

A worker may have been taken over by the file that it draws. So it gives back no file but pixels,
whose number is checked; the PNG is written here, and holds nothing that the worker could choose but
colours.
"""

from __future__ import annotations

import struct
import zlib

from habeas.model import UnreadableSource
from habeas.pipeline.intake import now
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import MEBIBYTE, ImportSettings
from habeas.pipeline.unisolated import recorded_in
from habeas.sources import PICTURED
from habeas.store import CaseStore

_LARGEST = 200 * MEBIBYTE
_SECONDS = 30.0


def can_be_pictured(media_type: str) -> bool:
    """Whether there is anything to draw in this kind of file."""
    return media_type in PICTURED


def page_picture(
    store: CaseStore, sha256: str, page: int = 1, *, settings: ImportSettings | None = None
) -> bytes:
    """A PNG of one page (from 1) of a source.

    Raises UnreadableSource for what cannot be drawn, WrongUsage for what is not there, and
    IsolationMissing where nothing can shut a worker in.
    """
    source = store.source(sha256)
    if source.size > _LARGEST:
        raise UnreadableSource(f"larger than {_LARGEST:,} bytes; save it to look at it")
    settings = settings or ImportSettings(processes=1, seconds=_SECONDS)
    with Readers(settings, before_unsafe=recorded_in(store, now)) as readers:
        pixels = readers.picture(store.blob(source.sha256), source.media_type, source.name, page)
    return png_of(pixels.width, pixels.height, pixels.rgb)


def png_of(width: int, height: int, rgb: bytes) -> bytes:
    """A PNG of rows from the top, three bytes a pixel, without any other chunk."""
    stride = 3 * width
    # Each row begins with the number of its filter: 0 is none.
    rows = b"".join(
        b"\x00" + rgb[start : start + stride] for start in range(0, stride * height, stride)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(rows, 6)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
