"""From linked pairs to groups: the best links first, and never across what forbids it.

Two groups become one by a link only if no pair across them is barred (another place, another
time), no person has parted any, and the mean score across them is not too low. Of large groups
the first members stand for all. What people joined is joined before anything is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from habeas.claims.events.score import Score
from habeas.claims.events.settings import EventSettings

_STANDING_FOR_ALL = 12
_UNLIKE = -6.0


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about claims, by id: which are of one happening, which pairs are not."""

    joined: tuple[tuple[str, ...], ...] = ()
    parted: frozenset[frozenset[str]] = frozenset()


class Groups:
    """Claims (by position) in groups; begins with each alone, but for what people joined."""

    def __init__(self, ids: Sequence[str], decided: Decided) -> None:
        self._of = list(range(len(ids)))
        self.members: dict[int, list[int]] = {at: [at] for at in range(len(ids))}
        position = {name: at for at, name in enumerate(ids)}
        self._parted: dict[int, set[int]] = {}
        for pair in decided.parted:
            at = sorted(position[name] for name in pair if name in position)
            if len(at) == 2:
                self._parted.setdefault(at[0], set()).add(at[1])
                self._parted.setdefault(at[1], set()).add(at[0])
        for names in decided.joined:
            known = [position[name] for name in names if name in position]
            for other in known[1:]:
                self._unite(self._of[known[0]], self._of[other])

    def grow(
        self,
        links: Iterable[tuple[Score, int, int]],
        score: Callable[[int, int], Score | None],
        settings: EventSettings,
    ) -> list[tuple[Score, int, int]]:
        """Join by each link, in the order given, where nothing forbids it; those that joined."""
        used = []
        for found, one, other in links:
            mine, theirs = self._of[one], self._of[other]
            if mine != theirs and self._may_join(mine, theirs, score, settings):
                self._unite(mine, theirs)
                used.append((found, one, other))
        return used

    def parted_from(self, claim: int, group: int) -> bool:
        """Whether a person parted a claim from any of a group."""
        return bool(self._parted.get(claim, set()) & set(self.members[group]))

    def _may_join(
        self,
        mine: int,
        theirs: int,
        score: Callable[[int, int], Score | None],
        settings: EventSettings,
    ) -> bool:
        if any(
            self._parted.get(at, set()) & set(self.members[theirs]) for at in self.members[mine]
        ):
            return False
        across = list(
            product(
                self.members[mine][:_STANDING_FOR_ALL], self.members[theirs][:_STANDING_FOR_ALL]
            )
        )
        total = 0.0
        for one, other in across:
            found = score(min(one, other), max(one, other))
            if found is not None and found.barred:
                return False
            total += _UNLIKE if found is None else found.total
        return total >= settings.cohesion * len(across)

    def _unite(self, one: int, other: int) -> None:
        kept, gone = sorted((one, other))
        if kept == gone:
            return
        self.members[kept] = sorted(self.members[kept] + self.members.pop(gone))
        for at in self.members[kept]:
            self._of[at] = kept


def best_first(
    links: Mapping[tuple[int, int], Score],
) -> list[tuple[Score, int, int]]:
    """Links by score, the highest first; of equal ones by position."""
    ordered = sorted(links.items(), key=lambda item: (-item[1].total, item[0]))
    return [(found, one, other) for (one, other), found in ordered]
