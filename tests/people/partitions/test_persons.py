"""The number of persons: a point, an interval, and what widened it."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.model import WrongUsage
from habeas.people import Records, resolve
from habeas.people.partitions import persons_interval, sample_partitions
from tests.people.partitions.conftest import Drawn


def test_the_number_is_near_the_truth_and_the_interval_not_wide(drawn: Drawn) -> None:
    found = persons_interval(drawn.resolution, drawn.draws)
    true = len(np.unique(drawn.invented.truth))
    assert found.point == pytest.approx(true, rel=0.02)
    assert found.low <= found.point <= found.high
    assert (found.high - found.low) / found.point < 0.15


def test_a_higher_level_is_a_wider_interval(drawn: Drawn) -> None:
    half = persons_interval(drawn.resolution, drawn.draws, level=0.5)
    most = persons_interval(drawn.resolution, drawn.draws, level=0.99)
    assert most.low < half.low < half.high < most.high


def test_it_says_what_widened_it(drawn: Drawn) -> None:
    parts = persons_interval(drawn.resolution, drawn.draws).parts
    assert parts["partitions"] > 0.0
    assert parts["calibration"] > 0.0
    assert parts["unreached"] > 0.0


def test_the_same_seed_gives_the_same_interval(drawn: Drawn) -> None:
    assert persons_interval(drawn.resolution, drawn.draws) == persons_interval(
        drawn.resolution, drawn.draws
    )


def test_one_record_is_one_person() -> None:
    resolution = resolve(Records.build(["a"], name=["Вигаденко Олег"], list=["families"]))
    found = persons_interval(resolution, sample_partitions(resolution, draws=5))
    assert (found.low, found.point, found.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_that_is_no_probability_is_refused(drawn: Drawn, level: float) -> None:
    with pytest.raises(WrongUsage):
        persons_interval(drawn.resolution, drawn.draws, level=level)
