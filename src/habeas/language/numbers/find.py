"""Finding every number in a text."""

from __future__ import annotations

from habeas.language.numbers.english import Number, number_rules
from habeas.language.numbers.mention import NumberMention
from habeas.language.numbers.modifiers import after, before, bounds_of
from habeas.language.spans import TakenSpans


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers in an English text, in order, without overlap.

    Years, days of dates, ages and article numbers are numbers too: what a number counts is for the
    caller to say. Vague plurals keep the printed size as their value and twice that as their low
    bound ("hundreds": value 100, low 200, no high). A range's value is its first number.
    """
    taken = TakenSpans()
    found = [
        _mention(text, match.start(), match.end(), number)
        for rule in number_rules()
        for match in rule.pattern.finditer(text)
        if (number := rule.read(match)) is not None and taken.take(match.start(), match.end())
    ]
    return tuple(sorted(found, key=lambda mention: mention.number_start))


def _mention(text: str, start: int, end: int, number: Number) -> NumberMention:
    left, right = before(text, start), after(text, end)
    plus = text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum()
    modifier = number.modifier or "exact"
    if modifier == "exact":
        modifier = left[1] if left else right[1] if right else "more_than" if plus else "exact"
    low, high = bounds_of(number.value, modifier)
    if number.low is not None:
        low, high = number.low, number.high
    outer_start = left[0] if left else start
    outer_end = right[0] if right else end + 1 if plus else end
    return NumberMention(
        start=outer_start,
        end=outer_end,
        text=text[outer_start:outer_end],
        number_start=start,
        number_end=end,
        value=number.value,
        low=low,
        high=high,
        modifier=modifier,
        share=number.share,
        denominator=number.denominator,
    )
