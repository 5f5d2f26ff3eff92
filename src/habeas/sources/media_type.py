"""What kind of file some bytes are: decided by content, with the name as a last tie-breaker.

The order of the rules:

- no bytes at all;
- known first bytes (`data/signatures.csv`);
- a zip or compound file is told apart by what lies inside it;
- text is told apart by its opening: mark-up, message headers, a table's even columns;
- the name decides only between kinds of text, and the evidence then says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from habeas.sources import text_kind
from habeas.sources.compound_file import compound_media_type
from habeas.sources.encoding import looks_like_text
from habeas.sources.gzip_opening import opening_of_gzip
from habeas.sources.tables import rows
from habeas.sources.zip_kind import zip_media_type

SAMPLE_BYTES = 64 * 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
_TAKEN_APART = (*_ZIP, _COMPOUND, _GZIP)
_CONTAINER_NAMES = {"application/zip": "zip", "application/wacz": "WACZ"}


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type, what it was told by, and its family in `data/unreadable.csv`, if any."""

    value: str
    evidence: str
    family: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Signature:
    offset: int
    pattern: tuple[int | None, ...]
    media_type: MediaType

    def fits(self, data: bytes) -> bool:
        part = data[self.offset : self.offset + len(self.pattern)]
        return len(part) == len(self.pattern) and all(
            wanted is None or wanted == found
            for wanted, found in zip(self.pattern, part, strict=True)
        )


@cache
def _signatures() -> tuple[_Signature, ...]:
    return tuple(
        _Signature(
            int(row["offset"]),
            tuple(
                None if pair == "??" else int(pair, 16)
                for pair in (row["hex"][i : i + 2] for i in range(0, len(row["hex"]), 2))
            ),
            MediaType(row["media_type"], "first bytes", row["family"], row["name"]),
        )
        for row in rows("signatures.csv")
    )


def detect_media_type(data: bytes, *, name: str = "") -> MediaType:
    """The media type of some bytes. Never raises.

    `name` is untrusted and only ever decides between kinds of text (a table or plain text).
    """
    if not data:
        return MediaType("application/x-empty", "no bytes", "empty")
    return _by_structure(data) or _by_signature(data) or _by_text(data, name) or _unknown()


def is_taken_apart(data: bytes) -> bool:
    """Whether what kind of file it is can only be told by looking inside, which parses it."""
    return data.startswith(_TAKEN_APART)


def _by_structure(data: bytes) -> MediaType | None:
    if data.startswith(_ZIP):
        value, family = zip_media_type(data)
        return MediaType(value, "what lies inside the zip", family, _CONTAINER_NAMES.get(value, ""))
    if data.startswith(_COMPOUND):
        value, family = compound_media_type(data)
        return MediaType(value, "what lies inside the compound file", family)
    if data.startswith(_GZIP):
        return _gzip(data)
    if data.startswith(b"WARC/"):
        return MediaType("application/warc", "first bytes", "container", "WARC")
    return None


def _gzip(data: bytes) -> MediaType:
    if opening_of_gzip(data).startswith(b"WARC/"):
        return MediaType("application/warc", "first bytes inside gzip", "container", "WARC")
    return MediaType("application/gzip", "first bytes", "archive", "gzip")


def _by_signature(data: bytes) -> MediaType | None:
    for signature in _signatures():
        if signature.fits(data) and not _short_and_textual(signature, data):
            return signature.media_type
    # A PDF may be preceded by up to a kilobyte of other bytes (ISO 32000-1, note 13).
    if b"%PDF-" in data[:1024] and data.lstrip()[:1] != b"<":
        return MediaType("application/pdf", "PDF header within the first kilobyte", "pdf", "PDF")
    return None


def _short_and_textual(signature: _Signature, data: bytes) -> bool:
    """Whether two or three first bytes could as well be letters of a text."""
    return len(signature.pattern) <= 3 and looks_like_text(data[:SAMPLE_BYTES])


def _by_text(data: bytes, name: str) -> MediaType | None:
    sample = data[:SAMPLE_BYTES]
    if not looks_like_text(sample):
        return None
    value, evidence = text_kind.text_media_type(sample, name)
    return MediaType(value, evidence)


def _unknown() -> MediaType:
    return MediaType("application/octet-stream", "neither known first bytes nor text", "binary")
