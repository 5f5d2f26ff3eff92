"""The case and sex in which the parts of each row's name agree, for many rows at once.

What `nominative_name` does for one name, over arrays: each different word is read once in each
language, the rows only add up scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.declension import CASES, STATES
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
_FEW = 3

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
    return script_of(word) is Script.CYRILLIC and not is_initial(word) and len(word) > 1


def _word_scores(words: Sequence[str], used: NDArray[np.bool_], reader: Reader) -> list[Scores]:
    """For each language the scores (words + 1, STATES) of the used words; the last row is 0."""
    tables = [np.zeros((len(words) + 1, STATES), dtype=np.float32) for _ in LANGUAGES]
    for number in np.flatnonzero(used).tolist():
        word = plain(words[number])
        if not declinable(word):
            continue
        letters = set(word)
        for table, language in zip(tables, LANGUAGES, strict=True):
            if not letters & _FOREIGN_LETTERS[language]:
                table[number] = [score for score, _ in reader(word, language)]
            else:
                table[number] = _UNABLE
    return tables


def agreement(words: Sequence[str], parts: Sequence[NDArray[np.int32]]) -> Agreement:
    """The language and state of n rows; `parts` are the numbers (n,) of the words for surname,
    given name and patronymic, -1 for none."""
    rows = len(parts[0])
    scores = []
    for codes, reader in zip(parts, READERS, strict=True):
        used = np.zeros(len(words) + 1, dtype=np.bool_)
        used[codes] = True
        scores.append(_word_scores(words, used[:-1], reader))
    cyrillic = np.array([declinable(word) for word in words] + [False], dtype=np.bool_)
    language = np.zeros(rows, dtype=np.int8)
    state = np.zeros(rows, dtype=np.int8)
    prior = np.array(_PRIOR, dtype=np.float32)
    for first in range(0, rows, _CHUNK):
        part_codes = [codes[first : first + _CHUNK] for codes in parts]
        best = np.full(len(part_codes[0]), -np.inf, dtype=np.float32)
        for place in range(len(LANGUAGES)):
            total = prior + sum(
                tables[place][codes] for tables, codes in zip(scores, part_codes, strict=True)
            )
            likeliest = total.argmax(axis=1)
            score = total[np.arange(len(total)), likeliest] - (place == len(LANGUAGES) - 1) * _FEW
            better = score > best
            best[better] = score[better]
            language[first : first + _CHUNK][better] = place
            state[first : first + _CHUNK][better] = likeliest[better]
    told = np.zeros(rows, dtype=np.bool_)
    for codes in parts:
        told |= cyrillic[codes]
    return Agreement(language, state, told)
