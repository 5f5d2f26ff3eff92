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
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # publishes no types
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]  # publishes no types

from habeas.model import HabeasError, UnreadableSource
from habeas.sources.expansion import Expansion
from habeas.sources.member import Member
from habeas.sources.zip_members import entry_bytes, entry_name, open_zip

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
    records = iter(ArchiveIterator(io.BytesIO(data)))
    stored = len(data)
    try:
        while (record := _next_record(records)) is not None:
            if _is_document(record):
                expansion.claim_member(name)
                yield _member(record, stored, expansion)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise UnreadableSource(
            "the web capture is damaged or cut short here",
            where=name or None,
            remedy="what came before is read; try `warcio recompress` on a copy",
        ) from error


def wacz_members(data: bytes, name: str, expansion: Expansion) -> Iterator[Member]:
    """The documents of each WARC file inside a WACZ package."""
    with open_zip(data, name) as package:
        for entry in package.infolist():
            if entry.filename.startswith("archive/") and not entry.is_dir():
                try:
                    capture = entry_bytes(package, entry, expansion)
                except HabeasError as problem:
                    yield Member(entry_name(entry), problem=problem)
                    continue
                yield from warc_members(capture, name, expansion)


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


def _member(record: ArcWarcRecord, stored: int, expansion: Expansion) -> Member:
    url = record.rec_headers.get_header("WARC-Target-URI")
    captured_at = _moment(record.rec_headers.get_header("WARC-Date"))
    hint = _hint(record)
    try:
        content = _streamed(record, stored, expansion, url)
    except HabeasError as problem:
        return Member(url, problem=problem, url=url, captured_at=captured_at, media_hint=hint)
    return Member(url, content, url=url, captured_at=captured_at, media_hint=hint)


def _streamed(record: ArcWarcRecord, stored: int, expansion: Expansion, where: str) -> bytes:
    content = bytearray()
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK_BYTES):
        content += chunk
        expansion.check(stored, len(content), where)
    if not content:
        raise UnreadableSource(
            "the captured response is empty", where=where, remedy="capture the page again"
        )
    expansion.spend(len(content))
    return bytes(content)


def _moment(stamp: str | None) -> datetime | None:
    """WARC-Date in UTC, to the second (WARC 1.1 allows fractions)."""
    try:
        moment = datetime.fromisoformat((stamp or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(microsecond=0) if moment.tzinfo else None
