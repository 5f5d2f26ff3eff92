"""English rules for days and months: "May 23, 2025", "3 to 5 May", "late August", "in May"."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.english_pieces import (
    DAY,
    OF,
    PRINTED_YEAR,
    TURNS,
    YEAR_FROM_NOW,
    dated,
    one_space,
    part_before,
)
from habeas.language.dates.english_years import year_rules
from habeas.language.dates.expression import Meaning
from habeas.language.dates.figures import figure_rules
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match, Rule
from habeas.language.dates.vocabulary import Vocabulary, either, vocabulary

_DASH = r"\s*[-–—]\s*"
_ENDING = r"(?:st|nd|rd|th)?"
# Words that are a month only where something beside them says so.
_DOUBTFUL_ALWAYS = frozenset({"may", "march"})
_DOUBTFUL_BEFORE_A_NAME = frozenset({"april", "june", "august"})
_MARCHING = re.compile(r"\s+(?:on|to|towards?|through|for|against|from|of)\b")


@cache
def calendar_rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    words = vocabulary("en")
    month = f"(?P<month>{either(words.months)}|{either(words.short_months)}\\.?)"
    year = f"(?:(?:,\\s*|\\s+){PRINTED_YEAR}|{YEAR_FROM_NOW})"
    day_first_year = f"(?:,?\\s+{PRINTED_YEAR}|{YEAR_FROM_NOW})"
    day = rf"(?P<day>{DAY}){_ENDING}(?!\d|[,.:]\d|%)"
    link = rf"(?:{_DASH}|\s+(?:to|and|or|through|until)\s+)"
    upto = rf"(?:{link}(?P<upto>{DAY}){_ENDING})?"
    weekdays, in_words = either(words.weekdays), either(words.day_words)
    weekday, weekday_after = rf"(?:{weekdays}(?:,?\s+|\s*\())", rf"(?:\s*\({weekdays}\))?"
    # "between 3 and 5 May" is one date; in "between 3 May and 5 June" the first word joins two.
    opening = rf"(?:(?:between|from)\s+(?={weekday}?(?:the\s+)?{DAY}{_ENDING}{link}{DAY}))"
    some_month = either({**words.months, **words.short_months})
    days = rf"{some_month}\.?\s+{DAY}{_ENDING}{link}{DAY}\b(?!\s+{some_month})"
    opening_month = rf"(?:(?:between|from)\s+(?={days}))"
    more = rf"(?:,\s+{DAY}{_ENDING})+,?\s+and\s+(?P<upto>{DAY}){_ENDING}(?!\w|[,.:]\d)"
    return (
        *figure_rules(),
        Rule.of(
            r"(?<![\w-])(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3,9})-(?P<year>(?:19|20)\d\d)(?![\w-])",
            _hyphened,
        ),
        Rule.of(rf"\b{month}\s+{day}{more}{year}?", _month_date),
        Rule.of(
            rf"(?<![\w.,:/-])(?P<day>{DAY}){more}(?:\s+of)?\s+{month}{day_first_year}?(?!\w)",
            _month_date,
        ),
        Rule.of(
            rf"\b{opening_month}?{weekday}?{month}\s+(?:the\s+)?{day}{upto}{year}?{weekday_after}"
            rf"(?!\w|[-–](?!{either(words.months)})\w)",
            _month_date,
        ),
        Rule.of(
            rf"(?<![\w.,:/-])(?:(?:{opening}{weekday}?|{weekday})(?:the\s+)?)?{day}{upto}"
            rf"(?:\s+of)?\s+{month}{day_first_year}?{weekday_after}(?!\w)",
            _month_date,
        ),
        Rule.of(
            rf"\b(?:{weekday}?(?:the\s+)?(?P<word>{in_words})(?:\s+of)?\s+{month}"
            rf"|(?P<before>{some_month}\.?)\s+(?:the\s+)?(?P<word_after>{in_words}))"
            rf"{day_first_year}?(?!\w)",
            _day_in_words,
        ),
        Rule.of(
            rf"\b(?:{part_before()}|(?:the\s+)?(?P<days>{either(words.month_parts)}){OF}"
            rf"|(?P<turn>{'|'.join(TURNS)})\s+)?{month}"
            rf"(?:,?\s+(?:(?:of|in)\s+)?{PRINTED_YEAR}|{YEAR_FROM_NOW})?(?![\w/]|[-–]\w*\d)",
            _month_alone,
        ),
        Rule.of(
            rf"\b(?P<holiday>{either(words.holidays)})(?:,?\s+{PRINTED_YEAR})?(?!\w)", _holiday
        ),
        *year_rules(),
    )


def _month_date(match: Match, words: Vocabulary) -> Meaning | None:
    return _day_of_month(match, words, match["month"], int(match["day"]), match["upto"])


def _hyphened(match: Match, words: Vocabulary) -> Meaning | None:
    """ "12-Sep-2024"."""
    if match["month"].casefold() not in {*words.months, *words.short_months}:
        return None
    return _day_of_month(match, words, match["month"], int(match["day"]), None)


def _day_in_words(match: Match, words: Vocabulary) -> Meaning | None:
    """ "the twelfth of September", "March fifth"."""
    day = words.day_words[one_space(match["word"] or match["word_after"])]
    return _day_of_month(match, words, match["month"] or match["before"], day, None)


def _day_of_month(
    match: Match, words: Vocabulary, printed: str, day: int, upto: str | None
) -> Meaning | None:
    if printed.islower() and (printed in _DOUBTFUL_ALWAYS or printed in words.short_months):
        return None
    partial = PartialDate(
        month=words.month(printed), day=day, last_day=None if upto is None else int(upto)
    )
    known = dated(match, partial)
    if partial.in_year(2024).interval() is None:
        return None
    if isinstance(known, PartialDate) and known.year and known.interval() is None:
        return None
    return known


def _holiday(match: Match, words: Vocabulary) -> Meaning:
    month, day = words.holidays[one_space(match["holiday"])].split("-")
    return dated(match, PartialDate(month=int(month), day=int(day)))


def _month_alone(match: Match, words: Vocabulary) -> Meaning | None:
    if not _is_month(match, words):
        return None
    turn = TURNS[one_space(match["turn"])] if match["turn"] and match["year"] is None else None
    part = match["part"]
    named = words.parts[one_space(part)] if part else None
    if match["days"]:
        named = words.month_parts[one_space(match["days"])]
    return dated(match, PartialDate(month=words.month(match["month"]), part=named, turn=turn))


def _is_month(match: Match, words: Vocabulary) -> bool:
    printed = match["month"]
    word = printed.casefold().strip(".")
    if printed.islower() and (word in _DOUBTFUL_ALWAYS or word in words.short_months):
        return False
    if match["year"] or match["part"] or match["days"] or match["away"]:
        return True
    text, start, end = match.string, match.start("month"), match.end("month")
    before = text[max(0, start - 12) : start].casefold()
    previous = re.search(r"([\w'’]+)\W*$", before)
    if previous is not None and previous[1] in {"every", "each"}:
        return False
    cue = previous is not None and _is_cue(previous[1], words)
    if word in words.short_months:
        return cue and printed[0].isupper()
    if word == "march" and _MARCHING.match(text, end) and not _strong(previous):
        return False
    if word in _DOUBTFUL_ALWAYS:
        return cue or _joined_to_a_date(text, end, words)
    if word in _DOUBTFUL_BEFORE_A_NAME and re.match(r"\s+[A-Z]", text[end : end + 3]):
        return cue
    return True


def _is_cue(word: str, words: Vocabulary) -> bool:
    return word in words.left_cues or word.endswith(("'s", "’s")) or word in {"and", "or", "to"}


def _strong(previous: re.Match[str] | None) -> bool:
    return previous is not None and previous[1] in {"in", "since", "until", "by", "last", "of"}


def _joined_to_a_date(text: str, end: int, words: Vocabulary) -> bool:
    """Whether "and June", "to June 2024" or "-June" follows."""
    joined = rf"\s*(?:and|or|to|through|until|[-–/])\s*{either(words.months)}\b"
    return re.match(joined, text[end : end + 24], re.IGNORECASE) is not None
