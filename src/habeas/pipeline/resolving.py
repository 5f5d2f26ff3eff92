"""`resolve`: which records of a case are one person, by the machine and by what people decided.

What is found is derived: the same sources, judgements and version give the same persons with the
same ids, after a rebuild and for an earlier head of the ledger as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from habeas.model import RecordAnchor, canonical_json
from habeas.people import RESOLVER
from habeas.pipeline.as_of import Snapshot, snapshot
from habeas.pipeline.kept_resolution import kept_form, resolution_of
from habeas.pipeline.person_changes import PersonChanges, changes
from habeas.pipeline.person_decisions import Settled, settle
from habeas.pipeline.person_records import CaseRecords, RecordList, person_records
from habeas.store import CaseStore, KeptResolution

if TYPE_CHECKING:
    from habeas.people import Decision, Records, Resolution

_UNSURE_FROM, _UNSURE_TO = 0.1, 0.9
Telling = Callable[[str, float], None]


class Resolver(Protocol):
    """What finds the persons: `habeas.people.resolve`, or a simple one in a test."""

    def __call__(
        self,
        records: Records,
        *,
        decisions: Sequence[Decision] = (),
        progress: Telling | None = None,
    ) -> Resolution:
        """The persons of these records, with the decisions held to."""


@dataclass(frozen=True)
class ResolvedPeople:
    """Who is one person in a case.

    `settled` holds the judgements about people with their force; `anchors` (n,) are those of the
    records, `lists` the lists and texts that they stand in, `left_out` the rows that name nobody.
    """

    resolution: Resolution
    anchors: tuple[RecordAnchor, ...]
    lists: tuple[RecordList, ...]
    left_out: tuple[str, ...]
    settled: Settled

    @property
    def partition(self) -> dict[str, str]:
        """The person of each record, by its id."""
        found = self.resolution
        return {
            record: found.person_ids[person]
            for record, person in zip(found.records.ids, found.person.tolist(), strict=True)
        }

    def persons(self) -> dict[str, list[int]]:
        """The rows of each person."""
        rows: dict[str, list[int]] = {name: [] for name in self.resolution.person_ids}
        for row, person in enumerate(self.resolution.person.tolist()):
            rows[self.resolution.person_ids[person]].append(row)
        return rows


@dataclass(frozen=True)
class ResolveReport:
    """What a run of `resolve` found, and what it changed since the last one.

    `unsure` pairs have a probability between .1 and .9 and no decision; `refused` pairs look like
    one human and are barred by a hard fact.
    """

    people: ResolvedPeople
    changed: PersonChanges
    unsure: int
    refused: int


def resolve(
    store: CaseStore, *, progress: Telling | None = None, resolver: Resolver | None = None
) -> ResolveReport:
    """Resolve the records of a case that is open for writing, and keep the result.

    Where nothing has changed since the last time, nothing is done. Raises InputRefused while
    sources wait to be read, CaseLocked when the case is open only to read.
    """
    earlier = store.resolution()
    record = snapshot(store, store.head())
    people, kept = resolved(record, earlier, progress=progress, resolver=resolver)
    if kept is not earlier:
        store.put_resolution(kept)
    before = {item.id: item.person for item in earlier.records} if earlier is not None else {}
    unsure, refused = to_review(people)
    return ResolveReport(people, changes(before, people.partition), unsure, refused)


def resolved(
    record: Snapshot,
    earlier: KeptResolution | None = None,
    *,
    progress: Telling | None = None,
    resolver: Resolver | None = None,
) -> tuple[ResolvedPeople, KeptResolution]:
    """Who is one person as of a head: as `earlier` found it, where that had the same to go by."""
    gathered = person_records(record.sources, record.judgements)
    settled = settle(record.person_judgements, gathered.anchors)
    inputs = _digest(gathered, settled)
    if earlier is not None and (earlier.resolver, earlier.inputs) == (RESOLVER, inputs):
        resolution, _ = resolution_of(earlier)
        return _people(resolution, gathered, settled), earlier
    found = _found(gathered, settled.decisions, progress, resolver)
    kept = kept_form(found, gathered, resolver=RESOLVER, inputs=inputs)
    # Read back, so that a resolution is the same whether it was kept before or is new.
    resolution, _ = resolution_of(kept)
    return _people(resolution, gathered, settled), kept


def with_evidence(
    gathered: CaseRecords, settled: Settled, *, resolver: Resolver | None = None
) -> ResolvedPeople:
    """Resolved anew, and not kept: for questions and explanations that need the evidence."""
    return _people(_found(gathered, settled.decisions, None, resolver), gathered, settled)


def explained_people(store: CaseStore) -> ResolvedPeople:
    """The people of a case resolved anew, with the evidence. Raises InputRefused as `resolve`."""
    record = snapshot(store, store.head())
    gathered = person_records(record.sources, record.judgements)
    return with_evidence(gathered, settle(record.person_judgements, gathered.anchors))


def kept_people(store: CaseStore) -> ResolvedPeople | None:
    """Who is one person, as kept, with the judgements of now; None where nothing was resolved."""
    kept = store.resolution()
    if kept is None:
        return None
    resolution, gathered = resolution_of(kept)
    return _people(resolution, gathered, settle(store.person_judgements(), gathered.anchors))


def out_of_date(store: CaseStore) -> bool:
    """Whether what was resolved is not what the case holds now."""
    record = snapshot(store, store.head())
    gathered = person_records(record.sources, record.judgements)
    inputs = _digest(gathered, settle(record.person_judgements, gathered.anchors))
    return store.resolved_from() != (RESOLVER, inputs)


def to_review(people: ResolvedPeople) -> tuple[int, int]:
    """How many pairs are unsure and undecided, and how many merges were refused."""
    found = people.resolution
    probability = found.pairs.probability
    decided = _decided_pairs(people.settled.decisions)
    unsure = sum(
        frozenset((found.records.ids[left], found.records.ids[right])) not in decided
        for left, right, likely in zip(
            found.pairs.left.tolist(), found.pairs.right.tolist(), probability.tolist(), strict=True
        )
        if _UNSURE_FROM < likely < _UNSURE_TO
    )
    return unsure, int((found.pairs.barred & (found.pairs.log_odds > 0)).sum())


def _decided_pairs(decisions: Sequence[Decision]) -> set[frozenset[str]]:
    """Pairs that somebody was asked about, whatever the answer."""
    pairs: set[frozenset[str]] = set()
    for decision in decisions:
        everyone = (*decision.records, *decision.others)
        ones, others = (
            (decision.records, decision.others) if decision.others else (everyone, everyone)
        )
        pairs |= {frozenset((one, other)) for one in ones for other in others if one != other}
    return pairs


def _found(
    gathered: CaseRecords,
    decisions: Sequence[Decision],
    progress: Telling | None,
    resolver: Resolver | None,
) -> Resolution:
    if resolver is not None:
        return resolver(gathered.records, decisions=decisions, progress=progress)
    if len(gathered.records) < 2:
        return _alone(gathered.records)
    # Compiled kernels take a moment to load, which only resolving needs.
    from habeas import people

    return people.resolve(gathered.records, decisions=decisions, progress=progress)


def _people(resolution: Resolution, gathered: CaseRecords, settled: Settled) -> ResolvedPeople:
    return ResolvedPeople(resolution, gathered.anchors, gathered.lists, gathered.left_out, settled)


def _alone(records: Records) -> Resolution:
    """One record, or none: nothing to compare."""
    import numpy as np

    from habeas.people import Resolution, ScoredPairs, resolution

    person, ids = resolution.numbered(records, np.arange(len(records)))
    nothing = np.zeros(0, dtype=np.int32)
    pairs = ScoredPairs(nothing, nothing, nothing.astype(np.float32), nothing.astype(np.bool_))
    return Resolution(records, person, ids, np.ones(len(records)), pairs)


def _digest(gathered: CaseRecords, settled: Settled) -> str:
    """SHA-256 (hex) of all that the resolver is given."""
    records = gathered.records
    columns = [
        records.list, records.name, records.surname, records.given, records.patronymic,
        records.born, records.aged, records.sex, records.region, records.place,
    ]  # fmt: skip
    events = records.events
    digest = hashlib.sha256()
    digest.update(canonical_json([*records.ids]))
    for column in columns:
        digest.update(canonical_json([*column.values]))
        digest.update(column.codes.astype("<i4").tobytes())
    for part in (events.record, events.kind, events.first, events.last):
        digest.update(part.astype("<i4").tobytes())
    decided = [(item.answer, item.records, item.others) for item in settled.decisions]
    digest.update(canonical_json([*decided, *gathered.anchors]))
    return digest.hexdigest()
