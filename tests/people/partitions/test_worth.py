"""Dates of birth as a witness of what all other evidence is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.people import resolve
from habeas.people.partitions.worth import Worth, _line, worth
from tests.people.invented import lists_of


def dates(slope: float, shift: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and whether dates agree: true at the odds of a line, and 4 of 5 true ones agree."""
    random = np.random.default_rng(seed)
    said = random.uniform(-4.0, 8.0, 6000)
    true = random.random(6000) < 1.0 / (1.0 + np.exp(-(shift + slope * said)))
    return said, true & (random.random(6000) < 0.8)


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.7, 0.5), (1.4, -0.5)])
def test_the_line_is_found_without_a_label(slope: float, shift: float) -> None:
    found, error = _line(*dates(slope, shift))
    assert found == pytest.approx([slope, shift], abs=0.2)
    assert (np.abs(found - np.array([slope, shift])) < 4.0 * error).all()


def test_without_a_witness_weights_are_taken_at_their_word() -> None:
    records = lists_of(100).records
    nothing = replace(records.born, codes=np.full(len(records), -1, dtype=np.int32))
    resolution = resolve(replace(records, born=nothing))
    assert resolution.evidence is not None
    assert worth(resolution, resolution.evidence, seed=1) == Worth()
