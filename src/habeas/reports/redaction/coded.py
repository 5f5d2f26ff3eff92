"""What a text says in a code: of an address, a page, JSON, a message's head, a wrong character set.

%D0%86…, &#1030;…, \\u0406…, =?utf-8?B?…?=, xn--…, base64, text in UTF-8 that was read as something
else, and digits that stand for letters (3агорний).
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import unquote, unquote_to_bytes

_CODED = re.compile(
    r"[^\s\"'<>()]*(?:(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[a-zA-Z]{2,8});"
    r"|\\u[0-9A-Fa-f]{4}|(?:\\x[0-9A-Fa-f]{2}){2}|(?:=[0-9A-F]{2}){2}"
    r"|(?<![a-z])xn--[a-z0-9-]+)[^\s\"'<>()]*"
)
_SIGNS = ("%", "&", "\\", "=", "xn--")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_BYTES = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+")
_HEADER_WORD = re.compile(r"=\?[^?\s]{1,40}\?[BbQq]\?[^?\s]*\?=")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}")
_GARBLED = re.compile(r"[^ \t\r\n]*(?:[ÐÑРС][^ \t\r\nа-яА-Я]){2}[^ \t\r\n]*|[À-ÿ¨¸ªºﬁ]{4,}")
# How text is garbled: read in the first, though written in the second.
_MISREAD = (
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("cp1251", "utf-8"),
    ("latin-1", "cp1251"),
)
_WITH_DIGITS = re.compile(r"[^\W_]*[0-9][^\W_]*")
_DIGIT_INSIDE = re.compile(r"[01345678][^\W\d_]")
_FEWEST_LETTERS = 3
_MOST_LETTERS = 40
_CYRILLIC = re.compile("[а-яА-ЯёЁіїєґІЇЄҐ]")
_CYRILLIC_DIGITS = (str.maketrans("013468", "оізчбв"),)
_LATIN_DIGITS = (str.maketrans("0134578", "oieastb"), str.maketrans("0134578", "oleastb"))


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch of a text that means other characters than it shows; `meant` is what it means."""

    start: int
    end: int
    meant: str


def coded_in(text: str) -> Iterator[Coded]:
    """Every stretch in a code, with each thing that it may mean."""
    for pattern, meanings in (
        (_CODED if any(sign in text for sign in _SIGNS) else None, _decoded),
        (_HEADER_WORD if "=?" in text else None, _header_word),
        (_BASE64, _from_base64),
        (_GARBLED if not text.isascii() else None, _ungarbled),
        (_WITH_DIGITS, _without_digits),
    ):
        for match in pattern.finditer(text) if pattern is not None else ():
            for plain in dict.fromkeys(meanings(match[0])):
                if plain != match[0]:
                    yield Coded(match.start(), match.end(), plain)


def _decoded(chunk: str) -> Iterator[str]:
    for address in {unquote(chunk, errors="replace"), _in_windows_code(chunk)}:
        plain = html.unescape(address)
        plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)
        plain = _BYTES.sub(lambda match: _text_of(match[0].replace("\\x", "")), plain)
        plain = _QUOTED_PRINTABLE.sub(lambda match: _text_of(match[0].replace("=", "")), plain)
        yield _PUNYCODE.sub(_host_meant, plain)


def _in_windows_code(chunk: str) -> str:
    """An address whose bytes are no UTF-8, as old sites write Cyrillic."""
    return unquote_to_bytes(chunk).decode("cp1251", "replace")


def _text_of(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-8", "replace")


def _host_meant(match: re.Match[str]) -> str:
    try:
        return match[0][4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return match[0]


def _header_word(chunk: str) -> Iterator[str]:
    try:
        yield str(make_header(decode_header(chunk)))
    except (HeaderParseError, LookupError, UnicodeError, binascii.Error):
        return


def _from_base64(chunk: str) -> Iterator[str]:
    usual = chunk.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        plain = base64.b64decode(usual + "=" * (-len(usual) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError):
        return
    if plain.replace("\n", "").replace("\r", "").isprintable():
        yield plain


def _ungarbled(chunk: str) -> Iterator[str]:
    for read_in, written_in in _MISREAD:
        try:
            yield chunk.encode(read_in).decode(written_in)
        except UnicodeError:
            continue


def _without_digits(chunk: str) -> Iterator[str]:
    letters = sum(map(str.isalpha, chunk))
    if not _FEWEST_LETTERS <= letters <= _MOST_LETTERS or _DIGIT_INSIDE.search(chunk) is None:
        return
    tables = _CYRILLIC_DIGITS if _CYRILLIC.search(chunk) else _LATIN_DIGITS
    yield from (chunk.translate(table) for table in tables)
