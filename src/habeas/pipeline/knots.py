"""What must be one and what must not, where later decisions are tied before earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Knots:
    """Names that must be one, and such as must not; whoever is tied first holds."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}

    def tie(self, everyone: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Make one of those on the same side of every difference among them; yields the sides."""
        knots = dict.fromkeys(map(self.knot, everyone))
        sides: dict[frozenset[str], list[str]] = {}
        for name in everyone:
            against = frozenset(self._apart.get(self.knot(name), set()) & knots.keys())
            sides.setdefault(against, []).append(name)
        for side in sides.values():
            for name in side[1:]:
                self._join(side[0], name)
            yield tuple(side)

    def part(self, one: str, other: str) -> bool:
        """Keep two apart; False where a later judgement has made them one."""
        a, b = self.knot(one), self.knot(other)
        if a == b:
            return False
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)
        return True

    def knot(self, name: str) -> str:
        """What all names that are one with this one have in common."""
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    def _join(self, one: str, other: str) -> None:
        kept, gone = self.knot(one), self.knot(other)
        if kept == gone:
            return
        self._above[gone] = kept
        for enemy in self._apart.pop(gone, set()):
            self._apart[enemy].discard(gone)
            self._apart[enemy].add(kept)
            self._apart.setdefault(kept, set()).add(enemy)
