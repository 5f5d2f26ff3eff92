"""The vocabulary of depositary tables: numbers and titles of treaties, headings, marks, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import fold, listed, month_words, table_rows
from habeas.model import DateInterval, InputRefused, printable

_SERIES = re.compile(r"(?:(?:c?ets|un|no)[.\s]*)*", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<![A-Za-z0-9])([IVX]+-[0-9]+(?:-[a-z])?)(?![A-Za-z0-9-])")
_WORDED = re.compile(r"(?<![0-9])([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+([0-9]{4})(?![0-9])")
_ISO = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_DAY_FIRST = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")


def treaty_id(text: str) -> str:
    """The id of the treaty that a number ("IV-9", "CETS 126", "005") or an id means.

    Any other text is taken for the id of a user's own treaty and given back as it is.
    """
    bare = _SERIES.sub("", text.strip(), count=1)
    number = bare.zfill(3) if bare.isascii() and bare.isdigit() else bare
    return _numbers().get(number.lower(), text.strip())


def treaty_of_file(name: str, treaty: str, title: str = "") -> str:
    """The id of the treaty that a saved file is about: as the user says, or as its name or title.

    Raises InputRefused where neither tells.
    """
    if treaty:
        return treaty_id(treaty)
    for number in _IN_NAME.findall(name):
        if number.lower() in _numbers():
            return _numbers()[number.lower()]
    folded = " ".join(fold(title).split())
    fitting = [words for words in _titles() if words in folded]
    if fitting:
        return _titles()[max(fitting, key=len)]
    raise InputRefused(
        "neither the file's name nor its title says which treaty it is about",
        where=name,
        remedy="name the treaty, for example treaty='CAT' or treaty='IV-9'",
    )


@cache
def meanings(where: str) -> Mapping[str, tuple[str, str]]:
    """Of the words of one kind (mark, type, nature, column): what each means, and a note."""
    return {
        row["word"]: (row["means"], row["note"])
        for row in table_rows(_data("depositary_words.tsv"))
        if row["where"] == where
    }


def column_of(heading: str) -> str:
    """What a column holds, by its heading; "" for a heading that this room does not know.

    The longest known words that the heading begins with decide; of a heading that names several
    ways to consent, any of them.
    """
    folded = " ".join(fold(heading).split())
    fitting = [word for word in meanings("column") if folded.startswith(word)]
    return meanings("column")[max(fitting, key=len)][0] if fitting else ""


def found_days(text: str) -> list[tuple[int, int, date]]:
    """All days that a text names, in order: where each begins and ends, and the day.

    Reads "1 Oct 1991", "1 October 1991", "1991-10-01" and "01-10-1991" (the day first); what no
    calendar has is left out.
    """
    return sorted(
        (match.start(), match.end(), day)
        for form in (_WORDED, _ISO, _DAY_FIRST)
        for match in form.finditer(text)
        if (day := _day(form, match)) is not None
    )


def days_in(text: str) -> list[tuple[date, str]]:
    """All days that a text names, in order, each with the text between it and the next."""
    found = found_days(text)
    stops = [start for start, _, _ in found[1:]]
    return [
        (day, text[end:stop])
        for (_, end, day), stop in zip(found, [*stops, len(text)], strict=False)
    ]


def only_day(text: object) -> DateInterval | None:
    """The first day that a cell names, as an interval of one day; None without one."""
    days = days_in(text) if isinstance(text, str) else []
    return DateInterval.on(days[0][0]) if days else None


def shown(text: str, most: int = 60) -> str:
    """A piece of a file, safe and short enough to stand in a message."""
    piece = printable(" ".join(text.split()))
    return f"“{piece[:most]}…”" if len(piece) > most else f"“{piece}”"


def _day(form: re.Pattern[str], match: re.Match[str]) -> date | None:
    first, second, third = match.groups()
    if form is _WORDED:
        month = _months().get(second.casefold()) or 0
        year, day = third, first
    elif form is _ISO:
        year, month, day = first, int(second), third
    else:
        year, month, day = third, int(second), first
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    return {word.casefold(): number for word, number in month_words("en").items()}


@cache
def _numbers() -> Mapping[str, str]:
    rows = table_rows(_data("treaty_numbers.tsv"))
    numbers = {number.lower(): row["treaty"] for row in rows for number in listed(row["numbers"])}
    return numbers | {row["treaty"].lower(): row["treaty"] for row in rows}


@cache
def _titles() -> Mapping[str, str]:
    rows = table_rows(_data("treaty_numbers.tsv"))
    return {title: row["treaty"] for row in rows for title in listed(row["titles"])}


def _data(name: str) -> Path:
    return Path(str(files("habeas.oversight"))) / "data" / name
