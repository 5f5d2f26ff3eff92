"""The case and sex in which the parts of each row's name agree, for many rows at once.

What `nominative_name` does for one name, over arrays: each different word is read once in each
language, the rows only add up scores.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.declension import CASES, STATES
from habeas.language.names.forms import Codes
from habeas.language.names.nominative.parts import (
    Readings,
    given_readings,
    patronymic_readings,
    surname_readings,
)
from habeas.language.names.nominative.recovery import _FOREIGN_LETTERS, _PRIOR
from habeas.language.names.nominative.spelled import plain
from habeas.language.names.person_name import is_initial
from habeas.language.scripts import Script, script_of

LANGUAGES = ("uk", "ru", "be")
_CHUNK = 100_000
_UNKNOWN_TO_LANGUAGE = 3.0
_UNABLE = -1e4
# By more than this no reading of a surname outweighs another.
_SURE = 9.0

Scores = NDArray[np.float32]
Reader = Callable[[str, str], Readings]


def _surname(word: str, language: str) -> Readings:
    return surname_readings(word, language)


def _given(word: str, language: str) -> Readings:
    readings, known = given_readings(word, language)
    penalty = 0.0 if known else _UNKNOWN_TO_LANGUAGE
    return [(score - penalty, nominative) for score, nominative in readings]


def _patronymic(word: str, language: str) -> Readings:
    readings, known = patronymic_readings(word, language)
    penalty = 0.0 if known else _UNKNOWN_TO_LANGUAGE
    return [(score - penalty, nominative) for score, nominative in readings]


READERS: tuple[Reader, ...] = (_surname, _given, _patronymic)


@dataclass(frozen=True, eq=False)
class Agreement:
    """For each of `n` rows the language (n,) as a place in LANGUAGES, and the state (n,).

    A state is a sex and a case, `sex * len(CASES) + case`, as in `declension`. `told` (n,): whether
    any part is in Cyrillic letters, so that language and state say something.
    """

    language: NDArray[np.int8]
    state: NDArray[np.int8]
    told: NDArray[np.bool_]

    @property
    def female(self) -> NDArray[np.bool_]:
        """Whether the row is a woman's name, (n,)."""
        return self.told & (self.state >= len(CASES))


def declinable(word: str) -> bool:
    """Whether a word may be read by the declensions: Cyrillic, and more than an initial."""
    return len(word) > 1 and not is_initial(word) and script_of(word) is Script.CYRILLIC


@cache
def _foreign() -> tuple[re.Pattern[str], ...]:
    """For each language the letters that it has not."""
    return tuple(
        re.compile(f"[{''.join(sorted(_FOREIGN_LETTERS[language]))}]", re.IGNORECASE)
        for language in LANGUAGES
    )


def _able(word: str) -> list[bool]:
    """Which languages the letters allow; Belarusian only where no other is possible."""
    *others, belarusian = (letters.search(word) is None for letters in _foreign())
    return [*others, belarusian and not any(others)]


def _word_scores(words: Sequence[str], numbers: Codes, reader: Reader) -> list[Scores]:
    """For each language the scores (words + 1, STATES) of the words of these numbers."""
    tables = [np.zeros((len(words) + 1, STATES), dtype=np.float32) for _ in LANGUAGES]
    for number in numbers.tolist():
        word = plain(words[number])
        for table, language, able in zip(tables, LANGUAGES, _able(word), strict=True):
            if able:
                table[number] = [score for score, _ in reader(word, language)]
            else:
                table[number] = _UNABLE
    return tables


def _letters_alone(words: Sequence[str], numbers: Codes) -> list[Scores]:
    """Scores as of `_word_scores` that only tell which languages the letters exclude."""
    tables = [np.zeros((len(words) + 1, 1), dtype=np.float32) for _ in LANGUAGES]
    able = [_able(words[number]) for number in numbers.tolist()]
    excluded = ~np.array(able, dtype=np.bool_).reshape(-1, 3)
    for place, table in enumerate(tables):
        table[numbers[excluded[:, place]]] = _UNABLE
    return tables


def _used(cyrillic: NDArray[np.bool_], codes: Codes) -> Codes:
    """The numbers of the Cyrillic words among those of some rows."""
    used = np.zeros(len(cyrillic), dtype=np.bool_)
    used[codes] = True
    return np.flatnonzero(used & cyrillic).astype(np.int32)


def _likeliest(
    tables: Sequence[list[Scores]], codes: Sequence[NDArray[np.int32]], into: Agreement
) -> NDArray[np.bool_]:
    """Writes language and state of each row; whether the state leads by so much that no surname
    could turn it, (n,)."""
    prior = np.array(_PRIOR, dtype=np.float32)
    sure = np.zeros(len(codes[0]), dtype=np.bool_)
    for first in range(0, len(sure), _CHUNK):
        rows = slice(first, first + _CHUNK)
        best = np.full(len(sure[rows]), -np.inf, dtype=np.float32)
        for place in range(len(LANGUAGES)):
            total = np.broadcast_to(prior, (len(best), STATES)).copy()
            for table, part in zip(tables, codes, strict=True):
                total += table[place][part[rows]]
            likeliest = total.argmax(axis=1)
            score = np.take_along_axis(total, likeliest[:, None], axis=1)[:, 0]
            np.put_along_axis(total, likeliest[:, None], -np.inf, axis=1)
            better = score > best
            best[better] = score[better]
            into.language[rows][better] = place
            into.state[rows][better] = likeliest[better]
            sure[rows][better] = (score - total.max(axis=1))[better] > _SURE
    return sure


def agreement(words: Sequence[str], parts: Sequence[NDArray[np.int32]]) -> Agreement:
    """The language and state of n rows; `parts` are the numbers (n,) of the words for surname,
    given name and patronymic, -1 for none.

    Surnames are only read where given name and patronymic leave the state open.
    """
    rows = len(parts[0])
    cyrillic = np.array([declinable(word) for word in words] + [False], dtype=np.bool_)
    told = np.any([cyrillic[codes] for codes in parts], axis=0)
    found = Agreement(np.zeros(rows, dtype=np.int8), np.zeros(rows, dtype=np.int8), told)
    names = [
        _word_scores(words, _used(cyrillic, codes), reader)
        for codes, reader in zip(parts[1:], READERS[1:], strict=True)
    ]
    letters = _letters_alone(words, _used(cyrillic, parts[0]))
    sure = _likeliest([letters, *names], parts, found)
    open_rows = np.flatnonzero(told & ~sure)
    if len(open_rows):
        open_parts = [codes[open_rows] for codes in parts]
        surnames = _word_scores(words, _used(cyrillic, open_parts[0]), READERS[0])
        nothing = np.zeros(len(open_rows), dtype=np.int8)
        settled = Agreement(nothing, nothing.copy(), told[open_rows])
        _likeliest([surnames, *names], open_parts, settled)
        found.language[open_rows] = settled.language
        found.state[open_rows] = settled.state
    return found
