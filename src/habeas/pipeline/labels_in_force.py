"""Who may see what: the label in force for each source, claim and person of a record.

1. A later label outweighs an earlier one about the same thing.
2. A source without a label has the confidentiality that it came with: confidential unless said.
3. A claim without one has its source's. A claim's label goes with its words (see anchor.py).
4. A person's label is kept by each of their records; a record without one has its source's, and the
   person the most confidential of all. So who is found to be one human with somebody confidential
   is confidential, each part of a person taken apart stays what it was, and a new record of a
   person counts as its source does, until somebody labels the person again.
5. A label whose words or rows nothing holds any more is astray: listed, and it stops an export like
   any other, until a later label on its source says what that source may be shown as.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from habeas.model import Confidentiality, Label, Passage, RecordAnchor, Source
from habeas.pipeline.anchor import anchor
from habeas.pipeline.as_of import Snapshot
from habeas.pipeline.person_decisions import Force
from habeas.pipeline.record_finding import RecordFinder
from habeas.store import Placed

if TYPE_CHECKING:
    from habeas.pipeline.resolving import ResolvedPeople

_LEVELS = tuple(Confidentiality)


def is_above(label: Confidentiality, audience: Confidentiality) -> bool:
    """Whether a thing with this label is more confidential than this audience may see."""
    return _LEVELS.index(label) > _LEVELS.index(audience)


def most_confidential(labels: Iterable[Confidentiality]) -> Confidentiality:
    """The strictest of these labels. Raises ValueError where there are none."""
    return max(labels, key=_LEVELS.index)


@dataclass(frozen=True, slots=True)
class LabelInForce:
    """The label of one thing and, in words, where it came from; `own` if people gave it to it."""

    label: Confidentiality
    came_from: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class LabelStanding:
    """A label of the ledger with its force, and the ids that what it is about has now."""

    placed: Placed[Label]
    force: Force
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelsInForce:
    """The label of each source (by SHA-256), claim and person (by id), in the order of the record.

    `records` are those labelled themselves, by id. `standings` are all labels in ledger order,
    `astray` those that hold and of which the words or rows are not found any more.
    """

    sources: Mapping[str, LabelInForce]
    claims: Mapping[str, LabelInForce]
    records: Mapping[str, LabelInForce]
    persons: Mapping[str, LabelInForce]
    standings: tuple[LabelStanding, ...]
    astray: tuple[Placed[Label], ...]


def settle_labels(
    record: Snapshot,
    labels: Iterable[Placed[Label]],
    anchors: Sequence[RecordAnchor] = (),
    people: ResolvedPeople | None = None,
) -> LabelsInForce:
    """What these labels make of a record.

    `anchors` are those of the records about people as they are now, `people` who is one person,
    without which no person has a label. Labels about sources that the record lacks are left out.
    """
    known = {item.source.sha256: item.source for item in record.sources}
    placed = sorted(
        (item for item in labels if set(item.record.sources) <= known.keys()),
        key=lambda item: item.position,
    )
    found = [
        *_about_sources(placed),
        *_about_claims(record, placed),
        *_about_records(placed, anchors if people is None else people.anchors),
    ]
    found.sort(key=lambda item: item.placed.position)
    sources = label_sources(known.values(), placed)
    claims = {
        claim.id: _as_source(sources[item.source.sha256], item.source)
        for item in record.sources
        for claim in item.claims
    }
    claims |= _given(found, lambda label: label.claim is not None)
    records = _given(found, lambda label: bool(label.records))
    return LabelsInForce(
        sources,
        claims,
        records,
        _persons(people, records, sources, known) if people is not None else {},
        tuple(_standings(found)),
        _astray(found),
    )


def label_sources(
    sources: Iterable[Source], labels: Iterable[Placed[Label]]
) -> dict[str, LabelInForce]:
    """The label of each source, by SHA-256; labels of other things and sources are passed over."""
    own = {source.sha256: _of_source(source) for source in sources}
    placed = sorted(labels, key=lambda item: item.position)
    given = _given(_about_sources(placed), lambda label: label.source is not None)
    return own | {sha256: label for sha256, label in given.items() if sha256 in own}


@dataclass(frozen=True, slots=True)
class _Found:
    """A label with what it is about now; `lost` are those of its parts that nothing answers to."""

    placed: Placed[Label]
    subjects: tuple[str, ...]
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _AboutWords:
    """A label about a claim, as anchor.py finds it again."""

    source: str
    passage: Passage
    made_at: datetime
    placed: Placed[Label]


def _about_sources(placed: Sequence[Placed[Label]]) -> Iterator[_Found]:
    for item in placed:
        if item.record.source is not None:
            yield _Found(item, (item.record.source,))


def _about_claims(record: Snapshot, placed: Sequence[Placed[Label]]) -> Iterator[_Found]:
    said = [
        _AboutWords(label.claim.source, label.claim.passage, label.made_at, item)
        for item in placed
        if (label := item.record).claim is not None
    ]
    claims = [(item.source.sha256, claim) for item in record.sources for claim in item.claims]
    anchored = anchor(said, claims)
    for claim, of_it in anchored.by_claim.items():
        for words in of_it:
            yield _Found(words.placed, (claim,))
    for words in anchored.unanchored:
        yield _Found(words.placed, (), ((words.source, words.passage.quote),))


def _about_records(
    placed: Sequence[Placed[Label]], anchors: Sequence[RecordAnchor]
) -> Iterator[_Found]:
    find = RecordFinder(anchors)
    for item in placed:
        if item.record.records:
            now = [(judged, find.one(judged)) for judged in item.record.records]
            yield _Found(
                item,
                tuple(dict.fromkeys(name for _, name in now if name is not None)),
                tuple(_content(judged) for judged, name in now if name is None),
            )


def _content(judged: RecordAnchor) -> tuple[str, str]:
    return judged.source, judged.content or (judged.passage.quote if judged.passage else "")


def _given(found: Iterable[_Found], is_about: Callable[[Label], bool]) -> dict[str, LabelInForce]:
    """The last label of each thing of a kind."""
    given: dict[str, LabelInForce] = {}
    for item in found:
        label = item.placed.record
        if is_about(label):
            words = f"by {label.author}, ledger entry {item.placed.position}"
            given |= dict.fromkeys(item.subjects, LabelInForce(label.label, words, own=True))
    return given


def _of_source(source: Source) -> LabelInForce:
    return LabelInForce(source.confidentiality, "not labelled, as it was taken in")


def _as_source(label: LabelInForce, source: Source) -> LabelInForce:
    return LabelInForce(label.label, f"as its source {source.name}")


def _persons(
    people: ResolvedPeople,
    records: Mapping[str, LabelInForce],
    sources: Mapping[str, LabelInForce],
    known: Mapping[str, Source],
) -> dict[str, LabelInForce]:
    labels = {}
    for person, rows in people.persons().items():
        anchors = [people.anchors[row] for row in rows]
        # An earlier head may lack a source that the people were resolved from since.
        each = [
            records.get(one.record) or _as_record(sources[one.source], known[one.source])
            for one in anchors
            if one.source in sources
        ]
        if each:
            strictest = most_confidential(one.label for one in each)
            deciding = [one for one in each if one.label is strictest]
            labels[person] = next((one for one in deciding if one.own), deciding[0])
    return labels


def _as_record(label: LabelInForce, source: Source) -> LabelInForce:
    return LabelInForce(label.label, f"as their record in {source.name}")


def _standings(found: Sequence[_Found]) -> Iterator[LabelStanding]:
    last: dict[str | tuple[str, str], _Found] = {}
    for item in found:
        last |= dict.fromkeys((*item.subjects, *item.lost), item)
    for item in found:
        parts: tuple[str | tuple[str, str], ...] = (*item.subjects, *item.lost)
        held = [part for part in parts if last[part] is item]
        if not item.subjects:
            force = Force.UNANCHORED
        elif not held:
            force = Force.OUTWEIGHED
        else:
            force = Force.IN_FORCE if len(held) == len(parts) else Force.IN_PART
        yield LabelStanding(item.placed, force, item.subjects)


def _astray(found: Sequence[_Found]) -> tuple[Placed[Label], ...]:
    last: dict[tuple[str, str], _Found] = {}
    for item in found:
        last |= dict.fromkeys(item.lost, item)
        source = item.placed.record.source
        for lost in [part for part in last if part[0] == source]:
            del last[lost]
    return tuple({item.placed.position: item.placed for item in last.values()}.values())
