"""Comparing pairs of records: compiled. What the codes mean stands in `levels`."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.distance_kernel import distance
from habeas.people.evidence.layout import (
    BORN,
    CALL_SIGN_OF,
    CONSONANTS,
    DAYS,
    GROUPS,
    INITIAL,
    INITIALS,
    KEY,
    LATIN,
    LENGTH,
    MOST_GROUPS,
    PLACE_OF,
    REGION_OF,
)
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
# What an equal call sign is worth, as -log of a share: they are many, and seldom chance.
CALL_SIGN_WORTH = 6.0
# The most that a shared surname, patronymic, region, place or day is worth between relatives.
FAMILY = 0.0
# Two known given names that begin differently: one human in some 250 is listed under both. And the
# most that a shared date of birth is worth beside them, for twins.
OTHER_NAME = -5.5
TWINS = 2.0
SCRATCH = 26


@njit(cache=True)
def _beyond(left: int, right: int) -> int:
    """The more of: how many bits one set has beyond the other, and the other way round."""
    most = 0
    for bits in (left & ~right, right & ~left):
        count = 0
        while bits:
            bits &= bits - 1
            count += 1
        most = max(most, count)
    return most


@njit(cache=True)
def _name_level(left, right, forms, letters, scratch):  # type: ignore[no-untyped-def]  # numba infers the types
    if forms[left, KEY] == forms[right, KEY]:
        return SAME
    first_left, first_right = forms[left, GROUPS], forms[right, GROUPS]
    if first_left >= 0 and first_right >= 0:
        if first_left == first_right:
            return OTHER_FORM
        for i in range(GROUPS, GROUPS + MOST_GROUPS):
            if forms[left, i] < 0:
                break
            for j in range(GROUPS, GROUPS + MOST_GROUPS):
                if forms[left, i] == forms[right, j]:
                    return RELATED
    shortest = min(forms[left, LENGTH], forms[right, LENGTH])
    most = 4 if shortest >= 6 else 2
    # A consonant that the other lacks costs 2, or 2 for one of each side.
    if 2 * _beyond(forms[left, CONSONANTS], forms[right, CONSONANTS]) <= most:
        apart = distance(
            letters, left, forms[left, LENGTH], right, forms[right, LENGTH], most, scratch
        )
        if apart <= 1 or (apart <= 2 and shortest >= 4):
            return ONE_OFF
        if apart <= 4 and shortest >= 6:
            return NEAR
    return SAME_INITIAL if forms[left, INITIALS] & forms[right, INITIALS] else APART


@njit(cache=True)
def _name_code(left, right, forms, letters, crossed, scratch):  # type: ignore[no-untyped-def]  # numba infers the types
    if left < 0 or right < 0:
        return 0
    if forms[left, INITIAL] or forms[right, INITIAL]:
        agree = forms[left, INITIALS] & forms[right, INITIALS]
        return INITIAL_AGREES if agree else INITIAL_DIFFERS
    return 1 + (NAME_LEVELS if crossed else 0) + _name_level(left, right, forms, letters, scratch)


@njit(cache=True)
def _rarity(left, right, code, form_share, usual):  # type: ignore[no-untyped-def]  # numba infers the types
    """-log of the share of records with this name; for a near miss half of what it exceeds."""
    if code == 0 or code >= INITIAL_AGREES:
        return 0.0
    level = (code - 1) % NAME_LEVELS
    if level > NEAR:
        return 0.0
    share = max(form_share[left], form_share[right])
    if level <= RELATED:
        return -np.log(share)
    return 0.5 * (np.log(usual) - np.log(share))


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
def _birth_code(a, b, rows):  # type: ignore[no-untyped-def]  # numba infers the types
    year_a, month_a, day_a = rows[a, BORN], rows[a, BORN + 1], rows[a, BORN + 2]
    year_b, month_b, day_b = rows[b, BORN], rows[b, BORN + 1], rows[b, BORN + 2]
    if year_a == 0 or year_b == 0:
        return 0
    years = abs(year_a - year_b)
    if month_a == 0 or day_a == 0 or month_b == 0 or day_b == 0:
        return YEAR_TYPE + _year_level(years)
    same_month, same_day = month_a == month_b, day_a == day_b
    if years == 0 and same_month and same_day:
        return BIRTH_SAME
    if (month_a == 1 and day_a == 1) or (month_b == 1 and day_b == 1):
        return JANUARY_TYPE + _year_level(years)
    if years == 0:
        if month_a == day_b and day_a == month_b:
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
def _event_code(a, b, rows):  # type: ignore[no-untyped-def]  # numba infers the types
    """The days between the two most telling events: both deaths, both captures, then in order.

    From the earlier kind to the later; which row stands first says nothing.
    """
    for kind in (DIED, CAPTURED):
        left, right = rows[a, DAYS + kind], rows[b, DAYS + kind]
        if left != UNKNOWN_DAY and right != UNKNOWN_DAY:
            return 1 + (kind * KINDS + kind) * BINS + _lag_bin(abs(right - left))
    for i in range(KINDS):
        left = rows[a, DAYS + i]
        if left != UNKNOWN_DAY:
            for j in range(KINDS):
                right = rows[b, DAYS + j]
                if right != UNKNOWN_DAY:
                    lag = right - left if i < j else left - right
                    if i == j:
                        lag = abs(lag)
                    return 1 + (min(i, j) * KINDS + max(i, j)) * BINS + _lag_bin(lag)
    return 0


@njit(cache=True, inline="always")
def _equality(left, right):  # type: ignore[no-untyped-def]  # numba infers the types
    if left < 0 or right < 0:
        return 0
    return EQUAL if left == right else UNEQUAL


@njit(cache=True)
def _second_surname(a, b, rows, forms, code):  # type: ignore[no-untyped-def]  # numba infers the types
    """Half of a double surname may be the whole of the other's."""
    level = (code - 1) % NAME_LEVELS
    if level <= RELATED:
        return code
    for i in (0, 3):
        for j in (0, 3):
            x, y = rows[a, i], rows[b, j]
            if i + j > 0 and x >= 0 and y >= 0 and forms[x, KEY] == forms[y, KEY]:
                return code - level + RELATED
    return code


