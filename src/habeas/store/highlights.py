"""Where the words that were looked for stand in a text, and the piece of it worth showing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.language import PrintedWord, SearchWay, keys_of, printed_words
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
        keys = [keys_of(word.text, self._way) for word in words]
        found: set[int] = set()
        for wanted in self._wanted:
            for first in _places(wanted, keys):
                found.update(range(first, first + len(wanted)))
        return Highlighted(text, tuple((words[at].start, words[at].end) for at in sorted(found)))

    def snippet(self, text: str) -> tuple[int, Highlighted]:
        """At most 280 code points around the first match: where they begin, and the piece."""
        if len(text) <= LONGEST_SNIPPET:
            return 0, self.highlighted(text)
        first = self._first(text)
        earliest = max(0, min(first - _BEFORE, len(text) - LONGEST_SNIPPET))
        start = _word_start(text, earliest, first)
        end = _word_end(text, start, start + LONGEST_SNIPPET)
        return start, self.highlighted(text[start:end])

    def _first(self, text: str) -> int:
        """Where the first match begins; 0 where none is, as in a quote whose speaker was found."""
        last: list[PrintedWord] = []
        keys: list[tuple[str, ...]] = []
        longest = max(map(len, self._wanted))
        for word in printed_words(text):
            last, keys = [*last, word][-longest:], [*keys, keys_of(word.text, self._way)][-longest:]
            for wanted in self._wanted:
                size = len(wanted)
                if size <= len(keys) and next(_places(wanted, keys[-size:]), None) is not None:
                    return last[-size].start
        return 0


def _places(wanted: Sequence[Wanted], keys: Sequence[Sequence[str]]) -> Iterator[int]:
    """Where the words of one term stand side by side. In a phrase only chief keys count."""
    if len(wanted) == 1:
        yield from (place for place, those in enumerate(keys) if wanted[0].fits(those))
        return
    for first in range(len(keys) - len(wanted) + 1):
        if all(item.fits(keys[first + step][:1]) for step, item in enumerate(wanted)):
            yield first


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
