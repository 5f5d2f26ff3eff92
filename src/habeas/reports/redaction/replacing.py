"""A text with some of its spans replaced, and where each character of it stands afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.reports.redaction.pseudonyms import NAMELESS


@dataclass(frozen=True, slots=True)
class Cut:
    """Half-open span [start, end) of a text, and the words that take its place."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    new_start: int
    new_end: int


class Replaced:
    """The new text, with the way from old offsets to new ones.

    `text[first(a):last(b)]` is what [a, b) has become: an end within a cut takes in all of it.
    """

    def __init__(self, old: str, cuts: Iterable[Cut]) -> None:
        parts: list[str] = []
        self._pieces: list[_Piece] = []
        at = length = 0
        for cut in sorted(cuts, key=lambda cut: cut.start):
            if cut.start < at:
                raise ValueError(f"cuts overlap at {cut.start}")
            parts += [old[at : cut.start], cut.words]
            length += cut.start - at
            self._pieces.append(_Piece(cut.start, cut.end, length, length + len(cut.words)))
            length += len(cut.words)
            at = cut.end
        self.text = "".join([*parts, old[at:]])
        self._starts = [piece.start for piece in self._pieces]

    def first(self, old: int) -> int:
        """Where a span that began at this offset begins."""
        piece = self._piece(old)
        if piece is None:
            return old
        return piece.new_start if old < piece.end else old - piece.end + piece.new_end

    def last(self, old: int) -> int:
        """Where a span that ended at this offset ends."""
        piece = self._piece(old - 1)
        if piece is None:
            return old
        return piece.new_end if old <= piece.end else old - piece.end + piece.new_end

    def _piece(self, old: int) -> _Piece | None:
        """The last cut that begins at or before an offset."""
        place = bisect_right(self._starts, old) - 1
        return self._pieces[place] if place >= 0 else None


def joined(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts without overlaps: those that overlap become one, with the words of the longest."""
    found: list[Cut] = []
    longest = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if found and cut.start < found[-1].end:
            last = found[-1]
            words = last.words if longest >= cut.end - cut.start else cut.words
            longest = max(longest, cut.end - cut.start)
            found[-1] = Cut(last.start, max(last.end, cut.end), words)
        else:
            found.append(cut)
            longest = cut.end - cut.start
    return found


def parted(
    old: str, cuts: Iterable[Cut], borders: Sequence[int], further: Mapping[str, str]
) -> list[Cut]:
    """Cuts that reach over no border, and take no white space that lies between two.

    Past a border what was cut is replaced by the `further` words for those of the cut.
    """
    found = []
    for cut in cuts:
        inside = borders[bisect_right(borders, cut.start) : bisect_left(borders, cut.end)]
        edges = [cut.start, *inside, cut.end]
        words = cut.words
        for start, end in pairwise(edges):
            if len(edges) == 2 or old[start:end].strip():
                found.append(Cut(start, end, words))
                words = further.get(cut.words, NAMELESS)
    return found
