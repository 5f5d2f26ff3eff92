"""Cutting plain text into paragraphs: one line each, or hard-wrapped over several lines.

Blank lines always part paragraphs. Whether lines without a blank between them belong together
is found from the text: in hard-wrapped text many lines break in mid-sentence, and a line ends
only where the next word would not have fitted the width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from habeas.model import BlockKind
from habeas.sources.page.part import TERMINAL_MARKS, Part

_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_LIST_ITEM = re.compile(r"(?:[-–—*•·▪●○]|\(?\d{1,3}[.)]|\(?[a-zа-яіїєґ][.)])\s")
_WIDEST_WRAP = 140
_NARROWEST_WRAP = 30
_LEAST_CONTINUING_SHARE = 0.25
_FULL_LINE_SHARE = 0.85
_NEARLY_FULL_SHARE = 0.7
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int

    @property
    def length(self) -> int:
        return len(self.text)


def split_paragraphs(text: str) -> list[Part]:
    """The paragraphs of a text, undecided, in order; every visible character is in one of them."""
    parts: list[Part] = []
    body_start = 0
    if text.startswith(_BYTE_ORDER_MARK):
        body_start = 1
        parts.append(Part(0, 1, text[:1], BlockKind.PAGE_NOISE, "byte order mark", group=-1))
    stanzas = _stanzas(text, body_start)
    width = _wrap_width(stanzas)
    for number, stanza in enumerate(stanzas):
        for first, last in _joined(stanza, width):
            start, end = stanza[first].start, stanza[last].end
            parts.append(Part(start, end, text[start:end], group=number))
    return parts


def _stanzas(text: str, body_start: int) -> list[list[_Line]]:
    """Runs of lines that no blank line parts."""
    stanzas: list[list[_Line]] = []
    previous_end = None
    for match in _LINE.finditer(text, body_start):
        stripped = match.group().strip()
        if not stripped:
            continue
        left = len(match.group()) - len(match.group().lstrip())
        start = match.start() + left
        line = _Line(start, start + len(stripped), stripped, left)
        if previous_end is None or _has_blank_line(text[previous_end:start]):
            stanzas.append([])
        stanzas[-1].append(line)
        previous_end = line.end
    return stanzas


def _has_blank_line(gap: str) -> bool:
    breaks = gap.replace("\r\n", "\n")
    return sum(breaks.count(mark) for mark in "\n\r\v\u2028") > 1 or any(
        mark in breaks for mark in "\f\u2029"
    )


def _wrap_width(stanzas: list[list[_Line]]) -> int | None:
    """The width to which lines are wrapped; None where each line is a paragraph of its own."""
    pairs = [
        (line, following)
        for stanza in stanzas
        for line, following in pairwise(stanza)
        if line.text != following.text
    ]
    continuing = sorted(line.length for line, following in pairs if _runs_on(line, following))
    if not continuing or len(continuing) < _LEAST_CONTINUING_SHARE * len(pairs):
        return None
    width = continuing[-1]
    middle = continuing[len(continuing) // 2]
    fits = _NARROWEST_WRAP <= width <= _WIDEST_WRAP and middle >= 0.7 * width
    return width if fits else None


def _runs_on(line: _Line, following: _Line) -> bool:
    """Whether the line break stands in the midst of a sentence."""
    return (
        following.text[0].islower()
        and not line.text.endswith(tuple(TERMINAL_MARKS))
        and not _LIST_ITEM.match(following.text)
        and "\t" not in line.text
    )


def _joined(stanza: list[_Line], width: int | None) -> list[tuple[int, int]]:
    """First and last line of each paragraph of a stanza."""
    spans = [(0, 0)]
    for index in range(1, len(stanza)):
        if width is not None and _belongs(stanza[index - 1], stanza[index], width):
            spans[-1] = (spans[-1][0], index)
        else:
            spans.append((index, index))
    return spans


def _belongs(line: _Line, following: _Line, width: int) -> bool:
    """Whether a line of wrapped text goes on in the following line."""
    if line.text == following.text or _LIST_ITEM.match(following.text) or "\t" in line.text:
        return False
    if _runs_on(line, following):
        return line.length >= 0.4 * width
    if following.indent > line.indent and line.text.endswith(tuple(TERMINAL_MARKS)):
        return False
    first_word = len(following.text.split(maxsplit=1)[0])
    filled = line.length + 1 + first_word
    if filled > width and line.length >= _FULL_LINE_SHARE * width:
        return True
    open_ended = not line.text.endswith((*TERMINAL_MARKS, ":", ";"))
    return open_ended and line.length >= _NEARLY_FULL_SHARE * width
