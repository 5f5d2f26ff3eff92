"""The chain must visit partitions as often as their posterior says: compared with enumeration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from habeas.people.evidence.levels import FEATURES
from habeas.people.facts import blank_rows
from habeas.people.partitions.chain_kernel import sample_block
from habeas.people.partitions.person_kernel import person_weight

RECORDS = 5
DRAWS = 40_000
NO_COST = np.zeros(64, dtype=np.float32)
NO_FACTS = (np.zeros(11, dtype=np.int32), np.zeros(11, dtype=np.bool_))


def partitions(items: list[int]) -> Iterator[list[list[int]]]:
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        yield [[items[0]], *rest]
        for place, part in enumerate(rest):
            yield [*rest[:place], [items[0], *part], *rest[place + 1 :]]


def block_of(seed: int, apart: tuple[int, int] | None = None) -> Any:
    random = np.random.default_rng(seed)
    weights = np.zeros((RECORDS, RECORDS, FEATURES), dtype=np.float32)
    said = np.zeros((RECORDS, RECORDS, FEATURES), dtype=np.bool_)
    for i in range(RECORDS):
        for j in range(i):
            weights[i, j, :3] = weights[j, i, :3] = random.normal(0.6, 1.0, 3)
            said[i, j, :3] = said[j, i, :3] = random.random(3) < 0.8
    weights[~said] = 0.0
    parted = np.zeros((RECORDS, RECORDS), dtype=np.bool_)
    if apart:
        parted[apart] = parted[apart[::-1]] = True
    beforehand = random.normal(-0.5, 0.2, (RECORDS, RECORDS)).astype(np.float32)
    everybody = [[j for j in range(RECORDS) if j != i] for i in range(RECORDS)]
    return (
        np.arange(RECORDS + 1, dtype=np.int64),
        (
            np.array([j for others in everybody for j in others], dtype=np.int32),
            np.arange(RECORDS + 1, dtype=np.int64) * (RECORDS - 1),
        ),
        parted,
        (
            weights,
            said,
            (beforehand + beforehand.T) / 2,
            np.arange(RECORDS, dtype=np.int32),
            NO_COST,
            np.array([1.0, 0.0, 0.3, 0.2, -0.1, -0.5]),
        ),
        blank_rows(RECORDS),
        NO_FACTS,
        (
            np.empty(RECORDS, dtype=np.int32),
            np.empty(RECORDS, dtype=np.int32),
            np.empty(blank_rows(1).shape[1], dtype=np.int32),
        ),
    )


def room_for(draws: int) -> np.ndarray:
    """A strip of a wider table, as the draws of a block are: so the kernel is compiled once."""
    return np.zeros((draws, RECORDS + 1), dtype=np.int16)[:, :RECORDS]


def canonical(labels: np.ndarray) -> tuple[int, ...]:
    known: dict[int, int] = {}
    return tuple(known.setdefault(int(label), len(known)) for label in labels)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_partitions_come_as_often_as_their_posterior_says(seed: int) -> None:
    block = block_of(seed)
    weights, said, beforehand, lists, cost, shape = block[3]
    exact = {}
    for partition in partitions(list(range(RECORDS))):
        labels = np.zeros(RECORDS, dtype=np.int64)
        total = 0.0
        for number, part in enumerate(partition):
            labels[part] = number
            # Members are told in order, as the chain tells them.
            members = np.array(sorted(part), dtype=np.int32)
            total += person_weight(
                members, len(part), weights, said, beforehand, lists, cost, shape
            )
        exact[canonical(labels)] = total
    most = max(exact.values())
    mass = sum(np.exp(each - most) for each in exact.values())
    out = room_for(DRAWS)
    sample_block(np.arange(RECORDS, dtype=np.int32), block, DRAWS, 100, out)
    seen = dict.fromkeys(exact, 0)
    for drawn in out:
        seen[canonical(drawn)] += 1
    for way, total in exact.items():
        chance = np.exp(total - most) / mass
        assert seen[way] / DRAWS == pytest.approx(chance, abs=0.012)


def test_atoms_that_a_reviewer_parted_never_meet() -> None:
    out = room_for(2000)
    start = np.arange(RECORDS, dtype=np.int32)
    sample_block(start, block_of(1, apart=(0, 3)), 2000, 10, out)
    assert not (out[:, 0] == out[:, 3]).any()
    free = room_for(2000)
    sample_block(start, block_of(1), 2000, 10, free)
    assert (free[:, 0] == free[:, 3]).any()
