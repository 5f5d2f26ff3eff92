"""Candidate pairs: every pair that shares a key and says enough for being one human."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.keys import COMBINATIONS, Combination, Keys
from habeas.people.evidence.model import Compared, Model

BUFFER = 2_000_000
LEAST_LOG_ODDS = -7.0
MOST_A_RECORD = 20

Rows = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Candidates:
    """`left` < `right` (m,), ordered; `met` is how many pairs shared a key, repeats counted."""

    left: Rows
    right: Rows
    log_odds: NDArray[np.float32]
    met: int


def candidates(
    compared: Compared,
    model: Model,
    *,
    most_a_record: float = MOST_A_RECORD,
    least_log_odds: float = LEAST_LOG_ODDS,
    combinations: tuple[Combination, ...] = COMBINATIONS,
) -> Candidates:
    """The pairs to compare, by the model at hand; the least likely go where there are too many."""
    keys = Keys(compared.features)
    when = _order_in_time(compared)
    kept: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    met = 0
    n = len(compared.features)
    for combination in combinations:
        for pairs, log_odds, count in _of_combination(
            combination, keys, when, compared, model, least_log_odds
        ):
            met += count
            if len(pairs):
                kept.append((pairs, log_odds))
        if sum(len(pairs) for pairs, _ in kept) > 3 * most_a_record * n:
            kept = [_distinct(kept)]
    pairs, log_odds = _distinct(kept)
    most = int(most_a_record * n)
    if len(pairs) > most:
        strong = np.sort(np.argpartition(-log_odds, most)[:most])
        pairs, log_odds = pairs[strong], log_odds[strong]
    left, right = np.divmod(pairs, n)
    return Candidates(left.astype(np.int32), right.astype(np.int32), log_odds, met)


def _of_combination(combination, keys, when, compared, model, least):  # type: ignore[no-untyped-def]  # to be typed
    from habeas.people.blocking.block_kernel import emit
    from habeas.people.evidence.comparing_kernel import weigh

    rows, hashed = _entries(combination, keys)
    if not len(rows):
        return
    order = np.lexsort((when[rows], hashed)) if combination.neighbours else np.argsort(hashed)
    rows, hashed = np.ascontiguousarray(rows[order]), np.ascontiguousarray(hashed[order])
    left = np.empty(BUFFER, dtype=np.int32)
    right = np.empty(BUFFER, dtype=np.int32)
    n = len(compared.features)
    start = 0
    while start < len(hashed):
        start, count = emit(
            rows, hashed, start, combination.cap, combination.neighbours, left, right
        )
        log_odds = np.empty(count, dtype=np.float32)
        weigh(
            left[:count],
            right[:count],
            compared.arrays,
            compared.usual,
            model.table,
            model.prior_log_odds,
            compared.features.list,
            log_odds,
        )
        good = log_odds >= least
        pairs = left[:count][good].astype(np.int64) * n + right[:count][good]
        yield *_distinct([(pairs, log_odds[good])]), count


def _entries(combination: Combination, keys: Keys) -> tuple[Rows, NDArray[np.uint64]]:
    found = list(keys.hashes(combination))
    if not found:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint64)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([k for _, k in found])


def _distinct(
    kept: list[tuple[NDArray[np.int64], NDArray[np.float32]]],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    pairs, first = np.unique(np.concatenate([pairs for pairs, _ in kept]), return_index=True)
    return pairs, np.concatenate([log_odds for _, log_odds in kept])[first]


def _order_in_time(compared: Compared) -> NDArray[np.int64]:
    """Rows by date of birth where they have one, else by their first event."""
    f = compared.features
    birth = f.birth.astype(np.int64)
    born = (birth[:, 0] * 12 + birth[:, 1]) * 31 + birth[:, 2]
    return np.where(birth[:, 0] > 0, born, f.days.max(axis=1).astype(np.int64) + 10_000_000)
