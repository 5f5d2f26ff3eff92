"""Records that stand alone meet all others again, under keys that say little."""

from __future__ import annotations

import numpy as np

from habeas.people.partitions.unscored import unscored
from tests.people.comparing import evidence_of, records_of

NOBODY = np.zeros(0, dtype=np.int32)


def met(
    names: list[tuple[str, str]], alone: list[bool], known: tuple[int, int] | None = None
) -> set[tuple[int, int]]:
    records = records_of(
        ids=[f"r{row}" for row in range(len(names))],
        list=[f"list {row}" for row in range(len(names))],
        name=[f"{surname} {given}" for surname, given in names],
        surname=[surname for surname, _ in names],
        given=[given for _, given in names],
    )
    left = np.array([known[0]], dtype=np.int32) if known else NOBODY
    right = np.array([known[1]], dtype=np.int32) if known else NOBODY
    features = evidence_of(records).compared.features
    a, b = unscored(features, np.array(alone), left, right)
    return set(zip(a.tolist(), b.tolist(), strict=True))


NAMES = [("Вигаденко", "Іван"), ("Вигаденко", "І."), ("Небульчук", "Петро"), ("Іван", "Вигаденко")]


def test_an_initial_meets_the_name_and_the_order_of_names_is_nothing() -> None:
    pairs = met(NAMES, [True] * 4)
    assert (0, 1) in pairs
    assert (0, 3) in pairs
    assert (0, 2) not in pairs


def test_only_records_that_stand_alone_are_sought() -> None:
    assert (0, 1) not in met(NAMES, [False, False, True, True])
    assert (0, 1) in met(NAMES, [False, True, False, False])


def test_a_pair_that_was_scored_is_not_given_again() -> None:
    assert (0, 1) not in met(NAMES, [True] * 4, known=(0, 1))
