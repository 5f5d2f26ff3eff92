"""Where the words that were looked for stand in a text, and the piece of it worth showing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.language import PrintedWord, SearchWay, printed_words, word_keys
from habeas.store.search_query import SearchTerm, Wanted, wanted_by

LONGEST_SNIPPET = 280
_BEFORE = 80


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A text, and the half-open spans of it, in code points, that were looked for."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Highlighter:
    """Finds the words of one query in texts that the index has found."""

    def __init__(self, terms: Sequence[SearchTerm], way: SearchWay) -> None:
        self._way = way
        self._wanted = [wanted_by(term, way) for term in terms]

    def highlighted(self, text: str) -> Highlighted:
        """The whole text with every word that is part of a match."""
        words = list(printed_words(text))
        keys = [word_keys(word.text).of(self._way) for word in words]
        found = {
            place
            for wanted in self._wanted
            for first in _places(wanted, keys)
            for place in range(first, first + len(wanted))
        }
        return Highlighted(text, tuple(_joined(words, found)))

    def snippet(self, text: str) -> tuple[int, Highlighted]:
        """At most 280 code points around the first match: where they begin, and the piece."""
        whole = self.highlighted(text)
        if len(text) <= LONGEST_SNIPPET:
            return 0, whole
        first = whole.spans[0][0] if whole.spans else 0
        start = _word_start(text, max(0, min(first - _BEFORE, len(text) - LONGEST_SNIPPET)), first)
        end = _word_end(text, start, start + LONGEST_SNIPPET)
        inside = [(a - start, min(b, end) - start) for a, b in whole.spans if start <= a < end]
        return start, Highlighted(text[start:end], tuple(inside))


def _places(wanted: Sequence[Wanted], keys: Sequence[Sequence[str]]) -> Iterator[int]:
    """Where the words of one term stand side by side. In a phrase only chief keys count."""
    alone = len(wanted) == 1
    for first in range(len(keys) - len(wanted) + 1):
        if all(
            item.fits(keys[first + step] if alone else keys[first + step][:1])
            for step, item in enumerate(wanted)
        ):
            yield first


def _joined(words: Sequence[PrintedWord], found: set[int]) -> Iterator[tuple[int, int]]:
    for place in sorted(found):
        yield words[place].start, words[place].end


def _word_start(text: str, start: int, latest: int) -> int:
    """The beginning of the first word from here on, unless a match would be cut off."""
    if start == 0:
        return 0
    space = next((at for at in range(start, latest) if text[at].isspace()), None)
    return start if space is None else space + 1


def _word_end(text: str, start: int, end: int) -> int:
    if end >= len(text):
        return len(text)
    spaces = (at for at in range(end, start + LONGEST_SNIPPET // 2, -1) if text[at].isspace())
    return next(spaces, end)
