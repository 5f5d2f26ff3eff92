"""Numbers are read with their modifiers, shares, ranges and wholes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.language import NumberMention, find_numbers


def only(text: str) -> NumberMention:
    (mention,) = find_numbers(text)
    return mention


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("seven Ukrainian prisoners", "seven", 7),
        ("2,149 outstanding cases", "2,149", 2149),
        ("19\u00a0000 children", "19\u00a0000", 19000),
        ("twenty-two men", "twenty-two", 22),
        ("one hundred and twenty men", "one hundred and twenty", 120),
        ("two hundred thousand people", "two hundred thousand", 200_000),
        ("a hundred men", "a hundred", 100),
        ("two dozen guards", "two dozen", 24),
        ("a dozen guards", "a dozen", 12),
        ("6.5 million hryvnias", "6.5 million", 6_500_000),
        ("half a million hryvnias", "half a million", 500_000),
        ("half an hour", "half", 0.5),
        ("3.5 tons", "3.5", 3.5),
        ("one prisoner", "one", 1),
        ("a 28-year sentence", "28", 28),
        ("He counted 14.", "14", 14),
    ],
)
def test_figures_and_words_have_the_same_values(text: str, words: str, value: float) -> None:
    mention = only(text)
    assert text[mention.number_start : mention.number_end] == words
    assert mention.value == value
    assert (mention.low, mention.high) == (value, value)
    assert mention.modifier == "exact"
    assert not mention.share


@pytest.mark.parametrize(
    ("text", "words", "modifier", "low", "high"),
    [
        ("more than 19,000 children", "more than 19,000", "more_than", 19000, None),
        ("over 200 men", "over 200", "more_than", 200, None),
        ("200+ men", "200+", "more_than", 200, None),
        ("at least 40 men", "at least 40", "at_least", 40, None),
        ("a minimum of 40 men", "a minimum of 40", "at_least", 40, None),
        ("no fewer than 40 men", "no fewer than 40", "at_least", 40, None),
        ("40 or more men", "40 or more", "at_least", 40, None),
        ("nearly 40 men", "nearly 40", "nearly", None, 40),
        ("almost forty men", "almost forty", "nearly", None, 40),
        ("up to 40 men", "up to 40", "up_to", None, 40),
        ("as many as 40 men", "as many as 40", "up_to", None, 40),
        ("no more than 40 men", "no more than 40", "up_to", None, 40),
        ("only 40 men", "only 40", "only", 40, 40),
        ("about 40 men", "about 40", "approx", None, None),
        ("some 40 men", "some 40", "approx", None, None),
        ("~40 men", "~40", "approx", None, None),
        ("40 each", "40 each", "each", 40, 40),
        ("well over  40 men", "well over  40", "more_than", 40, None),
    ],
)
def test_the_words_beside_a_number_set_its_bounds(
    text: str, words: str, modifier: str, low: float | None, high: float | None
) -> None:
    mention = only(text)
    assert mention.text == words
    assert mention.value == 40 or mention.value in {19000, 200}
    assert (mention.modifier, mention.low, mention.high) == (modifier, low, high)


@pytest.mark.parametrize(
    ("text", "value", "denominator"),
    [
        ("80% of bodies", 0.8, None),
        ("80 percent of bodies", 0.8, None),
        ("6.5 per cent of bodies", 0.065, None),
        ("half of them", 0.5, None),
        ("a third of the inmates", 1 / 3, None),
        ("two thirds of the inmates", 2 / 3, None),
        ("three-quarters of the inmates", 0.75, None),
        ("one in five inmates", 0.2, 5),
        ("three out of five inmates", 0.6, 5),
    ],
)
def test_a_share_is_a_fraction_of_one(text: str, value: float, denominator: float | None) -> None:
    mention = only(text)
    assert mention.share
    assert mention.value == pytest.approx(value)
    assert mention.denominator == denominator


def test_a_share_takes_its_modifier_too() -> None:
    mention = only("More than half of the prisoners")
    assert (mention.text, mention.value, mention.modifier) == ("More than half", 0.5, "more_than")
    assert only("nearly a third of them").high == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "low", "high", "share"),
    [
        ("5-10 bodies", 5, 10, False),
        ("between 5 and 10 bodies", 5, 10, False),
        ("from 5 to 10 bodies", 5, 10, False),
        ("five or six bodies", 5, 6, False),
        ("5 to 10 million", 5_000_000, 10_000_000, False),
        ("20-30% of bodies", 0.2, 0.3, True),
        ("between 20 and 30 percent", 0.2, 0.3, True),
    ],
)
def test_a_range_has_both_ends_and_its_first_number_as_value(
    text: str, low: float, high: float, share: bool
) -> None:
    mention = only(text)
    assert (mention.value, mention.low, mention.high) == (low, low, high)
    assert mention.modifier == "range"
    assert mention.share is share


@pytest.mark.parametrize("text", ["10 to 5", "5 or 300", "from 10 to 5"])
def test_two_numbers_that_make_no_range_stay_two(text: str) -> None:
    assert len(find_numbers(text)) == 2


@pytest.mark.parametrize(
    ("text", "value", "modifier"),
    [
        ("dozens of men", 12, "dozens"),
        ("hundreds of men", 100, "hundreds"),
        ("thousands of men", 1000, "thousands"),
        ("tens of thousands of men", 10_000, "thousands"),
        ("hundreds of thousands of men", 100_000, "thousands"),
        ("millions of men", 1_000_000, "millions"),
        ("several hundred men", 100, "hundreds"),
    ],
)
def test_a_vague_plural_is_at_least_two_of_its_size(text: str, value: float, modifier: str) -> None:
    mention = only(text)
    assert (mention.value, mention.low, mention.high) == (value, 2 * value, None)
    assert mention.modifier == modifier


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [("169 of 174 men", 169, 174), ("12 of the 14 men", 12, 14), ("four of all ten", 4, 10)],
)
def test_a_number_out_of_a_number_keeps_the_whole(text: str, value: float, whole: float) -> None:
    mention = only(text)
    assert (mention.value, mention.denominator, mention.share) == (value, whole, False)


def test_a_number_out_of_a_described_group_has_no_printed_whole() -> None:
    assert only("four of the Tajik suspects").denominator is None


@pytest.mark.parametrize(
    "text",
    [
        "one of the last checks",
        "no one knew; one another; each one",
        "IK-3, A2KT, G7, F-16, 9mm",
        "the 19th, the 1st",
        "at 10:30",
        "the first half; his half-brother",
        "a third country and a third person",
        "anyone, someone, often, tent, fourteenth",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert find_numbers(text) == ()


PIECES = (
    "more than at least half a third of the 12 14 1,500 2000 3.5 % percent one in five to - – or"
    " and between from hundreds thousands million dozen two twenty-two each + ~ ½ ٣"
    " 9999999999999999999"
).split()


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
)
def test_any_text_gives_spans_in_order_and_bounds_around_the_value(text: str) -> None:
    end = 0
    for mention in find_numbers(text):
        assert end <= mention.number_start < mention.number_end <= len(text)
        assert mention.start <= mention.number_start
        assert mention.number_end <= mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.value >= 0
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high
        if mention.share:
            assert mention.denominator is None or mention.denominator > 0
        end = mention.number_end


@given(st.integers(0, 999_999_999))
def test_any_whole_number_is_read_back_from_its_figures(number: int) -> None:
    assert only(f"{number:,} persons").value == number
    assert only(f"{number} persons").value == number
