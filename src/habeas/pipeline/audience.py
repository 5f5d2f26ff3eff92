"""What stops an export for an audience: everything in it that is more confidential than that.

What may leave is decided by the labels and judgements of now, whichever head the export is pinned
to: what has been labelled since does not get out by an old head. In a dossier is all that its data
holds, so every source of its record with the claims and persons in it. A claim's label covers what
people said about it too: reasons and corrections.

A public export names nobody as having done something before a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from habeas.model import Confidentiality, InputRefused, Judgement, Label, Source
from habeas.pipeline.alleged import unconfirmed_names
from habeas.pipeline.anchor import anchor
from habeas.pipeline.as_of import Snapshot
from habeas.pipeline.labels_in_force import (
    LabelInForce,
    LabelsInForce,
    is_above,
    label_sources,
    settle_labels,
)
from habeas.store import CaseStore, Placed

if TYPE_CHECKING:
    from habeas.pipeline.locating import CaseSites
    from habeas.pipeline.resolving import ResolvedPeople

_SHORT = 12
_MOST_NAMED = 20
_WORDS_OF_A_CLAIM = 60


class Barred(StrEnum):
    """What kind of thing stops an export."""

    SOURCE = "source"
    CLAIM = "claim"
    PERSON = "person"
    ASTRAY = "label astray"
    ALLEGED = "unconfirmed name"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stops an export, by its id and by a name that a person knows it by.

    `label` is what it is labelled, `came_from` says by whom or why. `own` tells that it stops the
    export by itself, and does not only share the label of a source that does.
    """

    kind: Barred
    id: str
    name: str
    label: Confidentiality
    came_from: str
    own: bool = True

    def __str__(self) -> str:
        named = f" ({self.name})" if self.name else ""
        short = self.id[:_SHORT] if self.kind is Barred.SOURCE else self.id
        return f"{self.kind} {short}{named}: {self.label.value}, {self.came_from}"


class AboveAudience(InputRefused):
    """An export that holds what its audience may not see; `obstacles` is all of that.

    The text names those that stop it by themselves, up to 20, and counts the others.
    """

    def __init__(
        self, obstacles: Sequence[Obstacle], audience: Confidentiality, *, where: str | None = None
    ) -> None:
        self.obstacles = tuple(obstacles)
        self.audience = audience
        lines = [str(item) for item in self.own[:_MOST_NAMED]]
        if more := len(self.own) - len(lines):
            lines.append(f"and {more} more")
        super().__init__(
            f"{self.summary}: {'; '.join(lines)}",
            where=where,
            remedy="label each, confirm who is named, or write for an audience that may see them",
        )

    @property
    def own(self) -> tuple[Obstacle, ...]:
        """Those that stop the export by themselves."""
        return tuple(item for item in self.obstacles if item.own)

    @property
    def summary(self) -> str:
        """How many things stop it, and for whom, in words."""
        count = len(self.own)
        things = "1 thing is" if count == 1 else f"{count} things are"
        words = f"not written: {things} above the audience {self.audience.value}"
        with_them = len(self.obstacles) - count
        return f"{words} (and {with_them} more by their sources)" if with_them else words


def refuse_above(
    obstacles: Sequence[Obstacle], audience: Confidentiality, *, where: str | None = None
) -> None:
    """Raise AboveAudience where anything stops the export."""
    if obstacles:
        raise AboveAudience(obstacles, audience, where=where)


def what_stops(
    store: CaseStore,
    record: Snapshot,
    people: ResolvedPeople | None,
    audience: Confidentiality,
) -> tuple[Obstacle, ...]:
    """All that stops a dossier of this record, whose people are these, for an audience.

    Nothing stops one for the investigation itself: the confidential audience sees everything.
    """
    if audience is Confidentiality.CONFIDENTIAL:
        return ()
    labels = settle_labels(record, store.recorded(Label), (), people)
    found = [
        *_sources(_sources_of(record), labels.sources, audience),
        *_claims(record, labels, audience),
        *_persons(labels, people, audience),
        *_astray(labels.astray, audience),
    ]
    if audience is Confidentiality.PUBLIC:
        claims = [(item.source.sha256, claim) for item in record.sources for claim in item.claims]
        by_now = anchor(store.judgements(), claims).by_claim
        found += _alleged(record, labels, by_now)
    return tuple(found)


