"""Bylines and datelines: who wrote it and when it came out, on a line of their own."""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.absolute_dates import printed_dates
from habeas.sources.page.names import is_name
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

AUTHOR = "names the author"
PERIOD = "the period reported on"

_LONGEST_BYLINE = 200
_LONGEST_DATELINE_WORDS = 14
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?\b|\b\d{1,2}\s?[ap]\.?m\.?", re.I
)
_ZONE = re.compile(r"\b(?:UTC|GMT|MSK|EET|EEST|CET|CEST|EST|EDT|BST)(?:[+-]\d{1,2})?\b")
_LABEL = re.compile(r"^\s*[^\W\d_][\w ]{1,20}:\s")
_SEPARATOR = re.compile(r"\s*[|•·]\s*")
_DASH = re.compile(r"[-–—]|to|по|до")
_LONGEST_PLACE = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
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
        return AUTHOR
    if _YEAR.search(text):  # most lines hold none, and need no search for dates
        if _is_period(text):
            return PERIOD
        if _is_dated_line(text):
            return "dates the page"
    if _label_pattern().match(text) and not text.endswith((".", "!", "?")):
        return "label and value"
    return None


def _marked(part: Part) -> Part:
    reason = byline_reason(part.text)
    return part.decided(BlockKind.BYLINE, reason) if reason else part


def author_in(text: str) -> str | None:
    """The name of the author in a byline, or None."""
    pieces = _byline_pieces(text)
    return pieces[0] if pieces and _is_person(pieces[0]) else None


def _opens_with_author_words(text: str) -> bool:
    pieces = _byline_pieces(text)
    return bool(pieces) and _is_person(pieces[0]) and all(map(_fits_byline, pieces[1:]))


def _byline_pieces(text: str) -> list[str]:
    """What stands after the words that open a byline: the name first."""
    inner = _BRACKETED_STAFF.match(text)
    match = _byline_pattern().match(inner.group(1) if inner else text)
    if match is None:
        return []
    rest = match.group("rest").strip().strip("|•· ").rstrip(".")
    pieces = re.split(r"[|•·;]|\s[–—-]\s|,", rest)
    return [piece.strip() for piece in pieces if piece.strip()]


def _is_person(text: str) -> bool:
    names = re.split(r"\s+(?:and|та|и|і|й|&)\s+", text.strip())
    return all(is_name(name, least_words=1, most_words=8) for name in names)


def _fits_byline(piece: str) -> bool:
    """What may follow the author's name: an outlet, a place, a date, a role in a few words."""
    piece = piece.strip()
    return len(piece.split()) <= 6 and not piece.endswith((".", "!", "?"))


def _is_period(text: str) -> bool:
    """Two dates with a dash between them and nothing else: the period that a report covers."""
    dates = list(printed_dates(text))
    if len(dates) != 2 or len(text.split()) > _LONGEST_DATELINE_WORDS:
        return False
    between = text[dates[0].end : dates[1].start]
    outside = text[: dates[0].start] + text[dates[1].end :]
    return bool(_DASH.fullmatch(between.strip())) and not outside.strip(" .:;()[]")


def _is_dated_line(text: str) -> bool:
    """A full date with nothing beside it but a weekday, a time, a place or words of issue.

    A bar or bullet parts a line into pieces, and one such piece is enough
    ("Briefing no. 3 | 7 October 2025").
    """
    if len(text.split()) > _LONGEST_DATELINE_WORDS:
        return False
    return any(_is_only_date(piece) for piece in _SEPARATOR.split(text))


def _is_only_date(text: str) -> bool:
    dates = [found for found in printed_dates(text) if found.year and found.month]
    if not dates:
        return False
    rest = text
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = _ZONE.sub(" ", _TIME.sub(" ", _YEAR_WORD.sub(" ", rest)))
    rest = _issue_pattern().sub(" ", _LABEL.sub(" ", rest))
    left = [word.strip(".,:;|•·()[]/–—-") for word in rest.split()]
    return _only_place_and_weekday([word for word in left if word])


def _only_place_and_weekday(words: list[str]) -> bool:
    others = [word for word in words if word.casefold() not in _date_words("weekday")]
    return len(others) <= _LONGEST_PLACE and all(
        (word[0].isupper() and word.isalpha()) or word.casefold() in _date_words("place")
        for word in others
    )


@cache
def _date_words(use: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("date_words.csv") if row["use"] == use for word in row["words"].split()
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
def _label_pattern() -> re.Pattern[str]:
    words = [row["words"] for row in rows("credit_words.csv") if row["use"] == "label"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s*:\s*\S", re.IGNORECASE)


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
