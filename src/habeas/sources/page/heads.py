"""Section heads: short lines that announce what follows and end without a full stop."""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

_LONGEST_HEAD_WORDS = 12
_LONGEST_HEAD = 110
_LONGEST_QUESTION_WORDS = 8
_LEAST_LIST = 3
_MARKDOWN = re.compile(r"#{1,6}\s+\S")
_ENUMERATED = re.compile(
    r"(?:(?:[IVXLC]{1,6}|[A-Za-zА-Яа-яІіЇїЄєҐґ])[.)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?)\s+[^\W\d_]"
)
_QUESTION = re.compile(r"(?:Q|Question|Вопрос|В|Питання|Запитання|П)\s?[:.]\s.*\?$")
_CLOSED = (".", "!", ";", ",", "…", ":")
_LIST_MARK = re.compile(r"[-–—*•·▪●○]\s|\(?\d{1,3}[.)]\s.*[.;,]$|\(?[a-zа-я]\)\s")
_OPENING_QUOTES = "\"'«“„‘"


def mark_heads(parts: list[Part]) -> list[Part]:
    """The parts with section heads decided, and runs of short lines decided as lists."""
    marked = list(parts)
    candidates = [part.open and _could_be_head(part.text) for part in parts]
    for first, last in _runs(candidates):
        plain = {i for i in range(first, last) if not is_numbered_head(parts[i].text)}
        is_list = len(plain) >= _LEAST_LIST
        for index in range(first, last):
            if is_list and index in plain:
                marked[index] = parts[index].decided(BlockKind.PARAGRAPH, "line of a list")
            elif _announces(parts, index):
                marked[index] = parts[index].decided(BlockKind.SECTION_HEAD, _reason(parts[index]))
    return marked


def is_numbered_head(text: str) -> bool:
    """Whether a short line opens with a section number, letter or word ("Section 1. Life")."""
    if len(text.split()) > _LONGEST_HEAD_WORDS + 4 or len(text) > 140:
        return False
    if _section_word().match(text) or _MARKDOWN.match(text):
        return not text.rstrip().endswith((".", ";", ",")) or len(text.split()) <= 4
    return bool(_ENUMERATED.match(text)) and not text.endswith(_CLOSED)


def _could_be_head(text: str) -> bool:
    if is_numbered_head(text):
        return True
    words = text.split()
    if len(words) > _LONGEST_HEAD_WORDS or len(text) > _LONGEST_HEAD or "\t" in text:
        return False
    if _LIST_MARK.match(text) or not _opens_like_head(text):
        return False
    if text.endswith("?"):
        return len(words) <= _LONGEST_QUESTION_WORDS or bool(_QUESTION.match(text))
    if text.endswith(":"):
        return text.isupper() and len(words) <= 8
    return not text.rstrip("\"'»”’").endswith(_CLOSED)


def _opens_like_head(text: str) -> bool:
    if text[0] in _OPENING_QUOTES:
        return text[-1] in "\"'»”’“" and text[1:2].isupper() and text[1:-1].count(text[0]) == 0
    return text[0].isupper() or text[0].isdigit()


def _announces(parts: list[Part], index: int) -> bool:
    """Whether something follows that the line could be the head of."""
    if _after_colon(parts, index):
        return False
    if _QUESTION.match(parts[index].text):
        return True
    for following in parts[index + 1 :]:
        if following.kind is BlockKind.PAGE_NOISE:
            continue
        return not (_runs_on(following) or _is_answer_to(parts[index], following))
    return is_numbered_head(parts[index].text)


def _runs_on(following: Part) -> bool:
    """Whether a sentence printed over two parts goes on here; "a. Killings" is a head itself."""
    return following.text[:1].islower() and not is_numbered_head(following.text)


def _after_colon(parts: list[Part], index: int) -> bool:
    above = parts[index - 1] if index else None
    return above is not None and above.open and above.text.endswith(":")


def _is_answer_to(question: Part, following: Part) -> bool:
    """A question and a short answer are a dialogue, not a head with its section."""
    return question.text.endswith("?") and following.open and following.words < 12


def _reason(part: Part) -> str:
    if _QUESTION.match(part.text):
        return "question of an interview"
    if is_numbered_head(part.text):
        return "opens with a section number"
    return "short line without a full stop above running text"


def _runs(flags: list[bool]) -> list[tuple[int, int]]:
    """Half-open runs of neighbours that are all candidates."""
    runs: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


@cache
def _section_word() -> re.Pattern[str]:
    words = "|".join(row["word"] for row in rows("section_words.csv") if row["use"] == "section")
    return re.compile(rf"(?:{words})\s+(?:\d|[IVXLC]+\b|[A-ZА-Я]\b)", re.IGNORECASE)
