"""What a text says under a seal: base64, and the words of a message's head (=?utf-8?B?…?=).

No letter of it has a place of its own, so where it says a name all of it is replaced by what it
says, without the name.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header

_WORD = r"=\?[^?\s]{1,40}\?[BbQq]\?[^?\s]*\?="
_HEADER = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Half-open span [start, end) of a text, and all that it says."""

    start: int
    end: int
    meant: str


def sealed_in(text: str) -> Iterator[Sealed]:
    """Every stretch of a text that is sealed so."""
    for pattern, opened in ((_HEADER if "=?" in text else None, _head), (_BASE64, _from_base64)):
        for match in pattern.finditer(text) if pattern is not None else ():
            meant = opened(match[0])
            if meant:
                yield Sealed(match.start(), match.end(), meant)


def _head(words: str) -> str:
    try:
        return str(make_header(decode_header(words)))
    except (HeaderParseError, LookupError, UnicodeError, binascii.Error):
        return ""


def _from_base64(chunk: str) -> str:
    usual = chunk.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        plain = base64.b64decode(usual + "=" * (-len(usual) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError):
        return ""
    return plain if plain.replace("\n", "").replace("\r", "").isprintable() else ""
