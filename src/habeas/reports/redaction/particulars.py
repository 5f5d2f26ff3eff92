"""What stands beside a person's name and tells who it is: date of birth, telephone, papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from habeas.reports.redaction.replacing import Cut

# So many characters past a name, or before it, on the same line.
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
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_BORN}(?:\s+(?:on|in|у|в))?[\s:,–—-]{{0,4}}(?P<told>{_DAY})",
        rf"(?<!\d)(?P<told>{_DAY})\s*{_OF_YEAR}",
        r"(?<!\w)(?:tel|phone|mob|тел|моб|телефон)[^\W\d_]*[.:]?\s*(?P<told>\+?\d[\d\s()-]{5,17}\d)",
        r"(?P<told>\+\d[\d\s()-]{8,17}\d)",
        r"(?<!\w)(?:РНОКПП|ІПН|ИНН|СНИЛС|УНЗР|паспорт[^\W\d_]*|посвідчення|удостоверени[^\W\d_]+|passport"
        r"|personal\s+number|особист[^\W\d_]+\s+номер|личн[^\W\d_]+\s+номер|жетон[^\W\d_]*)"
        r"(?:\s+(?:серії|серии|no|nr|number|номер))?[\s:.№#-]{0,4}"
        r"(?P<told>(?:[А-ЯA-ZІЇЄ]{1,3}[\s-]?)?№?\s?\d[\d -]{4,14}\d)",
    )
)


def particulars_beside(text: str, names: Iterable[tuple[int, int]], words: str) -> Iterator[Cut]:
    """What tells who it is on the line of each name (spans of the text); `words` take its place."""
    for start, end in names:
        before = max(text.rfind("\n", 0, start) + 1, start - _BEFORE)
        line_end = text.find("\n", end)
        after = min(len(text) if line_end < 0 else line_end, end + _AFTER)
        for pattern in _PATTERNS:
            for first, last in ((before, start), (end, after)):
                for match in pattern.finditer(text, first, last):
                    yield Cut(match.start("told"), match.end("told"), words)
