"""Codes spelled for a reader: dates, states, treaties, bodies and the short words of the room.

How a value is spelled follows from its name in a sentence ("state", "treaty", "since"), never from
what the value is.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from habeas.oversight.states import state_name
from habeas.oversight.tables import read_toml

# Looks a key up in the catalogues of the language at hand; None where they lack it.
Word = Callable[[str], str | None]

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_YEAR = {"en": "", "uk": " р.", "ru": " г."}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN = " – "
_UNSAID = "…"

_STATES = frozenset({"state", "other", "sovereign", "controller"})
_DATES = frozenset(
    {"since", "until", "by", "from", "to", "start", "latest", "day", "threshold", "as_of", "date"}
)
# Names whose values are codes with a word of their own in the catalogues: the stem of its key.
_WORDS = {
    "act": "act",
    "bodies": "body",
    "body": "body",
    "clock": "clock",
    "door": "door",
    "effect": "effect",
    "examined": "body",
    "fact": "fact",
    "hardness": "hardness",
    "if_by": "truth",
    "if_later": "truth",
    "kind": "conflict_kind",
    "limit": "limit_name",
    "matter": "wrong",
    "matters": "wrong",
    "pending": "body",
    "procedure": "procedure",
    "role": "role",
    "status": "status",
    "value": "value",
    "wanted": "status",
}


def spelled(name: str, value: str, language: str, word: Word) -> str:
    """A value as a reader of the language expects it; a code without a word stays as it is."""
    if name in _STATES:
        return state_name(value, language)
    if name == "treaty":
        return word(f"treaty.{value}") or _treaty_names().get(value, value)
    if name in _DATES:
        return when_text(value, language, word)
    if name == "periods":
        return _DAY.sub(lambda day: day_text(date.fromisoformat(day.group()), language), value)
    stem = _WORDS.get(name)
    if stem is None:
        return value
    return ", ".join(word(f"{stem}.{code}") or code for code in value.split(", "))


def day_text(day: date, language: str = "en") -> str:
    """A day as "16 September 2022", "16 вересня 2022 р.", "16 сентября 2022 г."."""
    known = language if language in _MONTHS else "en"
    month = _MONTHS[known].split()[day.month - 1]
    return f"{day.day} {month} {day.year}{_YEAR[known]}"


def when_text(value: str, language: str, word: Word) -> str:
    """A day, or the span in which an uncertain day lies, from the form that `DateInterval` shows.

    "2019-01-01 – 2019-12-31" is the year 2019; a side "…" is not known; "" is no day at all.
    """
    if not value:
        return _or(word("when.none"), "—")
    if _DAY.fullmatch(value):
        return day_text(date.fromisoformat(value), language)
    first, between, last = value.partition(_BETWEEN)
    sides = {"first": first, "last": last}
    if not between or any(not (_DAY.fullmatch(s) or s == _UNSAID) for s in sides.values()):
        return _or(word("when.unknown"), value) if value == "unknown" else value
    if year := _whole_year(first, last):
        return f"{year}{_YEAR.get(language, '')}"
    if month := _whole_month(first, last):
        return _or(word(f"month.{month[5:]}"), month[5:]) + f" {month[:4]}{_YEAR.get(language, '')}"
    key = "when.span"
    if _UNSAID in sides.values():
        key = "when.from" if last == _UNSAID else "when.until"
    shown = {
        side: day_text(date.fromisoformat(text), language) if text != _UNSAID else text
        for side, text in sides.items()
    }
    return _or(word(key), value).format_map(shown)


def _or(found: str | None, fallback: str) -> str:
    return fallback if found is None else found


def _whole_year(first: str, last: str) -> str:
    whole = first[4:] == "-01-01" and last == f"{first[:4]}-12-31"
    return first[:4] if whole else ""


def _whole_month(first: str, last: str) -> str:
    if _UNSAID in {first, last} or first[:7] != last[:7]:
        return ""
    ends = monthrange(int(first[:4]), int(first[5:7]))[1]
    return first[:7] if first[8:] == "01" and int(last[8:]) == ends else ""


@cache
def _treaty_names() -> Mapping[str, str]:
    return {entry["id"]: entry["name"] for entry in read_toml("treaties.toml")["treaty"]}
