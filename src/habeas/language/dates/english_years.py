"""English rules for seasons, quarters, halves, decades and years: "fall 2021", "the 1990s"."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.english_pieces import (
    PRINTED_YEAR,
    TURNS,
    YEAR_FROM_NOW,
    dated,
    one_space,
    part_before,
)
from habeas.language.dates.expression import Meaning, Range
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match, Rule
from habeas.language.dates.vocabulary import Vocabulary, either, vocabulary
from habeas.language.numbers.words import number_words, value_of

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
_SHORT_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}


@cache
def year_rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: an earlier one keeps the words that it reads."""
    words = vocabulary("en")
    season = f"(?P<season>{either(words.seasons)})"
    part = part_before()
    year = f"(?:{PRINTED_YEAR}|(?P<away>(?:the|this|last|next)(?=\\s+year))\\s+year)"
    count = "|".join([*number_words("en").units, r"\d{1,2}"])
    return (
        Rule.of(
            rf"\b{part}?{season}(?:(?:\s+of)?,?\s+{PRINTED_YEAR}(?:[-–/](?:\d\d){{1,2}}(?!\d))?"
            rf"|{YEAR_FROM_NOW})",
            _season,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?(?P<ordinal>{either(words.ordinals)})\s+quarter|Q(?P<quarter>[1-4]))"
            rf"(?:(?:\s+of)?\s+{year})?(?P<of>\s+of\b)?",
            _quarter,
        ),
        Rule.of(
            rf"\b(?:(?:the\s+)?(?P<half>first|second|latter)\s+half|(?P<short>H[12]))(?:\s+of)?\s+{year}",
            _half,
        ),
        Rule.of(
            rf"\b(?:the\s+)?(?P<edge>first|last|final)\s+(?P<count>{count})\s+months\s+of\s+{year}",
            _run_of_months,
        ),
        Rule.of(
            rf"\b{part}?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
            _decade,
        ),
        Rule.of(
            rf"\b(?:{part}|the\s+)(?:the\s+)?['’‘]?(?P<decade>[6-9]0s|{'|'.join(_SHORT_DECADES)})\b",
            _decade,
        ),
        Rule.of(rf"\b{part}{PRINTED_YEAR}(?![\w/])", _part_of_year),
        Rule.of(rf"\b(?P<turn>{'|'.join(TURNS)})\s+{season}\b", _turned_season),
        Rule.of(
            rf"\b(?:in|during|since|by|until|throughout|over)\s+(?:the\s+)?{part}?{season}(?!\s+of\b|\w)",
            _bare_season,
        ),
        Rule.of(r"(?<![\w.,:/$€£₴№#%])(?P<year>(?:19|20)\d\d)(?!\d|[,.:]\d|%|\w)", _year_alone),
        Rule.of(
            r"\b(?:in|of|since|before|after|until)\s+(?P<year>1[5-8]\d\d)(?![\w,.]\d|\w)", _year
        ),
    )


def _part(match: Match, words: Vocabulary) -> str | None:
    return words.parts[one_space(match["part"])] if match["part"] else None


def _season(match: Match, words: Vocabulary) -> Meaning:
    season = words.seasons[match["season"].casefold()]
    return dated(match, PartialDate(season=season, part=_part(match, words)))


def _bare_season(match: Match, words: Vocabulary) -> PartialDate:
    season = words.seasons[match["season"].casefold()]
    return PartialDate(season=season, part=_part(match, words))


def _turned_season(match: Match, words: Vocabulary) -> PartialDate:
    turn = TURNS[one_space(match["turn"])]
    return PartialDate(season=words.seasons[match["season"].casefold()], turn=turn)


def _of_year(match: Match, partial: PartialDate) -> PartialDate:
    """The part of a year that is printed, or of this, last or next year."""
    if match["year"] is not None:
        return partial.in_year(int(match["year"]))
    away = match["away"]
    return partial if away is None else partial.in_year_from_now(TURNS.get(away.casefold(), 0))


def _quarter(match: Match, words: Vocabulary) -> PartialDate | None:
    bare = match["quarter"] is None and match["year"] is None and match["away"] is None
    before = match.string[max(0, match.start() - 8) : match.start()].casefold().split()
    if bare and (match["of"] or not before or before[-1] not in {"in", "during"}):
        return None  # "the first quarter" of anything
    ordinal = match["ordinal"]
    number = words.ordinals[ordinal.casefold()] if ordinal else int(match["quarter"])
    return _of_year(match, PartialDate(quarter=number))


def _half(match: Match, _: Vocabulary) -> PartialDate:
    first = match["short"] in {"H1", "h1"} or (match["half"] or "").casefold() == "first"
    return _of_year(match, PartialDate(half=1 if first else 2))


def _run_of_months(match: Match, _: Vocabulary) -> Range | None:
    count = int(value_of(match["count"]) or 0)
    if not 2 <= count <= 11:
        return None
    first, last = (1, count) if match["edge"].casefold() == "first" else (13 - count, 12)
    return Range(
        _of_year(match, PartialDate(month=first)), _of_year(match, PartialDate(month=last))
    )


def _decade(match: Match, words: Vocabulary) -> PartialDate:
    printed = match["decade"].casefold().rstrip("s")
    year = _SHORT_DECADES.get(match["decade"].casefold()) or int(printed)
    return PartialDate(decade=year if year > 99 else year + 1900, part=_part(match, words))


def _part_of_year(match: Match, words: Vocabulary) -> PartialDate:
    return PartialDate(int(match["year"]), part=_part(match, words))


def _year(match: Match, words: Vocabulary) -> PartialDate | None:
    if _counts(match.string[match.end() : match.end() + 40], words):
        return None
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
