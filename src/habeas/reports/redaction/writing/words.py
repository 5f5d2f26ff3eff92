"""The words of a text as whoever hides in it may have written them, each with its span.

Between the letters of a word may stand what no reader sees (soft hyphens, zero-width characters),
stress marks, and apostrophes; a word may be broken over a line or letter-spaced; several may be
run together as OneWord. What is written in a code (`coded.py`) is read as what it means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_APOSTROPHES = "'’‘ʼʹʻ`´′＇ʺ"
_LETTER = r"[^\W\d_]"
# What typewriters have for an apostrophe: in Cyrillic only, before a letter that asks for one.
_TYPED = '"“”„*'
_TYPED_APOSTROPHE = rf"(?<=[а-яіїєґА-ЯІЇЄҐ])[{_TYPED}](?=[яюєїёЯЮЄЇЁ])"
_WORD = re.compile(
    rf"{_LETTER}(?:(?:[{_MARKS}{_HIDDEN}{_APOSTROPHES}]*|{_TYPED_APOSTROPHE}){_LETTER})*"
    rf"[{_MARKS}{_HIDDEN}]*|\d+"
)
_INSIDE = re.compile(rf"[{_MARKS}{_HIDDEN}{_APOSTROPHES}{_TYPED}]")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_POSSESSIVE = re.compile(rf"(?<=[^\W\d_])[{_APOSTROPHES}][sS]\Z")
_LINE_END = r"[\r\n\x0b\x0c\x85\u2028\u2029]"
# Between two pieces of one word.
_BROKEN = re.compile(rf"(?:[-‐‑‒–\u00ad]?\s*{_LINE_END}\s*|[-‐‑\u00ad]|)")
_AT_LINE_END = re.compile(rf"\s*{_LINE_END}")
_MOST_PIECES = 6
_LONGEST_PAGE_NUMBER = 4
_PULLED_APART = 3
_PULLED = re.compile(r"[^\S\r\n]")
_FEWEST_PULLED = 6
_SPACED = re.compile(r"[^\S\n]{1,3}|[.\-_·*+|/]")
_FEWEST_SPACED = 4
_MOST_SPACED = 40
# Letters of further alphabets that look like Latin ones: among other letters they stand for these.
_LOOK_ALIKES = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαηικνορτυχϲεԁԛԝһѕӏɡı", "ABEZHIKMNOPTYXanikvoptuxcedqwhslgi"
)
_OTHERS = re.compile("[Α-Ωα-ωϲԁԛԝһѕӏɡı]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number: its span, and its letters as they are meant."""

    start: int
    end: int
    letters: str

    @property
    def single(self) -> bool:
        """Whether it is one letter."""
        return len(self.letters) == 1 and self.letters.isalpha()


def words_in(text: str) -> list[Word]:
    """The words and numbers of a text in its order; words run together are taken apart."""
    found = []
    for match in _WORD.finditer(text):
        start, whole = match.start(), _POSSESSIVE.sub("", match[0])
        for first, last in _parts(whole):
            letters = meant(whole[first:last])
            if letters:
                found.append(Word(start + first, start + last, letters))
    return found


def meant(raw: str) -> str:
    """The letters of a word without what stands between them, in one form."""
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", raw))
    letters = _INSIDE.sub("", unicodedata.normalize("NFC", seen))
    # A word that is Greek throughout is Greek.
    return letters.translate(_LOOK_ALIKES) if _OTHERS.sub("", letters) else letters


def joined_words(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """Words that may be one: the first and the one past the last, and the letters of all.

    Up to six pieces with a hyphen, a line's end (and the number of a page) or nothing between them;
    up to three that a space has pulled apart; or single letters.
    """
    for first in range(len(words) - 1):
        letters = words[first].letters
        for last in range(first + 1, min(first + _MOST_PIECES, len(words))):
            if _BROKEN.fullmatch(text, words[last - 1].end, words[last].start) is None:
                break
            if _is_page_number(text, words, last):
                continue
            if not words[last].letters.isalpha():
                break
            letters += words[last].letters
            yield first, last + 1, letters
    yield from _pulled_apart(text, words)
    yield from _letter_spaced(text, words)


def _is_page_number(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a number stands on a line of its own."""
    word = words[place]
    return (
        word.letters.isdigit()
        and len(word.letters) <= _LONGEST_PAGE_NUMBER
        and _AT_LINE_END.match(text, word.end) is not None
        and _AT_LINE_END.search(text, words[place - 1].end, word.start) is not None
    )


def _pulled_apart(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, str]]:
    """A word with spaces in it, as reading a page may give it: Тол ван, ТОЛ ВАН."""
    for first in range(len(words) - 1):
        letters = words[first].letters
        if not letters[:1].isupper():
            continue
        for last in range(first + 1, min(first + _PULLED_APART, len(words))):
            piece = words[last].letters
            alike = piece.islower() or (piece.isupper() and letters.isupper())
            if not alike or not _PULLED.fullmatch(text, words[last - 1].end, words[last].start):
                break
            letters += piece
            if len(letters) >= _FEWEST_PULLED:
                yield first, last + 1, letters


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
