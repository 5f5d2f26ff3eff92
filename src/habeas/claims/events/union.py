"""Disjoint sets of keys (union by least key, so that the order of joining does not matter)."""

from __future__ import annotations

Key = tuple[str, str]


class Union:
    """Keys that are one; a set is named by the least of its keys."""

    def __init__(self) -> None:
        self._above: dict[Key, Key] = {}

    def root(self, key: Key) -> Key:
        """The least key that is one with this one."""
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key

    def join(self, one: Key, other: Key) -> None:
        """Make two keys one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
        self._above.setdefault(low, low)
