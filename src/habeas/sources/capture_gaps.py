"""What is missing from a record of a web capture: warcio reads a cut record without a word."""

from __future__ import annotations

import re
import zlib
from typing import Any

from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]  # publishes no types

from habeas.sources.media_type import detect_media_type

_CHUNK_BYTES = 64 * 1024
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_GZIP_OPENING = b"\x1f\x8b"
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 1_000_000
_NOT_UNPACKED = frozenset({"br", "zstd", "compress", "x-compress", "x-gzip", "dcb", "dcz"})
_PLAIN_AFTER_ALL = ("text/html", "application/pdf")


def packed_as(record: ArcWarcRecord, content: bytes) -> str | None:
    """The content-encoding of a response where Habeas cannot undo it, such as br or zstd.

    Some capturing tools unpack the content and keep the header; such content is no longer packed.
    """
    encoding = _http(record, "Content-Encoding").lower()
    if not _NOT_UNPACKED.intersection(re.split(r"\s*,\s*", encoding)):
        return None
    return None if detect_media_type(content).value in _PLAIN_AFTER_ALL else encoding


def gap_in(record: ArcWarcRecord) -> str | None:
    """How a record falls short of the length it claims (WARC 1.1, 5.3), or None.

    What is left of the record is read and let go.
    """
    while record.raw_stream.read(_CHUNK_BYTES):
        pass
    missing = getattr(record.raw_stream, "limit", 0)
    if missing > 0:
        return f"the record is cut short: {missing:,} of its {record.length:,} bytes are missing"
    reason = record.rec_headers.get_header("WARC-Truncated")
    return f"the capturing tool cut it ({reason})" if reason else None


def gap_in_content(record: ArcWarcRecord, stream: Any, received: int) -> str | None:
    """How a response that was read through `stream` falls short, or None.

    `received` is the number of bytes that came out. The length in the HTTP header counts where
    the bytes stand in the capture as they were sent.
    """
    gap = gap_in(record)
    if gap is not None:
        return gap
    unpacker = getattr(stream, "decompressor", None)
    if unpacker is not None and not getattr(unpacker, "eof", True):
        return "the packed content ends too early"
    claimed = _http(record, "Content-Length")
    as_sent = not any(
        _http(record, name)
        for name in ("Content-Encoding", "Transfer-Encoding", "X-Orig-Content-Encoding")
    )
    if as_sent and claimed.isdecimal() and received < int(claimed):
        return f"the response is cut short: {received:,} of {int(claimed):,} bytes are there"
    return None


def ends_inside_record(data: bytes, last: int) -> bool:
    """Whether a capture stops inside the last record that was read, which begins at `last`, or
    inside what follows it.
    """
    if data[:2] == _GZIP_OPENING:
        return _ends_inside_gzip(data, last)
    header_end = _HEADER_END.search(data, last, last + _LONGEST_HEADER)
    length = _LENGTH.search(data, last, header_end.start() + 1) if header_end else None
    if header_end is None or length is None:
        return True
    return bool(data[header_end.end() + int(length.group(1)) :].strip())


def _ends_inside_gzip(data: bytes, start: int) -> bool:
    """Whether a gzip member at `start` or after it ends before its closing mark."""
    position = start
    while data[position:].strip(b"\0"):
        unpacker = zlib.decompressobj(_GZIP_WINDOW)
        waiting = b""
        try:
            while not unpacker.eof and (waiting or position < len(data)):
                if not waiting:
                    waiting = data[position : position + _CHUNK_BYTES]
                    position += len(waiting)
                unpacker.decompress(waiting, _CHUNK_BYTES)
                waiting = unpacker.unconsumed_tail
        except zlib.error:
            return True
        if not unpacker.eof:
            return True
        position -= len(unpacker.unused_data)
    return False


def _http(record: ArcWarcRecord, name: str) -> str:
    if record.rec_type != "response" or record.http_headers is None:
        return ""
    return str(record.http_headers.get_header(name) or "").strip()