@njit(cache=True, nogil=True)
def compare_pair(a, b, records, usual, codes, rarity):  # type: ignore[no-untyped-def]  # numba infers the types
    """Fill the codes (FEATURES,) of a pair, and for each -log of the share of what it agrees on."""
    scratch = np.empty((3, SCRATCH), dtype=np.int32)
    compare_into(a, b, records, usual, codes, rarity, scratch)


@njit(cache=True, nogil=True)
def compare_into(a, b, records, usual, codes, rarity, scratch):  # type: ignore[no-untyped-def]  # numba infers the types
    """As `compare_pair`, with the distances' (3, SCRATCH) table given, for many pairs in a row."""
    rows, shares, name_forms = records
    forms, form_share, letters = name_forms
    crossed = rows[a, LATIN] != rows[b, LATIN]
    for part in range(3):
        left, right = rows[a, part], rows[b, part]
        code = _name_code(left, right, forms, letters, crossed, scratch)
        double = part == SURNAME and (rows[a, 3] >= 0 or rows[b, 3] >= 0)
        if double and 0 < code < INITIAL_AGREES:
            code = _second_surname(a, b, rows, forms, code)
        codes[part] = code
        rarity[part] = _rarity(left, right, code, form_share, usual[part])
    code = _birth_code(a, b, rows)
    codes[BIRTH] = code
    rarity[BIRTH] = -np.log(shares[a, 0]) if code == BIRTH_SAME else 0.0
    code = _equality(rows[a, REGION_OF], rows[b, REGION_OF])
    codes[REGION] = code
    rarity[REGION] = -np.log(shares[a, 1]) if code == EQUAL else 0.0
    code = _equality(rows[a, PLACE_OF], rows[b, PLACE_OF])
    codes[PLACE] = code
    rarity[PLACE] = -np.log(shares[a, 2]) if code == EQUAL else 0.0
    code = _equality(rows[a, CALL_SIGN_OF], rows[b, CALL_SIGN_OF])
    codes[CALL_SIGN] = code
    rarity[CALL_SIGN] = CALL_SIGN_WORTH if code == EQUAL else 0.0
    codes[EVENT] = _event_code(a, b, rows)
    rarity[EVENT] = 0.0


@njit(cache=True)
def heed_kinship(a, b, records, codes, values):  # type: ignore[no-untyped-def]  # numba infers the types
    """Lower what relatives share, in the weights (FEATURES,) of a pair, where given names differ.

    Brothers are taken together, bear one surname and one patronymic, and come from one place: that
    speaks for a family and not for one human. A date of birth speaks for itself, but not for two
    names that are known and begin differently: twins share it. A name that nobody knows may be
    garbled, and is given the benefit of one sign more: the initial, or the date of birth.
    """
    code = codes[GIVEN]
    if code == 0 or code >= INITIAL_AGREES:
        return
    level = (code - 1) % NAME_LEVELS
    if level < SAME_INITIAL:
        return
    rows, _, name_forms = records
    forms = name_forms[0]
    known = forms[rows[a, 1], GROUPS] >= 0 and forms[rows[b, 1], GROUPS] >= 0
    born_together = BIRTH_SAME <= codes[BIRTH] <= BIRTH_ONE_PART
    if born_together and not (known and level == APART):
        return
    if known or level == APART:
        for feature in (SURNAME, PATRONYMIC, REGION, PLACE, EVENT):
            values[feature] = min(values[feature], FAMILY)
    if known and level == APART:
        values[GIVEN] = min(values[GIVEN], OTHER_NAME)
        values[BIRTH] = min(values[BIRTH], TWINS)


@njit(cache=True, nogil=True)
def weigh(left, right, records, usual, table, prior, lists, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log odds of each pair into `out` (m,): prior of its two lists and all its evidence."""
    codes = np.empty(8, dtype=np.uint16)
    rarity = np.empty(8, dtype=np.float32)
    scratch = np.empty((3, SCRATCH), dtype=np.int32)
    for pair in range(len(left)):
        a, b = left[pair], right[pair]
        compare_into(a, b, records, usual, codes, rarity, scratch)
        for feature in range(8):
            rarity[feature] += table[feature, codes[feature]]
        heed_kinship(a, b, records, codes, rarity)
        out[pair] = prior[lists[a], lists[b]] + rarity.sum()


@njit(cache=True, nogil=True)
def code_pairs(left, right, records, usual, codes, rarities):  # type: ignore[no-untyped-def]  # numba infers the types
    """The codes (m, FEATURES) and the sums of -log shares (m,) of the pairs."""
    one = np.empty(8, dtype=np.uint16)
    rarity = np.empty(8, dtype=np.float32)
    scratch = np.empty((3, SCRATCH), dtype=np.int32)
    for pair in range(len(left)):
        compare_into(left[pair], right[pair], records, usual, one, rarity, scratch)
        for feature in range(8):
            codes[pair, feature] = one[feature]
        rarities[pair] = rarity.sum()
