"""Every pair of rows counted by what the two give and how alike they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from habeas.people.overlap.encoding import Encoding
from habeas.people.overlap.form import FORMS, Form
from habeas.people.overlap.patterns import (
    BINS,
    PATTERNS,
    STEP,
    bit_chances,
    kind_of,
    noise_between,
    possible_patterns,
)

# A pattern is passed over where another explains the bits so many times better.
_OUT_OF_THE_QUESTION = 1e-11


class Between(IntEnum):
    """Which lists the two rows of a pair come from."""

    FIRST = 0
    SECOND = 1
    BOTH = 2


@dataclass(frozen=True, eq=False)
class CountedPairs:
    """Pairs by cell (which lists, and the two forms) and by agreeing bits // STEP.

    Cells (c,): `between`, `forms` (c, 2), `kind` of comparison, `total` pairs. Rows (r,), those
    counts that are not 0: `cell`, `bin`, `pairs`. Row r can be of the patterns of agreement
    `possible[starts[r] : starts[r + 1]]`, and agrees in so many bits with `chances` in the same
    places.
    """

    between: NDArray[np.int64]
    forms: NDArray[np.int64]
    kind: NDArray[np.int64]
    total: NDArray[np.int64]
    cell: NDArray[np.int64]
    bin: NDArray[np.int64]
    pairs: NDArray[np.int64]
    starts: NDArray[np.int64]
    possible: NDArray[np.int64]
    chances: NDArray[np.float64]

    @classmethod
    def of(cls, first: Encoding, second: Encoding) -> CountedPairs:
        """All pairs within the first list, within the second, and between the two."""
        counts = np.stack(
            [
                _counts(first, first, within=True),
                _counts(second, second, within=True),
                _counts(first, second, within=False),
            ]
        )
        between, a, b = np.nonzero(counts.sum(axis=3))
        per_cell = counts[between, a, b]
        cell, agreeing = np.nonzero(per_cell)
        noises = {
            Between.FIRST: noise_between(first.noise, first.noise),
            Between.SECOND: noise_between(second.noise, second.noise),
            Between.BOTH: noise_between(first.noise, second.noise),
        }
        chances = np.empty((len(cell), len(PATTERNS)))
        kinds = np.empty(len(between), dtype=np.int64)
        for c, (lists, low, high) in enumerate(zip(between, a, b, strict=True)):
            forms = Form.numbered(int(low)), Form.numbered(int(high))
            kinds[c] = kind_of(*forms)
            rows = cell == c
            chances[rows] = bit_chances(*forms, noises[Between(int(lists))])[:, agreeing[rows]].T
            chances[rows] *= possible_patterns(int(kinds[c]))
        likely = chances > _OUT_OF_THE_QUESTION * chances.max(axis=1, keepdims=True)
        return cls(
            between=between.astype(np.int64),
            forms=np.column_stack([a, b]).astype(np.int64),
            kind=kinds,
            total=per_cell.sum(axis=1),
            cell=cell.astype(np.int64),
            bin=agreeing.astype(np.int64),
            pairs=per_cell[cell, agreeing],
            starts=np.concatenate([[0], np.cumsum(likely.sum(axis=1))]).astype(np.int64),
            possible=np.nonzero(likely)[1].astype(np.int64),
            chances=chances[likely],
        )


def words_of(encoding: Encoding) -> NDArray[np.uint64]:
    """The signatures as 64-bit words, (n, BITS / 64)."""
    return encoding.signatures.view(np.uint64)


def _counts(first: Encoding, second: Encoding, *, within: bool) -> NDArray[np.int64]:
    # It loads the compiler.
    from habeas.people.overlap.likeness_kernel import count_pairs

    counts = np.zeros((FORMS, FORMS, BINS), dtype=np.int64)
    count_pairs(
        words_of(first),
        first.forms,
        words_of(second),
        second.forms,
        within,
        STEP,
        counts,
    )
    return counts
