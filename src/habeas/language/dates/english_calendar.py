"""English rules for calendar dates: "May 23, 2025", "late August", "fall 2021", "the 1990s"."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.expression import Ambiguous, Meaning
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match, Rule
from habeas.language.dates.vocabulary import Vocabulary, either, vocabulary

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_OF = r"(?:\s+of)?(?:\s+the)?\s+"
_DASH = r"\s*[-–—]\s*"
_TURNS = {"last": -1, "past": -1, "previous": -1, "this": 0, "the same": 0, "next": 1, "coming": 1}
# Words that are a month only where something beside them says so.
_DOUBTFUL_ALWAYS = frozenset({"may", "march"})
_DOUBTFUL_BEFORE_A_NAME = frozenset({"april", "june", "august"})
# "in 2014 people fled" but "some 2014 people fled".
_BEFORE_A_YEAR = frozenset(
    {"in", "since", "during", "until", "till", "throughout", "early", "mid", "late"}
    | {"the", "its", "his", "her", "their", "this", "that"}
)
# "2024-13-01", "2014-123", "2000-strong"; but "2021-22" and "2014-2021" are years.
_PART_OF_A_CODE = re.compile(
    r"[-–](?:(?!(?:\d\d|(?:19|20)\d\d)(?!\d|[-–]\d))\d|(?:years?|day|page|strong|meter|km|person)\b)",
    re.IGNORECASE,
)
_MARCHING = re.compile(r"\s+(?:on|to|towards?|through|for|against|from|of)\b")


@cache
def calendar_rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    words = vocabulary("en")
    month = f"(?P<month>{either(words.months)}|{either(words.short_months)}\\.?)"
    part = f"(?P<part>{either(words.parts)})"
    year = f"(?P<year>{_YEAR})(?!\\d|[,.]\\d)"
    day = rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d|[,.:]\d|%)"
    upto = rf"(?:(?:{_DASH}|\s+(?:to|and|or|through|until)\s+)(?P<upto>{_DAY})(?:st|nd|rd|th)?)?"
    weekday = rf"(?:{either(words.weekdays)},?\s+)"
    opening = r"(?:(?:between|from)\s+)"
    return (
        *figure_rules(),
        Rule.of(
            rf"\b{opening}?{weekday}?{month}\s+(?:the\s+)?{day}{upto}(?:(?:,\s*|\s+){year})?"
            r"(?!\w|[-–]\w)",
            _month_date,
        ),
        Rule.of(
            rf"(?<![\w.,:/-])(?:(?:{opening}{weekday}?|{weekday})(?:the\s+)?)?{day}{upto}(?:\s+of)?\s+{month}"
            rf"(?:,?\s+{year})?(?!\w)",
            _month_date,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?{part}(?:-|{_OF}))?{month}(?:,?\s+(?:of\s+)?{year})?(?![\w/]|[-–]\w*\d)",
            _month_alone,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?{part}(?:-|{_OF}))?(?P<season>{either(words.seasons)})"
            rf"(?:\s+of)?,?\s+{year}(?:[-–/](?:\d\d){{1,2}}(?!\d))?",
            _season,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?(?P<ordinal>{either(words.ordinals)})\s+quarter|Q(?P<quarter>[1-4]))"
            rf"(?:(?:\s+of)?\s+(?:{year}|(?P<this>(?:the|this)\s+year)))?",
            _quarter,
        ),
        Rule.of(
            rf"\b(?:the\s+)?(?P<half>first|second|latter)\s+half\s+of\s+"
            rf"(?:{year}|(?P<this>(?:the|this)\s+year))",
            _half,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?{part}(?:-|{_OF}))?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
            _decade,
        ),
        Rule.of(rf"\b(?:the\s+)?{part}(?:-|{_OF}){year}(?![\w/])", _part_of_year),
        Rule.of(
            rf"\b(?P<turn>{'|'.join(_TURNS)})\s+(?P<season>{either(words.seasons)})\b",
            _turned_season,
        ),
        Rule.of(
            rf"\b(?:in|during|since|by|until|throughout)\s+(?:the\s+)?(?:{part}\s+)?"
            rf"(?P<season>{either(words.seasons)})(?!\s+of\b|\w)",
            _season,
        ),
        Rule.of(r"(?<![\w.,:/$€£₴№#%])(?P<year>(?:19|20)\d\d)(?!\d|[,.:]\d|%|\w)", _year_alone),
        Rule.of(
            r"\b(?:in|of|since|before|after|until)\s+(?P<year>1[5-8]\d\d)(?![\w,.]\d|\w)", _year
        ),
    )


@cache
def figure_rules() -> tuple[Rule, ...]:
    """The rules for dates in figures, which are the same in every language."""
    return (
        Rule.of(r"(?<![\w/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)", _figures),
        Rule.of(
            r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>\d{4}|\d\d)(?!\d|\.\d)",
            _figures,
        ),
        Rule.of(r"(?<![\w/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?![\d/])", _slashed),
    )


def _optional(match: Match, group: str) -> int | None:
    value = match.groupdict().get(group)
    return None if value is None else int(value)


def _figures(match: Match, _: Vocabulary) -> PartialDate | None:
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _real(PartialDate(year, int(match["month"]), int(match["day"])))


def _slashed(match: Match, _: Vocabulary) -> Meaning | None:
    """Day first in Europe, month first in the USA; where both are possible, both are kept."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    day_first = _real(PartialDate(year, two, one))
    month_first = _real(PartialDate(year, one, two))
    if day_first and month_first and day_first != month_first:
        return Ambiguous(day_first, month_first)
    return day_first or month_first


