"""Looking for a word in bytes, in whatever form a program may have written it.

As text (UTF-8 and UTF-16, as it stands, in capitals and in small letters), in hex, in base64 at
each of its three alignments, escaped as JSON and web addresses escape it; and once more in all
that compressed data inside the bytes (zlib, gzip, the members of zip files) unpacks to.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

_COMPRESSED = {b"\x1f\x8b\x08": 31, b"PK\x03\x04": -15, b"\x78\x01": 15, b"\x78\x9c": 15}
_COMPRESSED |= {b"\x78\xda": 15, b"\x78\x5e": 15}
_LARGEST_UNPACKED = 1 << 24
_DEEPEST = 3


def forms(word: str) -> set[bytes]:
    """The word in every form in which it is looked for."""
    found: set[bytes] = set()
    for spelt in (word, word.lower(), word.upper()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            text = spelt.encode(encoding)
            found |= {text, text.hex().encode(), text.hex().upper().encode()}
            found |= {_in_base64(text, offset) for offset in range(3)}
        found |= {quote(spelt).encode(), spelt.encode("ascii", "backslashreplace")}
    return found


def _in_base64(text: bytes, offset: int) -> bytes:
    """The letters that stand for the text alone, when it begins so many bytes after a third."""
    encoded = base64.b64encode(bytes(offset) + text)
    first = -(-offset * 4 // 3)
    return encoded[first : (offset + len(text)) * 4 // 3]


class Search:
    """Looks for words; prepared once, for there are many files."""

    def __init__(self, words: Iterable[str], raw: Iterable[bytes] = ()) -> None:
        self._forms = {word: tuple(forms(word)) for word in words}
        self._forms |= {item.hex(): (item,) for item in raw}

    def found_in(self, content: bytes) -> set[str]:
        """The words (for raw bytes: their hex) that stand in these bytes, or in what they pack."""
        return {
            word
            for piece in pieces(content)
            for word, written in self._forms.items()
            if any(form in piece for form in written)
        }

    def report(self, contents: Iterable[tuple[str, bytes]]) -> dict[str, set[str]]:
        """Where what was found, of many files; empty when nothing was."""
        looked = ((name, self.found_in(content)) for name, content in contents)
        return {name: found for name, found in looked if found}


def pieces(content: bytes, depth: int = _DEEPEST) -> Iterator[bytes]:
    """The bytes themselves, and what compressed data inside them unpacks to."""
    yield content
    if depth:
        for unpacked in _unpacked(content):
            yield from pieces(unpacked, depth - 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    for mark, window in _COMPRESSED.items():
        start = content.find(mark)
        while start >= 0:
            begin = start + (_zip_header(content, start) if window == -15 else 0)
            try:
                unpacked = zlib.decompressobj(window).decompress(content[begin:], _LARGEST_UNPACKED)
            except zlib.error:
                unpacked = b""
            if len(unpacked) > 8:
                yield unpacked
            start = content.find(mark, start + 1)


def _zip_header(content: bytes, start: int) -> int:
    """How long a member's header in a zip file is."""
    name, extra = (
        int.from_bytes(content[start + at : start + at + 2], "little") for at in (26, 28)
    )
    return 30 + name + extra
