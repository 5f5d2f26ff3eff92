"""Pieces of patterns that English rules of dates share, and what they mean."""

from __future__ import annotations

from habeas.language.dates.expression import Meaning, Within
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match
from habeas.language.dates.vocabulary import either, vocabulary

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]|20)\d\d"
OF = r"(?:\s+of)?(?:\s+the)?\s+"
PRINTED_YEAR = f"(?P<year>{YEAR})(?!\\d|[,.]\\d)"
# "last year" after a month or a season; "that year" is the year of the date before.
YEAR_FROM_NOW = r"(?:\s+(?:of\s+)?(?P<away>(?:last|this|next)|(?P<same>that|the\s+same))\s+year\b)"
TURNS = {
    "this past": -1,
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "the same": 0,
    "next": 1,
    "coming": 1,
}


def part_before() -> str:
    """The pattern of "late ", "the end of ", "mid-", "early in the " before a month or a year."""
    parts = either(vocabulary("en").parts)
    return (
        rf"(?:(?:the\s+)?(?P<part>{parts})(?:-|{OF}|(?:(?<=early)|(?<=late))\s+in\s+(?:the\s+)?))"
    )


def dated(match: Match, partial: PartialDate) -> Meaning:
    """A date with the year that the words beside it give, or that the date before it names."""
    if match["year"] is not None:
        return partial.in_year(int(match["year"]))
    groups = match.groupdict()
    if groups.get("same"):
        return Within("year", partial)
    if groups.get("away"):
        return partial.in_year_from_now(TURNS[one_space(groups["away"])])
    return partial


def one_space(words: str) -> str:
    """The words in small letters with single spaces."""
    return " ".join(words.casefold().split())
