"""The first bytes inside a gzip file, without unpacking more than those."""

from __future__ import annotations

import zlib

_GZIP_WINDOW = 16 + zlib.MAX_WBITS


def opening_of_gzip(data: bytes, length: int = 64) -> bytes:
    """Up to `length` bytes of what the gzip holds; empty when it does not unpack."""
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(data[:4096], length)
    except zlib.error:
        return b""
