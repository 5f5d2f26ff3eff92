"""Speakers that are printed beside words, not told in a sentence.

`Name: …` and `Q:`, `A:` before a turn of an interview; `“…” — Name` behind a quotation; `Name:
words` and `words: Name` in a headline. Only the places are found here; whether a speaker stands
there is for the grammar to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from habeas.claims.tables import shared_rows

_TURN = re.compile(r"[\s*•–—-]*(?P<label>[^\W\d_][^:\n“”\"«»?!]{0,70}?)\s*:(?=\s|[“\"«„‘—–])")
_SIGNATURE = re.compile(
    r"[”\"»“’'.!?…]\s*(?:—|–|--)\s*(?P<name>[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){0,5})"
    r"(?:,[^\n“”\"«»]{2,120})?\s*$"
)
_NAME_LINE = re.compile(
    r"\s*(?:—|–|--)?\s*(?P<name>[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3})"
    r"(?:,[^\n.:;!?]{2,100})?\s*$"
)
_LAST_PART = re.compile(r"(?::|\s[–—-])\s+(?P<name>[^:–—]{2,60})$")
_LONGEST_LABEL = 8
_LONGEST_SOURCE = 6
_QUOTE_OPENS = "“\"«„‘'—–"


@dataclass(frozen=True, slots=True)
class Label:
    """The half-open place of a name in its block; `quotes`: a quotation follows right behind."""

    start: int
    end: int
    quotes: bool = False


def turn_label(text: str) -> Label | None:
    """What stands before a colon at the beginning of a block, where it is short."""
    found = _TURN.match(text)
    if found is None or len(found.group("label").split()) > _LONGEST_LABEL:
        return None
    after = text[found.end() :].lstrip()
    return Label(found.start("label"), found.end("label"), bool(after) and after[0] in _QUOTE_OPENS)


def signature(text: str) -> Label | None:
    """The name behind a dash at the end of a quotation."""
    found = _SIGNATURE.search(text)
    return Label(found.start("name"), found.end("name")) if found else None


def name_line(text: str) -> str | None:
    """The name in a line that holds nothing but a name, and perhaps what its bearer is."""
    found = _NAME_LINE.match(text)
    if found is None or not all(word[0].isupper() for word in found.group("name").split()):
        return None
    return found.group("name")


def headline_sources(text: str) -> Iterator[Label]:
    """Where a headline may print its source: before its first colon, behind its last mark."""
    first = turn_label(text)
    if first is not None and len(text[first.start : first.end].split()) <= _LONGEST_SOURCE:
        yield first
    last = _LAST_PART.search(text.rstrip())
    if last is not None and len(last.group("name").split()) <= _LONGEST_SOURCE:
        yield Label(last.start("name"), last.end("name"))


def asks(label: str) -> bool:
    """Whether a label is one for whoever puts the questions."""
    return _who().get(_bare(label)) == "asks"


def answers(label: str) -> bool:
    """Whether a label is one for whoever is asked: "A", "Answer", "Witness"."""
    return _who().get(_bare(label)) == "answers"


def _bare(label: str) -> str:
    return re.sub(r"^the\s+", "", label.strip(" .*").casefold())


@cache
def _who() -> dict[str, str]:
    return {row["word"]: row["who"] for row in shared_rows("turn_labels")}
