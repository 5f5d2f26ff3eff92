"""Page noise: what a page says about itself, and not about its subject.

The words are data (`data/page_noise.csv`). A pattern has to fit the whole of a short part, so
that a sentence of the text which happens to hold such words is never lost.
"""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

_LONGEST_NOISE = 240
_DECORATION = " \t\n\r\u00a0*:.!?…>»›→▶▸|•·-–—+#"
_SHORT_TAIL_WORDS = 12
_ONLY_MARKS = re.compile(r"[\W_]+$")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.|стр\.?|страница|с\.|стор\.?|сторінка)\s*)?\d{1,4}"
    r"(?:\s*(?:of|/|из|з|із)\s*\d{1,4})?[-–—\s]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CRUMB_MARKS = re.compile(r"[>›»|]| / ")
_LONGEST_CRUMB = 40
_LONGEST_CRUMBS = 120
_LEAST_CRUMBS = 3


def mark_noise(parts: list[Part]) -> list[Part]:
    """The parts with those decided that are page noise by their own words."""
    return [_marked(part) if part.open else part for part in parts]


def mark_tail(parts: list[Part]) -> list[Part]:
    """After the first noise below the last running text, what is short is noise as well."""
    last_body = max((i for i, part in enumerate(parts) if _is_running(part)), default=None)
    if last_body is None:
        return parts
    first_noise = next(
        (i for i in range(last_body + 1, len(parts)) if parts[i].kind is BlockKind.PAGE_NOISE), None
    )
    if first_noise is None:
        return parts
    return parts[:first_noise] + [
        part.decided(BlockKind.PAGE_NOISE, "short line below the page's own notices")
        if part.open and part.words <= _SHORT_TAIL_WORDS and not part.ends_a_sentence
        else part
        for part in parts[first_noise:]
    ]


def noise_reason(text: str) -> str | None:
    """Why a short text is page noise, or None where it is not."""
    if len(text) > _LONGEST_NOISE:
        return None
    if _ONLY_MARKS.match(text):
        return "no letters or digits"
    if _PAGE_NUMBER.match(text) and not _YEAR.match(text.strip()):
        return "page number"
    if _is_path(text):
        return "path through the site's menu"
    words = " ".join(text.split()).strip(_DECORATION).casefold()
    if not _any_pattern().fullmatch(words):
        return None
    for pattern, reason in _patterns():
        if pattern.fullmatch(words):
            return reason
    return None


def _is_path(text: str) -> bool:
    """ "Home > News > Courts": at least three short pieces with marks between them."""
    if len(text) > _LONGEST_CRUMBS:
        return False
    pieces = [piece.strip() for piece in _CRUMB_MARKS.split(text)]
    return len(pieces) >= _LEAST_CRUMBS and all(0 < len(p) <= _LONGEST_CRUMB for p in pieces)


def _is_running(part: Part) -> bool:
    return part.kind is not BlockKind.PAGE_NOISE and part.is_body


def _marked(part: Part) -> Part:
    reason = noise_reason(part.text)
    return part.decided(BlockKind.PAGE_NOISE, reason) if reason else part


@cache
def _any_pattern() -> re.Pattern[str]:
    """All patterns in one, to turn most parts away at once."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("page_noise.csv")))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["what"]) for row in rows("page_noise.csv"))
