"""Cutting a Russian or Ukrainian text into words, each with the plain form to look it up by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

# Marks inside a word that are no letters of it: stress, soft hyphen, joiners.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | https?://\S+
    | \d+(?:[.,:/]\d+)+
    | \w[\w{_INSIDE}]*(?:[-‐‑'’ʼ`´][\w{_INSIDE}]+)*
    | [.!?…]+
    | -{{2,}}
    | \S
    """,
    re.VERBOSE,
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`´", "'"))
_HYPHENS = str.maketrans(dict.fromkeys("‐‑", "-"))
_DROPPED = re.compile("[\u0300-\u0305\u0307\u0309-\u036f\u00ad\u200b-\u200d\u2060]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark or a stretch of white space: its text, and the form it is looked up by."""

    text: str
    plain: str
    start: int
    space_after: bool = False
    is_space: bool = False


def words_in(text: str) -> list[Word]:
    """The words of a text in order; together with their spaces they are as long as the text.

    One white-space character between two words belongs to the first; what is left of a longer
    stretch is a word of its own. Every white space counts as a blank.
    """
    found: list[Word] = []
    for match in _TOKEN.finditer(_SURROGATE.sub("\ufffd", text)):
        piece, start = match.group(), match.start()
        if match.group("space") is None:
            found.append(Word(piece, plain_form(piece), start))
            continue
        length = len(piece)
        if found:
            found[-1] = replace(found[-1], space_after=True)
            start, length = start + 1, length - 1
        if length:
            found.append(Word(" " * length, " ", start, is_space=True))
    return found


def plain_form(word: str) -> str:
    """A word without stress marks and soft hyphens, with plain apostrophes; case is kept."""
    if word.isascii():
        return word
    bare = _DROPPED.sub("", unicodedata.normalize("NFC", word))
    return bare.translate(_APOSTROPHES).translate(_HYPHENS) or word
