"""How many records persons have, and what that says beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.people.partitions.sizes import LARGEST, prior_of_sizes, sizes_of
from tests.people.partitions.conftest import Drawn


def test_persons_are_counted_by_their_records() -> None:
    sizes = sizes_of(np.array([0, 0, 1, 2, 2, 2]))
    assert sizes[:4].tolist() == [1.0, 1.0, 1.0, 0.0]
    assert sizes_of(np.zeros(LARGEST + 5, dtype=int))[-1] == 1.0


def test_the_more_persons_stand_alone_the_likelier_is_it_beforehand(drawn: Drawn) -> None:
    evidence = drawn.resolution.evidence
    assert evidence is not None
    few, many = np.zeros(LARGEST), np.zeros(LARGEST)
    few[:2], many[:2] = (100.0, 500.0), (500.0, 300.0)
    alone, crowd = (prior_of_sizes(each, evidence, seed=1) for each in (many, few))
    # Two records apart, against the two together.
    assert 2 * alone[0] - alone[1] > 2 * crowd[0] - crowd[1]


def test_a_size_that_never_came_is_unlikely_and_not_impossible(drawn: Drawn) -> None:
    evidence = drawn.resolution.evidence
    assert evidence is not None
    terms = prior_of_sizes(np.eye(LARGEST)[0] * 700.0, evidence, seed=1)
    assert np.isfinite(terms).all()
    assert terms[0] == pytest.approx(np.log(700.0 / len(drawn.resolution.records)))
