"""How many people are on none of a case's lists, from the persons resolved across them.

Only lists count, not texts: who comes to stand in a report is no matter of being listed. Lists
that are copies of one original are one list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habeas.model import InputRefused
from habeas.pipeline.counting import METHOD
from habeas.pipeline.person_records import RecordList
from habeas.pipeline.resolving import ResolvedPeople

if TYPE_CHECKING:
    from habeas.counts import Estimate, OverlapTable

_FEWEST_LISTS = 2
_CERTAIN = (
    "Persons are counted as they were resolved; how sure it is that two records are one person is"
    " not in the interval."
)


@dataclass(frozen=True)
class PeopleCount:
    """What the overlap of the lists says of the total, or the reason why it says nothing.

    `lists` are their names in the order of the ledger, `persons` those who stand on one of them;
    `only_in_texts` stand on none, and are not counted. `estimate` and `table` are None where
    `reason` is not. `notes` say what was taken for certain.
    """

    lists: tuple[str, ...]
    persons: int
    only_in_texts: int
    estimate: Estimate | None = None
    table: OverlapTable | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str | None:
        """SHA-256 of the overlap table, by which the figure can be computed again."""
        return self.table.digest if self.table else None


def count_people(
    people: ResolvedPeople, *, level: float = 0.95, seed: int = 1
) -> PeopleCount | None:
    """The estimate across the lists of a case; None where there are fewer than two of them."""
    groups = _groups(people.lists)
    if len(groups) < _FEWEST_LISTS:
        return None
    patterns = _patterns(people, groups)
    only_in_texts = patterns.pop(0, 0)
    names = tuple(dict.fromkeys(groups.values()))
    counted = PeopleCount(
        names, sum(patterns.values()), only_in_texts, notes=(_CERTAIN, *people.resolution.notes)
    )
    from habeas.counts import OverlapTable, estimate

    try:
        table = OverlapTable.of(names, patterns)
        return replace(
            counted, table=table, estimate=estimate(table, METHOD, level=level, seed=seed)
        )
    except InputRefused as refusal:
        return replace(counted, reason=str(refusal))


def _groups(lists: Sequence[RecordList]) -> dict[str, str]:
    """For the name of each list the name under which it counts: of copies, the first one's."""
    first: dict[str, str] = {}
    for item in lists:
        if not item.is_text:
            first.setdefault(item.group, item.name)
    return {item.name: first[item.group] for item in lists if not item.is_text}


def _patterns(people: ResolvedPeople, groups: dict[str, str]) -> Counter[int]:
    """People by the lists that they stand on, as the bits of a number."""
    place = {name: j for j, name in enumerate(dict.fromkeys(groups.values()))}
    on = [0] * len(people.resolution)
    lists = people.resolution.records.list.texts()
    for name, person in zip(lists, people.resolution.person.tolist(), strict=True):
        if name in groups:
            on[person] |= 1 << place[groups[name]]
    return Counter(on)
