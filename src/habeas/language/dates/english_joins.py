"""The English words that join dates: "from … to …", "1997 and 1998", "since 2022"."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.english_relative import count_pattern, unit_and_count
from habeas.language.dates.joins import JoinWords
from habeas.language.dates.mention import DateOffset
from habeas.language.dates.vocabulary import either, vocabulary

_SIDES = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "up to": "until",
    "through": "until",
    "before": "before",
    "prior to": "before",
    "on or before": "until",
    "on or after": "since",
    "starting in": "since",
    "starting on": "since",
    "starting from": "since",
    "beginning in": "since",
    "beginning on": "since",
    "no later than": "until",
    "not later than": "until",
    "after": "after",
    "following": "after",
}
_WEEK_OF = re.compile(
    r"\b(?:the\s+)?week\s+(?:of|beginning|starting|ending)(?:\s+on)?\s+$", re.IGNORECASE
)


@cache
def join_words() -> JoinWords:
    """The patterns of English."""
    sides = "|".join(side.replace(" ", r"\s+") for side in _SIDES)
    return JoinWords(
        between=re.compile(
            r",?\s*(?:(?P<to>[-–—]|to|till?|until|through|thru)|(?P<and>and|or|&))\s*", re.I
        ),
        listed=re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*", re.I),
        opening=re.compile(
            r"\b(?:(?P<between>between)|(?P<first>from))\s+(?:about\s+|around\s+|approximately\s+)?(?:the\s+)?$",
            re.I,
        ),
        prefix=re.compile(
            rf"\b(?:(?P<side>{sides})(?:\s+at\s+least|\s+about|\s+around|\s+approximately)?"
            r"|(?P<asof>as\s+of|by|as\s+at|during|throughout))\s+(?P<the>the\s+)?$",
            re.I,
        ),
        sides=_SIDES,
        onwards=re.compile(
            r"\s+(?:onwards?|on|and\s+after|(?:un)?till?\s+(?:now|today|the\s+present)"
            r"|to\s+(?:(?:the\s+)?present|date|this\s+day|now|today))\b"
            r"|\s?[-–]\s?present\b",
            re.I,
        ),
        beginning=re.compile(
            r"\bsince\s+(?:(?:the\s+)?(?:start|beginning|outbreak|onset|launch)\s+of\s+"
            r"(?:[\w’'-]+\s+){1,6}|(?:[\w’'-]+\s+){1,4}?invasion(?:\s+of\s+\w+)?\s+(?:began\s+)?)"
            r"(?:in|on)\s+$",
            re.I,
        ),
        invasion=re.compile(r"\b(?:invasion|war|aggression)\b", re.I),
        lone=frozenset({"from"}),
        plain=re.compile(r"(?!)"),
        companion=re.compile(r"(?!)"),
        counted=_counted,
    )


def _counted(text: str, floor: int, end: int) -> tuple[int, DateOffset] | None:
    """Where "two days after" begins that stands right before `end`, and what it says."""
    week = _WEEK_OF.search(text, floor, end)
    if week is not None:
        return week.start(), DateOffset(0, "week", whole=True)
    counted = _counted_before().search(text, floor, end)
    if counted is None:
        return None
    unit, count = unit_and_count(counted, vocabulary("en"))
    side = 1 if counted["after"].casefold() == "after" else -1
    return counted.start(), DateOffset(side * count, unit)


@cache
def _counted_before() -> re.Pattern[str]:
    units = either(vocabulary("en").units)
    return re.compile(
        rf"\b(?P<count>{count_pattern()})\s+(?P<unit>{units})\s+(?P<after>after|before)\s+"
        r"(?:the\s+)?$",
        re.I,
    )
