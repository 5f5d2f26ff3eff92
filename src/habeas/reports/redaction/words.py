"""The words of a text as whoever hides in it may have written them, each with its span.

Between the letters of a word may stand what no reader sees (soft hyphens, zero-width characters),
stress marks, and apostrophes; a word may be broken over a line or letter-spaced; several may be
run together as OneWord. What is written in the code of an address (%D0%86…) or of a page
(&#1030;…) is read as what it means.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_APOSTROPHES = "'’‘ʼʹʻ`´′＇ʺ"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"{_LETTER}(?:[{_MARKS}{_HIDDEN}{_APOSTROPHES}]*{_LETTER}|[{_MARKS}{_HIDDEN}])*|\d+"
)
_INSIDE = re.compile(rf"[{_MARKS}{_HIDDEN}{_APOSTROPHES}]")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
# Between two pieces of one word.
_BROKEN = re.compile(r"(?:[-‐‑‒–\u00ad]?[^\S\n]*\r?\n\s*|[-‐‑\u00ad]|)")
_SPACED = re.compile(r"[^\S\n]{1,3}|[.\-_·*+|/]")
_FEWEST_SPACED = 4
_MOST_SPACED = 40
_CODED = re.compile(
    r"[^\s\"'<>()]*(?:(?:%[0-9A-Fa-f]{2})+|&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[a-zA-Z]{2,8});"
    r"|\\u[0-9A-Fa-f]{4}|(?:=[0-9A-F]{2}){2}|(?<![a-z])xn--[a-z0-9-]+)[^\s\"'<>()]*"
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number: its span, and its letters as they are meant."""

    start: int
    end: int
    letters: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, or its script has none."""
        return not self.letters[:1].islower()

    @property
    def single(self) -> bool:
        """Whether it is one letter."""
        return len(self.letters) == 1 and self.letters.isalpha()


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch of a text that means other characters than it shows; `meant` is what it means."""

    start: int
    end: int
    meant: str


def words_in(text: str) -> list[Word]:
    """The words and numbers of a text in its order; words run together are taken apart."""
    found = []
    for match in _WORD.finditer(text):
        start, whole = match.start(), match[0]
        for first, last in _parts(whole):
            letters = meant(whole[first:last])
            if letters:
                found.append(Word(start + first, start + last, letters))
    return found


def meant(raw: str) -> str:
    """The letters of a word without what stands between them, in one form."""
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", raw))
    return _INSIDE.sub("", unicodedata.normalize("NFC", seen))


def joined_words(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Words that may be one: the first and the one past the last, and the letters of all.

    Two or three pieces with a hyphen, a line's end or nothing between them; or single letters.
    """
    for first in range(len(words) - 1):
        letters = words[first].letters
        for last in range(first + 1, min(first + 3, len(words))):
            gap = text[words[last - 1].end : words[last].start]
            if _BROKEN.fullmatch(gap) is None or not words[last].letters.isalpha():
                break
            letters += words[last].letters
            yield first, last + 1, letters
    yield from _letter_spaced(text, words)


def coded_in(text: str) -> Iterator[Coded]:
    """What is written in the code of an address, of a page, of JSON or of a message's head."""
    if not any(sign in text for sign in ("%", "&", "\\u", "=", "xn--")):
        return
    for match in _CODED.finditer(text):
        decoded = _decoded(match[0])
        if decoded != match[0]:
            yield Coded(match.start(), match.end(), decoded)


def _decoded(chunk: str) -> str:
    plain = html.unescape(unquote(chunk, errors="replace"))
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain)
    plain = _QUOTED_PRINTABLE.sub(_bytes_meant, plain)
    return _PUNYCODE.sub(_host_meant, plain)


def _bytes_meant(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", "replace")


def _host_meant(match: re.Match[str]) -> str:
    try:
        return match[0][4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return match[0]


def _parts(word: str) -> list[tuple[int, int]]:
    """Where OneWord is two: before a capital after a small letter, and where the last of several
    capitals begins a word."""
    if word.isdigit() or word.islower() or word.isupper():
        return [(0, len(word))]
    cuts = [place for place in range(1, len(word)) if _begins(word, place)]
    return list(pairwise([0, *cuts, len(word)]))


def _begins(word: str, place: int) -> bool:
    """Whether a word of its own begins at this letter."""
    before, after = word[place - 1], word[place + 1 : place + 2]
    return word[place].isupper() and (before.islower() or (before.isupper() and after.islower()))


def _letter_spaced(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    first = 0
    while first < len(words):
        last = first
        while (
            last < len(words)
            and words[last].single
            and last - first < _MOST_SPACED
            and (last == first or _SPACED.fullmatch(text[words[last - 1].end : words[last].start]))
        ):
            last += 1
        for begin in range(first, last - _FEWEST_SPACED + 1):
            for end in range(begin + _FEWEST_SPACED, last + 1):
                yield begin, end, "".join(word.letters for word in words[begin:end])
        first = max(last, first + 1)
