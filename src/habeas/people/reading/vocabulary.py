"""What cells say in words: what happened, yes and no, woman and man, and that nothing is known."""

from __future__ import annotations

import re
from functools import cache

from habeas.language import fold
from habeas.people.fact_table import rows
from habeas.people.records import EventKind

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@cache
def cell_words(role: str) -> frozenset[str]:
    """The words of `data/cell_words.tsv` with this role, folded."""
    return frozenset(fold(row["word"]) for row in rows("cell_words.tsv") if row["role"] == role)


def event_kind(text: str) -> EventKind | None:
    """What a cell of events says happened; None where no word of it is known, or it says "not".

    `звільнений з полону` is a release: the end of a custody goes before its beginning.
    """
    folded = fold(text)
    words = _WORD.findall(folded)
    if _matches("not", words):
        return None
    return next((EventKind[kind.upper()] for kind in _kinds() if _matches(kind, words)), None)


@cache
def _kinds() -> tuple[str, ...]:
    kinds = dict.fromkeys(row["kind"] for row in rows("event_words.tsv"))
    return tuple(kind for kind in kinds if kind != "not")


@cache
def _phrases(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(fold(row["word"]).split()) for row in rows("event_words.tsv") if row["kind"] == kind
    )


def _matches(kind: str, words: list[str]) -> bool:
    return any(
        all(_is(word, pattern) for word, pattern in zip(words[start:], phrase, strict=False))
        for phrase in _phrases(kind)
        for start in range(len(words) - len(phrase) + 1)
    )


def _is(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
