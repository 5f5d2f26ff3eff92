"""Finding every number in a text."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.language.numbers.english import english_numbers
from habeas.language.numbers.mention import NumberMention
from habeas.language.numbers.modifiers import after, before, bounds_of
from habeas.language.numbers.number import Number
from habeas.language.numbers.slavic import slavic_numbers
from habeas.language.signs import folded
from habeas.language.spans import TakenSpans
from habeas.model import WrongUsage

# "Всего 40 человек" counts them all, where "всего 40 человек" is only forty.
_TOTALS = frozenset({"Всего", "Усього", "Всього"})


def find_numbers(text: str, *, language: str = "en") -> tuple[NumberMention, ...]:
    """The numbers in a text, in order, without overlap. `language` is "en", "ru" or "uk".

    Years, days of dates, ages and article numbers are numbers too: what a number counts is for the
    caller to say. Vague plurals keep the printed size as their value and twice that as their low
    bound ("hundreds": value 100, low 200, no high). A range's value is its first number. Raises
    WrongUsage for a language whose numbers it cannot read.
    """
    taken = TakenSpans()
    plain = text if language == "en" else folded(text)
    found = [
        _mention(text, plain, (start, end), number, language)
        for start, end, number in _readings(text, language)
        if taken.take(start, end)
    ]
    return tuple(sorted(found, key=lambda mention: mention.number_start))


def _readings(text: str, language: str) -> Iterator[tuple[int, int, Number]]:
    if language == "en":
        return english_numbers(text)
    if language in {"ru", "uk"}:
        return slavic_numbers(text, language)
    raise WrongUsage(
        "numbers are read in English, Russian and Ukrainian only",
        where=f"language {language!r}",
        remedy='Give "en", "ru" or "uk".',
    )


def _mention(
    text: str, plain: str, span: tuple[int, int], number: Number, language: str
) -> NumberMention:
    start, end = span
    left, right = before(plain, start, language), after(plain, end, language)
    plus = text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum()
    if left and text[left[0] : start].rstrip() in _TOTALS:
        left = None
    if number.vague is not None and left is None:
        number = number.vague
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
