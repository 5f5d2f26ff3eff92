"""Towns that the house's tables name, found again among those of GeoNames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from habeas.language.gazetteer.entries import Entry
from habeas.language.gazetteer.query import index_key

Key = tuple[str, str]  # code of the region or country, folded name


@dataclass(frozen=True, slots=True)
class Town:
    """A town as the index has it, by its number there."""

    number: int
    entry: Entry


@dataclass(slots=True)
class Towns:
    """Remembers, of all towns that go by, those whose names are wanted."""

    wanted: frozenset[Key]
    found: defaultdict[Key, list[Town]] = field(default_factory=lambda: defaultdict(list))

    def remember(self, number: int, entry: Entry) -> None:
        """Keep this town if it bears a wanted name."""
        for name in dict.fromkeys(map(index_key, (entry.name, *entry.others))):
            if (entry.code, name) in self.wanted:
                self.found[entry.code, name].append(Town(number, entry))

    def named(self, code: str, names: Iterable[str]) -> Town | None:
        """The largest town of the region with one of these names, the first name that has one."""
        for name in names:
            towns = self.found.get((code, index_key(name)))
            if towns:
                return max(towns, key=lambda town: (town.entry.weight, -town.number))
        return None

    def all_named(self, code: str, name: str) -> list[Town]:
        """Every town of the region with this name."""
        return self.found.get((code, index_key(name)), [])
