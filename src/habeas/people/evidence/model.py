"""How much each finding weighs, and how likely two rows of two lists are one human beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people.evidence.features import Features, PartForms
from habeas.people.evidence.layout import BORN, DAYS, REGION_OF, ROW_WIDTH
from habeas.people.evidence.levels import (
    CALL_SIGN,
    EQUAL,
    FEATURES,
    GIVEN,
    PATRONYMIC,
    SURNAME,
    empty_table,
    level_types,
)

Floats = NDArray[np.float64]

# How common a birthday, a region and a place are beforehand, which counts as SMALL rows.
SMALL = 200.0
RARE_DAY = 0.00006
RARE_REGION = 0.06
RARE_PLACE = 0.02


@dataclass(frozen=True, eq=False)
class Compared:
    """The features in the shape of the kernels: a tuple of arrays, and the usual shares."""

    features: Features

    @cached_property
    def arrays(self) -> tuple[Any, ...]:
        """What `compare_pair` takes as `records`, laid out as `comparing_kernel` reads it.

        Numbers of rows (n, ROW_WIDTH), shares of birth, region and place (n, 3), and the forms of
        all parts of names one below the other: numbers (m, FORM_WIDTH), shares (m,), letters.
        """
        f = self.features
        birth = f.birth.astype(np.int64)
        days_born = birth[:, 0] * 512 + birth[:, 1] * 32 + birth[:, 2]
        rows = np.empty((len(f), ROW_WIDTH), dtype=np.int32)
        parts = (f.surname, f.given, f.patronymic, f.surname)
        starts = (0, len(f.surname.key), len(f.surname.key) + len(f.given.key), 0)
        for column in range(len(parts)):
            codes = f.names[:, column]
            rows[:, column] = np.where(codes >= 0, codes + starts[column], -1)
        rows[:, BORN : BORN + 3] = f.birth
        others = (f.region, f.place, f.call_sign, f.latin)
        for column, values in enumerate(others, start=REGION_OF):
            rows[:, column] = values
        rows[:, DAYS:] = f.days
        shares = np.stack(
            [
                _share(days_born, f.birth[:, 2] > 0, rare=RARE_DAY),
                _share(f.region, f.region >= 0, rare=RARE_REGION),
                _share(f.place, f.place >= 0, rare=RARE_PLACE),
            ],
            axis=1,
        )
        return rows, shares, _forms(f.surname, f.given, f.patronymic)

    @cached_property
    def usual(self) -> Floats:
        """The chance that two rows agree on a part of the name, (FEATURES,)."""
        f = self.features
        usual = np.full(FEATURES, 0.01)
        for feature, part, column in (
            (SURNAME, f.surname, 0),
            (GIVEN, f.given, 1),
            (PATRONYMIC, f.patronymic, 2),
        ):
            codes = f.names[:, column]
            said = codes[codes >= 0]
            if len(said):
                usual[feature] = float(np.mean(part.share[said]))
        return usual

    def take(self, rows: NDArray[np.integer]) -> Compared:
        """These rows, in this order, with the shares that they have among all records."""
        taken = Compared(self.features.take(rows))
        arrays = (
            column if isinstance(column, tuple) else np.ascontiguousarray(column[rows])
            for column in self.arrays
        )
        # Shares among the rows taken would say nothing; those of all records stand ready instead.
        vars(taken).update(arrays=tuple(arrays), usual=self.usual)
        return taken


def _forms(*parts: PartForms) -> tuple[NDArray[Any], ...]:
    forms = np.concatenate(
        [
            np.stack(
                [
                    part.key,
                    *part.groups.T,
                    part.initial,
                    part.initials,
                    part.text.consonants,
                    part.text.length,
                ],
                axis=1,
            ).astype(np.int64)
            for part in parts
        ]
    )
    return (
        np.ascontiguousarray(forms),
        np.concatenate([part.share for part in parts]),
        np.ascontiguousarray(np.concatenate([part.text.letters for part in parts])),
    )


def _share(values: NDArray[Any], said: NDArray[np.bool_], *, rare: float) -> NDArray[np.float32]:
    """The share of the rows that say anything which say the same as this row, (n,)."""
    _, place = np.unique(values, return_inverse=True)
    counts = np.bincount(place[said], minlength=int(place.max(initial=0)) + 1)
    share = (counts + rare * SMALL) / (counts.sum() + SMALL)
    return np.asarray(share[place], dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Model:
    """`true` and `chance` (FEATURES, CODES): the share of a type's pairs at a level, among pairs
    of one human and among pairs drawn at random. `prior` (lists, lists): the chance that two rows
    of these lists are one human.
    """

    true: Floats
    chance: Floats
    prior: Floats
    rounds: int = 0
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def table(self) -> NDArray[np.float32]:
        """The log likelihood ratio of each code, without the rarity of the value agreed on."""
        table = empty_table()
        for kind in level_types():
            for code in kind.codes:
                table[kind.feature, code] = np.log(self.true[kind.feature, code]) - np.log(
                    self.chance[kind.feature, code]
                )
            if kind.same:
                # Which of several "same name" levels it is, given that the name is the same; how
                # rare the name itself is, the kernel adds.
                together = sum(self.chance[kind.feature, code] for code in kind.same)
                for code in kind.same:
                    table[kind.feature, code] += np.log(together)
        table[CALL_SIGN, EQUAL] = np.log(self.true[CALL_SIGN, EQUAL])
        return table.astype(np.float32)

    @cached_property
    def information(self) -> NDArray[np.float32]:
        """How telling a comparison of a code's type is: the mean weight of true pairs, squared."""
        telling = empty_table()
        for kind in level_types():
            codes = list(kind.codes)
            true, chance = self.true[kind.feature, codes], self.chance[kind.feature, codes]
            if kind.same:
                together = [place for place, code in enumerate(codes) if code in kind.same]
                keep = [place for place in range(len(codes)) if place not in together]
                true = np.append(true[keep], true[together].sum())
                chance = np.append(chance[keep], chance[together].sum())
            bits = float((true * (np.log(true) - np.log(chance))).sum())
            telling[kind.feature, codes] = max(bits, 0.05) ** 2
        return np.asarray(telling, dtype=np.float32)

    @cached_property
    def prior_log_odds(self) -> NDArray[np.float32]:
        """log(prior / (1 - prior)), (lists, lists)."""
        return (np.log(self.prior) - np.log1p(-self.prior)).astype(np.float32)
