"""What log odds are worth: by draws, and by decisions."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.people import Decision, Sameness
from habeas.people.partitions import Calibration, calibrated
from tests.people.partitions.conftest import Drawn


@pytest.fixture(scope="module")
def without_labels(drawn: Drawn) -> Calibration:
    return calibrated(drawn.resolution)


def test_more_evidence_is_never_worth_less(without_labels: Calibration) -> None:
    probability = without_labels.probability(np.linspace(-15.0, 25.0, 400))
    assert (np.diff(probability) >= 0.0).all()
    assert probability[0] < 0.01
    assert probability[-1] > 0.99


def test_shares_of_true_pairs_are_as_said(drawn: Drawn, without_labels: Calibration) -> None:
    pairs, truth = drawn.resolution.pairs, drawn.invented.truth
    evidence = drawn.resolution.evidence
    assert evidence is not None
    said = without_labels.probability(evidence.log_odds(pairs.left, pairs.right))
    true = truth[pairs.left] == truth[pairs.right]
    bins = np.minimum((said * 10).astype(int), 9)
    error = sum(abs(said[bins == k].sum() - true[bins == k].sum()) for k in range(10))
    assert error / len(said) < 0.03


def test_decisions_against_the_model_move_the_line_the_more_there_are(
    drawn: Drawn, without_labels: Calibration
) -> None:
    ids, pairs = drawn.resolution.records.ids, drawn.resolution.pairs
    middle = np.flatnonzero(np.abs(pairs.log_odds) < 6.0)[:80]
    # A reviewer who says of every doubtful pair that they are two.
    decisions = [
        Decision(Sameness.DIFFERENT, (ids[pairs.left[at]],), (ids[pairs.right[at]],))
        for at in middle.tolist()
    ]
    even = np.array([1.0])
    few = calibrated(drawn.resolution, decisions[:10]).probability(even)[0]
    many = calibrated(drawn.resolution, decisions).probability(even)[0]
    assert many < few < without_labels.probability(even)[0]


def test_an_undecided_pair_is_no_label(drawn: Drawn, without_labels: Calibration) -> None:
    ids = drawn.resolution.records.ids
    unsure = Decision(Sameness.UNSURE, (ids[0],), (ids[1],))
    assert np.array_equal(calibrated(drawn.resolution, [unsure]).meant, without_labels.meant)


def test_a_line_of_nothing_leaves_what_the_model_says() -> None:
    nothing = Calibration(np.zeros(0), np.zeros(0))
    assert nothing.probability(np.array([0.0]))[0] == pytest.approx(0.5)
