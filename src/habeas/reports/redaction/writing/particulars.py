"""What stands beside a person's name and tells who it is: date of birth, telephone, papers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from habeas.language import names as printed
from habeas.reports.redaction.replacing import Cut

# So many characters past a name, over its line's end; or before it, on the same line.
_AFTER, _BEFORE = 160, 40
_DAY = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,12}\.?,?\s+(?:19|20)\d{2}"
    r"|[^\W\d_]{3,9}\s+\d{1,2},\s+(?:19|20)\d{2}|(?:19|20)\d{2})"
)
_BORN = (
    r"(?:born|b\.|d\.?o\.?b\.?|date\s+of\s+birth|дата\s+народження|дата\s+рождения|д\.?\s?н\.|д\.?\s?р\."
    r"|нар\.|народ[^\W\d_]+|род\.|родил[^\W\d_]+|рожд[^\W\d_]+|уродж[^\W\d_]+)"
)
_OF_YEAR = (
    r"(?:року|роки|рік|года|год|р\.|г\.)?\s*(?:народження|рождения|нар\.|рожд\.|[рг]\.?\s?[нр]\.)"
)
_NUMBER = r"[\d() \t\u00a0-]"
_LABELLED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_BORN}(?:\s+(?:on|in|у|в))?[\s:,–—-]{{0,4}}(?P<told>{_DAY})",
        rf"(?<!\d)(?P<told>{_DAY})\s*{_OF_YEAR}",
        rf"(?<!\w)(?:tel|phone|mob|тел|моб)[^\W\d_]*[.:]{{0,2}}\s*(?P<told>\+?\(?\d{_NUMBER}{{5,17}}\d)",
        rf"(?P<told>\+\d{_NUMBER}{{8,17}}\d)",
        r"(?<!\w)(?:РНОКПП|ІПН|ИНН|СНИЛС|УНЗР|паспорт[^\W\d_]*|посвідчення|удостоверени[^\W\d_]+|passport"
        r"|personal\s+number|особист[^\W\d_]+\s+номер|личн[^\W\d_]+\s+номер|жетон[^\W\d_]*)"
        r"(?:\s+(?:серії|серии|no|nr|number|номер))?[\s:.№#-]{0,4}"
        r"(?P<told>(?:[А-ЯA-ZІЇЄ]{1,3}[\s-]?)?№?\s?\d[\d -]{4,14}\d)",
    )
)
# By their form alone: a telephone, a number of ten or twelve digits, the series and number of a
# passport.
_APART = r"[ \u00a0-]?"
_BARE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.,/-])(?P<told>(?:8{_APART}\(?\d|\(?0)\d\d\)?{_APART}\d{{3}}(?:{_APART}\d\d){{2}})(?![\w/])",
        r"(?<![\w.,/-])(?P<told>\d{10}|\d{12})(?![\w/])",
        r"(?<!\w)(?P<told>[A-ZА-ЯІЇЄ]{2}[ \u00a0№-]{0,3}\d{6})(?!\w)",
    )
)
# A day right behind a name is one of birth where it is as long ago as that of an adult.
_YEAR_OF_BIRTH = r"(?:19[2-9]\d|200\d|201[0-4])"
_DAY_OF_BIRTH = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR_OF_BIRTH}|[3-9]\d|0\d|1[0-4])|{_YEAR_OF_BIRTH}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s[^\W\d_]{{3,12}}\.?,?\s{_YEAR_OF_BIRTH}"
    rf"|[^\W\d_]{{3,9}}\s\d{{1,2}},\s{_YEAR_OF_BIRTH})(?!\d)"
)
_BEHIND = tuple(
    map(
        re.compile,
        (
            rf"(?:(?<=\W[^\W\d_])\.)?[ \t\u00a0,;:|(\[–—-]{{1,4}}(?P<told>{_DAY_OF_BIRTH})",
            rf"[.,;]?\s*\n\s*(?P<told>{_DAY_OF_BIRTH})[,;. \t\r]*(?:\n|\Z)",
            rf"[ \u00a0]?[(\[](?P<told>{_YEAR_OF_BIRTH})[)\]]",
        ),
    )
)
_LONGEST_LINE = 80
_ITEM = re.compile(r"\s*(?:\d{1,4}(?:[.)]\s+|\t)|[-–—•*·]\s)")
_ROW = re.compile(r"\t|[^\W\d_][,;|][^\W\d_]")
_INITIALED = re.compile(r"\s*(?:[^\W\d_]+,?\s+[^\W\d_]\.|[^\W\d_]\.\s?[^\W\d_]\.)")
_NAME = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = 3


def particulars_beside(
    text: str, names: Iterable[tuple[int, int]], others: Iterable[int], words: str
) -> Iterator[Cut]:
    """What tells who it is beside each name (spans of the text); `words` take its place.

    It may stand in the lines that follow, until one of them speaks of somebody else; `others` are
    where further names begin.
    """
    begins = sorted(others)
    for start, end in names:
        before = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
        after = _end(text, end)
        place = bisect_left(begins, end)
        if place < len(begins) and text.find("\n", end, begins[place]) >= 0:
            after = min(after, begins[place])
        for pattern in (*_LABELLED, *_BARE):
            for first, last in ((before, start), (end, after)):
                for match in pattern.finditer(text, first, last):
                    yield Cut(match.start("told"), match.end("told"), words)
        for pattern in _BEHIND:
            if (behind := pattern.match(text, end)) is not None:
                yield Cut(behind.start("told"), behind.end("told"), words)


def _end(text: str, name_end: int) -> int:
    """How far the words behind a name may be about whoever bears it."""
    last = min(len(text), name_end + _AFTER)
    at = name_end
    while (line_end := text.find("\n", at, last)) >= 0:
        at = line_end + 1
        line = text[at : at + _LONGEST_LINE].partition("\n")[0]
        if _begins_anew(line):
            return line_end
    return last


def _begins_anew(line: str) -> bool:
    """Whether a line is blank, a row or an item of a list, or names somebody by a given name."""
    return (
        not line.strip()
        or _ROW.search(line) is not None
        or _ITEM.match(line) is not None
        or _INITIALED.match(line) is not None
        or any(
            _is_given_name(word)
            for word in islice((match[0] for match in _NAME.finditer(line)), _FIRST_WORDS)
        )
    )


def _is_given_name(word: str) -> bool:
    given = printed.keys(word).given if word[0].isupper() else None
    return given is not None and bool(given.numbers) and not given.fuzzy
