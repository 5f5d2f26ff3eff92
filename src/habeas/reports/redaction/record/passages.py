"""Where words of a redacted passage stand again: in a copy, a reason, a title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from habeas.reports.redaction.writing.words import Word, words_in

# So many words in a row are taken for words of the passage. A shorter passage is words that anybody
# may use: it is taken out where it stands, and nowhere else.
WORDS_IN_A_ROW = 5


class PassageFinder:
    """Finds runs of words of the redacted passages; `texts` are the passages' own words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            words = [_key(word) for word in words_in(text)]
            self._runs |= {
                tuple(words[place : place + WORDS_IN_A_ROW])
                for place in range(len(words) - WORDS_IN_A_ROW + 1)
            }

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Spans of the text that say what a passage says, in order, none within another."""
        if not self._runs:
            return
        keys = [_key(word) for word in words]
        begun: int | None = None
        end = 0
        for place in range(len(keys) - WORDS_IN_A_ROW + 1):
            if tuple(keys[place : place + WORDS_IN_A_ROW]) not in self._runs:
                continue
            if begun is not None and place > end:
                yield words[begun].start, words[end - 1].end
                begun = None
            begun = place if begun is None else begun
            end = place + WORDS_IN_A_ROW
        if begun is not None:
            yield words[begun].start, words[end - 1].end


def _key(word: Word) -> str:
    return word.letters.casefold()
