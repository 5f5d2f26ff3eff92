"""What the number beside a claim promises, and the tables that it is read from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.confidence import (
    LEAST,
    MOST,
    Grounds,
    calibrated,
    confidence_of,
    features,
    is_bare,
    raw_score,
    steps,
    weights,
)
from habeas.model import BlockKind, Stance

CLEAR = Grounds(
    language="en",
    found="named",
    ambiguous=False,
    typed="type.cue",
    weight=9.0,
    shares=(0.8, 0.1),
    central=True,
    stance=Stance.ASSERTS,
    block=BlockKind.PARAGRAPH,
    words=20,
    split=False,
    bare=False,
)
WAYS = ("named", "described", "narrator", "pronoun", "quote", "continues", "witness", "unresolved")
any_grounds = st.builds(
    Grounds,
    language=st.sampled_from(["en", "ru", "uk"]),
    found=st.sampled_from([*WAYS, "a way of tomorrow"]),
    ambiguous=st.booleans(),
    typed=st.sampled_from(["type.cue", "type.carried", "type.fallback"]),
    weight=st.floats(0, 40),
    shares=st.lists(st.floats(0, 1), max_size=3).map(lambda s: tuple(sorted(s, reverse=True))),
    central=st.booleans(),
    stance=st.sampled_from(Stance),
    block=st.sampled_from(BlockKind),
    words=st.integers(0, 400),
    split=st.booleans(),
    bare=st.booleans(),
)


def test_the_table_of_steps_begins_at_nothing_and_rises() -> None:
    starts, confidences = zip(*steps(), strict=True)
    assert starts[0] == 0.0
    assert starts[-1] < 1.0
    assert list(starts) == sorted(set(starts))
    assert list(confidences) == sorted(set(confidences))
    assert confidences[0] >= LEAST
    assert confidences[-1] <= MOST


def test_there_are_enough_steps_to_rank_claims_by() -> None:
    assert len(steps()) >= 3


@given(st.floats(0, 1))
def test_every_score_falls_into_a_step(raw: float) -> None:
    assert calibrated(raw, steps()) in {round(share, 2) for _, share in steps()}


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_never_means_less_confidence(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert calibrated(low, steps()) <= calibrated(high, steps())


def test_a_score_on_the_edge_belongs_to_the_step_above() -> None:
    table = ((0.0, 0.2), (0.5, 0.7))
    assert calibrated(0.4999, table) == 0.2
    assert calibrated(0.5, table) == 0.7


@pytest.mark.parametrize(("share", "stated"), [(0.0, LEAST), (1.0, MOST)])
def test_nothing_is_certain_nor_impossible(share: float, stated: float) -> None:
    assert calibrated(0.5, ((0.0, share),)) == stated


@given(any_grounds)
def test_every_claim_gets_a_probability_to_two_decimals(grounds: Grounds) -> None:
    confidence = confidence_of(grounds)
    assert LEAST <= confidence <= MOST
    assert confidence == round(confidence, 2)


@given(any_grounds)
def test_every_ground_lies_between_minus_one_and_one(grounds: Grounds) -> None:
    assert all(-1 <= value <= 1 for value in features(grounds).values())


def test_every_weight_belongs_to_a_ground_that_can_occur() -> None:
    known = {
        *(name for way in WAYS for name in features(replace(CLEAR, found=way))),
        *(name for stance in Stance for name in features(replace(CLEAR, stance=stance))),
        *features(replace(CLEAR, language="ru", typed="type.carried", split=True)),
        *features(replace(CLEAR, language="uk", block=BlockKind.TITLE, bare=True)),
    }
    assert set(weights()) <= known


@pytest.mark.parametrize(
    "less",
    [
        replace(CLEAR, typed="type.fallback", weight=0.0, shares=(1.0,), central=False),
        replace(CLEAR, weight=2.0, shares=(0.4, 0.35)),
        replace(CLEAR, found="unresolved", ambiguous=True),
        replace(CLEAR, split=True),
        replace(CLEAR, bare=True),
    ],
    ids=[
        "no cue for the type",
        "a weak cue among others",
        "no speaker fits",
        "one of several",
        "read without a dictionary",
    ],
)
def test_what_speaks_against_a_claim_lowers_its_score(less: Grounds) -> None:
    assert raw_score(less, weights()) < raw_score(CLEAR, weights())


def test_english_needs_no_dictionary() -> None:
    assert not is_bare("en")


def test_a_clear_claim_is_rated_above_a_guess() -> None:
    guess = replace(
        CLEAR, typed="type.fallback", weight=0.0, shares=(1.0,), central=False, split=True, words=4
    )
    assert confidence_of(CLEAR) > 0.7
    assert confidence_of(guess) < 0.6
