"""Comparing pairs of records: compiled. What the codes mean stands in `levels`."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.distance_kernel import distance
from habeas.people.evidence.levels import (
    APART,
    BINS,
    BIRTH,
    BIRTH_APART,
    BIRTH_CLOSE,
    BIRTH_NEXT_YEAR,
    BIRTH_ONE_PART,
    BIRTH_OTHER_YEAR,
    BIRTH_SAME,
    BIRTH_SWAPPED,
    BIRTH_YEAR,
    CALL_SIGN,
    EQUAL,
    EVENT,
    GIVEN,
    INITIAL_AGREES,
    INITIAL_DIFFERS,
    JANUARY_TYPE,
    KINDS,
    NAME_LEVELS,
    NEAR,
    ONE_OFF,
    OTHER_FORM,
    PATRONYMIC,
    PLACE,
    REGION,
    RELATED,
    SAME,
    SAME_INITIAL,
    SURNAME,
    UNEQUAL,
    YEAR_TYPE,
)

UNKNOWN_DAY = np.iinfo(np.int32).min
CAPTURED = 0
DIED = 6
# The most days between two events in each bin, from the same day on.
LAGS = (0, 3, 7, 14, 30, 60, 100, 200, 400, 700, 1300, 2200)


@njit(cache=True)
def _name_level(left, right, part):  # type: ignore[no-untyped-def]  # numba infers the types
    key, groups, initials, letters, length = part[0], part[1], part[3], part[4], part[5]
    first_left, first_right = groups[left, 0], groups[right, 0]
    if key[left] == key[right]:
        return SAME
    if first_left >= 0 and first_left == first_right:
        return OTHER_FORM
    if first_left >= 0 and first_right >= 0:
        for i in range(groups.shape[1]):
            if groups[left, i] < 0:
                break
            for j in range(groups.shape[1]):
                if groups[left, i] == groups[right, j]:
                    return RELATED
    apart = distance(letters[left], length[left], letters[right], length[right], 4)
    if apart <= 1 or (apart <= 2 and min(length[left], length[right]) >= 4):
        return ONE_OFF
    if apart <= 4 and min(length[left], length[right]) >= 6:
        return NEAR
    return SAME_INITIAL if initials[left] & initials[right] else APART


@njit(cache=True)
def _name_code(left, right, part, crossed):  # type: ignore[no-untyped-def]  # numba infers the types
    if left < 0 or right < 0:
        return 0
    initial, initials = part[2], part[3]
    if initial[left] or initial[right]:
        return INITIAL_AGREES if initials[left] & initials[right] else INITIAL_DIFFERS
    return 1 + (NAME_LEVELS if crossed else 0) + _name_level(left, right, part)


@njit(cache=True)
def _rarity(left, right, code, part, usual):  # type: ignore[no-untyped-def]  # numba infers the types
    """-log of the share of records with this name; for a near miss half of what it exceeds."""
    if code == 0 or code >= INITIAL_AGREES:
        return 0.0
    level = (code - 1) % NAME_LEVELS
    share = max(part[6][left], part[6][right])
    if level in (SAME, OTHER_FORM, RELATED):
        return float(-np.log(share))
    if level in (ONE_OFF, NEAR):
        return float(0.5 * (np.log(usual) - np.log(share)))
    return 0.0


@njit(cache=True, inline="always")
def _year_level(years):  # type: ignore[no-untyped-def]  # numba infers the types
    if years == 0:
        return 0
    if years == 1:
        return 1
    if years <= 3:
        return 2
    return 3 if years <= 10 else 4


@njit(cache=True)
def _birth_code(left, right):  # type: ignore[no-untyped-def]  # numba infers the types
    if left[0] == 0 or right[0] == 0:
        return 0
    years = abs(int(left[0]) - int(right[0]))
    if left[1] == 0 or left[2] == 0 or right[1] == 0 or right[2] == 0:
        return YEAR_TYPE + _year_level(years)
    same_month, same_day = left[1] == right[1], left[2] == right[2]
    if years == 0 and same_month and same_day:
        return BIRTH_SAME
    if (left[1] == 1 and left[2] == 1) or (right[1] == 1 and right[2] == 1):
        return JANUARY_TYPE + _year_level(years)
    if years == 0:
        if left[1] == right[2] and left[2] == right[1]:
            return BIRTH_SWAPPED
        return BIRTH_ONE_PART if same_month or same_day else BIRTH_YEAR
    if same_month and same_day:
        return BIRTH_OTHER_YEAR
    if years == 1:
        return BIRTH_NEXT_YEAR
    return BIRTH_CLOSE if years <= 8 else BIRTH_APART


@njit(cache=True)
def _lag_bin(days):  # type: ignore[no-untyped-def]  # numba infers the types
    """12 for the same day; from there up for later, down for earlier."""
    size = abs(days)
    edge = 0
    while edge < len(LAGS) and size > LAGS[edge]:
        edge += 1
    return 12 + edge if days > 0 else 12 - edge


@njit(cache=True)
def _event_code(left, right):  # type: ignore[no-untyped-def]  # numba infers the types
    """The days between the two most telling events: both deaths, both captures, then in order."""
    for kind in (DIED, CAPTURED):
        if left[kind] != UNKNOWN_DAY and right[kind] != UNKNOWN_DAY:
            return 1 + (kind * KINDS + kind) * BINS + _lag_bin(right[kind] - left[kind])
    for i in range(KINDS):
        if left[i] != UNKNOWN_DAY:
            for j in range(KINDS):
                if right[j] != UNKNOWN_DAY:
                    low, high = min(i, j), max(i, j)
                    lag = right[j] - left[i] if i <= j else left[i] - right[j]
                    return 1 + (low * KINDS + high) * BINS + _lag_bin(lag)
    return 0


@njit(cache=True, inline="always")
def _equality(left, right):  # type: ignore[no-untyped-def]  # numba infers the types
    if left < 0 or right < 0:
        return 0
    return EQUAL if left == right else UNEQUAL


@njit(cache=True)
def _second_surname(a, b, names, part, code, crossed):  # type: ignore[no-untyped-def]  # numba infers the types
    """Half of a double surname may be the whole of the other's."""
    best = (code - 1) % NAME_LEVELS
    for i in (0, 3):
        for j in (0, 3):
            x, y = names[a, i], names[b, j]
            if i + j > 0 and x >= 0 and y >= 0 and best > RELATED and part[0][x] == part[0][y]:
                best = RELATED
    return 1 + (NAME_LEVELS if crossed else 0) + best