def what_stops_proofs(
    store: CaseStore, sources: Sequence[str] | None, audience: Confidentiality
) -> tuple[Obstacle, ...]:
    """All that stops proofs of these sources (SHA-256 or beginnings; None: all) for an audience.

    A proof tells the name of its file and who collected it, and no word of what stands in it.
    """
    if audience is Confidentiality.CONFIDENTIAL:
        return ()
    asked = ("",) if sources is None else tuple(sources)
    named = [source for source in store.sources() if source.sha256.startswith(asked)]
    return tuple(_sources(named, label_sources(named, store.recorded(Label)), audience))


def what_stops_sites(
    store: CaseStore, record: Snapshot, sites: CaseSites, audience: Confidentiality
) -> tuple[Obstacle, ...]:
    """All that stops a file of sites, found from this record, for an audience.

    In it is what the sites rest on: the sources that hold a sighting, and the claims that are one.
    It names no persons. Raises InputRefused where a source of the sites is not in the record.
    """
    told = sites.sightings
    known = {item.source.sha256 for item in record.sources}
    if not set(told.sources) <= known:
        raise InputRefused(
            "a source of these sites is not in the case any more", remedy="locate them anew"
        )
    if audience is Confidentiality.CONFIDENTIAL:
        return ()
    labels = settle_labels(record, store.recorded(Label))
    named, claims = set(told.sources), set(told.claims.values())
    lost = [item for item in labels.astray if named & set(item.record.sources)]
    return (
        *_sources(
            [source for source in _sources_of(record) if source.sha256 in named],
            labels.sources,
            audience,
        ),
        *(item for item in _claims(record, labels, audience) if item.id in claims),
        *_astray([item for item in lost if item.record.claim is not None], audience),
    )


def _sources_of(record: Snapshot) -> list[Source]:
    return [item.source for item in record.sources]


def _sources(
    sources: Iterable[Source],
    labels: Mapping[str, LabelInForce],
    audience: Confidentiality,
) -> Iterator[Obstacle]:
    for source in sources:
        found = labels[source.sha256]
        yield from _above(Barred.SOURCE, source.sha256, source.name, found, audience, own=True)


def _claims(
    record: Snapshot, labels: LabelsInForce, audience: Confidentiality
) -> Iterator[Obstacle]:
    for item in record.sources:
        for claim in item.claims:
            found = labels.claims[claim.id]
            words = _cut(claim.passage.quote)
            yield from _above(Barred.CLAIM, claim.id, words, found, audience, own=found.own)


def _persons(
    labels: LabelsInForce, people: ResolvedPeople | None, audience: Confidentiality
) -> Iterator[Obstacle]:
    if people is None:
        return
    names = people.resolution.records.name.texts()
    rows = people.persons()
    for person, found in labels.persons.items():
        named = next((names[row] for row in rows[person] if names[row]), "")
        yield from _above(Barred.PERSON, person, named, found, audience, own=found.own)


def _above(
    kind: Barred,
    name: str,
    words: str,
    found: LabelInForce,
    audience: Confidentiality,
    *,
    own: bool,
) -> Iterator[Obstacle]:
    if is_above(found.label, audience):
        yield Obstacle(kind, name, words, found.label, found.came_from, own)


def _astray(lost: Iterable[Placed[Label]], audience: Confidentiality) -> Iterator[Obstacle]:
    for item in lost:
        given = item.record
        if not is_above(given.label, audience):
            continue
        if given.claim is not None:
            name, words = given.claim.claim, _cut(given.claim.passage.quote)
        else:
            name, words = given.records[0].record, ""
        why = (
            f"by {given.author}, ledger entry {item.position}; nothing holds what it is about any"
            " more, so a later label on its source is needed"
        )
        yield Obstacle(Barred.ASTRAY, name, words, given.label, why)


def _alleged(
    record: Snapshot, labels: LabelsInForce, by_now: Mapping[str, tuple[Judgement, ...]]
) -> Iterator[Obstacle]:
    for item in record.sources:
        for claim in item.claims:
            decided = record.judgements.get(claim.id, ())
            for name in unconfirmed_names(claim, decided, by_now.get(claim.id, ())):
                yield Obstacle(
                    Barred.ALLEGED,
                    claim.id,
                    name,
                    labels.claims[claim.id].label,
                    "named as the one who did it, and nobody has confirmed that",
                )


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS_OF_A_CLAIM else f"{line[:_WORDS_OF_A_CLAIM]}…"
