"""Finding every number in a text."""

from __future__ import annotations

from habeas.language.numbers.mention import NumberMention


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers in an English text, in order, without overlap.

    Years, ages and article numbers are numbers too: what a number counts is for the caller to say.
    """
    return ()
