"""Finding every expression of time in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from habeas.language.dates.expression import Expression, Within
from habeas.language.dates.grammar import Grammar, grammar
from habeas.language.dates.joins import joined, opened
from habeas.language.dates.mention import DateKind, DateMention
from habeas.language.dates.reference import Reference
from habeas.language.dates.resolve import Resolved, resolve, resolve_within, undated
from habeas.language.dates.tense import turned_ahead
from habeas.language.spans import TakenSpans
from habeas.model import DateInterval

_LONGEST_BIRTH = 40


def find_dates(
    text: str, reference: DateInterval, *, language: str = "en"
) -> tuple[DateMention, ...]:
    """The expressions of time in a text, in order, without overlap.

    `reference` is when the text was written or what it reports on: a day, a reporting year, or an
    interval with an unknown end. `language` is "en", "ru" or "uk". Conventions: a month without a
    year is the latest one not after the reference (inside it, for a year); early, mid, late are
    days 1-10, 11-20, 21 to the end; autumn is September to November. With only `first` known, the
    dates of the whole text settle the likeliest day of writing together, so give the whole text,
    not single sentences. Raises WrongUsage for a language whose dates it cannot read.
    """
    rules = grammar(language)
    expressions = _expressions(text, rules)
    undecided = [date for expression in expressions for date in undated(expression.meaning)]
    known = Reference.of(reference, undecided)
    plain = rules.folded(text)
    turned = (turned_ahead(plain, item, known, rules.tenses) for item in expressions)
    return tuple(_mentions(text, turned, known, rules))


def _expressions(text: str, rules: Grammar) -> list[Expression]:
    plain = rules.folded(text)
    calendar = joined(plain, _read(rules.calendar(text), TakenSpans()), rules.joins)
    taken = TakenSpans()
    # Joining widens spans ("since 2022"); what is so widened into another date is given up.
    kept = [item for item in calendar if taken.take(item.start, item.end)]
    relative = [opened(plain, item, rules.joins) for item in _read(rules.relative(text), taken)]
    return _apart(sorted((*kept, *relative), key=lambda item: item.start))


def _read(rules: Iterable[Iterator[Expression]], taken: TakenSpans) -> list[Expression]:
    """What the rules read outside of the taken spans, in the order of the text."""
    found = [
        expression
        for rule in rules
        for expression in rule
        if taken.take(expression.start, expression.end)
    ]
    return sorted(found, key=lambda expression: expression.start)


def _apart(ordered: list[Expression]) -> list[Expression]:
    apart: list[Expression] = []
    for expression in ordered:
        if not apart or apart[-1].end <= expression.start:
            apart.append(expression)
    return apart


def _mentions(
    text: str, expressions: Iterable[Expression], reference: Reference, rules: Grammar
) -> Iterator[DateMention]:
    before: Resolved | None = None
    for expression in expressions:
        meaning, resolved = expression.meaning, None
        if (
            isinstance(meaning, Within)
            and meaning.away is None
            and before is not None
            and before.interval is not None
        ):
            resolved = resolve_within(meaning, before.interval, before.kind)
        resolved = resolved or resolve(meaning, reference)
        if resolved.interval is not None:
            before = resolved
        yield _mention(text, expression, resolved, reference, rules)


def _mention(
    text: str,
    expression: Expression,
    resolved: Resolved,
    reference: Reference,
    rules: Grammar,
) -> DateMention:
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
        named=resolved.named,
        birth=_is_birth(text, expression, rules),
    )


def _is_birth(text: str, expression: Expression, rules: Grammar) -> bool:
    start, end = expression.start, expression.end
    before = rules.born.search(text, max(0, start - _LONGEST_BIRTH), start)
    return before is not None or rules.of_birth.match(text, end) is not None
