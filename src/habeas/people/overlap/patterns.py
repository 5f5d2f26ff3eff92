"""Which facts of two records agree, and how alike their signatures must then be.

A pattern says for each of the five parts on what level two records agree. For two given forms it
determines the weighted Jaccard likeness of their tokens, and so the distribution of the number of
bits in which their signatures agree: binomial.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc

from habeas.people.overlap.conjunctions import CONJUNCTIONS
from habeas.people.overlap.facts import GIVEN_WEIGHTS, SURNAME_WEIGHTS, YEAR_WEIGHTS
from habeas.people.overlap.form import FULL_DATE, FULL_GIVEN, INITIAL, YEAR_ONLY, Form
from habeas.people.overlap.signature import BITS

# Agreeing bits are counted in steps of this many.
STEP = 16
BINS = BITS // STEP + 1
# What two records share of a part, on each level of agreement, best first; the last is nothing.
LEVELS = {
    "surname": (1.0, sum(SURNAME_WEIGHTS[1:]), SURNAME_WEIGHTS[2], 0.0),
    "given": (1.0, GIVEN_WEIGHTS[1], 0.0),
    "father": (1.0, 0.0),
    "year": (1.0, YEAR_WEIGHTS[1], 0.0),
    "day": (1.0, 0.0),
}
PARTS = tuple(LEVELS)
# (patterns, parts): the level of each part; the last pattern agrees in nothing.
PATTERNS = np.array(list(product(*(range(len(levels)) for levels in LEVELS.values()))))
# Kinds of pairs, by what both records give: how much of the given name, whether a father's name,
# a year, a day.
KINDS = tuple(product(range(3), (False, True), (False, True), (False, True)))

Chances = NDArray[np.float64]


def kind_of(first: Form, second: Form) -> int:
    """Which parts can be compared between two forms, as a place among KINDS."""
    date = min(first.date, second.date)
    return KINDS.index(
        (
            min(first.given, second.given),
            first.father and second.father,
            date >= YEAR_ONLY,
            date >= FULL_DATE,
        )
    )


def compared(kind: int) -> dict[str, bool]:
    """Whether each part can be compared at all; an initial can, up to its letter."""
    given, father, year, day = KINDS[kind]
    return {
        "surname": True,
        "given": given >= INITIAL,
        "father": father,
        "year": year,
        "day": day,
    }


@cache
def likeness(first: Form, second: Form) -> Chances:
    """The weighted Jaccard likeness of two records of these forms, for each pattern."""
    parts = compared(kind_of(first, second))
    only_letter = INITIAL in (first.given, second.given)
    shared = np.zeros(len(PATTERNS))
    for conjunction in CONJUNCTIONS:
        if not all(parts[part] for part in conjunction.parts):
            continue
        weight = np.full(len(PATTERNS), conjunction.weight)
        for part in conjunction.parts:
            values = np.array(LEVELS[part])
            if part == "given" and only_letter:
                values = np.array((values[1], values[1], 0.0))
                if conjunction.whole:
                    values = np.zeros(3)
            elif conjunction.whole:
                values = (values == 1).astype(np.float64)
            weight *= values[PATTERNS[:, PARTS.index(part)]]
        shared += weight
    return shared / (_whole(first) + _whole(second) - shared)


def _whole(form: Form) -> float:
    """The weight of all tokens of a record of this form."""
    said = {
        "surname": 1.0,
        "given": {FULL_GIVEN: 1.0, INITIAL: GIVEN_WEIGHTS[1]}.get(form.given, 0.0),
        "father": float(form.father),
        "year": float(form.date >= YEAR_ONLY),
        "day": float(form.date >= FULL_DATE),
    }
    total = 0.0
    for conjunction in CONJUNCTIONS:
        values = [said[part] for part in conjunction.parts]
        if conjunction.whole:
            values = [float(value == 1) for value in values]
        total += conjunction.weight * float(np.prod(values))
    return total


@cache
def levels_shown() -> dict[str, NDArray[np.int64]]:
    """For each part the level that a kind of comparison shows for a pattern, (kinds, patterns).

    -1 where the kind cannot show the pattern. Of an initial no more than its letter is shown: the
    levels of the given name are then counted from len(levels) on.
    """
    found = {}
    for place, part in enumerate(PARTS):
        level = np.repeat(PATTERNS[None, :, place], len(KINDS), axis=0)
        nothing = len(LEVELS[part]) - 1
        for kind, (given, *_) in enumerate(KINDS):
            if not compared(kind)[part]:
                level[kind] = np.where(level[kind] == nothing, len(LEVELS[part]) + 3, -1)
            elif part == "given" and given == INITIAL:
                level[kind] = np.where(level[kind] > 0, level[kind] + nothing, -1)
        found[part] = level
    return found


def possible_patterns(kind: int) -> NDArray[np.bool_]:
    """The patterns that a kind of comparison can show."""
    shown = [level[kind] >= 0 for level in levels_shown().values()]
    return np.asarray(np.all(shown, axis=0), dtype=np.bool_)


def bit_chances(first: Form, second: Form, turned: float) -> Chances:
    """The chance of agreeing bits // STEP for each pattern, (patterns, BINS).

    `turned`: the share of bit pairs of which noise turned over just one.
    """
    agree = (1 + likeness(first, second)) / 2
    agree = agree * (1 - turned) + (1 - agree) * turned
    distinct, place = np.unique(agree, return_inverse=True)
    edges = np.minimum(np.arange(1, BINS + 1) * STEP - 1, BITS)
    below = bdtr(edges[None, :].astype(float), BITS, distinct[:, None])
    above = bdtrc(edges[None, :].astype(float), BITS, distinct[:, None])
    # Of either tail the small numbers are exact, not their differences from one.
    lower = np.diff(below, axis=1, prepend=0.0)
    upper = -np.diff(above, axis=1, prepend=1.0)
    return np.asarray(np.where(below < 0.5, lower, upper)[place])


def noise_between(first: float, second: float) -> float:
    """The share of bit pairs of which noise turned over just one."""
    return first * (1 - second) + second * (1 - first)
