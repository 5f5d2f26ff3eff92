"""Cutting a Russian or Ukrainian block into sentences, by punctuation and what follows it."""

from __future__ import annotations

import re
from functools import cache

from habeas.claims.tables import rows

_TERMINATOR = re.compile(r"(?P<mark>[.!?…]+)(?P<closers>[\"”“’'»)\]]*)(?P<space>\s+|$)")
_LAST_WORD = re.compile(r"([^\W_][\w’ʼ'-]*)$")
_DASH = re.compile(r"[—–-]\s*(?P<first>[«„“\"]?\w)?")


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one block, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
    tail = len(text.rstrip())
    for match in _TERMINATOR.finditer(text):
        end = match.end("closers")
        if end > start and (end >= tail or _is_boundary(text, match, language)):
            spans.append((start, end))
            start = _skip_space(text, match.end())
    if tail > start:
        spans.append((start, tail))
    return _join_fragments(text, spans)


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_boundary(text: str, match: re.Match[str], language: str) -> bool:
    following = text[match.end() : match.end() + 40]
    if not following or following[0].islower() or following[0] in ",;:)":
        return False
    dash = _DASH.match(following)
    if dash is not None:
        # `…», — сказал он. — Мы …`: after a full stop a dash goes on with a new sentence.
        first = dash.group("first")
        return bool(first) and not first[-1].islower() and match.group("mark") == "."
    if match.group("mark") != "." or match.group("closers"):
        return True
    word = _LAST_WORD.search(text, 0, match.start())
    return word is None or not _is_abbreviation(word.group(1), following, language)


def _is_abbreviation(word: str, following: str, language: str) -> bool:
    if len(word) == 1 and word.isupper():
        return True
    before = _abbreviations(language).get(word.casefold())
    if before == "number":
        return following[0].isdigit() or following[0] == "№"
    if before == "name":
        return following[0].isupper() or following[0] in '«„“"'
    return before is not None


def _join_fragments(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks without a word belong to the sentence before them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not any(character.isalnum() for character in text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


@cache
def _abbreviations(language: str) -> dict[str, str]:
    return {row["word"]: row["before"] for row in rows("abbreviations", language)}
