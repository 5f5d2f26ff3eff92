"""The levels of agreement: which number stands for which finding.

Each feature of a pair is one code: nought where one side says nothing, else a type (what both
sides say: whole names, an initial, only a year …) and within it a level. Only levels of the same
type are alternatives of each other; that a list prints initials says nothing about a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SURNAME, GIVEN, PATRONYMIC, BIRTH, REGION, PLACE, CALL_SIGN, EVENT = range(8)
FEATURES = 8

# Names: 7 levels when both are whole, once for one alphabet and once for two; then initials.
SAME, OTHER_FORM, RELATED, ONE_OFF, NEAR, SAME_INITIAL, APART = range(7)
NAME_LEVELS = 7
INITIAL_AGREES = 1 + 2 * NAME_LEVELS
INITIAL_DIFFERS = INITIAL_AGREES + 1
NAME_CODES = INITIAL_DIFFERS + 1

# Birth: 8 levels of two whole dates; then 5 of a year beside a date or year; then 5 for 1 January,
# which lists print where they know the year alone.
BIRTH_SAME, BIRTH_SWAPPED, BIRTH_ONE_PART, BIRTH_OTHER_YEAR, BIRTH_YEAR = 1, 2, 3, 4, 5
BIRTH_NEXT_YEAR, BIRTH_CLOSE, BIRTH_APART = 6, 7, 8
YEAR_LEVELS = 5
YEAR_TYPE = 9
JANUARY_TYPE = YEAR_TYPE + YEAR_LEVELS
BIRTH_CODES = JANUARY_TYPE + YEAR_LEVELS

EQUAL, UNEQUAL = 1, 2
EQUALITY_CODES = 3

# Events: 25 bins of days between, for each pair of kinds.
BINS = 25
KINDS = 8
EVENT_CODES = 1 + KINDS * KINDS * BINS
CODES = EVENT_CODES


@dataclass(frozen=True)
class LevelType:
    """Codes that are alternatives of each other; `same` of them say "the same name".

    `expected` are the shares of true pairs at each level to begin with; they weigh as `strength`
    pairs against what the records themselves show.
    """

    feature: int
    codes: tuple[int, ...]
    same: tuple[int, ...]
    expected: tuple[float, ...]
    strength: float = 200.0


def level_types() -> tuple[LevelType, ...]:
    """Every type of every feature."""
    types: list[LevelType] = []
    for feature in (SURNAME, GIVEN, PATRONYMIC):
        for alphabet in range(2):
            first = 1 + alphabet * NAME_LEVELS
            codes = tuple(range(first, first + NAME_LEVELS))
            expected = (0.72, 0.12, 0.03, 0.06, 0.03, 0.01, 0.03)
            types.append(LevelType(feature, codes, codes[:3], expected))
        initials = (INITIAL_AGREES, INITIAL_DIFFERS)
        types.append(LevelType(feature, initials, (), (0.97, 0.03)))
    whole = tuple(range(BIRTH_SAME, BIRTH_APART + 1))
    dates = (0.86, 0.025, 0.04, 0.015, 0.02, 0.01, 0.01, 0.02)
    types.append(LevelType(BIRTH, whole, (BIRTH_SAME,), dates))
    for first in (YEAR_TYPE, JANUARY_TYPE):
        codes = tuple(range(first, first + YEAR_LEVELS))
        types.append(LevelType(BIRTH, codes, (), (0.80, 0.12, 0.03, 0.03, 0.02)))
    for feature in (REGION, PLACE, CALL_SIGN):
        types.append(LevelType(feature, (EQUAL, UNEQUAL), (EQUAL,), (0.9, 0.1)))
    for kinds in range(KINDS * KINDS):
        first = 1 + kinds * BINS
        types.append(
            LevelType(EVENT, tuple(range(first, first + BINS)), (), (1.0 / BINS,) * BINS, 25.0)
        )
    return tuple(types)


def empty_table() -> NDArray[np.float64]:
    """A figure for each code of each feature, (FEATURES, CODES), all nought."""
    return np.zeros((FEATURES, CODES), dtype=np.float64)
