"""How two ratings of the same things agree, beyond what chance would give."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_Z = 1.959963984540054
# The standard error holds for large samples; for fewer pairs no interval of kappa is given.
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on `pairs` things: `raw`, the share of equal ratings, and Cohen's kappa.

    `raw_low` and `raw_high` are Wilson's (1927) 95 % interval. `kappa` is None where chance alone
    explains everything (one and the same rating throughout); `low` and `high`, its 95 % interval
    within [-1, 1], are None for fewer than 20 pairs and where no disagreement tells its width.
    """

    pairs: int
    raw: float
    raw_low: float
    raw_high: float
    kappa: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LookAgreement:
    """How the judgements of `first` agree with the blind second looks of `second`."""

    first: str
    second: str
    agreement: Kappa


def look_agreements(
    looks: Iterable[tuple[tuple[str, str], tuple[Hashable, Hashable]]],
) -> tuple[LookAgreement, ...]:
    """Agreement for every two reviewers who met, then for each with themselves.

    A look is who judged and who looked again, and what each of the two said.
    """
    said: dict[tuple[str, str], list[tuple[Hashable, Hashable]]] = {}
    for reviewers, answers in looks:
        said.setdefault(reviewers, []).append(answers)
    found = []
    for first, second in sorted(said, key=lambda pair: (pair[0] == pair[1], pair)):
        ones, others = zip(*said[first, second], strict=True)
        kappa = cohens_kappa(ones, others)
        if kappa is not None:
            found.append(LookAgreement(first, second, kappa))
    return tuple(found)


def cohens_kappa(ones: Sequence[Hashable], others: Sequence[Hashable]) -> Kappa | None:
    """The agreement of two equally long columns of ratings; None where they are empty.

    Kappa after Cohen (1960), "A coefficient of agreement for nominal scales", Educational and
    Psychological Measurement 20:37-46; its standard error after Fleiss, Cohen and Everitt (1969),
    "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72:323-327.
    """
    pairs = len(ones)
    if not pairs:
        return None
    cells = Counter(zip(ones, others, strict=True))
    raw = sum(number for (one, other), number in cells.items() if one == other) / pairs
    rows = {name: number / pairs for name, number in Counter(ones).items()}
    columns = {name: number / pairs for name, number in Counter(others).items()}
    chance = sum(share * columns.get(name, 0.0) for name, share in rows.items())
    raw_low, raw_high = _wilson(raw, pairs)
    if 1 - chance < 1e-12:
        return Kappa(pairs, raw, raw_low, raw_high, None, None, None)
    kappa = (raw - chance) / (1 - chance)
    shares = {cell: number / pairs for cell, number in cells.items()}
    error = _standard_error(shares, rows, columns, raw, chance, pairs)
    if pairs < ENOUGH or error == 0.0:
        return Kappa(pairs, raw, raw_low, raw_high, kappa, None, None)
    low, high = max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error)
    return Kappa(pairs, raw, raw_low, raw_high, kappa, low, high)


def _standard_error(
    shares: dict[tuple[Hashable, Hashable], float],
    rows: dict[Hashable, float],
    columns: dict[Hashable, float],
    raw: float,
    chance: float,
    pairs: int,
) -> float:
    total = 0.0
    for (one, other), share in shares.items():
        if one == other:
            total += share * ((1 - chance) - (rows[one] + columns[one]) * (1 - raw)) ** 2
        else:
            both = columns.get(one, 0.0) + rows.get(other, 0.0)
            total += (1 - raw) ** 2 * share * both**2
    total -= (raw * chance - 2 * chance + raw) ** 2
    return math.sqrt(max(0.0, total) / pairs) / (1 - chance) ** 2


def _wilson(share: float, pairs: int) -> tuple[float, float]:
    """Wilson's score interval of a share."""
    squared = _Z * _Z / pairs
    middle = (share + squared / 2) / (1 + squared)
    half = _Z / (1 + squared) * math.sqrt(share * (1 - share) / pairs + squared / (4 * pairs))
    return max(0.0, middle - half), min(1.0, middle + half)
