"""What became of the persons between two resolutions, so that nobody changes in silence.

Both balances close: persons now = unchanged + grown + joined + split + created, and persons before
= unchanged + grown + joined + split + gone (who was joined or split counts by who they were).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Partition = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """Persons by what became of them: ids of now, and of before.

    `created` have only new records, `unchanged` the same ones, `grown` one person's and new ones
    (or fewer, where records are gone), `joined` those of several persons, `split` a part of one
    person's. `gone` persons have no record left.
    """

    unchanged: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    created: tuple[str, ...] = ()
    joined_before: tuple[str, ...] = ()
    split_before: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def now(self) -> int:
        """How many persons there are."""
        parts = (self.unchanged, self.grown, self.joined, self.split, self.created)
        return sum(map(len, parts))

    @property
    def before(self) -> int:
        """How many there were."""
        parts = (self.unchanged, self.grown, self.joined_before, self.split_before, self.gone)
        return sum(map(len, parts))

    @property
    def none(self) -> bool:
        """Whether every person has the records that they had."""
        return self.now == self.before == len(self.unchanged)


@dataclass(slots=True)
class _Sides:
    """Who holds which records, before or now."""

    records: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, partition: Partition) -> _Sides:
        found: dict[str, set[str]] = {}
        for record, person in partition.items():
            found.setdefault(person, set()).add(record)
        return cls(found)


def changes(before: Partition, now: Partition) -> PersonChanges:
    """What became of the persons; both map a record's id to its person's."""
    old, new = _Sides.of(before).records, _Sides.of(now).records
    origins = {person: _people_of(records, before) for person, records in new.items()}
    heirs = {person: _people_of(records, now) for person, records in old.items()}
    kinds = {person: _kind(person, new, old, origins, heirs) for person in new}
    kept = {
        next(iter(origins[person])) for person in new if kinds[person] in ("unchanged", "grown")
    }
    ends = {person: _end(person, heirs) for person in old if person not in kept}
    return PersonChanges(
        **{kind: tuple(_with(kinds, kind)) for kind in dict.fromkeys(kinds.values())},
        **{end: tuple(_with(ends, end)) for end in dict.fromkeys(ends.values())},
    )


def _people_of(records: set[str], partition: Partition) -> Counter[str]:
    return Counter(partition[record] for record in records if record in partition)


def _kind(
    person: str,
    new: Mapping[str, set[str]],
    old: Mapping[str, set[str]],
    origins: Mapping[str, Counter[str]],
    heirs: Mapping[str, Counter[str]],
) -> str:
    came_from = origins[person]
    if not came_from:
        return "created"
    if len(came_from) > 1:
        return "joined"
    (origin,) = came_from
    if len(heirs[origin]) > 1:
        return "split"
    return "unchanged" if new[person] == old[origin] else "grown"


def _end(person: str, heirs: Mapping[str, Counter[str]]) -> str:
    if not heirs[person]:
        return "gone"
    return "split_before" if len(heirs[person]) > 1 else "joined_before"


def _with(kinds: Mapping[str, str], kind: str) -> Iterator[str]:
    return (person for person, found in kinds.items() if found == kind)