@njit(cache=True, nogil=True)
def compare_pair(a, b, records, usual, codes, rarity):  # type: ignore[no-untyped-def]  # numba infers the types
    """Fill the codes (FEATURES,) of a pair, and for each -log of the share of what it agrees on."""
    names, surname, given, patronymic, birth, birth_share = records[:6]
    region, region_share, place, place_share, call_sign, days, latin = records[6:13]
    crossed = latin[a] != latin[b]
    rarity[:] = 0.0
    code = _name_code(names[a, 0], names[b, 0], surname, crossed)
    if code > 0 and (names[a, 3] >= 0 or names[b, 3] >= 0):
        code = _second_surname(a, b, names, surname, code, crossed)
    codes[SURNAME] = code
    rarity[SURNAME] = _rarity(names[a, 0], names[b, 0], code, surname, usual[SURNAME])
    code = _name_code(names[a, 1], names[b, 1], given, crossed)
    codes[GIVEN] = code
    rarity[GIVEN] = _rarity(names[a, 1], names[b, 1], code, given, usual[GIVEN])
    code = _name_code(names[a, 2], names[b, 2], patronymic, crossed)
    codes[PATRONYMIC] = code
    rarity[PATRONYMIC] = _rarity(names[a, 2], names[b, 2], code, patronymic, usual[PATRONYMIC])
    code = _birth_code(birth[a], birth[b])
    codes[BIRTH] = code
    if code == BIRTH_SAME:
        rarity[BIRTH] = -np.log(birth_share[a])
    codes[REGION] = _equality(region[a], region[b])
    if codes[REGION] == EQUAL:
        rarity[REGION] = -np.log(region_share[a])
    codes[PLACE] = _equality(place[a], place[b])
    if codes[PLACE] == EQUAL:
        rarity[PLACE] = -np.log(place_share[a])
    codes[CALL_SIGN] = _equality(call_sign[a], call_sign[b])
    if codes[CALL_SIGN] == EQUAL:
        rarity[CALL_SIGN] = 6.0
    codes[EVENT] = _event_code(days[a], days[b])


@njit(cache=True, nogil=True)
def weigh(left, right, records, usual, table, prior, lists, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log odds of each pair into `out` (m,): prior of its two lists and all its evidence."""
    codes = np.empty(8, dtype=np.uint16)
    rarity = np.empty(8, dtype=np.float32)
    for pair in range(len(left)):
        a, b = left[pair], right[pair]
        compare_pair(a, b, records, usual, codes, rarity)
        total = prior[lists[a], lists[b]]
        for feature in range(8):
            total += table[feature, codes[feature]] + rarity[feature]
        out[pair] = total


@njit(cache=True, nogil=True)
def code_pairs(left, right, records, usual, codes, rarities):  # type: ignore[no-untyped-def]  # numba infers the types
    """The codes (m, FEATURES) and the sums of -log shares (m,) of the pairs."""
    rarity = np.empty(8, dtype=np.float32)
    for pair in range(len(left)):
        compare_pair(left[pair], right[pair], records, usual, codes[pair], rarity)
        rarities[pair] = rarity.sum()
