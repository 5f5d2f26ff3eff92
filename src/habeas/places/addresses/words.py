"""The words that hang a description together, told from the names in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from habeas.language import Script, listed, script_of, table_rows

_LONGEST_ENDING = 4
_SHORTEST_MISSPELT = 5


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or a row of words does: its `sort`, `kind` and `lemma` as in the table."""

    language: str
    sort: str
    kind: str
    lemma: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    parts: tuple[str, ...]
    word: Word

    def meets(self, words: Sequence[str]) -> bool:
        return len(words) >= len(self.parts) and all(
            _meets(part, word) for part, word in zip(self.parts, words, strict=False)
        )


def table_path(name: str) -> Path:
    """Where a table of the room of places lies."""
    return Path(str(files("habeas.places"))) / "data" / name


def language_of(text: str, told: str | None = None) -> str:
    """`ru`, `uk` or `en` by the letters; what was told decides only where letters leave it open."""
    if script_of(text) in {Script.LATIN, Script.NONE}:
        return "en"
    letters = text.casefold()
    if any(letter in letters for letter in "іїєґ"):
        return "uk"
    if any(letter in letters for letter in "ыэъё"):
        return "ru"
    return told if told in {"ru", "uk"} else "ru"


def word_at(words: Sequence[str], language: str) -> tuple[Word, int] | None:
    """The longest entry of the table that these folded words begin with, and its length in words.

    In Cyrillic text the words of the other language count too, after those of its own.
    """
    if not words:
        return None
    languages = ("en",) if language == "en" else (language, "uk" if language == "ru" else "ru")
    for size in range(min(5, len(words)), 0, -1):
        for one in languages:
            met = _single(words[0], one) if size == 1 else _several(tuple(words[:size]), one)
            if met is not None:
                return met, size
    return None


@lru_cache(maxsize=8192)
def corrected(word: str, language: str) -> str | None:
    """The word of the table of which this folded one is a misspelling: one letter is another.

    Or two are exchanged. None for words of the table and for those that are like none of it.
    """
    forms = _single_forms(language)
    known = word in forms or _single(word, language) is not None
    if known or len(word) < _SHORTEST_MISSPELT - 1:
        return None
    for form in forms:
        if abs(len(form) - len(word)) > 1 or form[0] != word[0]:
            continue
        if len(form) < _SHORTEST_MISSPELT:
            if sorted(form) == sorted(word) and len(form) > _SHORTEST_MISSPELT - 2:
                return form
        elif one_letter_apart(form, word):
            return form
    return None


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter is added, lost, changed or exchanged with the next."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    one, other = first[start:], second[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    shorter, longer = sorted((one, other), key=len)
    return longer[1:] == shorter


def _single(word: str, language: str) -> Word | None:
    exact, open_ended = _index(language)
    if word in exact:
        return exact[word]
    for size in range(len(word), max(0, len(word) - _LONGEST_ENDING - 1), -1):
        if word[:size] in open_ended:
            return open_ended[word[:size]]
    return None


def _several(words: tuple[str, ...], language: str) -> Word | None:
    for pattern in _rows_of_words(language).get(words[0][:2], ()):
        if len(pattern.parts) == len(words) and pattern.meets(words):
            return pattern.word
    return None


def _meets(part: str, word: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1]) and len(word) - len(part) + 1 <= _LONGEST_ENDING
    return part == word


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(tuple(form.split()), Word(row["language"], row["sort"], row["kind"], row["lemma"]))
        for row in table_rows(table_path("address_words.tsv"))
        if row["language"] == language
        for form in listed(row["forms"])
    )


@cache
def _single_forms(language: str) -> dict[str, None]:
    """All words of the table, those inside of rows of words too, without open endings."""
    words = (part for pattern in _patterns(language) for part in pattern.parts)
    return dict.fromkeys(word for word in words if not word.endswith("*"))


@cache
def _index(language: str) -> tuple[dict[str, Word], dict[str, Word]]:
    exact: dict[str, Word] = {}
    open_ended: dict[str, Word] = {}
    for pattern in _patterns(language):
        if len(pattern.parts) == 1:
            form = pattern.parts[0]
            target = open_ended if form.endswith("*") else exact
            target.setdefault(form.removesuffix("*"), pattern.word)
    return exact, open_ended


@cache
def _rows_of_words(language: str) -> dict[str, tuple[_Pattern, ...]]:
    found: dict[str, list[_Pattern]] = defaultdict(list)
    for pattern in _patterns(language):
        if len(pattern.parts) > 1:
            found[pattern.parts[0][:2]].append(pattern)
    return {start: tuple(patterns) for start, patterns in found.items()}
