"""Russian and Ukrainian dates that lean on now, on an event or on another date, and durations."""

from __future__ import annotations

from functools import cache

from habeas.language.dates.expression import Leaning, Meaning, Past, Shift, Weekday
from habeas.language.dates.mention import DateKind, DateOffset
from habeas.language.dates.slavic_rule import SlavicRule, rule_of
from habeas.language.signs import Found

_COUNTED = "(?:(?P<count>{count})?(?P<unit>{any_unit})|(?P<long>{half_a_year}))"
_NUMBERED = "(?:(?P<count>{count})(?P<unit>{any_unit})|(?P<long>{half_a_year}))"
# The words of an event that is leaned on: up to four that no table of dates knows.
_EVENT = r"(?P<anchor>{other}{{1,4}})".replace("{{1,4}}", "{1,4}")


@cache
def relative_rules() -> tuple[SlavicRule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    return (
        rule_of("(?P<named>{named_day})", lambda found: Shift("day", found.number("named") or 0)),
        rule_of("(?P<turn>{turn})(?:{night}|{day_part})", _part_of_day),
        rule_of("(?:{in})?{demonstrative}{same}?(?:{night}|{day_part})", _part_of_that_day),
        rule_of(
            rf"(?:{{over}}|(?P<in>{{in}})|{{during}})(?:{{latest}}|(?P<turn>{{turn}})){_COUNTED}",
            _past,
        ),
        rule_of(rf"{_COUNTED}{{ago}}{{ago}}?", _ago),
        rule_of(rf"(?:{{through}}|{{later}}){_COUNTED}{{after}}{_EVENT}", _after_event),
        rule_of(
            rf"(?:{{in}}|{{on}})?(?P<turn>{{turn}})(?P<unit>{{unit}}){{after}}{_EVENT}", _day_after
        ),
        rule_of(rf"{{over}}{_COUNTED}{{to}}{_EVENT}", _before_event),
        rule_of(rf"{{over}}{_COUNTED}{{to}}(?:{{turn}}|{{demonstrative}})", _before),
        rule_of(rf"{_COUNTED}(?:(?P<later>{{later}}|{{through}})|{{earlier}})", _later),
        rule_of(rf"(?:{{through}}|(?P<later>{{later}})){_COUNTED}", _through),
        rule_of("(?:{in})?{demonstrative}{same}?(?P<unit>{one_unit})", _same),
        rule_of("{during}(?P<unit>{year_word})", lambda _: Shift("year", 0)),
        rule_of(
            "(?:(?:{in}|{on})(?P<turn>{turn})?|(?P<turn_>{turn}))(?P<here>{weekend})", _weekend
        ),
        rule_of(
            "(?P<before>{in}|{on}|{from}|{to}|{after})?(?P<here>(?P<turn>{turn})?(?P<weekday>{weekday}))",
            _weekday,
        ),
        rule_of("(?P<turn>{turn})(?P<unit>{one_unit})", _turned_unit),
        rule_of("(?P<named>{named_year}|{of_year})", _named_year),
        rule_of(rf"(?P<eve>{{eve}}){_EVENT}?", _eve),
        rule_of(rf"(?P<here>{_NUMBERED})(?P<born>{{born}})?", _duration),
    )


def unit_and_count(found: Found) -> tuple[str, int]:
    """The unit that a match names, and how many of them (1 where no number stands)."""
    if found.has("long"):
        return "month", 6
    unit = found.string("unit") or "day"
    tokens = found.tokens("count")
    count = sum(float(token.value or 0) for token in tokens) if tokens else 1.0
    if unit == "year" and count % 1:
        return "month", int(count * 12)
    if unit == "month" and count < 1:
        return "week", 2
    return unit, int(count)


def _part_of_day(found: Found) -> Meaning | None:
    """ "этим утром" is today's, "на следующее утро" that of the day after the date before."""
    turn = found.number("turn")
    if turn == 1:
        return Leaning(DateOffset(1, "day"), DateKind.ANAPHORIC)
    return Shift("day", turn) if turn in {-1, 0} else None


def _part_of_that_day(_: Found) -> Leaning:
    return Leaning(DateOffset(0, "day"), DateKind.ANAPHORIC)


def _past(found: Found) -> Meaning | None:
    unit, count = unit_and_count(found)
    token = found.tokens("unit")
    plural = bool(token) and token[0].sign in "VW"
    bare = not (found.has("count") or found.has("long"))
    if bare and (plural or (found.has("in") and found.string("unit") == "day")):
        return None
    turn = found.number("turn")
    if turn is not None and (turn != -1 or not (found.has("count") or found.has("long"))):
        return None
    return Past(unit, count)


def _ago(found: Found) -> Shift | None:
    unit, count = unit_and_count(found)
    token = found.tokens("unit")
    if token and not found.has("count") and token[0].sign in "VW":
        return None
    return Shift(unit, -count)


def _leaning(found: Found, side: int) -> Leaning:
    unit, count = unit_and_count(found)
    anchor = found.tokens("anchor")
    if anchor:
        offset = DateOffset(side * count, unit, anchor[0].start, anchor[-1].end)
        return Leaning(offset, DateKind.EVENT_RELATIVE)
    return Leaning(DateOffset(side * count, unit), DateKind.ANAPHORIC)


def _after_event(found: Found) -> Leaning:
    return _leaning(found, 1)


def _before_event(found: Found) -> Leaning:
    return _leaning(found, -1)


def _before(found: Found) -> Leaning:
    return _leaning(found, -1)


def _day_after(found: Found) -> Leaning | None:
    return _leaning(found, 1) if found.number("turn") == 1 else None


def _later(found: Found) -> Leaning | None:
    unit = found.tokens("unit")
    if unit and not found.has("count") and unit[0].sign in "VW":
        return None
    return _leaning(found, 1 if found.has("later") else -1)


def _through(found: Found) -> Leaning | None:
    unit = found.tokens("unit")
    if unit and not found.has("count") and unit[0].sign in "VW":
        return None
    return _leaning(found, 1)


def _same(found: Found) -> Leaning:
    return Leaning(DateOffset(0, found.string("unit") or "day", whole=True), DateKind.ANAPHORIC)


def _weekend(found: Found) -> Shift:
    turn = found.number("turn") or found.number("turn_") or 0
    return Shift("weekend", max(0, turn))


def _weekday(found: Found) -> Weekday | None:
    if not (found.has("before") or found.has("turn")):
        return None
    return Weekday(found.number("weekday") or 1, found.number("turn"))


def _named_year(found: Found) -> Shift:
    """ "торік"; "торішній вирок" is last year's."""
    return Shift("year", found.number("named") or 0)


def _turned_unit(found: Found) -> Meaning | None:
    unit, turn = found.string("unit") or "day", found.number("turn") or 0
    if found.word("turn").endswith(("і", "их", "іх", "ых", "ие", "ые", "ими", "іми", "ыми")):
        return None
    if unit == "day":
        return Leaning(DateOffset(turn, unit, whole=True), DateKind.ANAPHORIC)
    return Shift(unit, turn)


def _eve(found: Found) -> Meaning:
    anchor = found.tokens("anchor")
    word = found.word("anchor").split(" ")[0] if anchor else ""
    if anchor and word.endswith(("а", "я", "ов", "ев", "ей", "ий", "ів", "ї", "и", "ы", "у")):
        offset = DateOffset(-1, "day", anchor[0].start, anchor[-1].end)
        return Leaning(offset, DateKind.EVENT_RELATIVE)
    return Shift("day", -1)


def _duration(found: Found) -> Leaning | None:
    if found.has("born"):
        return None
    unit, count = unit_and_count(found)
    return Leaning(DateOffset(count, unit), DateKind.DURATION)
