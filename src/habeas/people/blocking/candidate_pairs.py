"""Candidate pairs: every pair that shares a key and says enough for being one human."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.keys import COMBINATIONS, Combination, Keys
from habeas.people.evidence.features import Features
from habeas.people.evidence.model import Compared, Model

BUFFER = 2_000_000
LEAST_LOG_ODDS = -9.0
MOST_A_RECORD = 20

Rows = NDArray[np.int32]
Pairs = NDArray[np.int64]
Odds = NDArray[np.float32]


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
    settled: NDArray[np.bool_] | None = None,
) -> Candidates:
    """The pairs to compare, by the model at hand; the least likely go where there are too many.

    Rows that are `settled` (n,) are compared with the others only.
    """
    keys = Keys(compared.features)
    when = order_in_time(compared)
    n = len(compared.features)

    def search(combination: Combination) -> tuple[Pairs, Odds, int]:
        rows, hashed = entries(combination, keys)
        found = list(
            pairs_of(combination, rows, hashed, when, compared, model, least_log_odds, settled)
        )
        return *distinct([(pairs, odds) for pairs, odds, _ in found]), sum(c for *_, c in found)

    # The kernels let go of the interpreter: two cores search two combinations at a time.
    for combination in combinations:
        for letter in combination.parts:
            keys.part(letter)
    compared.arrays, model.table  # noqa: B018 - made once, before threads ask for them
    kept: list[tuple[Pairs, Odds]] = []
    met = 0
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
        for pairs, odds, count in threads.map(search, combinations):
            met += count
            kept.append((pairs, odds))
            if sum(len(each) for each, _ in kept[1:]) > most_a_record * n:
                kept = [distinct(kept)]
    return strongest(*distinct(kept), n, most_a_record=most_a_record, met=met)


def strongest(
    pairs: Pairs, log_odds: Odds, n: int, *, most_a_record: float, met: int
) -> Candidates:
    """The candidates among distinct pairs (m,), ordered: left * n + right with their log odds."""
    most = int(most_a_record * n)
    if len(pairs) > most:
        strong = np.sort(np.argsort(-log_odds, kind="stable")[:most])
        pairs, log_odds = pairs[strong], log_odds[strong]
    left, right = np.divmod(pairs, n)
    return Candidates(left.astype(np.int32), right.astype(np.int32), log_odds, met)


def pairs_of(
    combination: Combination,
    rows: Rows,
    hashed: NDArray[np.uint64],
    when: NDArray[np.int64],
    compared: Compared,
    model: Model,
    least: float,
    settled: NDArray[np.bool_] | None = None,
) -> Iterator[tuple[Pairs, Odds, int]]:
    """The pairs of rows (k,) that share a key (k,), as left * n + right with their log odds.

    In portions, each with how many pairs met; pairs below `least` are left out.
    """
    from habeas.people.blocking.block_kernel import emit
    from habeas.people.evidence.comparing_kernel import weigh

    if not len(rows):
        return
    in_time = (rows, when[rows], hashed)
    order = np.lexsort(in_time) if combination.neighbours else np.argsort(hashed)
    rows, hashed = np.ascontiguousarray(rows[order]), np.ascontiguousarray(hashed[order])
    features = compared.features
    n = len(features)
    # A block of the cap fits whole, so that what else there is to search never cuts it.
    size = min(BUFFER, max(10_000, combination.cap**2, 64 * len(rows)))
    left = np.empty(size, dtype=np.int32)
    right = np.empty(size, dtype=np.int32)
    met = _met_before(combination, features)
    settled = np.zeros(n, dtype=np.bool_) if settled is None else settled
    start = 0
    while start < len(hashed):
        start, count = emit(
            rows,
            hashed,
            start,
            combination.cap,
            combination.neighbours,
            met,
            settled,
            left,
            right,
        )
        log_odds = np.empty(count, dtype=np.float32)
        weigh(
            left[:count],
            right[:count],
            compared.arrays,
            compared.usual,
            model.table,
            model.prior_log_odds,
            features.list,
            log_odds,
        )
        good = log_odds >= least
        pairs = left[:count][good].astype(np.int64) * n + right[:count][good]
        yield *distinct([(pairs, log_odds[good])]), count


def _met_before(combination: Combination, features: Features) -> Rows:
    """Rows of one surname meet under its key; keys without a letter need not bring them together.

    Equal numbers (n,) are left out, -1 never.
    """
    if "X" in combination.parts:
        codes = features.names[:, 0]
        return np.append(features.surname.key, -1)[codes].astype(np.int32)
    return np.full(len(features), -1, dtype=np.int32)


def entries(combination: Combination, keys: Keys) -> tuple[Rows, NDArray[np.uint64]]:
    """Rows (k,) and keys (k,) of a combination, a row once for each of its readings."""
    found = list(keys.hashes(combination))
    if not found:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint64)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([k for _, k in found])


def distinct(kept: list[tuple[Pairs, Odds]]) -> tuple[Pairs, Odds]:
    """Each pair once, in order, with its log odds."""
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    pairs, first = np.unique(np.concatenate([pairs for pairs, _ in kept]), return_index=True)
    return pairs, np.concatenate([log_odds for _, log_odds in kept])[first]


def order_in_time(compared: Compared) -> NDArray[np.int64]:
    """Rows by date of birth where they have one, else by their first event."""
    f = compared.features
    birth = f.birth.astype(np.int64)
    born = (birth[:, 0] * 12 + birth[:, 1]) * 31 + birth[:, 2]
    return np.where(birth[:, 0] > 0, born, f.days.max(axis=1).astype(np.int64) + 10_000_000)
