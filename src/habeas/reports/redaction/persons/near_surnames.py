"""Words that are a redacted surname but for one letter: misspelt, misread, or somebody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from habeas.language import names as printed

_SHORTEST = 6
_LONGEST_ENDING = 4


class NearSurnames:
    """Finds whose surname a word may be a misspelling of; `stems` are those of each person."""

    def __init__(self, stems: Iterable[frozenset[str]]) -> None:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, own in enumerate(stems):
            for stem in own:
                for key in _with_one_less(stem):
                    found[key].add(number)
        self._near = {key: frozenset(numbers) for key, numbers in found.items()}
        self._sizes = {len(key) for key in self._near}
        self._known: dict[str, frozenset[int]] = {}

    def like(self, letters: str) -> frozenset[int]:
        """Those whose surname differs from this word in about one letter, whatever its ending."""
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = frozenset(self._like(letters))
        return known

    def _like(self, letters: str) -> Iterator[int]:
        if len(letters) < _SHORTEST or not self._near:
            return
        for key in printed.skeletons(letters):
            for size in range(max(min(self._sizes), len(key) - _LONGEST_ENDING), len(key) + 1):
                for near in _with_one_less(key[:size]):
                    yield from self._near.get(near, ())


def _with_one_less(key: str) -> set[str]:
    """The key, and with each letter of it left out: two that share one differ by about one."""
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}
