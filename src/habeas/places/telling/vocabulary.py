"""What words do when people tell where something was; the table is `data/telling_words.tsv`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from habeas.language import listed, table_rows
from habeas.places.telling.tokens import Token, words_of

_TABLE = Path(__file__).parents[1] / "data" / "telling_words.tsv"
LANGUAGES = ("en", "ru", "uk")
_OF_ONE_LANGUAGE = (("uk", re.compile("[іїєґІЇЄҐ]")), ("ru", re.compile("[ыэъёЫЭЪЁ]")))
_CYRILLIC = re.compile("[а-яА-Я]")


@dataclass(frozen=True, slots=True)
class Word:
    """What one entry does, its value in the table, and how many tokens it takes."""

    does: str
    value: str
    size: int


@dataclass(frozen=True, slots=True)
class _Entry:
    does: str
    value: str
    words: tuple[str, ...]


class Vocabulary:
    """Words and what they do, from rows with `does`, `value` and `forms`."""

    def __init__(self, rows: Iterable[Mapping[str, str]], language: str = "") -> None:
        self.language = language
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        for row in rows:
            for form in listed(row["forms"]):
                words = words_of(form)
                entry = _Entry(row["does"], row["value"], words)
                starred = words[0].endswith("*")
                index = self._stems if starred else self._exact
                index.setdefault(words[0][:2] if starred else words[0], []).append(entry)

    def at(self, tokens: Sequence[Token], place: int, *does: str) -> Word | None:
        """The longest entry that stands there and does one of these; None if none does."""
        if not 0 <= place < len(tokens):
            return None
        first = tokens[place].folded
        entries = [*self._exact.get(first, ()), *self._stems.get(first[:2], ())]
        fitting = (
            entry for entry in entries if entry.does in does and _stands(entry.words, tokens, place)
        )
        longest = max(fitting, key=_length, default=None)
        return Word(longest.does, longest.value, len(longest.words)) if longest else None

    def all_of(
        self, tokens: Sequence[Token], does: str, *, but: Collection[int] = ()
    ) -> Iterable[str]:
        """The values of everything that does this, each once, in order; not at places in `but`."""
        places = (place for place in range(len(tokens)) if place not in but)
        found = (self.at(tokens, place, does) for place in places)
        return dict.fromkeys(word.value for word in found if word is not None)


@cache
def vocabulary(*languages: str) -> Vocabulary:
    """The vocabulary of one of LANGUAGES, or of several at once where letters do not decide."""
    rows = table_rows(_TABLE)
    return Vocabulary([row for row in rows if row["language"] in languages], languages[0])


def languages_of(text: str, told: str | None) -> tuple[str, ...]:
    """The languages that a text may be in; `told` decides where it can, else letters."""
    if not _CYRILLIC.search(text):
        return ("en",)
    if told in ("ru", "uk"):
        return (told,)
    for language, letters in _OF_ONE_LANGUAGE:
        if letters.search(text):
            return (language,)
    return ("uk", "ru")


def _length(entry: _Entry) -> tuple[int, int]:
    return len(entry.words), sum(map(len, entry.words))


def _stands(words: Sequence[str], tokens: Sequence[Token], place: int) -> bool:
    there = tokens[place : place + len(words)]
    return len(there) == len(words) and all(
        token.folded.startswith(word[:-1])
        if word.endswith("*")
        else token.folded.rstrip("'") == word.rstrip("'")
        for word, token in zip(words, there, strict=True)
    )
