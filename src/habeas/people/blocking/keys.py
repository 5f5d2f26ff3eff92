"""The keys under which records meet: combinations of what they say, as 64-bit numbers.

A combination is used only where its block is small (its cap); rows of larger blocks meet under
combinations that say more, or as neighbours in time. So candidates a record stay few at any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.evidence.features import Features, PartForms
from habeas.people.records import UNKNOWN_DAY, EventKind

Hashes = NDArray[np.uint64]

NOT_SAID = np.uint64(0)


@dataclass(frozen=True)
class Combination:
    """Parts that together make a key, and the largest block in which all pairs are compared.

    `neighbours` is how many rows ahead are compared in larger blocks, ordered by time.
    """

    parts: tuple[str, ...]
    cap: int
    neighbours: int = 0


# Letters: S surname key, L its loose form, X its key without one letter, G given name (any that
# the form may be for), I its initial, P patronymic (likewise), J its initial, Y year of birth,
# D whole date of birth, R region, H the months of the capture, C call sign.
COMBINATIONS = tuple(
    Combination(tuple(parts), cap, neighbours)
    for parts, cap, neighbours in (
        ("SG", 600, 20),
        ("SGY", 96, 6),
        ("SGP", 96, 6),
        ("SGR", 96, 6),
        ("SGH", 72, 6),
        ("SGRH", 48, 6),
        ("S", 45, 0),
        ("SP", 60, 4),
        ("SY", 60, 4),
        ("SYI", 48, 4),
        ("SI", 96, 6),
        ("SRI", 60, 4),
        ("SIJ", 96, 6),
        ("SIJY", 48, 4),
        ("SH", 36, 0),
        ("SHI", 48, 0),
        ("LG", 144, 8),
        ("LP", 36, 0),
        ("LYI", 48, 0),
        ("LIJ", 36, 0),
        ("XG", 96, 6),
        ("XYI", 36, 0),
        ("XRI", 24, 0),
        ("XI", 18, 0),
        ("GPY", 48, 0),
        ("GPYR", 36, 0),
        ("GPR", 36, 0),
        ("GPH", 36, 0),
        ("D", 12, 0),
        ("DG", 36, 0),
        ("DP", 36, 0),
        ("DL", 36, 0),
        ("DI", 24, 0),
        ("C", 18, 0),
        ("CG", 24, 0),
    )
)


def _mixed(values: NDArray[np.generic]) -> Hashes:
    """Numbers spread over 64 bits (the finaliser of SplitMix64), never nought."""
    mixed = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return np.asarray(np.maximum(mixed, np.uint64(1)), dtype=np.uint64)


class Keys:
    """The parts of keys of every record, each with its readings."""

    def __init__(self, features: Features) -> None:
        self.features = features
        self._parts: dict[str, tuple[Hashes, ...]] = {}

    def hashes(self, combination: Combination) -> Iterator[tuple[NDArray[np.int32], Hashes]]:
        """Rows (k,) and their keys (k,) for each combination of readings of the parts."""
        readings = [self.part(letter) for letter in combination.parts]
        yield from _products(readings)

    def part(self, letter: str) -> tuple[Hashes, ...]:
        """The readings of one part, each (n,), 0 where a record does not have it."""
        if letter not in self._parts:
            self._parts[letter] = self._made(letter)
        return self._parts[letter]

    def _made(self, letter: str) -> tuple[Hashes, ...]:
        f = self.features
        made: dict[str, Callable[[], tuple[Hashes, ...]]] = {
            "S": lambda: self._surnames(f.surname.key),
            "L": lambda: self._surnames(f.surname.loose),
            "X": lambda: _without_a_letter(f.surname, f.names[:, 0]),
            "G": lambda: _names(f.given, f.names[:, 1]),
            "P": lambda: _names(f.patronymic, f.names[:, 2]),
            "I": lambda: _initials(f.given, f.names[:, 1]),
            "J": lambda: _initials(f.patronymic, f.names[:, 2]),
            "Y": lambda: (_said(f.birth[:, 0], f.birth[:, 0] > 0),),
            "D": lambda: _dates(f.birth),
            "R": lambda: (_said(f.region, f.region >= 0),),
            "C": lambda: (_said(f.call_sign, f.call_sign >= 0),),
            "H": lambda: _months_of_capture(f.days),
        }
        return made[letter]()

    def _surnames(self, keys: NDArray[np.int32]) -> tuple[Hashes, ...]:
        """The surname, and where there are double ones the second half as another reading."""
        names = self.features.names
        columns = (0, 3) if (names[:, 3] >= 0).any() else (0,)
        return tuple(_of_codes(keys, names[:, column]) for column in columns)


def _products(readings: list[tuple[Hashes, ...]]) -> Iterator[tuple[NDArray[np.int32], Hashes]]:
    counts = [len(reading) for reading in readings]
    for choice in np.ndindex(*counts):
        key = np.zeros(len(readings[0][0]), dtype=np.uint64)
        said = np.ones(len(key), dtype=np.bool_)
        for place, (reading, which) in enumerate(zip(readings, choice, strict=True)):
            said &= reading[which] != NOT_SAID
            key = _mixed(key * np.uint64(31) + reading[which] + np.uint64(place))
        rows = np.flatnonzero(said).astype(np.int32)
        if len(rows):
            yield rows, key[rows]


def _said(values: NDArray[np.generic], said: NDArray[np.bool_]) -> Hashes:
    return np.where(said, _mixed(values.astype(np.int64)), NOT_SAID)


def _of_codes(values: NDArray[np.int32], codes: NDArray[np.int32]) -> Hashes:
    return np.where(codes >= 0, _mixed(np.append(values, 0)[codes]), NOT_SAID)


def _names(part: PartForms, codes: NDArray[np.int32]) -> tuple[Hashes, ...]:
    """The lexicon names a form may be for, or else its key; nothing for initials."""
    whole = np.append(~part.initial, False)[codes]
    keyed = np.append(part.key, 0)[codes].astype(np.int64) + 1_000_000
    groups = np.vstack([part.groups, np.full((1, part.groups.shape[1]), -1)])[codes]
    readings = []
    for column in range(groups.shape[1]):
        group = groups[:, column].astype(np.int64)
        value = np.where(group >= 0, group, keyed) if column == 0 else group
        here = whole & (value >= 0)
        if here.any():
            readings.append(_said(value, here))
    return tuple(readings) or (np.zeros(len(codes), dtype=np.uint64),)


def _initials(part: PartForms, codes: NDArray[np.int32]) -> tuple[Hashes, ...]:
    """The letters that may begin the name: the two lowest bits that are set."""
    bits = np.append(part.initials, 0)[codes]
    readings = []
    for _ in range(2):
        lowest = bits & -bits
        if lowest.any():
            readings.append(_said(lowest, lowest > 0))
        bits = bits & ~lowest
    return tuple(readings) or (np.zeros(len(codes), dtype=np.uint64),)


def _dates(birth: NDArray[np.int16]) -> tuple[Hashes, ...]:
    """The date of birth as printed, but for 1 January, which often means that it is not known."""
    year, month, day = (birth[:, place].astype(np.int64) for place in range(3))
    whole = (day > 0) & ~((month == 1) & (day == 1))
    low, high = np.minimum(month, day), np.maximum(month, day)
    return (_said((year * 64 + low) * 64 + high, whole),)


def _without_a_letter(part: PartForms, codes: NDArray[np.int32]) -> tuple[Hashes, ...]:
    """The key whole and without each one of its letters: two keys one letter apart share one."""
    letters, length = part.text.letters.astype(np.uint64), part.text.length.astype(np.int64)
    width = letters.shape[1]
    powers = np.uint64(1_000_003) ** np.arange(width, dtype=np.uint64)
    readings = []
    for gone in range(-1, 12):
        order = [place for place in range(width) if place != gone]
        hashed = (letters[:, order] * powers[: len(order)]).sum(axis=1, dtype=np.uint64)
        valid = (length >= 5) & (gone < length)
        value = np.where(valid, _mixed(hashed), NOT_SAID)
        readings.append(np.append(value, NOT_SAID)[codes])
    return tuple(readings)


def _months_of_capture(days: NDArray[np.int32]) -> tuple[Hashes, ...]:
    """When the person was likely captured, in overlapping spans of 60 days; captures alone."""
    captured = days[:, EventKind.CAPTURED].astype(np.int64)
    said = captured != UNKNOWN_DAY
    return (_said(captured // 60 * 2, said), _said((captured + 30) // 60 * 2 + 1, said))
