"""What a text says in a code: of an address, a page, JSON, a wrong character set.

%D0%86…, &#1030;…, \\u0406…, xn--…, text in UTF-8 that was read as something else, and digits that
stand for letters (3агорний). A stretch in a code is read with what stands around it, since a name
may be in code in part only; each letter keeps its place in the text, so that the rest stays as it
is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from habeas.reports.redaction.pseudonyms import NAMELESS
from habeas.reports.redaction.replacing import Cut
from habeas.reports.redaction.writing.codes import READINGS, Sign, in_signs

# So many characters around a sign are read with it, to the end of a word.
_AROUND = 100
# A code may be in a code: %25D0, &amp;#1044;
_MOST_LAYERS = 3
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Coded:
    """A stretch of a text as it is meant; `starts` and `ends` are the places of each character."""

    text: str
    meant: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the characters [start, end) of what is meant stand."""
        return self.starts[start], self.ends[end - 1]

    def differs(self, start: int, end: int) -> bool:
        """Whether the text shows anything else for these characters than is meant."""
        return self.meant[start:end] != self.text[slice(*self.span(start, end))]

    def in_text(self, cuts: Iterable[Cut]) -> Iterator[Cut]:
        """Cuts of what is meant, as cuts of the text, but for names that stand there in plain.

        These are found in the text itself, with all that stands around them.
        """
        for cut in cuts:
            if cut.words == NAMELESS or self.differs(cut.start, cut.end):
                yield Cut(*self.span(cut.start, cut.end), cut.words)


def coded_in(text: str) -> Iterator[Coded]:
    """Every reading of the stretches of a text in which there is a code."""
    layer = [Coded(text, text, range(len(text)), range(1, len(text) + 1))]
    for _ in range(_MOST_LAYERS):
        for outer in layer:
            for reading in READINGS:
                yield from _read(outer, reading(outer.meant))
        layer = [inner for outer in layer for inner in _read(outer, in_signs(outer.meant))]
        yield from layer
        if not layer:
            return


def _read(outer: Coded, signs: Iterable[Sign]) -> Iterator[Coded]:
    """The stretches around these signs, each stretch once."""
    group: list[Sign] = []
    for sign in signs:
        if group and sign.start - group[-1].end > 2 * _AROUND:
            yield _stretch(outer, group)
            group = []
        group.append(sign)
    if group:
        yield _stretch(outer, group)


def _stretch(outer: Coded, signs: Sequence[Sign]) -> Coded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = _begin(outer.meant, signs[0].start)
    for sign in signs:
        letters.append(outer.meant[at : sign.start])
        starts += outer.starts[at : sign.start]
        ends += outer.ends[at : sign.start]
        start, end = outer.span(sign.start, sign.end)
        letters.append(sign.meant)
        starts += [start] * len(sign.meant)
        ends += [end] * len(sign.meant)
        at = sign.end
    last = _finish(outer.meant, at)
    letters.append(outer.meant[at:last])
    starts += outer.starts[at:last]
    ends += outer.ends[at:last]
    return Coded(outer.text, "".join(letters), starts, ends)


def _begin(text: str, place: int) -> int:
    """Where the words begin that stand before a place."""
    first = max(0, place - _AROUND)
    space = _SPACE.search(text, first, place) if first else None
    return space.end() if space is not None else first


def _finish(text: str, place: int) -> int:
    """Where the words end that stand behind a place."""
    last = min(len(text), place + _AROUND)
    if last == len(text):
        return last
    return next((at for at in range(last, place, -1) if text[at].isspace()), last)
