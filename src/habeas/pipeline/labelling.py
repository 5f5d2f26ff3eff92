"""Recording who may see a source, a claim or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from habeas.model import (
    ClaimAnchor,
    Confidentiality,
    InputRefused,
    Label,
    RecordAnchor,
    WrongUsage,
)
from habeas.pipeline.as_of import snapshot
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.labels_in_force import LabelsInForce, settle_labels
from habeas.pipeline.person_records import person_records
from habeas.pipeline.resolving import ResolvedPeople, kept_people
from habeas.store import CaseStore, Placed

_PERSON = "p-"
_SOURCE = re.compile(r"[0-9a-fA-F]{1,64}")
_WHOLE_HASH = re.compile(r"[0-9a-fA-F]{64}")


def record_label(
    store: CaseStore,
    subject: str,
    confidentiality: Confidentiality | str,
    *,
    reason: str,
    clock: Clock = now,
) -> tuple[Placed[Label], ...]:
    """Append who may see a source, a claim or a person from now on; earlier labels are kept.

    `subject` is the SHA-256 of a source, the id of a claim or of a person (`p-…`), or how one of
    them begins. A person's label is an entry for each source that has records of them: what one of
    these loses by an erasure, the others keep. Raises WrongUsage for words that do not fit
    together or a name of nothing or of several things, CaseLocked without an investigator's key.
    """
    level = audience_named(confidentiality)
    if not reason.strip():
        raise WrongUsage("a label needs a reason", remedy="say in a few words what decided it")
    return tuple(
        Placed(store.append(item).position, item)
        for item in _labels(store, subject, level, reason.strip(), clock)
    )


def audience_named(words: Confidentiality | str) -> Confidentiality:
    """The level of confidentiality, or the audience, with this name. Raises WrongUsage."""
    try:
        return Confidentiality(words)
    except ValueError:
        names = ", ".join(item.value for item in Confidentiality)
        raise WrongUsage(
            f"{words!r} is neither a label nor an audience", remedy=f"one of: {names}"
        ) from None


def case_labels(store: CaseStore) -> LabelsInForce:
    """The labels of a case as it stands. Raises InputRefused while sources wait to be read.

    Persons are those that were resolved last; where nobody was, there are none.
    """
    record = snapshot(store, store.head())
    people = kept_people(store)
    anchors = person_records(record.sources, record.judgements).anchors if people is None else ()
    return settle_labels(record, store.recorded(Label), anchors, people)


def _labels(
    store: CaseStore, subject: str, level: Confidentiality, reason: str, clock: Clock
) -> list[Label]:
    made_at = clock()
    if subject.startswith(_PERSON):
        records = _records(store, subject)
        return [
            Label(level, reason, store.investigator, made_at, records=of_source)
            for of_source in _by_source(records)
        ]
    source, claim = _source_or_claim(store, subject)
    return [Label(level, reason, store.investigator, made_at, source=source, claim=claim)]


def _source_or_claim(store: CaseStore, beginning: str) -> tuple[str | None, ClaimAnchor | None]:
    """Ids of claims and hashes share letters: what may name both must name more of one."""
    if _WHOLE_HASH.fullmatch(beginning) and store.has_source(beginning.lower()):
        # No id of a claim is as long: in a large case, looking through all of them takes seconds.
        return beginning.lower(), None
    source = _source(store, beginning)
    claim = _claim(store, beginning)
    if source is None and claim is None:
        raise WrongUsage(
            "no source, claim or person in this case begins with these characters",
            where=beginning,
            remedy="habeas claims shows the ids of claims, habeas log the hashes of sources",
        )
    if source is not None and claim is not None:
        raise WrongUsage(
            "both a source and a claim begin with these characters",
            where=beginning,
            remedy="give more of them",
        )
    return source, claim


def _source(store: CaseStore, beginning: str) -> str | None:
    if not _SOURCE.fullmatch(beginning):
        return None
    wanted = beginning.lower()
    found = [item.sha256 for item in store.sources() if item.sha256.startswith(wanted)]
    return _the_one("source", beginning, found)


def _claim(store: CaseStore, beginning: str) -> ClaimAnchor | None:
    found = {kept.claim.id: kept for kept in store.claims() if kept.claim.id.startswith(beginning)}
    name = _the_one("claim", beginning, list(found))
    if name is None:
        return None
    return ClaimAnchor(name, found[name].source, found[name].claim.passage)


def _records(store: CaseStore, beginning: str) -> list[RecordAnchor]:
    people = kept_people(store)
    if people is None:
        raise InputRefused(
            "nobody was resolved in this case yet",
            where=str(store.path),
            remedy="run habeas resolve first",
        )
    person = _person(people, beginning)
    return [people.anchors[row] for row in people.persons()[person]]


def _person(people: ResolvedPeople, beginning: str) -> str:
    ids = people.resolution.person_ids
    if beginning in ids:
        return beginning
    person = _the_one("person", beginning, [name for name in ids if name.startswith(beginning)])
    if person is None:
        raise WrongUsage(
            "no person in this case has this id",
            where=beginning,
            remedy="habeas people queue and habeas people show name them",
        )
    return person


def _the_one(noun: str, beginning: str, found: list[str]) -> str | None:
    if len(found) > 1:
        raise WrongUsage(
            f"more than one {noun} begins with these characters",
            where=beginning,
            remedy="give more of them",
        )
    return found[0] if found else None


def _by_source(records: list[RecordAnchor]) -> Iterator[tuple[RecordAnchor, ...]]:
    for source in dict.fromkeys(item.source for item in records):
        yield tuple(item for item in records if item.source == source)
