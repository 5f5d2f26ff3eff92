"""What two records say about being one human, finding by finding, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.levels import (
    BIRTH,
    EVENT,
    FEATURES,
    INITIAL_AGREES,
    JANUARY_TYPE,
    NAME_LEVELS,
    PATRONYMIC,
    YEAR_LEVELS,
    YEAR_TYPE,
)
from habeas.people.fact_table import rows
from habeas.people.records import UNKNOWN_DAY, EventKind, Records

FEATURE_NAMES = (
    "surname",
    "given",
    "patronymic",
    "birth",
    "region",
    "place",
    "call_sign",
    "event",
)
_NAMES = ("same", "other_form", "related", "one_off", "near", "same_initial", "apart")
_BIRTHS = ("same", "swapped", "one_part", "other_year", "year", "next_year", "close", "apart")
_YEARS = ("year_same", "year_next", "year_close", "year_far", "year_apart")
_DAY_ONE = np.datetime64("1970-01-01")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that two records say: `weight` in bits (log2 of a likelihood ratio).

    Above nought it speaks for one human, below for two.
    """

    feature: str
    sentence: str
    weight: float


def findings(evidence: Evidence, records: Records, left: int, right: int) -> tuple[Finding, ...]:
    """What two rows say, what they agree on before what they differ in; first the prior.

    The weights add up to the log2 odds of the pair.
    """
    from habeas.people.evidence.comparing_kernel import compare_pair, heed_kinship

    codes = np.zeros(FEATURES, dtype=np.uint16)
    rarity = np.zeros(FEATURES, dtype=np.float32)
    compared, model = evidence.compared, evidence.model
    compare_pair(left, right, compared.arrays, compared.usual, codes, rarity)
    weights = model.table[np.arange(FEATURES), codes] + rarity
    heed_kinship(left, right, compared.arrays, codes, weights)
    lists = compared.features.list
    prior = model.prior_log_odds[lists[left], lists[right]]
    said = [
        Finding(
            FEATURE_NAMES[feature],
            _sentence(records, evidence, feature, int(codes[feature]), left, right),
            _bits(weights[feature]),
        )
        for feature in range(FEATURES)
        if codes[feature]
    ]
    names = (records.list[left] or "no list", records.list[right] or "no list")
    first = Finding(
        "lists",
        f"before anything is compared: a row of {names[0]} and a row of {names[1]}",
        _bits(prior),
    )
    return (first, *sorted(said, key=lambda finding: -finding.weight))


def _bits(natural: float) -> float:
    return round(float(natural) / math.log(2), 2)


@cache
def _sentences() -> dict[tuple[str, str], str]:
    return {(row["feature"], row["level"]): row["sentence"] for row in rows("findings.tsv")}


def _level(feature: int, code: int) -> str:
    if feature <= PATRONYMIC:
        if code >= INITIAL_AGREES:
            return "initial_agrees" if code == INITIAL_AGREES else "initial_differs"
        return _NAMES[(code - 1) % NAME_LEVELS]
    if feature == BIRTH:
        if code < YEAR_TYPE:
            return _BIRTHS[code - 1]
        return _YEARS[(code - (JANUARY_TYPE if code >= JANUARY_TYPE else YEAR_TYPE)) % YEAR_LEVELS]
    return "equal" if code == 1 else "unequal"


def _sentence(
    records: Records, evidence: Evidence, feature: int, code: int, left: int, right: int
) -> str:
    name = FEATURE_NAMES[feature]
    if feature == EVENT:
        return _lag(records, evidence, left, right)
    printed = [_printed(records, evidence, feature, row) for row in (left, right)]
    return _sentences()[name, _level(feature, code)].format(left=printed[0], right=printed[1])


def _printed(records: Records, evidence: Evidence, feature: int, row: int) -> str:
    if feature <= PATRONYMIC:
        column = (records.surname, records.given, records.patronymic)[feature]
        return column[row] or records.name[row]
    if feature == BIRTH:
        return records.born[row] or "year from age"
    if feature in (4, 5):
        return (records.region, records.place)[feature - 4][row]
    return records.name[row]


def _lag(records: Records, evidence: Evidence, left: int, right: int) -> str:
    days = evidence.compared.features.days
    kinds = _told(days[left], days[right])
    dates = [days[row, kind] for row, kind in zip((left, right), kinds, strict=True)]
    texts = [
        f"{EventKind(kind).name.lower()} {_DAY_ONE + np.timedelta64(int(day), 'D')}"
        for kind, day in zip(kinds, dates, strict=True)
    ]
    return _sentences()["event", "lag"].format(
        left=texts[0], right=texts[1], days=abs(int(dates[1]) - int(dates[0]))
    )


def _told(left: np.ndarray, right: np.ndarray) -> tuple[int, int]:
    """The kinds of events that the comparison took: deaths, captures, else the first of each."""
    for kind in (EventKind.DIED, EventKind.CAPTURED):
        if left[kind] != UNKNOWN_DAY and right[kind] != UNKNOWN_DAY:
            return int(kind), int(kind)
    firsts = [int(np.flatnonzero(row != UNKNOWN_DAY)[0]) for row in (left, right)]
    return firsts[0], firsts[1]
