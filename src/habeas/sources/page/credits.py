"""Captions and their credits: "What is seen. [Photographer/Agency]".

A credit is told by its form (a name or agency in brackets at the end, a slash between the two)
or by its words (`data/credit_words.csv`), never by a list of agencies.
"""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.page.names import is_name
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

_LONGEST_CAPTION_WORDS = 120
_LONGEST_CREDIT_WORDS = 14
_LONGEST_CREDIT = 240
_BRACKETS = re.compile(r"(\[[^\[\]]{2,120}\]|\([^()]{2,120}\))\s*[.*]?$")
_SLASHED = re.compile(r"[^\W\d_][^/]{0,60}/\s?[^\W\d_][^/]{0,40}(?:/[^/]{1,40})?$")
_EDITORIAL = re.compile(
    r"sic|emphasis|translat|editor|note|redacted|inaudible|laughs|pause|ред\.|прим|авт|перекл|"
    r"and/or|he/she|his/her|him/her|s/he|\.\.\.|…",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,8}$")
_TRAILING_SLASH = re.compile(
    r"(?<=[.!?…»”\")])\s+/\s*([^\W\d_][^/.!?]{1,60}(?:/[^/.!?]{1,40})?)\s*$"
)
_BEFORE_CREDIT = (".", "!", "?", "…", "»", "”", '"', ")", "|", "—", "–")
_COPYRIGHT = re.compile(r"(?<=[.!?…»”\")])\s+(©\s*[^.!?]{2,80})\s*$")


def mark_captions(parts: list[Part]) -> list[Part]:
    """The parts, those with a credit at their end cut into caption and credit."""
    marked: list[Part] = []
    for part in parts:
        undivided = part.open or part.kind is BlockKind.CAPTION
        marked.extend(_split(part) if undivided else [part])
    return _captions_above_credits(marked)


def mark_repeated_captions(parts: list[Part]) -> list[Part]:
    """Parts equal to a caption, and two equal parts one right below the other: the picture's
    text, printed twice."""
    known = {part.text for part in parts if part.kind is BlockKind.CAPTION and part.words >= 5}
    marked = [
        part.decided(BlockKind.CAPTION, "the words of a caption")
        if part.open and part.text in known
        else part
        for part in parts
    ]
    top = next((index for index, part in enumerate(parts) if part.open), 0)
    for index in range(top + 2, len(parts)):  # the first line twice is a title printed twice
        first, second = parts[index - 1], parts[index]
        if first.text == second.text and first.words >= 5 and first.open and second.open:
            reason = "the same words printed twice in a row"
            marked[index - 1] = first.decided(BlockKind.CAPTION, reason)
            marked[index] = second.decided(BlockKind.CAPTION, reason)
    return marked


def credit_start(text: str) -> int | None:
    """Where the credit at the end of a text begins; None where there is none."""
    if len(text.split()) > _LONGEST_CAPTION_WORDS:
        return None
    for finder in (_bracketed, _worded, _slashed):
        start = finder(text)
        if start is not None:
            return start
    return None


def _split(part: Part) -> list[Part]:
    start = credit_start(part.text)
    if start is None and part.open and _caption_lead().match(part.text):
        return [part.decided(BlockKind.CAPTION, "says that it is a caption")]
    if start is None:
        return [part]
    credit = part.cut(start, len(part.text)).decided(BlockKind.CREDIT, "credit of a picture")
    caption = part.cut(0, start)
    reason = part.reason or "a credit follows it"
    if not caption.text:
        return [credit]
    return [caption.decided(BlockKind.CAPTION, reason), credit]


def _captions_above_credits(parts: list[Part]) -> list[Part]:
    """A short part right above a credit that stands alone on its line is that credit's caption."""
    marked = list(parts)
    for index in range(1, len(parts)):
        above, credit = parts[index - 1], parts[index]
        if credit.kind is not BlockKind.CREDIT or not above.open:
            continue
        if above.group == credit.group and above.words <= 60 and index > 1:
            marked[index - 1] = above.decided(BlockKind.CAPTION, "a credit stands on the next line")
    return marked


def _bracketed(text: str) -> int | None:
    match = _BRACKETS.search(text)
    if match is None:
        return None
    inside = match.group(1)[1:-1].strip()
    square = match.group(1).startswith("[")
    before = text[: match.start()].rstrip()
    return match.start() if _names_a_source(inside, square, before) else None


def _names_a_source(inside: str, square: bool, before: str) -> bool:
    if _EDITORIAL.search(inside) or len(inside.split()) > _LONGEST_CREDIT_WORDS:
        return False
    if _opens_with_credit_words(inside):
        return True
    sentence_ended = not before or before.endswith((".", "!", "?", "…", "»", "”", '"'))
    if _SLASHED.match(inside) and is_name(inside.replace("/", " "), least_words=1, most_words=10):
        return square or sentence_ended
    if not square or not sentence_ended:
        return False
    return bool(_ACRONYM.match(inside)) or is_name(inside, least_words=1, most_words=8)


def _opens_with_credit_words(text: str) -> bool:
    match = _credit_pattern().match(text)
    return match is not None and len(text.split()) <= _LONGEST_CREDIT_WORDS


def _worded(text: str) -> int | None:
    """Credit words at the start of the text, or right after a sentence's end."""
    for match in _credit_pattern().finditer(text, max(0, len(text) - _LONGEST_CREDIT)):
        before = text[: match.start()].rstrip()
        rest = text[match.end() :]
        ended = not before or before.endswith(
            (".", "!", "?", "…", "»", "”", '"', ")", "|", "—", "–")
        )
        if ended and len(rest.split()) <= _LONGEST_CREDIT_WORDS and _is_credit_rest(rest):
            return match.start()
    return None


def _is_credit_rest(rest: str) -> bool:
    """Names and addresses, not a sentence: it starts with a capital and ends with no full stop."""
    rest = rest.strip()
    if not rest or not (rest[0].isupper() or rest[0] in '@©"«“' or "." in rest.split()[0]):
        return False
    small = [word for word in rest.split() if word.isalpha() and word.islower()]
    return len(small) <= max(3, len(rest.split()) // 2) and not re.search(r"[.!?]\s+\w", rest)


def _slashed(text: str) -> int | None:
    match = _TRAILING_SLASH.search(text) or _COPYRIGHT.search(text)
    if match is None or len(match.group(1).split()) > 8:
        return None
    return match.start() + 1


@cache
def _caption_lead() -> re.Pattern[str]:
    words = [row["words"] for row in rows("credit_words.csv") if row["use"] == "caption"]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s*[:,]\s*\S", re.IGNORECASE)


@cache
def _credit_pattern() -> re.Pattern[str]:
    table = [row for row in rows("credit_words.csv") if row["use"] == "credit"]
    table.sort(key=lambda row: -len(row["words"]))
    named = "|".join(re.escape(row["words"]) for row in table if row["mark"] == "any")
    colon = "|".join(re.escape(row["words"]) for row in table)
    return re.compile(
        rf"(?<!\w)(?:(?:{colon})\s*[:/©]|(?:{named})(?=[\s/:,]),?)\s*(?:by\b)?", re.IGNORECASE
    )
