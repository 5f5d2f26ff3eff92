"""English numbers as reports, press and witnesses write them."""

from __future__ import annotations

import pytest

from habeas.language import NumberMention, find_numbers

# Value and modifier of each number in the words.
NUMBERS = [
    ("hundreds of detainees", "100/hundreds"),
    ("scores of men", "20/dozens"),
    ("one in five detainees", "0.2/exact"),
    ("one in every five detainees", "0.2/exact"),
    ("nine in ten respondents", "0.9/exact"),
    ("nine out of ten respondents", "0.9/exact"),
    ("7 in 10 detainees", "0.7/exact"),
    ("two-thirds of the detainees", "0.667/exact"),
    ("two thirds of the detainees", "0.667/exact"),
    ("almost two-thirds of those interviewed", "0.667/nearly"),
    ("a dozen men", "12/exact"),
    ("half a dozen men", "6/exact"),
    ("a half-dozen men", "6/exact"),
    ("two dozen men", "24/exact"),
    ("169 of the 174 prisoners", "169/exact"),
    ("169 of 174", "169/exact"),
    ("169 out of 174", "169/exact"),
    ("169 out of the 174 interviewed", "169/exact"),
    ("between 10 and 15 men", "10/range"),
    ("10- to 15-year sentences", "10/range"),
    ("10 to 15 years", "10/range"),
    ("ten to fifteen men", "10/range"),
    ("from 10 to 15 men", "10/range"),
    ("10–15 men", "10/range"),
    ("around 40 men", "40/approx"),
    ("roughly 40 men", "40/approx"),
    ("an estimated 40 men", "40/approx"),
    ("about forty men", "40/approx"),
    ("close to 40 men", "40/nearly"),
    ("at least half of the men", "0.5/at_least"),
    ("not less than 40 men", "40/at_least"),
    ("80 percent of the men", "0.8/exact"),
    ("80 per cent of the men", "0.8/exact"),
    ("80% of the men", "0.8/exact"),
    ("80pc of the men", "0.8/exact"),
    ("eighty percent of the men", "0.8/exact"),
    ("more than 80 percent of men", "0.8/more_than"),
    ("over 19,000 children", "19000/more_than"),
    ("more than 19 000 children", "19000/more_than"),
    ("upwards of 200 men", "200/more_than"),
    ("in excess of 200 men", "200/more_than"),
    ("well over 100 men", "100/more_than"),
    ("as many as 200 men", "200/up_to"),
    ("up to 200 men", "200/up_to"),
    ("a maximum of 200 men", "200/up_to"),
    ("fewer than 200 men", "200/up_to"),
    ("less than half of the men", "0.5/up_to"),
    ("no more than 10 men", "10/up_to"),
    ("only three men", "3/only"),
    ("just three men", "3/only"),
    ("a total of 40 men", "40/exact"),
    ("a further 12 men", "12/exact"),
    ("another 12 men", "12/exact"),
    ("an additional 12 men", "12/exact"),
    ("40 men each", "40/exact"),
    ("12 years each", "12/exact"),
    ("three times a day", "3/exact"),
    ("one man died", "1/exact"),
    ("two of them died", "2/exact"),
    ("2.5 million people", "2500000/exact"),
    ("3 bn euros", "3000000000/exact"),
    ("$1.5 million", "1500000/exact"),
    ("€500", "500/exact"),
    ("tens of thousands of civilians", "10000/thousands"),
    ("hundreds of thousands of people", "100000/thousands"),
    ("several dozen men", "12/dozens"),
    ("a few dozen men", "12/dozens"),
    ("many thousands of men", "1000/thousands"),
    ("about a hundred men", "100/approx"),
    ("a couple of days", "2/approx"),
    ("a third of the men", "0.333/exact"),
    ("one third of the men", "0.333/exact"),
    ("one-third of the men", "0.333/exact"),
    ("more than a third of the men", "0.333/more_than"),
    ("a quarter of the men", "0.25/exact"),
    ("three quarters of the men", "0.75/exact"),
    ("three-quarters of the men", "0.75/exact"),
    ("one fifth of the men", "0.2/exact"),
    ("half of the men", "0.5/exact"),
    ("half the men", "0.5/exact"),
    ("nearly half the men", "0.5/nearly"),
    ("half were beaten", "0.5/exact"),
    ("about half were beaten", "0.5/approx"),
    ("more than half said", "0.5/more_than"),
    ("two and a half years", "2.5/exact"),
    ("three-and-a-half years", "3.5/exact"),
    ("3½ years", "3.5/exact"),
    ("½ of the men", "0.5/exact"),
    ("twenty-five years", "25/exact"),
    ("twenty five years", "25/exact"),
    ("a 12-year-old boy", "12/exact"),
    ("12-year sentence", "12/exact"),
    ("a five-year sentence", "5/exact"),
    ("two-day visit", "2/exact"),
    ("three-page report", "3/exact"),
    ("six men and two women", "6/exact,2/exact"),
    ("5-6 men", "5/range"),
    ("five or six men", "5/range"),
    ("five to six men", "5/range"),
    ("two or three times", "2/range"),
    ("two to three times", "2/range"),
    ("two-three days", "2/range"),
    ("20 to 30 per cent", "0.2/range"),
    ("between 20 per cent and 30 per cent", "0.2/range"),
    ("20-30 percent", "0.2/range"),
    ("1,200-1,300 people", "1200/range"),
    ("400+ men", "400/more_than"),
    ("more than four hundred men", "400/more_than"),
    ("1 200 people", "1200/exact"),
    ("ten thousand signatures", "10000/exact"),
    ("6,000 to 8,000 men", "6000/range"),
    ("2,149 cases", "2149/exact"),
    ("145 killed and 551 injured", "145/exact,551/exact"),
    ("the first 10 men", "10/exact"),
    ("all 14 men", "14/exact"),
    ("all four men", "4/exact"),
    ("Article 5", "5/exact"),
    ("100 percent", "1/exact"),
    ("zero complaints", "0/exact"),
    ("per 100,000 people", "100000/exact"),
    ("15 of whom died", "15/exact"),
    ("15 of whom 3 were minors", "15/exact,3/exact"),
    ("of the 174 men, 169 were beaten", "174/exact,169/exact"),
    ("of 174 interviewed, 169 reported torture", "174/exact,169/exact"),
    ("five of his seven children", "5/exact"),
    ("three of its 12 members", "3/exact"),
    ("four of the ten men", "4/exact"),
    ("four of more than 20 men", "4/exact"),
]


def said(mention: NumberMention) -> str:
    """Value, to three places, and modifier: "0.667/nearly"."""
    return f"{round(mention.value, 3):.10g}/{mention.modifier}"


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_an_expression_of_number(text: str, expected: str) -> None:
    assert ",".join(said(mention) for mention in find_numbers(text)) == expected


@pytest.mark.parametrize(
    "text", ["twice a day", "no one", "one of the men", "both men", "the majority of the men"]
)
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "share", "whole"),
    [
        ("nine in ten detainees", True, 10),
        ("seven out of every ten", True, 10),
        ("six of the ten men", False, 10),
        ("four of more than 20 men", False, 20),
        ("two in ten days", False, None),
    ],
)
def test_so_many_in_ten_is_a_share_and_so_many_of_the_ten_a_count(
    text: str, share: bool, whole: float | None
) -> None:
    mention = find_numbers(text)[0]
    assert (mention.share, mention.denominator) == (share, whole)
