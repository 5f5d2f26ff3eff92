"""The codes in which a text may write letters, each found by its sign and read sign by sign.

A search begins at a sign of the code and goes no further than it: the time for a text grows with
its length, also where it is one long run of signs.
"""

from __future__ import annotations

import html
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Sign(NamedTuple):
    """Half-open span [start, end) of a text, and the letters that it stands for."""

    start: int
    end: int
    meant: str


Reading = Callable[[str], Iterator[Sign]]

_SIGNS = ("%", "&", "\\", "=", "--")
_CODE = re.compile(
    r"(?P<bytes>(?:%[0-9A-Fa-f]{2})+|(?:\\x[0-9A-Fa-f]{2}){2,}|(?:=[0-9A-F]{2}(?:=\r?\n)?){2,})"
    r"|(?P<letter>[\\%]u[0-9A-Fa-f]{4})"
    r"|(?P<entity>&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[a-zA-Z]{2,8};))"
    r"|(?P<host>(?<![A-Za-z])[xX][nN]--[A-Za-z0-9-]{1,59}(?![A-Za-z0-9-]))"
)
_BYTE = re.compile(r"(?:[%=]|\\x)([0-9A-Fa-f]{2})(?:=\r?\n)?")
# UTF-8 of Latin and Cyrillic letters and of typographic signs, read as ISO 8859-1 or Windows-1252,
# and as Windows-1251; and Windows-1251 that was read as one of the former.
_WESTERN = {chr(byte): byte for byte in range(256)}
_WESTERN |= {
    letter: byte
    for byte in range(256)
    if (letter := bytes([byte]).decode("cp1252", "ignore")) and ord(letter) != byte
}
_CYRILLIC = {bytes([byte]).decode("cp1251", "ignore") or "\x98": byte for byte in range(256)}


def _following(table: dict[str, int]) -> str:
    """A class of what the second byte of a letter was read as."""
    return (
        f"[{re.escape(''.join(letter for letter, byte in table.items() if 0x80 <= byte < 0xC0))}]"
    )


_MISREAD = (
    (
        re.compile(
            rf"(?:[\u00c3-\u00c5\u00d0-\u00d2]{_following(_WESTERN)}|\u00e2{_following(_WESTERN)}{{2}})+"
        ),
        _WESTERN,
        "utf-8",
    ),
    (
        re.compile(rf"(?:[РСТ]{_following(_CYRILLIC)}|вЂ{_following(_CYRILLIC)}){{2,}}"),
        _CYRILLIC,
        "utf-8",
    ),
    (re.compile("[À-ÿ¡¢¥¨ª¯²³´¸º¿]{4,}"), _WESTERN, "cp1251"),
)
_DIGIT_AMONG_LETTERS = re.compile(r"[^\W\d_][01345678]|[01345678][^\W\d_]")
_RUN = re.compile(r"[^\W_]*")
_FEWEST_LETTERS = 3
_MOST_LETTERS = 40
_WITHOUT_CYRILLIC = re.compile("[^а-яА-ЯёЁіїєґІЇЄҐ]*")
_WITH_CYRILLIC = re.compile("[^а-яА-ЯёЁіїєґІЇЄҐ]*[а-яА-ЯёЁіїєґІЇЄҐ].*")
_CYRILLIC_DIGITS = dict(zip("013468", "оізчбв", strict=True))
_LATIN_DIGITS = dict(zip("0134578", "oieastb", strict=True))


def in_signs(text: str) -> Iterator[Sign]:
    """Percent, \\x and quoted-printable bytes in UTF-8; \\u and &; of a page; names of hosts."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _CODE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "bytes":
            yield from _letters(_bytes_of(match), "utf-8")
        elif match.lastgroup == "letter":
            yield Sign(start, end, chr(int(match[0][2:], 16)))
        elif match.lastgroup == "entity":
            if (meant := html.unescape(match[0])) != match[0]:
                yield Sign(start, end, meant)
        else:
            yield from _host(match)


def in_windows_bytes(text: str) -> Iterator[Sign]:
    """Bytes that are no UTF-8, as the addresses of old sites write Cyrillic."""
    for match in _CODE.finditer(text) if any(sign in text for sign in "%=\\") else ():
        if match.lastgroup == "bytes":
            signs = list(_bytes_of(match))
            if not _is_utf_8(bytes(byte for _, _, byte in signs)):
                yield from _letters(signs, "cp1251")


def _misread(text: str, which: int) -> Iterator[Sign]:
    pattern, table, encoding = _MISREAD[which]
    for match in pattern.finditer(text) if not text.isascii() else ():
        yield from _letters(
            (
                (place, place + 1, table[letter])
                for place, letter in enumerate(match[0], match.start())
            ),
            encoding,
        )


def _digits(
    text: str, alphabet: re.Pattern[str], meanings: dict[str, str], needed: str = ""
) -> Iterator[Sign]:
    """The digits among letters, in words of this alphabet that have the `needed` digit."""
    at = 0
    while (match := _DIGIT_AMONG_LETTERS.search(text, at)) is not None:
        start, floor = match.start(), max(at, match.start() - _MOST_LETTERS)
        while start > floor and text[start - 1].isalnum():
            start -= 1
        run = _RUN.match(text, start)
        at = run.end() if run is not None else match.end()
        word = text[start:at]
        if needed in word and alphabet.fullmatch(word) is not None and _may_be_word(word):
            for place, letter in enumerate(word, start):
                if letter in meanings:
                    yield Sign(place, place + 1, meanings[letter])


READINGS: tuple[Reading, ...] = (
    in_windows_bytes,
    lambda text: _misread(text, 0),
    lambda text: _misread(text, 1),
    lambda text: _misread(text, 2),
    lambda text: _digits(text, _WITH_CYRILLIC, _CYRILLIC_DIGITS),
    lambda text: _digits(text, _WITHOUT_CYRILLIC, _LATIN_DIGITS),
    lambda text: _digits(text, _WITHOUT_CYRILLIC, _LATIN_DIGITS | {"1": "l"}, "1"),
)


def _may_be_word(word: str) -> bool:
    return _FEWEST_LETTERS <= sum(map(str.isalpha, word)) <= _MOST_LETTERS


def _bytes_of(match: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    for each in _BYTE.finditer(match.string, match.start(), match.end()):
        yield each.start(), each.end(), int(each[1], 16)


def _letters(signs: Iterable[tuple[int, int, int]], encoding: str) -> Iterator[Sign]:
    """The letters of bytes (each with its span in the text), with U+FFFD for what is none."""
    decoder = getincrementaldecoder(encoding)("replace")
    begun: int | None = None
    end = 0
    for start, end, byte in signs:
        begun = start if begun is None else begun
        if letters := decoder.decode(bytes([byte])):
            yield Sign(begun, end, letters)
            begun = start if decoder.getstate()[0] else None
    if rest := decoder.decode(b"", final=True):
        yield Sign(end if begun is None else begun, end, rest)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _host(match: re.Match[str]) -> Iterator[Sign]:
    try:
        yield Sign(*match.span(), match[0][4:].encode("ascii").decode("punycode"))
    except (UnicodeError, ValueError):
        return
