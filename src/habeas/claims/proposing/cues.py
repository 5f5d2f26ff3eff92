"""Words in and before a quote that turn it round: negations, denials, promises, possibilities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from habeas.claims.proposing.canonical import canonical
from habeas.claims.tables import shared_rows

_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:['-][^\W\d_]+)*", re.UNICODE)
# What ends a sentence, and what ends a clause, so that a word before it no longer reaches further.
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*\s+|\n")
_CLAUSE_END = re.compile(r"[.!?…;:,()\n]|\s-+\s")


@dataclass(frozen=True, slots=True)
class CueWord:
    """One such word, with its half-open span in the text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a quote's sentence and its clause begin; both at most at the quote's own start."""

    sentence: int
    clause: int


def reach(text: str, passage: int, start: int) -> Reach:
    """Where the words begin that may turn a quote round; `passage` is where its passage begins."""
    before = canonical(text[passage:start])
    return Reach(
        passage + _last_end(_SENTENCE_END, before), passage + _last_end(_CLAUSE_END, before)
    )


def cue_words(text: str, start: int, end: int) -> Iterator[CueWord]:
    """The words of [start, end) that turn something round, in order."""
    whole, beginnings = _forms()
    for match in _WORD.finditer(canonical(text[start:end])):
        word = match[0].casefold()
        kinds = whole.get(word, ())
        for kind in kinds or _by_beginning(word, beginnings):
            yield CueWord(kind, start + match.start(), start + match.end())


def next_word(text: str, end: int, limit: int) -> CueWord | None:
    """The word right after a quote, where it turns something round and no mark stands between."""
    match = re.match(r" +", canonical(text[end:limit]))
    if match is None:
        return None
    following = _WORD.match(canonical(text[end:limit]), match.end())
    if following is None:
        return None
    return next(cue_words(text, end + match.end(), end + following.end()), None)


def is_pronoun(words: str) -> bool:
    """Whether these words name nobody: he, they, он, вони."""
    return "pronoun" in _forms()[0].get(canonical(words).strip().casefold(), ())


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
