"""Words in and around a quote that turn it round: negations, denials, promises, possibilities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from habeas.claims.proposing.canonical import canonical
from habeas.claims.proposing.verify import Span
from habeas.claims.tables import shared_rows

_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:['-][^\W\d_]+)*", re.UNICODE)
# What ends a sentence, and what ends a clause, so that a word before it no longer reaches further.
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?:\s+|$)")
_CLAUSE_END = re.compile(r"[!?…;()]|[.:,](?!\d)|\s-+\s")
_ENDED = re.compile(r"[.!?…][\"')\]]*$")
_NUMBERED = re.compile(r"\.\s*\d")
# A word of these kinds with a capital inside a sentence is a name: May the month, Will the man.
# A negation or denial is one with a capital as well: headlines have them.
_NOT_AS_NAMES = frozenset({"possible", "obligation", "planned", "promise"})
_SENTENCE_BEGINS_AFTER = frozenset({"", *".!?…:-\"'("})


@dataclass(frozen=True, slots=True)
class CueWord:
    """One such word, with its half-open span in the text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the sentence around a quote begins and ends, and where the quote's clause begins."""

    sentence: int
    clause: int
    sentence_end: int


def reach(text: str, passage: Span, start: int, end: int) -> Reach:
    """How far the words stand that may turn the quote [start, end) of a passage round."""
    first, last = passage
    before, after = canonical(text[first:start]), canonical(text[end:last])
    stop = 0 if _ENDED.search(canonical(text[start:end])) else len(after)
    ending = _SENTENCE_END.search(after)
    return Reach(
        first + _last_end(_SENTENCE_END, before),
        first + _last_end(_CLAUSE_END, before),
        end + min(stop, ending.start() if ending else stop),
    )


def cue_words(text: str, start: int, end: int, *, first: int) -> Iterator[CueWord]:
    """The words of [start, end) that turn something round, in order; `first` begins the passage."""
    whole, beginnings = _forms()
    for match in _WORD.finditer(canonical(text[start:end])):
        word = match[0].casefold()
        place = start + match.start()
        if word == "no" and _NUMBERED.match(text, start + match.end()):
            continue
        for kind in whole.get(word, ()) or _by_beginning(word, beginnings):
            if kind not in _NOT_AS_NAMES or not _is_a_name(text, place, first):
                yield CueWord(kind, place, start + match.end())


def next_word(text: str, end: int, limit: int) -> Span | None:
    """The word right after a quote, where no mark stands between the two."""
    after = canonical(text[end:limit])
    found = re.match(r" +", after)
    following = _WORD.match(after, found.end()) if found else None
    return None if following is None else (end + following.start(), end + following.end())


def is_pronoun(words: str) -> bool:
    """Whether these words name nobody: he, they, он, вони."""
    return "pronoun" in _forms()[0].get(canonical(words).strip().casefold(), ())


@cache
def known_languages() -> frozenset[str]:
    """The languages (ISO 639-1) whose negations and denials are known."""
    return frozenset(row["language"] for row in shared_rows("model_cues"))


def _is_a_name(text: str, start: int, first: int) -> bool:
    before = canonical(text[first:start]).rstrip(" ")
    return text[start].isupper() and before[-1:] not in _SENTENCE_BEGINS_AFTER


def _last_end(pattern: re.Pattern[str], before: str) -> int:
    return max((match.end() for match in pattern.finditer(before)), default=0)


def _by_beginning(word: str, beginnings: dict[str, str]) -> tuple[str, ...]:
    for length in range(len(word), 3, -1):
        if word[:length] in beginnings:
            return (beginnings[word[:length]],)
    return ()


@cache
def _forms() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Whole forms with their kinds, and beginnings with theirs, in all languages together."""
    whole: dict[str, tuple[str, ...]] = {}
    beginnings: dict[str, str] = {}
    for row in shared_rows("model_cues"):
        for form in row["words"].split("|"):
            if form.endswith("*"):
                beginnings[form[:-1]] = row["kind"]
            elif row["kind"] not in whole.get(form, ()):
                whole[form] = (*whole.get(form, ()), row["kind"])
    return whole, beginnings
