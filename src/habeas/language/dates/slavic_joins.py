"""The Russian and Ukrainian words that join dates: "с мая по октябрь", "станом на"."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.joins import JoinWords
from habeas.language.dates.mention import DateOffset
from habeas.language.dates.slavic_line import line_of
from habeas.language.dates.slavic_relative import unit_and_count
from habeas.language.dates.slavic_rule import CLASSES
from habeas.language.signs import Found, signed

_SIDES = {
    "ru": {"с": "since", "со": "since", "до": "until", "по": "until", "после": "after"}
    | {"не позднее": "until", "не позже": "until", "вплоть до": "until"},
    "uk": {"з": "since", "із": "since", "зі": "since", "від": "since", "до": "until", "по": "until"}
    | {"після": "after", "не пізніше": "until", "аж до": "until"},
}
_FROM = {"ru": "с|со|от", "uk": "з|із|зі|від"}
_BETWEEN = {"ru": "между", "uk": "між"}
_TO = {"ru": "по|до", "uk": "по|до"}
_AND = {"ru": "и|или", "uk": "і|й|та|або|чи"}
_AS_OF = {
    "ru": r"(?:по\s+состоянию\s+)?на|ближе\s+к|ко?|за|в\s+течение|на\s+протяжении|в\s+ночь\s+на|от",
    "uk": r"(?:станом\s+)?на|ближче\s+до|за|протягом|у?впродовж|[ву]\s+ніч\s+на",
}
# A term that a court counts from a day; a document of a day.
_PLAIN = {
    "ru": r"(?:исчисл|отсчит|отсчет|засчит)\w*(?:\s+\w+){0,5}\s+со?\s+$",
    "uk": r"(?:обчисл|рахув|відлік)\w*(?:\s+\w+){0,5}\s+(?:з|із|зі|від)\s+$"
    r"|\b(?!починаючи|\w+(?:ли|ло|ла|ся|ть)\W)(?:\d+|[\w']{3,})[»”\"]?\s+від\s+$",
}
# "порівняно з 2015 роком": with, not since.
_WITH = re.compile(
    r"\b(?:годом|роком|месяцем|місяцем|[а-яії]{3,}(?:ем|ём|нем|им))(?:\s+\d{4}\s+\w+)?$"
)
_ONWARDS = {
    "ru": r"\s+(?:и\s+далее|и\s+позднее|(?:и\s+)?(?:по|до)\s+(?:настоящ\w+\s+врем\w+|сей\s+день"
    r"|сих\s+пор|сегодняшн\w+\s+д\w+|сегодня|н\.\s?в\.))",
    "uk": r"\s+(?:і\s+далі|(?:[ій]\s+)?(?:(?:по|до)\s+(?:сьогоднішн\w+\s+д\w+|сьогодні"
    r"|теперішн\w+\s+час\w*|цього\s+часу|нині)|дотепер|досі|донині))\b",
}
# "с начала полномасштабного вторжения в 2022 году"
_START = {
    "ru": r"\bс\s+(?:момента\s+)?начала\s+(?:[\w'-]+\s+){1,6}?(?:во?\s+)?$",
    "uk": r"\b(?:з|із|від)\s+(?:моменту\s+)?початку\s+(?:[\w'-]+\s+){1,6}?(?:[ву]\s+)?$",
}
_BEGINNING = {"ru": r"начиная\s+", "uk": r"починаючи\s+"}
_COUNTED = signed(
    "(?:(?P<over>{over})|{through}|{later})?(?:(?P<count>{count})?(?P<unit>{any_unit})"
    "|(?P<long>{half_a_year}))(?:(?P<after>{after})|{to})$",
    CLASSES,
)


@cache
def join_words(language: str) -> JoinWords:
    """The patterns of Russian ("ru") or Ukrainian ("uk")."""
    sides = "|".join(side.replace(" ", r"\s+") for side in _SIDES[language])
    before = rf"\b(?:(?P<between>{_BETWEEN[language]})|(?P<first>{_FROM[language]}))\s+$"
    return JoinWords(
        between=re.compile(
            rf",?\s*(?:(?P<to>[-–—/](?:\s*(?:во?|у|на)\b)?|\b(?:{_TO[language]})\b)|(?P<and>\b(?:{_AND[language]})\b))\s*",
            re.I,
        ),
        listed=re.compile(rf"\s*(?:,|,?\s*\b(?:{_AND[language]})\b)\s*", re.I),
        opening=re.compile(before, re.I),
        prefix=re.compile(
            rf"\b(?:(?:{_BEGINNING[language]})?(?P<side>{sides})|(?P<asof>{_AS_OF[language]}))"
            r"(?P<the>(?!))?\s+$",
            re.I,
        ),
        sides=_SIDES[language],
        onwards=re.compile(_ONWARDS[language], re.I),
        beginning=re.compile(_START[language], re.I),
        invasion=re.compile(r"вторжени|вторгнен|войн|війн|агресс|агрес", re.I),
        lone=frozenset(),
        plain=re.compile(_PLAIN[language]),
        companion=_WITH,
        counted=lambda text, floor, end: _counted(text, floor, end, language),
    )


def _counted(text: str, floor: int, end: int, language: str) -> tuple[int, DateOffset] | None:
    """Where "через два дня после" begins that stands right before `end`, and what it says."""
    if not text[floor:end].rstrip().casefold().endswith(("после", "після", "до")):
        return None
    line = line_of(text[floor:end], language)
    match = _COUNTED.search(line.signs)
    if match is None or not (match["after"] or match["over"]):
        return None
    found = Found(line, match)
    unit, count = unit_and_count(found)
    return floor + found.start, DateOffset(count if match["after"] else -count, unit)
