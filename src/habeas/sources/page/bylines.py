"""Bylines and datelines: who wrote it and when it came out, on a line of their own."""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.absolute_dates import printed_dates
from habeas.sources.page.names import is_name
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

_LONGEST_BYLINE = 200
_LONGEST_DATELINE_WORDS = 14
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?\b|\b\d{1,2}\s?[ap]\.?m\.?", re.I
)
_ZONE = re.compile(r"\b(?:UTC|GMT|MSK|EET|EEST|CET|CEST|EST|EDT|BST)(?:[+-]\d{1,2})?\b")
_SMALL_WORDS = frozenset({"at", "on", "в", "о", "г", "м"})
_YEAR_WORD = re.compile(r"\b(?:года|год|г|року|рік|р)\b\.?", re.IGNORECASE)
_BRACKETED_STAFF = re.compile(r"^[(\[](.+)[)\]]\.?$", re.DOTALL)


def mark_bylines(parts: list[Part]) -> list[Part]:
    """The parts with those decided that name an author or a date of publication and no more."""
    return [_marked(part) if part.open else part for part in parts]


def byline_reason(text: str) -> str | None:
    """Why a text is a byline, or None where it is not."""
    if len(text) > _LONGEST_BYLINE or "\n\n" in text:
        return None
    if _opens_with_author_words(text):
        return "names the author"
    if _is_dated_line(text):
        return "dates the page"
    return None


def _marked(part: Part) -> Part:
    reason = byline_reason(part.text)
    return part.decided(BlockKind.BYLINE, reason) if reason else part


def _opens_with_author_words(text: str) -> bool:
    inner = _BRACKETED_STAFF.match(text)
    match = _byline_pattern().match(inner.group(1) if inner else text)
    if match is None:
        return False
    rest = match.group("rest").strip().strip("|•· ").rstrip(".")
    pieces = [piece for piece in re.split(r"[|•·;]|\s[–—-]\s|,", rest) if piece.strip()]
    return bool(pieces) and _is_person(pieces[0]) and all(map(_fits_byline, pieces[1:]))


def _is_person(text: str) -> bool:
    names = re.split(r"\s+(?:and|та|и|і|й|&)\s+", text.strip())
    return all(is_name(name, least_words=1, most_words=8) for name in names)


def _fits_byline(piece: str) -> bool:
    """What may follow the author's name: an outlet, a place, a date, a role in a few words."""
    piece = piece.strip()
    return len(piece.split()) <= 6 and not piece.endswith((".", "!", "?"))


def _is_dated_line(text: str) -> bool:
    """A full date, with nothing beside it but a weekday, a time, a place or words of issue."""
    words = text.split()
    if len(words) > _LONGEST_DATELINE_WORDS:
        return False
    dates = [found for found in printed_dates(text) if found.year and found.month]
    if not dates:
        return False
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _ZONE.sub(" ", _TIME.sub(" ", _YEAR_WORD.sub(" ", rest)))
    rest = _issue_pattern().sub(" ", rest)
    left = [word.strip(".,:;|•·()[]/–—-") for word in rest.split()]
    return _only_place_and_weekday([word for word in left if word])


def _only_place_and_weekday(words: list[str]) -> bool:
    others = [word for word in words if word.casefold() not in _weekdays()]
    return len(others) <= 5 and all(
        (word[0].isupper() and word.isalpha())
        or word.casefold() in ("at", "в", "о", "on", "г", "м")
        for word in others
    )


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        word
        for row in rows("date_words.csv")
        if row["use"] == "weekday"
        for word in row["words"].split()
    )


@cache
def _issue_pattern() -> re.Pattern[str]:
    words = sorted(
        (row["words"] for row in rows("credit_words.csv") if row["use"] == "dated"),
        key=len,
        reverse=True,
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b:?", re.IGNORECASE)


@cache
def _byline_pattern() -> re.Pattern[str]:
    table = [row for row in rows("credit_words.csv") if row["use"] == "byline"]
    table.sort(key=lambda row: -len(row["words"]))
    named = "|".join(re.escape(row["words"]) for row in table if row["mark"] == "any")
    colon = "|".join(re.escape(row["words"]) for row in table)
    return re.compile(
        rf"\s*(?:(?:{colon})\s*:\s*|(?:{named})\s+(?=[^\W\d_]))(?P<rest>.+)$",
        re.IGNORECASE | re.DOTALL,
    )
