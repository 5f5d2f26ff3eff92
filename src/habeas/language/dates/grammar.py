"""The rules of each language that dates are read in, behind one face."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from habeas.language.dates import (
    english_calendar,
    english_joins,
    english_relative,
    english_tense,
    figures,
    slavic_calendar,
    slavic_joins,
    slavic_relative,
    slavic_tense,
)
from habeas.language.dates.expression import Expression
from habeas.language.dates.joins import JoinWords
from habeas.language.dates.slavic_line import line_of
from habeas.language.dates.slavic_rule import expressions
from habeas.language.dates.tense import TenseWords
from habeas.language.dates.vocabulary import vocabulary
from habeas.language.signs import folded
from habeas.model import WrongUsage

Reader = Callable[[str], Iterator[Expression]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes dates.

    `calendar` reads dates that the calendar knows, `relative` those that lean on something, each
    the most specific first; `joins` are the words between and before them, `tenses` the verbs
    beside them. `folded` gives a text of the same length in which spellings of one letter are one.
    `born` matches right before a date of birth, `of_birth` right after one.
    """

    calendar: Callable[[str], Sequence[Iterator[Expression]]]
    relative: Callable[[str], Sequence[Iterator[Expression]]]
    joins: JoinWords
    tenses: TenseWords
    folded: Callable[[str], str]
    born: re.Pattern[str]
    of_birth: re.Pattern[str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of "en", "ru" or "uk". Raises WrongUsage for any other language."""
    if language == "en":
        return _english()
    if language in {"ru", "uk"}:
        return _slavic(language)
    raise WrongUsage(
        "dates are read in English, Russian and Ukrainian only",
        where=f"language {language!r}",
        remedy='Give "en", "ru" or "uk".',
    )


def _english() -> Grammar:
    words = vocabulary("en")
    return Grammar(
        lambda text: [rule.expressions(text, words) for rule in english_calendar.calendar_rules()],
        lambda text: [rule.expressions(text, words) for rule in english_relative.relative_rules()],
        english_joins.join_words(),
        english_tense.tense_words(),
        str,
        re.compile(r"\bborn\b(?:\s+(?!and\b)[\w,]+){0,3}?\s*$", re.IGNORECASE),
        re.compile(r"(?!)"),
    )


def _slavic(language: str) -> Grammar:
    words = vocabulary("en")
    in_figures = figures.figure_rules()

    def calendar(text: str) -> Sequence[Iterator[Expression]]:
        line = line_of(text, language)
        return [
            *(rule.expressions(text, words) for rule in in_figures),
            *(expressions(rule, line) for rule in slavic_calendar.calendar_rules()),
        ]

    def relative(text: str) -> Sequence[Iterator[Expression]]:
        line = line_of(text, language)
        return [expressions(rule, line) for rule in slavic_relative.relative_rules()]

    return Grammar(
        calendar,
        relative,
        slavic_joins.join_words(language),
        slavic_tense.tense_words(language),
        folded,
        re.compile(
            r"\b(?:родил|родивш|рожден|народи|народж)\w*(?:\s+\w+){0,2}?\s*$", re.IGNORECASE
        ),
        re.compile(
            r"\s*(?:года|г\.|року|р\.)?\s*(?:рождения|народження|г\.\s?р\.|р\.\s?н\.)",
            re.IGNORECASE,
        ),
    )
