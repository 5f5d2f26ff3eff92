"""Finding every expression of time in a text."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.language.dates.english_calendar import calendar_rules
from habeas.language.dates.english_joins import joined, opened
from habeas.language.dates.english_relative import relative_rules
from habeas.language.dates.expression import Expression
from habeas.language.dates.mention import DateKind, DateMention
from habeas.language.dates.reference import Reference
from habeas.language.dates.resolve import resolve, undated
from habeas.language.dates.rule import Rule
from habeas.language.dates.vocabulary import Vocabulary, vocabulary
from habeas.language.spans import TakenSpans
from habeas.model import DateInterval


def find_dates(text: str, reference: DateInterval) -> tuple[DateMention, ...]:
    """The expressions of time in an English text, in order, without overlap.

    `reference` is when the text was written or what it reports on: a day, a reporting year, or an
    interval with an unknown end. Conventions: a month without a year is the latest one not after
    the reference (inside it, for a year); early, mid, late are days 1-10, 11-20, 21 to the end;
    autumn is September to November. With only `first` known, the dates of the whole text settle
    the likeliest day of writing together, so give the whole text, not single sentences.
    """
    expressions = _expressions(text)
    undecided = [date for expression in expressions for date in undated(expression.meaning)]
    known = Reference.of(reference, undecided)
    return tuple(_mention(text, expression, known) for expression in expressions)


def _expressions(text: str) -> list[Expression]:
    words = vocabulary("en")
    calendar = joined(text, _read(text, calendar_rules(), TakenSpans(), words))
    taken = TakenSpans()
    # Joining widens spans ("since 2022"); what is so widened into another date is given up.
    kept = [item for item in calendar if taken.take(item.start, item.end)]
    relative = [opened(text, item) for item in _read(text, relative_rules(), taken, words)]
    return _apart(sorted((*kept, *relative), key=lambda item: item.start))


def _read(
    text: str, rules: Iterable[Rule], taken: TakenSpans, words: Vocabulary
) -> list[Expression]:
    """What the rules read outside of the taken spans, in the order of the text."""
    found = [
        expression
        for rule in rules
        for expression in rule.expressions(text, words)
        if taken.take(expression.start, expression.end)
    ]
    return sorted(found, key=lambda expression: expression.start)


def _apart(ordered: list[Expression]) -> list[Expression]:
    apart: list[Expression] = []
    for expression in ordered:
        if not apart or apart[-1].end <= expression.start:
            apart.append(expression)
    return apart


def _mention(text: str, expression: Expression, reference: Reference) -> DateMention:
    resolved = resolve(expression.meaning, reference)
    leans = resolved.kind is DateKind.RELATIVE and resolved.interval is not None
    return DateMention(
        start=expression.start,
        end=expression.end,
        text=text[expression.start : expression.end],
        interval=resolved.interval,
        granularity=resolved.granularity,
        kind=resolved.kind,
        resolved_against=(reference.window or reference.stated) if leans else None,
        offset=resolved.offset,
    )
