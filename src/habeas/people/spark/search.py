"""Searching candidates in partitions: keys are sent to where they meet, pairs to where they sort.

Each function here runs on a worker, inside `mapInArrow`, on parcels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.candidate_pairs import (
    LEAST_LOG_ODDS,
    Odds,
    Pairs,
    Rows,
    distinct,
    entries,
    order_in_time,
    pairs_of,
)
from habeas.people.blocking.keys import COMBINATIONS, Hashes, Keys
from habeas.people.evidence.model import Compared, Model
from habeas.people.spark.parcel import Parcel, batches, opened
from habeas.people.spark.shared import Shared

MET = -1


@dataclass(frozen=True, eq=False)
class Searched:
    """What searching any keys needs; rows that are `settled` (n,) meet only the others."""

    compared: Compared
    model: Model
    settled: NDArray[np.bool_] | None


def keys_sent(arrived: Iterator[Any], sent: Shared[Searched], partitions: int) -> Iterator[Any]:
    """For each span of rows, their keys: to one partition all that are equal."""
    features = sent.value.compared.features
    for span in opened(arrived):
        (ends,) = span.read(np.int32)
        keys = Keys(features.take(np.arange(ends[0], ends[1])))
        for topic, combination in enumerate(COMBINATIONS):
            rows, hashed = entries(combination, keys)
            yield from batches(_addressed(topic, rows + ends[0], hashed, partitions))


def _addressed(topic: int, rows: Rows, hashed: Hashes, partitions: int) -> Iterator[Parcel]:
    address = (hashed % np.uint64(partitions)).astype(np.int64)
    order = np.argsort(address, kind="stable")
    rows, hashed = rows.astype(np.int32)[order], hashed[order]
    begin = np.searchsorted(address[order], np.arange(partitions + 1))
    for to in range(partitions):
        here = slice(begin[to], begin[to + 1])
        if here.start < here.stop:
            yield Parcel(to, topic, (rows[here], hashed[here]))


def pairs_sent(arrived: Iterator[Any], sent: Shared[Searched], partitions: int) -> Iterator[Any]:
    """For keys that met, the pairs that say enough: to one partition those of one span of rows."""
    searched = sent.value
    compared, model = searched.compared, searched.model
    n = len(compared.features)
    when = order_in_time(compared)
    met = 0
    found: list[tuple[Pairs, Odds]] = []
    for topic, rows, hashed in _by_topic(arrived):
        for pairs, odds, count in pairs_of(
            COMBINATIONS[topic],
            rows,
            hashed,
            when,
            compared,
            model,
            LEAST_LOG_ODDS,
            searched.settled,
        ):
            met += count
            found.append((pairs, odds))
        found = [distinct(found)]
    pairs, odds = distinct(found)
    limits = np.arange(1, partitions, dtype=np.int64) * -(-n // partitions) * n
    begin = np.concatenate([[0], np.searchsorted(pairs, limits), [len(pairs)]])
    parcels = (
        Parcel(to, 0, (pairs[begin[to] : begin[to + 1]], odds[begin[to] : begin[to + 1]]))
        for to in range(partitions)
        if begin[to] < begin[to + 1]
    )
    yield from batches(parcels)
    yield from batches([Parcel(0, MET, (np.array([met], dtype=np.int64),))])


def _by_topic(arrived: Iterator[Any]) -> Iterator[tuple[int, Rows, Hashes]]:
    parcels: dict[int, list[Parcel]] = defaultdict(list)
    for parcel in opened(arrived):
        parcels[parcel.topic].append(parcel)
    for topic in sorted(parcels):
        read = [parcel.read(np.int32, np.uint64) for parcel in parcels.pop(topic)]
        yield topic, np.concatenate([r for r, _ in read]), np.concatenate([h for _, h in read])


def pairs_sorted(arrived: Iterator[Any]) -> Iterator[Any]:
    """For each span of rows its pairs, each once and in order; and how many met in all."""
    met = 0
    found: dict[int, list[tuple[Pairs, Odds]]] = defaultdict(list)
    for parcel in opened(arrived):
        if parcel.topic == MET:
            met += int(parcel.read(np.int64)[0][0])
        else:
            pairs, odds = parcel.read(np.int64, np.float32)
            found[parcel.address].append((pairs, odds))
    for address in sorted(found):
        yield from batches([Parcel(address, 0, distinct(found[address]))])
    yield from batches([Parcel(0, MET, (np.array([met], dtype=np.int64),))])
