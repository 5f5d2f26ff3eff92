"""The levels of agreement: which number stands for which finding.

Each feature of a pair is one code: nought where one side says nothing, else a type (what both
sides say: whole names, an initial, only a year …) and within it a level. Only levels of the same
type are alternatives of each other; that a list prints initials says nothing about a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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


CHANCE_STRENGTH = 500.0


@dataclass(frozen=True)
class LevelType:
    """Codes that are alternatives of each other; `same` of them say "the same name".

    `expected` are the shares of true pairs at each level to begin with; they weigh as `strength`
    pairs against what the records themselves show. `by_chance` are those of pairs drawn at random,
    which a small list cannot show: they weigh as CHANCE_STRENGTH pairs.
    """

    feature: int
    codes: tuple[int, ...]
    same: tuple[int, ...]
    expected: tuple[float, ...]
    by_chance: tuple[float, ...]
    strength: float = 200.0


# Days between two events drawn at random from some years, by bin: as wide as the bin, and fewer the
# further apart; the bins of `comparing_kernel.LAGS`, earlier and later.
_WIDTHS = (1, 3, 4, 7, 16, 30, 40, 100, 200, 300, 600, 900, 900)
_AFTER = tuple(
    width * share for width, share in zip(_WIDTHS, (1.0,) * 10 + (0.8, 0.4, 0.1), strict=True)
)
_TOTAL = 2 * sum(_AFTER) - _AFTER[0]
_DAYS_BY_CHANCE = tuple(each / _TOTAL for each in (*_AFTER[:0:-1], *_AFTER))


def _near_days() -> tuple[float, ...]:
    """Days between two reports of one event: most within a fortnight."""
    after = (0.08, 0.12, 0.1, 0.08, 0.04, 0.02, 0.01, 0.01, 0.005, 0.003, 0.001, 0.001, 0.001)
    total = 2 * sum(after) - after[0]
    return tuple(each / total for each in (*after[:0:-1], *after))


@cache
def level_types() -> tuple[LevelType, ...]:
    """Every type of every feature."""
    types: list[LevelType] = []
    for feature in (SURNAME, GIVEN, PATRONYMIC):
        for alphabet in range(2):
            first = 1 + alphabet * NAME_LEVELS
            codes = tuple(range(first, first + NAME_LEVELS))
            # Given names, fathers' too, have a form of their own in each language.
            forms = (0.74, 0.12) if feature == SURNAME else (0.6, 0.26)
            expected = (*forms, 0.03, 0.07, 0.03, 0.005, 0.005)
            by_chance = (0.004, 0.002, 0.001, 0.005, 0.008, 0.09, 0.89)
            types.append(LevelType(feature, codes, codes[:3], expected, by_chance))
        initials = (INITIAL_AGREES, INITIAL_DIFFERS)
        types.append(LevelType(feature, initials, (), (0.97, 0.03), (0.1, 0.9)))
    whole = tuple(range(BIRTH_SAME, BIRTH_APART + 1))
    dates = (0.87, 0.025, 0.05, 0.02, 0.02, 0.007, 0.004, 0.004)
    chance = (0.00006, 0.00003, 0.0025, 0.0027, 0.021, 0.046, 0.31, 0.618)
    types.append(LevelType(BIRTH, whole, (BIRTH_SAME,), dates, chance))
    for first in (YEAR_TYPE, JANUARY_TYPE):
        codes = tuple(range(first, first + YEAR_LEVELS))
        years = (0.82, 0.13, 0.03, 0.015, 0.005)
        types.append(LevelType(BIRTH, codes, (), years, (0.024, 0.047, 0.09, 0.3, 0.539)))
    for feature, equal in ((REGION, 0.06), (PLACE, 0.02), (CALL_SIGN, 0.002)):
        codes = (EQUAL, UNEQUAL)
        types.append(LevelType(feature, codes, (EQUAL,), (0.9, 0.1), (equal, 1 - equal)))
    for kinds in range(KINDS * KINDS):
        first = 1 + kinds * BINS
        codes = tuple(range(first, first + BINS))
        lags = _near_days() if kinds % (KINDS + 1) == 0 else _DAYS_BY_CHANCE
        types.append(LevelType(EVENT, codes, (), lags, _DAYS_BY_CHANCE, 25.0))
    return tuple(types)


def empty_table() -> NDArray[np.float64]:
    """A figure for each code of each feature, (FEATURES, CODES), all nought."""
    return np.zeros((FEATURES, CODES), dtype=np.float64)
