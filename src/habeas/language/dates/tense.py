"""Whether the verb beside a date without a year puts it after now: "will inspect it on 5 May".

A date belongs to the nearest verb of its clause. A verb of the past on either side keeps it before
now, a verb of the future moves it to the first such date from now on. A verb that may be present or
future puts a day ahead only if that is a few weeks off and the day before now almost a year back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from habeas.language.dates.expression import (
    Bounded,
    Expression,
    Meaning,
    Range,
    Weekday,
    Within,
)
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.reference import Reference

_LONGEST_CLAUSE = 120
_SOON = 90  # days
_CLAUSE_ENDS = re.compile(r"[.!?;:«»“”„\"()]\s|\n\s*\n|\s[—–]\s")


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Patterns of one language: verbs of the future and of the past, and what opens a clause.

    `perhaps_past` are forms that are verbs of the past only where no other verb stands, and
    `perhaps_future` those of which the ending leaves the tense open.
    """

    future: re.Pattern[str]
    past: re.Pattern[str]
    perhaps_past: re.Pattern[str]
    perhaps_future: re.Pattern[str] | None
    opens: re.Pattern[str]


def turned_ahead(
    text: str, expression: Expression, reference: Reference, words: TenseWords
) -> Expression:
    """The expression, or the same with its date after now where the verb beside it says so.

    Only a reference that is one day knows what lies ahead of it.
    """
    now = reference.window
    if now is None or now.first is None or now.first != now.last or not _open(expression.meaning):
        return expression
    left, right = _clause(text, expression, words)
    future = _tense(left, right, words)
    if future is None and words.perhaps_future is not None:
        verb = words.perhaps_future.search(left) or words.perhaps_future.search(right)
        future = verb is not None and _is_soon(expression.meaning, reference)
    return replace(expression, meaning=_ahead(expression.meaning)) if future else expression


def _open(meaning: Meaning) -> bool:
    """Whether the words leave open which of several such dates is meant."""
    match meaning:
        case PartialDate():
            return meaning.needs_year and meaning.turn is meaning.years_away is None
        case Weekday(_, turn):
            return turn is None
        case Within(unit, _, away):
            return unit == "month" and away is None
        case Range(one, two):
            return _open(two) and one.needs_year
        case Bounded(side, date):
            return side in {"until", "before"} and _open(date)
        case _:
            return False


def _ahead(meaning: Meaning) -> Meaning:
    match meaning:
        case PartialDate() | Weekday():
            return replace(meaning, ahead=True)
        case Within():
            return replace(meaning, away=0)
        case Range(_, two):
            return replace(meaning, two=replace(two, ahead=True))
        case Bounded(_, PartialDate() | Weekday() as date):
            return replace(meaning, date=replace(date, ahead=True))
        case _:
            return meaning


def _clause(text: str, expression: Expression, words: TenseWords) -> tuple[str, str]:
    """The words of the clause before the date, and those after it."""
    left = text[max(0, expression.start - _LONGEST_CLAUSE) : expression.start]
    right = text[expression.end : expression.end + _LONGEST_CLAUSE]
    starts = [end.end() for end in _CLAUSE_ENDS.finditer(left)]
    starts += [opening.end() for opening in words.opens.finditer(left)]
    left = left[max(starts, default=0) :]
    ends = [end.start() for end in (_CLAUSE_ENDS.search(right), words.opens.search(right)) if end]
    return left, right[: min(ends, default=len(right))]


def _tense(left: str, right: str, words: TenseWords) -> bool | None:
    """Whether the nearest verb is one of the future; None where there is none of either tense."""
    before = _verbs(left, words)
    if before:
        return before[-1][1]
    after = _verbs(right, words)
    return after[0][1] if after else None


def _verbs(clause: str, words: TenseWords) -> list[tuple[int, bool]]:
    """Where the verbs of a clause are, in order, and whether each is one of the future."""
    future = [(verb.start(), True) for verb in words.future.finditer(clause)]
    known = {place for place, _ in future}
    past = [(v.start(), False) for v in words.past.finditer(clause) if v.start() not in known]
    if not future and not past:
        past = [(verb.start(), False) for verb in words.perhaps_past.finditer(clause)]
    return sorted((*future, *past))


def _is_soon(meaning: Meaning, reference: Reference) -> bool:
    if isinstance(meaning, Weekday):
        return True
    if not isinstance(meaning, PartialDate) or meaning.day is None or reference.latest is None:
        return False
    before = reference.complete(meaning)
    after = reference.complete(replace(meaning, ahead=True))
    if before is None or after is None or before.last is None or after.first is None:
        return False
    if (reference.latest.month, reference.latest.day) == (12, 31):
        return False  # the last day of a year stands for a yearly report
    ahead = (after.first - reference.latest).days
    return 0 < ahead <= _SOON
