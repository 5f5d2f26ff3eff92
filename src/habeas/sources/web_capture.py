"""What a web capture holds: the pages and documents of a WARC file or a WACZ package.

The capture itself is preserved whole by the caller. Its members are the successful responses
that Habeas could read as documents; requests, metadata, style sheets, scripts, fonts, sounds and
pictures without words stay inside it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # publishes no types
from warcio.bufferedreaders import BufferedReader  # type: ignore[import-untyped]  # publishes no types
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # publishes no types
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]  # publishes no types

from habeas.model import HabeasError, UnreadableSource
from habeas.sources.capture_gaps import ends_inside_record, gap_in, gap_in_content, packed_as
from habeas.sources.expansion import Expansion
from habeas.sources.member import Member
from habeas.sources.zip_members import entry_bytes, entry_name, is_folder, open_zip

# Where brotli is installed, warcio sets what its newer releases do not let be set, and fails.
BufferedReader.DECOMPRESSORS.pop("br", None)

_CHUNK_BYTES = 64 * 1024
_DOCUMENT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "text/plain",
    "text/csv",
    "text/tab-separated-values",
    "text/markdown",
    "message/rfc822",
    "application/msword",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument",
    "application/vnd.oasis.opendocument",
    "application/zip",
)


def warc_members(data: bytes, name: str, expansion: Expansion) -> Iterator[Member]:
    """The documents of a WARC file, plain or gzip, in the order of their records.

    Raises UnreadableSource where the file stops being a WARC.
    """
    records = ArchiveIterator(io.BytesIO(data))
    stored = len(data)
    last = None
    try:
        while (record := _next_record(records)) is not None:
            if record.rec_type:  # warcio makes a record without a type of a blank line
                last = records.offset
            if _is_document(record):
                expansion.claim_member(name)
                yield from _document(record, stored, expansion)
            else:
                yield from _gap(record)
        _check_end(data, last, name)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        # warcio takes the headers for granted that a record must have.
        raise UnreadableSource(
            "the web capture is damaged or cut short here",
            where=name or None,
            remedy="what came before is read; try `warcio recompress` on a copy",
        ) from error


def wacz_members(data: bytes, name: str, expansion: Expansion) -> Iterator[Member]:
    """The documents of each WARC file inside a WACZ package."""
    with open_zip(data, name) as package:
        for entry in package.infolist():
            if entry.filename.startswith("archive/") and not is_folder(entry):
                try:
                    capture = entry_bytes(package, entry, expansion)
                except HabeasError as problem:
                    yield Member(entry_name(entry), problem=problem)
                    continue
                yield from warc_members(capture, name, expansion)


def _check_end(data: bytes, last: int | None, name: str) -> None:
    """Raises UnreadableSource for a capture without a record, or one that ends inside a record."""
    if last is None:
        raise UnreadableSource(
            "the web capture holds no record that can be read",
            where=name or None,
            remedy="preserved unread; ask for another copy",
        )
    if ends_inside_record(data, last):
        raise UnreadableSource(
            "the web capture is cut short: its last record does not end",
            where=name or None,
            remedy="what came before is read; ask for a whole copy",
        )


def _next_record(records: Iterator[ArcWarcRecord]) -> ArcWarcRecord | None:
    """The next record; what warcio prints about it would put untrusted bytes on the terminal."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _is_document(record: ArcWarcRecord) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    if record.rec_type == "response" and not _succeeded(record):
        return False
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    return address.startswith(("http:", "https:")) and _hint(record).startswith(_DOCUMENT_TYPES)


def _succeeded(record: ArcWarcRecord) -> bool:
    headers = record.http_headers
    return headers is not None and (headers.get_statuscode() or "").startswith("2")


def _hint(record: ArcWarcRecord) -> str:
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    value = headers.get_header("Content-Type") if headers is not None else None
    return (value or "").split(";")[0].strip().lower()


def _document(record: ArcWarcRecord, stored: int, expansion: Expansion) -> Iterator[Member]:
    """A response as far as it goes, and after it what is missing of it."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    captured_at = _moment(record.rec_headers.get_header("WARC-Date"))
    hint = _hint(record)
    try:
        content, gap = _streamed(record, stored, expansion, url)
    except HabeasError as problem:
        yield Member(url, problem=problem, url=url, captured_at=captured_at, media_hint=hint)
        return
    if content:
        yield Member(url, content, url=url, captured_at=captured_at, media_hint=hint)
    if gap is not None:
        missing = _incomplete(gap, url, read=bool(content))
        yield Member(url, problem=missing, url=url, captured_at=captured_at, media_hint=hint)


def _gap(record: ArcWarcRecord) -> Iterator[Member]:
    """What is missing of a record that is no document; nothing where it is whole."""
    gap = gap_in(record)
    if gap is not None:
        name = record.rec_headers.get_header("WARC-Target-URI") or f"{record.rec_type} record"
        yield Member(name, problem=_incomplete(gap, name, read=False))


def _incomplete(gap: str, where: str, *, read: bool) -> UnreadableSource:
    kept = "what there is of it is read" if read else "nothing of it is read"
    return UnreadableSource(gap, where=where, remedy=f"{kept}; capture the page again")


def _streamed(
    record: ArcWarcRecord, stored: int, expansion: Expansion, where: str
) -> tuple[bytes, str | None]:
    """The bytes of a response, and what is missing of them."""
    content = bytearray()
    stream = record.content_stream()
    with redirect_stderr(io.StringIO()):  # see `_next_record`
        while chunk := stream.read(_CHUNK_BYTES):
            content += chunk
            expansion.check(stored, len(content), where)
    packing = packed_as(record, bytes(content[:_CHUNK_BYTES]))
    if packing is not None:
        raise UnreadableSource(
            f"the captured response is packed as {packing}, which Habeas cannot unpack",
            where=where,
            remedy="capture the page again with a tool that stores it as gzip or unpacked",
        )
    gap = gap_in_content(record, stream, len(content))
    if not content and gap is None:
        raise UnreadableSource(
            "the captured response is empty", where=where, remedy="capture the page again"
        )
    expansion.spend(len(content))
    return bytes(content), gap


def _moment(stamp: str | None) -> datetime | None:
    """WARC-Date in UTC, to the second (WARC 1.1 allows fractions)."""
    try:
        moment = datetime.fromisoformat((stamp or "").replace("Z", "+00:00"))
        return moment.astimezone(UTC).replace(microsecond=0) if moment.tzinfo else None
    except (ValueError, OverflowError):  # a year that no calendar holds
        return None