def _real(partial: PartialDate) -> PartialDate | None:
    return partial if partial.interval() is not None else None


def _month_date(match: Match, words: Vocabulary) -> PartialDate | None:
    printed = match["month"]
    if printed.islower() and (printed in _DOUBTFUL_ALWAYS or printed in words.short_months):
        return None
    partial = PartialDate(
        _optional(match, "year"),
        words.month(match["month"]),
        int(match["day"]),
        _optional(match, "upto"),
    )
    return partial if (partial if partial.year else partial.in_year(2024)).interval() else None


def _month_alone(match: Match, words: Vocabulary) -> PartialDate | None:
    if not _is_month(match, words):
        return None
    turn, before = None, match.string[max(0, match.start() - 10) : match.start()].casefold().split()
    if before and match["year"] is None:
        turn = _TURNS.get(before[-1])
    part = match["part"]
    return PartialDate(
        _optional(match, "year"),
        words.month(match["month"]),
        part=words.parts[_one_space(part)] if part else None,
        turn=turn,
    )


def _is_month(match: Match, words: Vocabulary) -> bool:
    printed = match["month"]
    word = printed.casefold().strip(".")
    if printed.islower() and (word in _DOUBTFUL_ALWAYS or word in words.short_months):
        return False
    if match["year"] or match["part"]:
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


def _season(match: Match, words: Vocabulary) -> PartialDate:
    part = match.groupdict().get("part")
    return PartialDate(
        _optional(match, "year"),
        season=words.seasons[match["season"].casefold()],
        part=words.parts[_one_space(part)] if part else None,
    )


def _turned_season(match: Match, words: Vocabulary) -> PartialDate:
    turn = _TURNS[_one_space(match["turn"])]
    return PartialDate(season=words.seasons[match["season"].casefold()], turn=turn)


def _quarter(match: Match, words: Vocabulary) -> PartialDate | None:
    if match["quarter"] is None and match["year"] is None and match["this"] is None:
        return None  # "the first quarter" of anything
    ordinal = match["ordinal"]
    number = words.ordinals[ordinal.casefold()] if ordinal else int(match["quarter"])
    turn = 0 if match["this"] else None
    return PartialDate(_optional(match, "year"), quarter=number, turn=turn)


def _half(match: Match, _: Vocabulary) -> PartialDate:
    half = 1 if match["half"].casefold() == "first" else 2
    turn = 0 if match["this"] else None
    return PartialDate(_optional(match, "year"), half=half, turn=turn)


def _decade(match: Match, words: Vocabulary) -> PartialDate:
    part = match["part"]
    return PartialDate(
        decade=int(match["decade"]), part=words.parts[_one_space(part)] if part else None
    )


def _part_of_year(match: Match, words: Vocabulary) -> PartialDate:
    return PartialDate(int(match["year"]), part=words.parts[_one_space(match["part"])])


def _year(match: Match, _: Vocabulary) -> PartialDate:
    return PartialDate(int(match["year"]))


def _year_alone(match: Match, words: Vocabulary) -> PartialDate | None:
    text, start, end = match.string, match.start(), match.end()
    before = re.search(r"([\w'’]+)[\s.№#-]*$", text[max(0, start - 16) : start].casefold())
    if before and before[1] in words.numbered:
        return None
    if text[start - 1 : start] in {"-", "–"} and not re.search(
        r"\b(?:(?:19|20)\d\d|mid|pre|post|early|late)\s?[-–]$",
        text[max(0, start - 6) : start].casefold(),
    ):
        return None
    if _PART_OF_A_CODE.match(text, end):
        return None
    determined = before and (before[1] in _BEFORE_A_YEAR or before[1].endswith(("'s", "’s")))
    if not determined and _counts(text[end : end + 40], words):
        return None
    return PartialDate(int(match["year"]))


def _counts(after: str, words: Vocabulary) -> bool:
    """Whether one of the next two words is something that is counted."""
    next_words = re.match(r"\s+([\w-]+)(?:\s+([\w-]+))?", after)
    if next_words is None:
        return False
    return any(word and word.casefold() in words.counted for word in next_words.groups())


def _one_space(words: str) -> str:
    return " ".join(words.casefold().split())
