"""Which characters some bytes stand for: found by rule, recorded, and never normalised.

The order of the rules: a byte order mark; UTF-16 by its even pattern of bytes; strict UTF-8;
UTF-8 with a few damaged bytes; then the 8-bit code page whose reading looks most like words
(`code_page.py`). A byte order mark stays in the text as the character U+FEFF.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from habeas.model import UnreadableSource
from habeas.sources.code_page import best_code_page

_SAMPLE_BYTES = 64 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LARGEST_CHARACTER = {"utf-8": 4, "utf-16-le": 4, "utf-16-be": 4, "utf-32-le": 4, "utf-32-be": 4}
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGHEST_CONTROL_SHARE = 0.05
_LEAST_INTACT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text, the encoding it was read with, and a note where bytes did not fit it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, maximum_characters: int, declared: str | None = None) -> DecodedText:
    """The text of some bytes. `declared` is what a header says; it is tried, not trusted.

    Raises UnreadableSource where the text would be longer than `maximum_characters`; that is
    told from the number of bytes alone, before anything is decoded.
    """
    encoding = detect_encoding(data[:_SAMPLE_BYTES], declared=declared)
    if len(data) > maximum_characters * _LARGEST_CHARACTER.get(encoding, 1):
        raise too_long(maximum_characters)
    text, notes = _decode_as(data, encoding)
    if text is None:
        encoding = best_code_page(data[:_SAMPLE_BYTES])
        text, notes = _decode_leniently(data, encoding)
    if len(text) > maximum_characters:
        raise too_long(maximum_characters)
    return DecodedText(text, encoding, notes)


def too_long(maximum_characters: int) -> UnreadableSource:
    """The error for a text past the cap."""
    return UnreadableSource(
        f"the text is longer than {maximum_characters:,} characters",
        remedy="preserved unread; split it and add the parts",
    )


@lru_cache(maxsize=4)
def detect_encoding(sample: bytes, *, declared: str | None = None) -> str:
    """The encoding of some bytes, as a name that Python's codecs and IANA both know."""
    return (
        _by_mark(sample)
        or _by_even_pattern(sample)
        or ("utf-8" if _utf8_share(sample) >= _LEAST_INTACT_SHARE else None)
        or _as_declared(sample, declared)
        or best_code_page(sample)
    )


def looks_like_text(sample: bytes) -> bool:
    """Whether a sample of bytes reads as text: few control characters in its likeliest reading."""
    if not sample:
        return False
    encoding = detect_encoding(sample)
    text = sample.decode(encoding, errors="ignore")
    unfit = len(_CONTROL.findall(text)) + text.count("\0") / 2
    return bool(text.strip("\0")) and unfit <= _HIGHEST_CONTROL_SHARE * len(text)


def _by_mark(sample: bytes) -> str | None:
    return next((name for mark, name in _MARKS if sample.startswith(mark)), None)


def _by_even_pattern(sample: bytes) -> str | None:
    """UTF-16 without a mark: high bytes are NUL (Latin) or 4 (Cyrillic) at every second place."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    for name, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        highs = sample[high::2]
        lows = sample[low::2]
        even = sum(highs.count(byte) for byte in (0x00, 0x04, 0x20))
        telling = highs.count(0x00) + highs.count(0x04)
        if even >= 0.9 * pairs and lows.count(0) <= 0.05 * pairs and telling >= 0.5 * pairs:
            return name
    return None


def _utf8_share(sample: bytes) -> float:
    """The share of non-ASCII bytes that belong to well-formed UTF-8 (1.0 where there are none)."""
    plain = len(sample.translate(None, _HIGH_BYTES))
    high = len(sample) - plain
    if not high:
        return 1.0
    intact = len(sample.decode("utf-8", errors="ignore").encode()) - plain
    # A sample may end inside a character: those bytes are not held against it.
    return min(1.0, (intact + 3 * (len(sample) == _SAMPLE_BYTES)) / high)


def _as_declared(sample: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        sample.decode(declared)
        name = codecs.lookup(declared).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return None if name.startswith("utf") else declared.lower()


def _decode_as(data: bytes, encoding: str) -> tuple[str | None, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        if encoding == "utf-8" and _utf8_share(data) < _LEAST_INTACT_SHARE:
            return None, ()
        return _decode_leniently(data, encoding)


def _decode_leniently(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("�")
    if not damaged:
        return text, ()
    return text, (
        f"{damaged} places hold bytes that are not {encoding}; they show as the mark U+FFFD",
    )
