"""English rules for dates that lean on now, on an event or on another date, and for durations."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.english_pieces import one_space
from habeas.language.dates.expression import Leaning, Meaning, Past, Shift, Weekday, Within
from habeas.language.dates.mention import DateKind, DateOffset
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match, Rule
from habeas.language.dates.vocabulary import Vocabulary, either, vocabulary
from habeas.language.numbers.words import number_words, value_of

_NAMED_DAYS = {
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
}
_TURNS = {"last": -1, "this": 0, "the current": 0, "next": 1, "the coming": 1}
_PARTS_OF_A_DAY = "morning|afternoon|evening|night"
_ANAPHORIC = {"same": 0, "that": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}
_OFFSETS = {"after": 1, "following": 1, "since": 1, "before": -1, "prior to": -1, "ahead of": -1}
# Words at which the name of an event that is leaned on ends at the latest.
_ENDS_AN_EVENT = (
    r"(?:and|or|but|nor|in|on|at|by|with|without|from|to|as|while|when|where|who|whom|whose|which"
    r"|that|was|were|is|are|had|has|have|did|would|will|could|because|after|before|until|under|for)"
)
EVENT = rf"(?P<anchor>(?!{_ENDS_AN_EVENT}\b)[\w’'-]+(?:\s+(?!{_ENDS_AN_EVENT}\b)[\w’'-]+){{0,4}})"


@cache
def relative_rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    words = vocabulary("en")
    unit = f"(?P<unit>{either(words.units)})\\b"
    counted = f"(?P<count>{count_pattern()})[\\s-]+{unit}"
    turn = f"(?P<turn>{'|'.join(_TURNS)})"
    weekday = f"(?P<weekday>{either(words.weekdays)})\\b"
    offset = f"(?P<side>{'|'.join(_OFFSETS).replace(' ', '[ ]')})"
    return (
        Rule.of(rf"\b(?P<named>{'|'.join(_NAMED_DAYS)})\b(?!\s+of\b)", _named_day),
        Rule.of(
            rf"\b(?:(?:in|over|during|within|for|throughout)\s+)?the\s+(?:last|past)\s+{counted}",
            _past,
        ),
        Rule.of(rf"\b(?:over|during|in|throughout)\s+the\s+(?:past|last)\s+{unit}", _past),
        Rule.of(rf"\bthis\s+past\s+{unit}", _past),
        Rule.of(
            rf"\b(?:(?P<count>{count_pattern()})\s+(?:years?\s+)?and\s+a\s+half|(?P<half>half\s+a))"
            r"(?:\s+years?)?\s+ago\b",
            _and_a_half_ago,
        ),
        Rule.of(rf"\b{counted}\s+ago\b", _ago),
        Rule.of(
            rf"\b(?:{counted}|the\s+{unit_again()})\s+(?P<side>before|after)(?=[.,;]|\s*$)",
            _beside_that,
        ),
        Rule.of(rf"\b{counted}\s+(?P<later>later|afterwards?|earlier|before\s+that)\b", _later),
        Rule.of(rf"\b(?:{counted}|the\s+{unit_again()})\s+{offset}\s+{EVENT}", _after_event),
        Rule.of(
            rf"\b(?:(?:the|that)\s+)(?P<ana>{'|'.join(_ANAPHORIC)})\s+{unit}"
            rf"|\b(?P<that>that)\s+{unit_again()}",
            _anaphoric,
        ),
        Rule.of(
            rf"\b(?:the|that)\s+(?P<ana>{'|'.join(_ANAPHORIC)})\s+(?:{_PARTS_OF_A_DAY})\b"
            rf"|\bthat\s+(?:{_PARTS_OF_A_DAY})\b",
            _part_of_that_day,
        ),
        Rule.of(
            rf"\b(?:the\s+)?(?P<part>start|beginning|middle|end)\s+of\s+"
            rf"(?:(?P<this>the|this|that)|{turn})\s+(?P<unit>year|month)\b"
            rf"|\b(?P<edge>early|mid|late)[\s-]+{turn.replace('turn', 'turn2')}"
            r"\s+(?P<unit2>year|month)\b"
            r"|\b(?:by|at)\s+(?:the\s+)?(?P<end>year[’']?s?[\s-]end)\b",
            _part_of_unit,
        ),
        Rule.of(
            r"\b(?:during|throughout|over(?:\s+the\s+course\s+of)?|in(?:\s+the\s+course\s+of)?|within)"
            r"\s+the\s+(?:reporting\s+)?year\b"
            r"(?!\s+(?:\d|to|of|since|before|after|following|that|when|in\s+which|ending|ended)\b)",
            lambda *_: Shift("year", 0),
        ),
        Rule.of(
            r"\b(?:over|at|on|during|throughout)\s+the\s+weekend\b", lambda *_: Shift("weekend", 0)
        ),
        Rule.of(rf"\b{turn}\s+weekend\b", _turned_weekend),
        Rule.of(rf"\b(?:on\s+)?{turn}\s+{weekday}", _weekday),
        Rule.of(rf"\b(?:(?:earlier|later)\s+)?{turn}\s+{unit}", _turned_unit),
        Rule.of(rf"\bon\s+{weekday}|(?<![\w-]){weekday.replace('weekday', 'bare')}", _weekday),
        Rule.of(rf"\b(?:for\s+)?{counted}", _duration),
    )


@cache
def count_pattern() -> str:
    """A pattern for the numbers that stand before units of time."""
    known = number_words("en")
    units, tens = "|".join(known.units), "|".join(known.tens)
    word = rf"(?:(?:{tens})(?:[\s-](?:{units}))?|{units}|an?\s+couple\s+of|an?\s+dozen|an?)"
    return rf"(?:(?<![\d.,])\d{{1,4}}(?![.,]\d)|{word})"


def unit_again() -> str:
    """The pattern of a unit under a second name, for alternatives in one rule."""
    return f"(?P<unit2>{either(vocabulary('en').units)})\\b"


def unit_and_count(match: Match, words: Vocabulary) -> tuple[str, int]:
    """The unit that a match names, and how many of them (1 where no number stands)."""
    groups = match.groupdict()
    unit = words.units[(groups.get("unit") or groups["unit2"]).casefold()]
    times, unit = (10, "year") if unit == "decade" else (1, unit)
    printed = groups.get("count")
    if printed is None:
        return unit, times
    bare = re.sub(r"^an?\s+", "", printed.casefold()) or "one"
    value = 1.0 if printed.casefold() in {"a", "an"} else value_of(bare)
    return unit, times * int(value or 1)


def _named_day(match: Match, _: Vocabulary) -> Shift:
    return Shift("day", _NAMED_DAYS[match["named"].casefold()])


def _past(match: Match, words: Vocabulary) -> Past | Shift:
    return Past(*unit_and_count(match, words))


def _ago(match: Match, words: Vocabulary) -> Shift:
    unit, count = unit_and_count(match, words)
    return Shift(unit, -count)


def _later(match: Match, words: Vocabulary) -> Leaning:
    unit, count = unit_and_count(match, words)
    earlier = match["later"].casefold().startswith(("earlier", "before"))
    return Leaning(DateOffset(-count if earlier else count, unit), DateKind.ANAPHORIC)


def _after_event(match: Match, words: Vocabulary) -> Leaning:
    unit, count = unit_and_count(match, words)
    side = _OFFSETS[match["side"].casefold()]
    offset = DateOffset(side * count, unit, match.start("anchor"), match.end("anchor"))
    return Leaning(offset, DateKind.EVENT_RELATIVE)


def _anaphoric(match: Match, words: Vocabulary) -> Leaning:
    unit, _ = unit_and_count(match, words)
    count = _ANAPHORIC[match["ana"].casefold()] if match["ana"] else 0
    return Leaning(DateOffset(count, unit, whole=True), DateKind.ANAPHORIC)


def _part_of_that_day(match: Match, _: Vocabulary) -> Leaning:
    count = _ANAPHORIC[match["ana"].casefold()] if match["ana"] else 0
    return Leaning(DateOffset(count, "day"), DateKind.ANAPHORIC)


def _part_of_unit(match: Match, words: Vocabulary) -> Meaning:
    """ "The end of last year"; "the end of the month" is of the month of the date before."""
    if match["end"]:
        return PartialDate(part="end").in_year_from_now(0)
    part = words.parts[(match["part"] or match["edge"]).casefold()]
    turn = match["turn"] or match["turn2"]
    away = 0 if turn is None else _TURNS[one_space(turn)]
    if (match["unit"] or match["unit2"]).casefold() == "year":
        if (match["this"] or "").casefold() == "that":
            return Within("year", PartialDate(part=part))
        return PartialDate(part=part).in_year_from_now(away)
    return Within("month", PartialDate(part=part), None if turn is None else away)


def _and_a_half_ago(match: Match, _: Vocabulary) -> Shift | None:
    """ "A year and a half ago", "half a year ago"; half of any other unit is not read."""
    if "year" not in match[0].casefold():
        return None
    printed = (match["count"] or "").casefold()
    years = 0.0 if match["half"] else 1.0 if printed in {"a", "an"} else value_of(printed) or 0.0
    return Shift("month", -int(years * 12 + 6))


def _beside_that(match: Match, words: Vocabulary) -> Leaning:
    """ "Two days before.", "the day after,"."""
    unit, count = unit_and_count(match, words)
    side = _OFFSETS[match["side"].casefold()]
    return Leaning(DateOffset(side * count, unit), DateKind.ANAPHORIC)


def _turned_weekend(match: Match, _: Vocabulary) -> Shift:
    return Shift("weekend", max(0, _TURNS[match["turn"].casefold()]))


def _turned_unit(match: Match, words: Vocabulary) -> Meaning | None:
    unit, count = unit_and_count(match, words)
    if match["unit"].casefold().endswith("s"):
        return None
    return Shift(unit, count * _TURNS[one_space(match["turn"])])


def _weekday(match: Match, words: Vocabulary) -> Weekday | None:
    groups = match.groupdict()
    printed = groups.get("weekday") or groups["bare"]
    before = match.string[max(0, match.start() - 8) : match.start()].casefold().split()
    if printed.islower() or (before and before[-1] in {"a", "any", "each", "every"}):
        return None
    turn = groups.get("turn")
    number = words.weekdays[printed.casefold()]
    return Weekday(number, None if turn is None else _TURNS[turn.casefold()])


def _duration(match: Match, words: Vocabulary) -> Leaning | None:
    text = match.string
    age = re.match(r"[\s-]+(?:old|of\s+age)\b", text[match.end() : match.end() + 12], re.IGNORECASE)
    if age or re.search(r"\bage[ds]?\s+$", text[max(0, match.start() - 8) : match.start()]):
        return None
    unit, count = unit_and_count(match, words)
    return Leaning(DateOffset(count, unit), DateKind.DURATION)
