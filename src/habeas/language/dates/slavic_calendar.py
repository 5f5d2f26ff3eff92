"""Russian and Ukrainian calendar dates: "12–15 мая 2023 года", "наприкінці березня", "весной"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from habeas.language.dates.expression import Meaning, Range, Shift, Within
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.slavic_rule import SlavicRule, rule_of
from habeas.language.signs import Found

# A year after a month or a season: printed, counted from now, or that of the date before.
_YEAR = (
    r"(?:{comma}?(?P<year>{year})(?:{ending}(?!{born}))?"
    r"|(?P<turn>{turn}){year_word}|(?P<that>{demonstrative}{same}?){year_word}|(?P<named>{named_year}))"
)
_PART = (
    "(?:(?P<part>{part})"
    "|(?P<ordinal>{ordinal})(?:(?P<half>{half})|(?P<ten>{ten_days})|(?P<days>{days_of})))"
)
_PART_OF_MONTH = (
    "(?:(?:(?P<ordinal_week>{ordinal})|(?P<last_week>{latest}))(?P<week>{unit})"
    "|(?P<latest>{latest})(?:{days_of}|{ten_days}|{units}))"
)
_MONTHS = "(?P<month>{months})"
_WEEKDAY = "(?:{weekday}{comma}?)"
_WEEKDAY_AFTER = "(?:{comma}?{opening}?{in}?{weekday})"
_DAYS = "(?P<day>{day})(?:(?:{dash}|{by}|{to}|{and}|{on})(?P<upto>{day}))?"
_RUN_OF_DAYS = "{day}(?:{dash}|{by}|{to}|{and}|{on}){day}"
# Words that are a month beside a date, and something else beside a noun: the Ukrainian "fierce".
_DOUBTFUL = frozenset({"лютий", "лютого", "лютому", "лютим"})
_BESIDE_A_MONTH = frozenset("isdpFnOj&-Xa")
_TENS_OF_DAYS = {1: "early", 2: "mid", 3: "late", 20: "late"}


@cache
def calendar_rules() -> tuple[SlavicRule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    year_before = (
        "(?:(?P<named>{named_year}{in}?|{of_year})|(?P<turn>{turn}){year_word}{comma}?{in}?"
        "|{in}(?P<year>{year}){ending}{comma}?{in}?)"
    )
    return (
        rule_of(
            rf"{year_before}(?:(?P<day>{{day}})|{_PART})?(?:{_MONTHS}|(?P<season>{{season}}))"
            r"(?!{comma}?{year})",
            _after_its_year,
        ),
        rule_of(
            rf"(?:{{in}}?{{night}}(?:{{since}}|{{on}})|(?:{{since}}|{{away}}|{{between}})"
            rf"(?={_RUN_OF_DAYS}))?{_WEEKDAY}?(?:(?:{{day}}{{comma}})+(?={{day}}{{and}}{{day}}))?"
            rf"{_DAYS}{_MONTHS}{_YEAR}?{_WEEKDAY_AFTER}?",
            _month_date,
        ),
        rule_of(
            rf"(?:{_PART}|{_PART_OF_MONTH}|(?P<edge>{{edge}}))?(?P<turn_before>{{turn}})?{_MONTHS}{_YEAR}?",
            _month_alone,
        ),
        rule_of("(?P<adjective>{month_adjective})", _month_adjective),
        rule_of(
            rf"(?:{_PART})?(?P<turn_before>{{turn}})?(?P<edge>{{edge}})?(?P<season>{{season}})"
            rf"{_YEAR}?(?P<over>[-/][Y5]{{ending}}?)?".replace("{ending}", "[W2w1]"),
            _season,
        ),
        rule_of(
            rf"{{over}}(?:{{ordinal}})?(?P<count>{{count}})(?P<unit>{{any_unit}}){_YEAR}",
            _months_of,
        ),
        rule_of(r"(?P<day>{day}){days_of}(?:(?P<turn>{turn})(?P<unit>{unit}))?", _day_of_month),
        rule_of(rf"(?P<ordinal>{{ordinal}}){{quarter}}{_YEAR}?", _quarter),
        rule_of(
            rf"(?P<ordinal>{{ordinal}})(?:{{half_year}}{_YEAR}?|{{half}}(?P<this>{{year_word}}))",
            _half,
        ),
        rule_of(
            rf"{_PART}(?P<decade>{{decade}})(?:{{years_word}}|{{years_short}}{{point}}?)?", _decade
        ),
        rule_of(
            r"(?P<in>{in}|{from}|{to}|{after}|{on}|{part})?(?P<here>(?P<decade>{decade})"
            r"(?P<years>{years_word}|{years_short}{point}?)?)",
            _decade,
        ),
        rule_of(rf"{_PART}{_YEAR}", _part_of_year),
        rule_of(r"(?P<part>{part})(?:(?P<turn>{turn}))?(?P<this>{one_unit})", _part_of_unit),
        rule_of(r"(?P<here>(?P<year>{year}){ending})(?P<born>{born})?", _year),
        rule_of(r"{in}(?P<here>(?P<short>{ordinal}))(?=[,x;!]|$)", _short_year),
        rule_of(r"(?P<year>{year})(?=(?:[-,/&]{year})+{ending})", _year),
        rule_of(r"(?P<before>[^?])(?P<here>(?P<year>{year}))", _year_alone),
    )


def dated(found: Found, partial: PartialDate) -> Meaning:
    """A date with the year that the words beside it give, or that the date before it names."""
    if found.has("year"):
        return partial.in_year(found.number("year") or 1)
    if found.has("that"):
        return Within("year", partial)
    turn = found.number("turn") if found.has("turn") else found.number("named")
    return partial if turn is None else partial.in_year_from_now(turn)


def _month(found: Found) -> int:
    return int(found.tokens("month")[0].value)


def _month_date(found: Found) -> Meaning | None:
    if not _is_month(found):
        return None
    first, last = found.number("day") or 0, found.number("upto")
    listed = found.line.tokens[found.match.start() : found.match.start("day")]
    days = [int(t.value) for t in listed if t.sign in "5o"]
    partial = PartialDate(month=_month(found), day=min([first, *days]), last_day=last)
    if days and last is None:
        partial = PartialDate(month=_month(found), day=min([first, *days]), last_day=first)
    if found.tokens("month")[0].sign == "m" and not _shortened(found):
        return None
    if not 1 <= first <= 31 or partial.in_year(2024).interval() is None:
        return None
    return dated(found, partial)


def _shortened(found: Found) -> bool:
    """Whether a short month is one: "5 трав." or "5 трав 2024", not "пять трав"."""
    return found.tokens("day")[0].sign == "5" and (
        len(found.tokens("month")) > 1 or found.has("year")
    )


def _month_alone(found: Found) -> Meaning | None:
    if not _is_month(found):
        return None
    part = _part(found) or _part_of_month(found)
    if found.has("week") and (part is None or found.string("week") != "week"):
        return None
    short = found.tokens("month")[0].sign == "m"
    if short and not found.has("year"):
        return None
    if found.has("edge"):
        part = found.string("edge")
    partial = PartialDate(month=_month(found), part=part)
    turn = found.number("turn_before")
    if turn is not None and not (found.has("year") or found.has("turn")):
        return replace(partial, turn=turn)
    return dated(found, partial)


def _is_month(found: Found) -> bool:
    """Months are written small; a capital is a name or a holiday unless a sentence begins there."""
    token = found.tokens("month")[0]
    line = found.line
    printed = line.folded[token.start : token.end]
    exact = any(
        found.has(group) for group in ("day", "year", "part", "ordinal", "turn", "that", "week")
    )
    if printed[0].isupper() and not printed.isupper():
        place = line.place(token.start)
        begins = place == 0 or line.signs[place - 1] in ";x!"
        if not begins or printed.casefold() in {"марта", "мая", "августа"}:
            return False
    if printed.casefold() in _DOUBTFUL and not exact:
        return found.sign(-1) in _BESIDE_A_MONTH and found.sign(-1) != ""
    return True


def _month_adjective(found: Found) -> Meaning | None:
    token = found.tokens("adjective")[0]
    if found.line.folded[token.start].isupper():
        return None
    return PartialDate(month=int(token.value))


def _after_its_year(found: Found) -> Meaning | None:
    """ "торік восени", "минулого року у березні", "в 2014 году, 5 мая"."""
    day = found.number("day")
    if found.has("season"):
        season = PartialDate(season=found.string("season"), part=_part(found))
        return None if day else dated(found, season)
    if not _is_month(found):
        return None
    return dated(found, PartialDate(month=_month(found), day=day, part=_part(found)))


def _part_of_month(found: Found) -> str | None:
    if found.has("latest"):
        return "late"
    if found.has("last_week"):
        return "week_last"
    number = found.number("ordinal_week")
    return f"week_{number}" if number in {1, 2, 3, 4} else None


def _part(found: Found) -> str | None:
    if found.has("part"):
        return found.string("part")
    number = found.number("ordinal")
    if number is None:
        return None
    if found.has("half"):
        return "first_half" if number == 1 else "second_half"
    return _TENS_OF_DAYS.get(number, "late")


def _season(found: Found) -> Meaning | None:
    season = found.string("season")
    turn = found.number("turn_before")
    part = _part(found) or found.string("edge")
    exact = part or turn is not None or found.has("year") or found.has("turn") or found.has("that")
    if not exact and not _is_time_of_year(found):
        return None
    partial = PartialDate(season=season, part=part)
    if turn is not None and not (found.has("year") or found.has("turn")):
        return PartialDate(season=season, part=part, turn=turn)
    return dated(found, partial)


def _is_time_of_year(found: Found) -> bool:
    """ "весной", "навесні" by themselves; other cases of the noun only after a preposition."""
    word = found.word("season")
    adverb = word.endswith(("ой", "ою", "ью", "ом", "ню")) or word in {
        "навесні",
        "влітку",
        "улітку",
        "восени",
        "взимку",
        "узимку",
    }
    return adverb or found.sign(-1) in {"s", "d", "O", "F", "n", "p"}


def _months_of(found: Found) -> Meaning | None:
    """ "за девять месяцев 2024 года": from January on."""
    count = found.number("count") or 0
    if found.string("unit") != "month" or not 2 <= count <= 12:
        return None
    first, last = dated(found, PartialDate(month=1)), dated(found, PartialDate(month=count))
    if isinstance(first, PartialDate) and isinstance(last, PartialDate):
        return Range(first, last)
    return None


def _quarter(found: Found) -> Meaning | None:
    number = found.number("ordinal") or 0
    return dated(found, PartialDate(quarter=number)) if 1 <= number <= 4 else None


def _half(found: Found) -> Meaning | None:
    number = found.number("ordinal") or 0
    if number not in {1, 2}:
        return None
    partial = PartialDate(half=number)
    return partial.in_year_from_now(0) if found.has("this") else dated(found, partial)


def _decade(found: Found) -> Meaning | None:
    token = found.tokens("decade")[0]
    bare = not (found.has("in") or found.has("years") or _part(found))
    if bare and not found.line.folded[token.start].isdigit():
        return None
    return PartialDate(decade=int(token.value), part=_part(found))


def _part_of_year(found: Found) -> Meaning:
    part = _part(found)
    half = {"first_half": 1, "second_half": 2}.get(part or "")
    return dated(found, PartialDate(half=half) if half else PartialDate(part=part))


def _day_of_month(found: Found) -> Meaning | None:
    """ "5-го числа", "5 числа прошлого месяца"."""
    day = found.number("day") or 0
    if not 1 <= day <= 31 or found.string("unit") not in {None, "month"}:
        return None
    return Within("month", PartialDate(day=day), found.number("turn"))


def _part_of_unit(found: Found) -> Meaning | None:
    """ "в конце года": of this one; "в конце месяца": of the one that the date before it names."""
    unit, part = found.string("this") or "", found.string("part")
    turn = found.number("turn")
    if unit == "year":
        return PartialDate(part=part).in_year_from_now(turn or 0)
    if unit == "month":
        return Within("month", PartialDate(part=part), turn)
    if unit == "week" and turn is not None:
        return Shift(unit, turn)
    return None


def _year(found: Found) -> Meaning | None:
    return None if found.has("born") else PartialDate(found.number("year"))


def _short_year(found: Found) -> Meaning | None:
    """ "в двадцать втором, зимой": the year without its word; two figures, nothing after them."""
    value = found.number("short") or 0
    if not 14 <= value < 100 or not found.word("short").endswith(("м", "му")):
        return None
    return PartialDate(value + (2000 if value < 40 else 1900))


def _year_alone(found: Found) -> Meaning | None:
    """A year without the word "year": after a preposition or a bracket, and not a count."""
    before = found.tokens("before")[0]
    if before.sign not in "isdpFnOj&-<aX/":
        return None
    line, year = found.line, found.tokens("year")[0]
    if before.sign in "-/" and not re.search(
        r"(?:19|20)\d\d\s?[-–—/]\s?$", line.folded[max(0, year.start - 8) : year.start]
    ):
        return None
    after = line.folded[year.end : year.end + 40]
    if re.match(r"[-–/.,:]\d|%|\s?[-–]\s?[а-яіїє]", after):
        return None
    if before.sign != "<" and re.match(
        r"\s+\w+(?:ов|ев|ей|ів|їв|ам|ям|ами|ями|ах|ях|их|ых|ек|ок)\b", after
    ):
        return None
    return PartialDate(int(year.value))
