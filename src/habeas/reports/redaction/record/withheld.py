"""What of a source stands in a redacted passage, and what else of the source says the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Self

from habeas.language import find_dates
from habeas.model import DateInterval
from habeas.reports.redaction.writing.words import Word, words_in

# A word and a declined form of it differ in so many letters at the end, and share so many before.
_MOST_DECLINED = 3
_SURELY_DECLINED = 2
_FEWEST_SHARED = 3
_LANGUAGES = ("en", "ru", "uk")


class Withheld:
    """The parts of a text that stand in a redacted passage, or repeat one; by their old offsets."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._text = text
        self._spans = list(_merged(_bare(text, start, end) for start, end in spans))
        self._ends = [end for _, end in self._spans]

    @classmethod
    def whole(cls, text: str) -> Self:
        """A text of which a reader may see nothing."""
        return cls(text, [(0, len(text))])

    def __bool__(self) -> bool:
        """Whether anything of the text is withheld."""
        return bool(self._spans)

    def touches(self, start: int, end: int) -> bool:
        """Whether anything of [start, end) is withheld."""
        place = bisect_right(self._ends, start)
        return place < len(self._spans) and self._spans[place][0] < end

    def tells(self, value: str | None) -> bool:
        """Whether some word of a value, in any case, stands in what is withheld and nowhere else.

        Whatever its form, a reader could only know such a value from what was taken out.
        """
        if not value or not self._spans:
            return False
        words = [word.letters.casefold() for word in words_in(value)]
        return any(
            _stands(word, self._hidden, _MOST_DECLINED)
            and not _stands(word, self._shown, _SURELY_DECLINED)
            for word in words
        )

    def repeats(self, value: str) -> tuple[int, int] | None:
        """Where all words of a value stand one after the other, if some of it is withheld there."""
        wanted = [word.letters.casefold() for word in words_in(value)]
        if not wanted or not self._spans:
            return None
        keys = [word.letters.casefold() for word in self._words]
        for place, key in enumerate(keys):
            if key == wanted[0] and keys[place : place + len(wanted)] == wanted:
                start, end = self._words[place].start, self._words[place + len(wanted) - 1].end
                if self.touches(start, end):
                    return start, end
        return None

    def dates(self, interval: DateInterval | None) -> bool:
        """Whether what is withheld names a date, in whatever way it is written."""
        if interval is None:
            return False
        return any(
            mention.interval == interval
            for start, end in self._spans
            for language in _LANGUAGES
            for mention in find_dates(self._text[start:end], interval, language=language)
        )

    @cached_property
    def _words(self) -> list[Word]:
        return words_in(self._text)

    @cached_property
    def _hidden(self) -> list[str]:
        return _sorted_keys(word for word in self._words if self.touches(word.start, word.end))

    @cached_property
    def _shown(self) -> list[str]:
        return _sorted_keys(word for word in self._words if not self.touches(word.start, word.end))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space around its words."""
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that overlap as one, empty ones left out."""
    first = last = 0
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if start > last and first < last:
            yield first, last
            first = start
        first, last = (first if first < last else start), max(last, end)
    if first < last:
        yield first, last


def _sorted_keys(words: Iterable[Word]) -> list[str]:
    return sorted({word.letters.casefold() for word in words})


def _stands(word: str, keys: Sequence[str], declined: int) -> bool:
    """Whether a word, or one that differs in so many letters at the end, is among sorted keys."""
    beginning = word[: max(_FEWEST_SHARED, len(word) - declined)]
    place = bisect_left(keys, beginning)
    while place < len(keys) and keys[place].startswith(beginning):
        if keys[place] == word or (
            len(word) > _FEWEST_SHARED and abs(len(keys[place]) - len(word)) <= declined
        ):
            return True
        place += 1
    return False
