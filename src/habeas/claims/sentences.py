"""Cutting a block into sentences, by punctuation and what follows it.

A parser's own sentence marks go wrong where reports are written in quotes, brackets and
abbreviations; these rules decide first, and the parser works inside them.
"""

from __future__ import annotations

import re
from functools import cache

from habeas.claims.tables import rows, word_class

_TERMINATOR = re.compile(r"(?P<mark>[.!?…]+)(?P<closers>[\"”’'»)\]]*)(?P<space>\s+|$)")
_LAST_WORD = re.compile(r"([\w.’'-]+)$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
_SPEECH_TAG = re.compile(
    r"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w’'-]+\s+){0,3}[A-Z][\w’'-]+)\s+(?P<verb>\w+)"
    r"(?P<rest>(?:\s+(?!that\b)[\w’'-]+){0,4})\."
)
_DATE_OR_PLACE = re.compile(
    r"[\W_]*(?:[A-Z]\w+|\d+|of|in)(?:[\W_]+(?:[A-Z]\w+|\d+|of|in)){0,3}[\W_]*"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one block, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    for match in _TERMINATOR.finditer(text):
        end = match.end("closers")
        if end >= len(text.rstrip()) or _is_boundary(text, match):
            if end > start:
                spans.append((start, end))
            start = _skip_space(text, match.end())
    tail = len(text.rstrip())
    if tail > start:
        spans.append((start, tail))
    return _join_fragments(text, spans)


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 80]
    if not following or following[0].islower():
        return False
    if following[0] in ",;:)–—-" or _reports_speech(match, following):
        return False
    if match.group("mark") != "." or match.group("closers"):
        return True
    word = _LAST_WORD.search(text, 0, match.start())
    return word is None or not _is_abbreviation(word.group(1), following)


def _is_abbreviation(word: str, following: str) -> bool:
    if _INITIALS.fullmatch(word):
        return not re.match(r"(?:The|In|On|He|She|They|It|A|An|But|And)\b", following)
    folded = word.casefold().rstrip(".")
    if folded in _numbered_abbreviations():
        return following[0].isdigit() or following[0] == "№"
    return folded in _abbreviations()


def _reports_speech(match: re.Match[str], following: str) -> bool:
    """`…?” Kovalenko asked.`: the tag belongs to the quote before it."""
    if not any(closer in match.group("closers") for closer in '"”»’'):
        return False
    tag = _SPEECH_TAG.match(following)
    return tag is not None and tag.group("verb") in word_class("speech_tags")


def _join_fragments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A date or place standing alone after a full stop belongs to the sentence before it."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _is_fragment(text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_fragment(sentence: str) -> bool:
    if not any(character.isalnum() for character in sentence):
        return True
    return bool(_DATE_OR_PLACE.fullmatch(sentence) and re.search(r"\b\d{4}\b", sentence))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("abbreviations") if row["before"] == "any")


@cache
def _numbered_abbreviations() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("abbreviations") if row["before"] == "number")
