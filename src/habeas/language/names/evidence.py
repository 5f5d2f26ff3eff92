"""What the likeness of two names' parts weighs, and the score that it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.encoding import GIVEN, PATRONYMIC, EncodedNames
from habeas.language.names.lexicon import lexicon_names
from habeas.language.names.sounds import costs
from habeas.language.table import rows

Weights = NDArray[np.float64]

_FULL_WEIGHT = 9
_SHORT_SURNAME = 4
_MISSING_DISTANCE = 5.0
# How far the certainty of an order counts: it is not calibrated.
_DOUBT = 0.5
# A part that neither name gives counts half as much as one that only one gives.
_NEITHER = 0.5


class Finding(StrEnum):
    """What the comparison of two given names or patronymics finds, in the kernel's order."""

    MISSING = "missing"
    SAME = "same"
    MAY_BE_SAME = "may_be_same"
    SAME_SOUND = "same_sound"
    NEAR = "near"
    INITIAL = "initial"
    OTHER_INITIAL = "other_initial"
    AKIN = "akin"
    NEAR_OTHER = "near_other"
    OTHER = "other"


FINDINGS = tuple(Finding)


@dataclass(frozen=True, eq=False)
class Evidence:
    """What `m` pairs of names have in common, in the order of parts that fits best.

    `distance` (m, 3): of surname, given name and patronymic, 9 where one is missing. `kinds`
    (m, 3): whether only one half of a double surname meets; a place in FINDINGS for the other two.
    `weights` (m, 3) and their sum with the start, `log_odds` (m,). `swapped` (m,) is 1 or 2 where
    the first or second name was read with surname and given name exchanged.
    """

    distance: NDArray[np.float32]
    kinds: NDArray[np.int8]
    weights: Weights
    log_odds: Weights
    swapped: NDArray[np.int8]


@cache
def _table() -> dict[tuple[str, str], float]:
    return {
        (row["part"], row["finding"]): float(row["weight"]) for row in rows("name_evidence.tsv")
    }


@cache
def _surname_line() -> tuple[Weights, Weights]:
    points = sorted(
        (float(finding), weight)
        for (part, finding), weight in _table().items()
        if part == "surname" and finding[0].isdigit()
    )
    return np.array([x for x, _ in points]), np.array([y for _, y in points])


@cache
def _rarity() -> Weights:
    """For each lexicon name, steps below the commonest."""
    return np.array([_FULL_WEIGHT - name.weight for name in lexicon_names()], dtype=np.float64)


def _of_surnames(
    distance: NDArray[np.float32], half: NDArray[np.int8], length: NDArray[np.int32]
) -> Weights:
    table = _table()
    weights: Weights = np.interp(distance, *_surname_line())
    weights += table["surname", "half"] * half
    weights += table["surname", "short"] * np.clip(_SHORT_SURNAME - length + 1, 0, 2)
    return np.where(distance > _MISSING_DISTANCE, table["surname", "missing"], weights)


def _of_part(
    part: str,
    kinds: NDArray[np.int8],
    mine: NDArray[np.int32],
    theirs: NDArray[np.int32],
    names: EncodedNames,
) -> Weights:
    table = _table()
    weights: Weights = np.array([table[part, finding.value] for finding in FINDINGS])[kinds]
    known = kinds == FINDINGS.index(Finding.SAME)
    rarity = _rarity()[names.numbers[mine[known], 0]]
    weights[known] += table[part, "rarity"] * rarity
    neither = (mine < 0) & (theirs < 0)
    weights[neither] *= _NEITHER
    return weights


def _weighed(names: EncodedNames, left: NDArray[np.int32], right: NDArray[np.int32]) -> Evidence:
    # Compiled on first use: importing it takes longer than parsing a name.
    from habeas.language.names.sound_kernels import name_findings

    distance, kinds, length = name_findings(
        left,
        right,
        names.readings,
        names.numbers,
        names.female,
        names.initial,
        names.first_letters,
        costs(),
    )
    weights = np.stack(
        [
            _of_surnames(distance[:, 0], kinds[:, 0], length),
            _of_part("given", kinds[:, 1], left[:, GIVEN], right[:, GIVEN], names),
            _of_part("patronymic", kinds[:, 2], left[:, PATRONYMIC], right[:, PATRONYMIC], names),
        ],
        axis=1,
    )
    log_odds = weights.sum(axis=1) + _table()["start", "-"]
    return Evidence(distance, kinds, weights, log_odds, np.zeros(len(left), dtype=np.int8))


def evidence(names: EncodedNames, left: NDArray[np.int32], right: NDArray[np.int32]) -> Evidence:
    """The evidence of pairs of names, (m,) rows each; both orders of doubtful names are tried."""
    best = _weighed(names, names.words[left], names.words[right])
    # The odds that a name is the other way round count against trying it.
    odds = _DOUBT * np.log((1 - names.certainty) / names.certainty + 1e-9)
    for first, second in ((True, False), (False, True)):
        doubtful = (names.swapped[left, 0] >= 0) if first else (names.swapped[right, 0] >= 0)
        pairs = np.flatnonzero(doubtful & (best.log_odds < np.abs(_table()["start", "-"])))
        if not len(pairs):
            continue
        one = (names.swapped if first else names.words)[left[pairs]]
        other = (names.swapped if second else names.words)[right[pairs]]
        tried = _weighed(names, one, other)
        tried.log_odds[:] += odds[(left if first else right)[pairs]]
        better = tried.log_odds > best.log_odds[pairs]
        for mine, theirs in (
            (best.distance, tried.distance),
            (best.kinds, tried.kinds),
            (best.weights, tried.weights),
            (best.log_odds, tried.log_odds),
        ):
            mine[pairs[better]] = theirs[better]
        best.swapped[pairs[better]] = 1 if first else 2
    return best
