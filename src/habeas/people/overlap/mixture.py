"""How many pairs are one person, by the distribution of likeness alone: no pair need be judged.

Four classes of pairs: *one person* (within a list: entered twice), *namesakes* (surname and given
name as if one person, the rest not: some names go together, or with a sex or a people),
*relatives* (surname and father's name likewise) and *strangers*. Within a class the parts of a
record agree independently (Fellegi and Sunter 1969), each on its levels; what is seen of a pattern
of agreement is the number of agreeing bits, which is binomial about a known likeness. Pairs within
each list have few that are one person and so show what chance and kinship come to; all three sets
of pairs share the rates of chance.

Fitted by expectation–maximisation, then Gibbs sampling: the spread of the draws is the uncertainty
of the number of shared people, given the two lists.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.overlap.counted_pairs import Between, CountedPairs
from habeas.people.overlap.patterns import KINDS, LEVELS, PARTS, PATTERNS, levels_shown

ONE_PERSON, NAMESAKES, RELATIVES, STRANGERS = range(4)
_CLASSES = 4
_FITTING = 150
_BURNING_IN = 150
# What is held to be likely before any pair is seen, as pairs on each level of agreement. That
# entries about one person mostly agree is the assumption that the estimate cannot do without;
# twenty pairs soon give way to hundreds.
_BEFORE = {
    ONE_PERSON: {
        "surname": (16.0, 2.0, 0.7, 1.3),
        "given": (17.5, 1.0, 1.5),
        "father": (18.5, 1.5),
        "year": (17.5, 1.0, 1.5),
        "day": (17.5, 2.5),
    },
    NAMESAKES: {
        "surname": (16.0, 2.0, 1.0, 1.0),
        "given": (18.0, 1.0, 1.0),
        "father": (1.0, 19.0),
        "year": (0.5, 1.0, 18.5),
        "day": (0.1, 19.9),
    },
    RELATIVES: {
        "surname": (16.0, 2.0, 1.0, 1.0),
        "given": (0.8, 1.2, 18.0),
        "father": (14.0, 6.0),
        "year": (0.5, 1.5, 18.0),
        "day": (0.1, 19.9),
    },
    STRANGERS: {
        "surname": (0.1, 0.1, 0.3, 49.5),
        "given": (2.5, 3.0, 44.5),
        "father": (2.5, 47.5),
        "year": (1.2, 2.3, 46.5),
        "day": (0.15, 49.85),
    },
}
_ALIKE_BEFORE = 1e-5
# How firmly matches are held to spread over the forms as the lists do, in matches.
_FIRMNESS = 60.0

Chances = NDArray[np.float64]
Levels = dict[str, Chances]


@dataclass(frozen=True, eq=False)
class Fit:
    """What sampling came to.

    `shared` (draws,): pairs between the lists that are one person. `repeated` (draws, 2): pairs
    within each list that are. `chance` (r,): the mean probability that a pair of each counted row
    is one person. `agreement`: how often each part fully agrees in one person's two entries.
    """

    shared: NDArray[np.float64]
    repeated: NDArray[np.float64]
    chance: Chances
    agreement: dict[str, float]


class Mixture:
    """The state of the sampler: rates of the classes, of their levels, and of their forms."""

    def __init__(self, counted: CountedPairs, sizes: tuple[int, int], seed: int) -> None:
        self.counted = counted
        self.most = np.array([sizes[0] / 2, sizes[1] / 2, 2 * min(sizes)], dtype=np.float64)
        self.random = np.random.default_rng(seed)
        self.seed = int(self.random.integers(2**31))
        self.row_kind = counted.kind[counted.cell]
        self.spread_before = _spread(counted)
        self.spread = self.spread_before.copy()
        self.people = np.array([1.0, 1.0, min(sizes) / 3])
        self.alike = np.full(2, _ALIKE_BEFORE)
        self.levels: list[Levels] = [
            {part: _shares(np.array(before)) for part, before in _BEFORE[each].items()}
            for each in range(_CLASSES)
        ]

    def fit(self, draws: int) -> Fit:
        """Maximise, then sample."""
        # It loads the compiler.
        from habeas.people.overlap.mixture_kernel import class_chances, seed_draws

        for _ in range(_FITTING):
            self._update(*self._divided(drawn=False), drawn=False)
        seed_draws(self.seed)
        kept, chance, agreement = [], np.zeros(len(self.counted.cell)), []
        for sweep in range(_BURNING_IN + draws):
            by_pattern, by_cell = self._divided(drawn=True)
            self._update(by_pattern, by_cell, drawn=True)
            if sweep < _BURNING_IN:
                continue
            kept.append(self._of_one_person(by_cell))
            agreement.append([self.levels[ONE_PERSON][part][0] for part in PARTS])
            if sweep % 10 == 0:
                chance += class_chances(
                    self.row_kind,
                    self.counted.cell,
                    self.counted.starts,
                    self.counted.possible,
                    self.counted.chances,
                    *self._rates(),
                )
        found = np.array(kept)
        rounds = len(range(-(-_BURNING_IN // 10) * 10, _BURNING_IN + draws, 10))
        return Fit(
            shared=found[:, Between.BOTH],
            repeated=found[:, : Between.BOTH],
            chance=chance / rounds,
            agreement=dict(zip(PARTS, np.mean(agreement, axis=0).tolist(), strict=True)),
        )

    def _rates(self) -> tuple[Chances, Chances]:
        """The share of each class in each cell, and of each pattern by class and kind."""
        counted = self.counted
        one = np.minimum(self.people[counted.between] * self.spread / counted.total, 0.999)
        alike = np.outer(1 - one, self.alike)
        weights = np.column_stack([one, alike, 1 - one - alike.sum(axis=1)])
        pattern = np.stack([_patterns(levels) for levels in self.levels])
        return weights, pattern

    def _divided(self, *, drawn: bool) -> tuple[Chances, Chances]:
        from habeas.people.overlap.mixture_kernel import divide

        counted = self.counted
        by_pattern = np.zeros((_CLASSES, len(KINDS), len(PATTERNS)))
        by_cell = np.zeros((len(counted.total), _CLASSES))
        divide(
            counted.pairs,
            self.row_kind,
            counted.cell,
            counted.starts,
            counted.possible,
            counted.chances,
            *self._rates(),
            drawn,
            by_pattern,
            by_cell,
        )
        return by_pattern, by_cell

    def _of_one_person(self, by_cell: Chances) -> Chances:
        people = np.bincount(self.counted.between, by_cell[:, ONE_PERSON], minlength=3)
        return people.astype(np.float64)

    def _update(self, by_pattern: Chances, by_cell: Chances, *, drawn: bool) -> None:
        """New rates, given which pairs are of which class and pattern."""
        people = self._of_one_person(by_cell)
        alike = by_cell[:, [NAMESAKES, RELATIVES]].sum(axis=0)
        if drawn:
            people = self.random.standard_gamma(people + 0.5)
            alike = self.random.standard_gamma(alike + 0.5)
        self.people = np.clip(people, 1e-3, self.most)
        self.alike = np.maximum(alike, 0.1) / self.counted.total.sum()
        both = self.counted.between == Between.BOTH
        weight = _FIRMNESS * self.spread_before[both] + by_cell[both, ONE_PERSON]
        self.spread[both] = self._drawn_shares(weight, drawn=drawn)
        for each in range(_CLASSES):
            for part in PARTS:
                seen = _level_counts(by_pattern[each], part, self.levels[each])
                weight = np.array(_BEFORE[each][part]) + seen
                self.levels[each][part] = self._drawn_shares(weight, drawn=drawn)

    def _drawn_shares(self, weight: Chances, *, drawn: bool) -> Chances:
        return _shares(self.random.standard_gamma(weight) + 1e-12 if drawn else weight)


def _shares(weight: Chances) -> Chances:
    return np.asarray(weight / weight.sum())


def _spread(counted: CountedPairs) -> Chances:
    """How matches spread over the cells when forms have nothing to do with being shared."""
    found = np.zeros(len(counted.total))
    for between in Between:
        rows = counted.between == between
        if rows.any():
            found[rows] = counted.total[rows] / counted.total[rows].sum()
    return found


def _patterns(levels: Levels) -> Chances:
    """The share of each pattern for each kind of comparison, (kinds, patterns)."""
    found = np.ones((len(KINDS), len(PATTERNS)))
    for part, shown in levels_shown().items():
        share = levels[part]
        # After the levels themselves: a letter that agrees, or does not; nothing to compare; and
        # last, for -1, what cannot be shown.
        by_letter = (share[0] + share[1], share[-1]) if part == "given" else (0.0, 0.0)
        found *= np.array((*share, *by_letter, 0.0, 1.0, 0.0))[shown]
    return found


def _level_counts(by_pattern: Chances, part: str, levels: Levels) -> Chances:
    """Pairs on each level of a part, over the kinds of comparison that can tell."""
    count = len(LEVELS[part])
    shown = levels_shown()[part]
    seen = np.bincount((shown + 1).ravel(), by_pattern.ravel(), minlength=count + 6)[1:]
    found = np.asarray(seen[:count], dtype=np.float64)
    if part == "given":
        # An agreeing letter stands for the whole name as often as elsewhere.
        whole = levels[part][0] / (levels[part][0] + levels[part][1])
        found += seen[count] * np.array((whole, 1 - whole, 0.0))
        found[-1] += seen[count + 1]
    return found
