"""A wrong measure of calibration is worse than none."""

from __future__ import annotations

import numpy as np
import pytest
from claims_agreement import (
    UNREAD,
    agreed,
    arrays,
    calibration_error,
    equal_mass,
    error_by_chance,
    judged_claims,
    paired,
)
from claims_unread import unread_texts

from tests.claims.test_gate import SHARED

HELD = ("held", "held_ru", "held_uk")
needs_scorer = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the scorer lies in ../shared, absent here"
)
GOLD = {
    "start": 0,
    "end": 40,
    "content_start": 0,
    "content_end": 40,
    "type": "torture",
    "type_alt": ["injury"],
    "speaker": "Olha Korsak",
    "speaker_alt": [],
}


def test_no_error_where_stated_and_true_shares_are_equal() -> None:
    confidence = np.repeat([0.25, 0.75], 8)
    agrees = np.array(([True] * 2 + [False] * 6) + ([True] * 6 + [False] * 2))
    assert calibration_error(confidence, agrees) == pytest.approx(0.0)


def test_the_error_is_the_gap_where_all_are_overrated_alike() -> None:
    confidence, agrees = np.full(20, 0.9), np.array([True] * 10 + [False] * 10)
    assert calibration_error(confidence, agrees) == pytest.approx(0.4)


def test_gaps_up_and_down_do_not_cancel_out() -> None:
    confidence = np.repeat([0.2, 0.8], 10)
    agrees = np.array([True] * 10 + [False] * 10)
    assert calibration_error(confidence, agrees) == pytest.approx(0.8)


def test_equal_confidences_share_a_bin_and_bins_are_about_equal() -> None:
    confidence = np.round(np.random.default_rng(1).random(1000), 2)
    bins = equal_mass(confidence)
    for value in np.unique(confidence):
        assert len(set(bins[confidence == value])) == 1
    assert np.bincount(bins).max() < 130
    assert len(np.unique(bins)) == 10


def test_chance_alone_makes_an_error_on_few_claims() -> None:
    few, many = (error_by_chance(np.full(size, 0.7), draws=200) for size in (20, 2000))
    assert few > 0.05
    assert many < 0.02


@needs_scorer
def test_pairs_are_one_to_one_and_the_best_overlap_wins() -> None:
    spans = [(0, 30), (0, 40), (90, 99)]
    predicted = [dict(GOLD, start=start, end=end) for start, end in spans]
    assert paired(predicted, [GOLD]) == {1: 0}


@needs_scorer
@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        ({}, True),
        ({"type": "injury"}, True),
        ({"type": "attack"}, False),
        ({"speaker": "narrator"}, False),
        ({"speaker": "Petro Dovhal"}, False),
    ],
)
def test_agreement_needs_type_and_speaker(found: dict[str, str], accepted: bool) -> None:
    assert agreed({**GOLD, **found}, GOLD) is accepted


@needs_scorer
def test_the_narrator_is_a_speaker_like_any_other() -> None:
    own_voice = {**GOLD, "speaker": "narrator", "speaker_alt": []}
    assert agreed(own_voice, own_voice)
    assert not agreed(GOLD, own_voice)
    assert agreed(GOLD, {**own_voice, "speaker_alt": ["Korsak"]})


def test_an_unread_text_is_its_claims_one_after_another() -> None:
    for text in unread_texts():
        for claim in text.gold:
            words = text.text[claim["start"] : claim["end"]]
            assert words == words.strip()
            assert "\n" not in words
            assert claim["speaker"]


@pytest.mark.ci
@needs_scorer
def test_confidence_holds_in_texts_on_which_no_rule_was_tuned() -> None:
    claims = judged_claims([UNREAD, *HELD])
    assert len(claims) > 500
    assert calibration_error(*arrays(claims)) <= 0.08
    held = [claim for claim in claims if claim.group in HELD]
    assert calibration_error(*arrays(held)) <= 0.08
