"""The sightings of a case: rows of its tables of sightings, and what its texts tell of a place.

* Of a text, claims about custody count, unless rejected or denied: each is a sighting where its
  words tell of a place more closely than a region.
* A court's or a prison's paper names its place exactly: "by video link from SIZO-2, Taganrog".
* Who speaks, and which original it comes from, says what counts as one: a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habeas.model import (
    NARRATOR,
    Claim,
    DateRole,
    Document,
    Judgement,
    Source,
    Verdict,
)
from habeas.pipeline.as_of import ReadSource
from habeas.pipeline.corrected_dates import corrected_interval
from habeas.pipeline.tables import cells, tables
from habeas.pipeline.told_as_so import told_as_so

if TYPE_CHECKING:
    from habeas.places import Description, Sighting

# What happens where people are held; a capture or an attack happens anywhere.
_IN_CUSTODY = frozenset(
    "torture sexual_violence conditions forced_labour abuse_general death_in_custody detention "
    "secret_detention enforced_disappearance transfer".split()
)
_CLOSE_ENOUGH = frozenset({"city", "village", "station", "facility"})
_SHORT = 12


@dataclass(frozen=True)
class CaseSightings:
    """Sightings in the order of the ledger; `left_out` says which rows were not taken, and why.

    `claims` maps a sighting's id to the claim that it stands in; rows of tables have none.
    `sources` are the SHA-256 of those that hold a sighting.
    """

    sightings: tuple[Sighting, ...]
    claims: Mapping[str, str]
    left_out: tuple[str, ...]
    sources: tuple[str, ...]


def case_sightings(
    sources: Sequence[ReadSource], judgements: Mapping[str, tuple[Judgement, ...]]
) -> CaseSightings:
    """Every sighting that these sources hold; `judgements` are those about claims, by its id."""
    from habeas.places import independent_clusters

    found: list[Sighting] = []
    claims: dict[str, str] = {}
    left_out: list[str] = []
    told_by: dict[str, None] = {}
    for item in sources:
        before = len(found)
        rows, refused = _of_tables(item.source, item.document)
        found += rows
        left_out += refused
        for sighting, claim in _of_text(item, judgements):
            found.append(sighting)
            if claim:
                claims[sighting.id] = claim
        if len(found) > before:
            told_by[item.source.sha256] = None
    clusters = independent_clusters(
        [
            {"cluster": each.cluster, "witness": each.witness, "text": each.description.text}
            for each in found
        ]
    )
    named = [replace(each, cluster=name) for each, name in zip(found, clusters, strict=True)]
    return CaseSightings(tuple(named), claims, tuple(left_out), tuple(told_by))


def _of_tables(source: Source, document: Document | None) -> tuple[list[Sighting], list[str]]:
    """The rows of its tables of sightings; any other table is passed over."""
    found: list[Sighting] = []
    refused: list[str] = []
    for number, (_, records) in enumerate(tables(document), 1):
        header, rows = cells(records)
        # Only a source with rows needs the room of places.
        from habeas.places import sightings_in

        read = sightings_in(header, rows, name=source.name)
        if read is None:
            continue
        prefix = source.sha256[:_SHORT] if number == 1 else f"{source.sha256[:_SHORT]}/{number}"
        found += [
            replace(each, id=f"{prefix}/{each.id}", source=each.source or _origin(source))
            for each in read.sightings
        ]
        refused += [str(row) for row in read.refused]
    return found, refused


def _of_text(
    item: ReadSource, judgements: Mapping[str, tuple[Judgement, ...]]
) -> Iterator[tuple[Sighting, str]]:
    """What its text tells, each with the claim it stands in, "" for a paper's own stamp."""
    if item.document is None:
        return
    papers = list(_of_papers(item.source, item.document))
    taken = [(start, end) for _, start, end in papers]
    for sighting, start, end in papers:
        inside = (claim.id for claim in item.claims if _overlaps(claim, start, end))
        yield sighting, next(inside, "")
    for claim in item.claims:
        decided = judgements.get(claim.id, ())
        if any(_overlaps(claim, start, end) for start, end in taken):
            continue
        told = _of_claim(item.source, claim, decided[-1] if decided else None)
        if told is not None:
            yield told, claim.id


def _of_papers(source: Source, document: Document) -> Iterator[tuple[Sighting, int, int]]:
    from habeas.places import fragments

    for number, fragment in enumerate(fragments.find_fragments(document.text), 1):
        sighting = fragments.sighting_of(
            fragment,
            id=f"{source.sha256[:_SHORT]}/fragment-{number}",
            cluster=_origin(source),
            source=_origin(source),
        )
        if sighting is not None:
            yield sighting, fragment.start, fragment.end


def _of_claim(source: Source, claim: Claim, judgement: Judgement | None) -> Sighting | None:
    """A claim about custody as a sighting; None where it tells of no place, or not as a fact."""
    from habeas.places import Sighting

    if judgement is not None and judgement.verdict is Verdict.REJECT:
        return None
    corrected = {item.field: item.value for item in judgement.corrections} if judgement else {}
    if (corrected.get("type") or claim.type) not in _IN_CUSTODY or not told_as_so(claim, corrected):
        return None
    description = _where(claim, corrected)
    if description is None:
        return None
    speaker = claim.attribution.speaker
    sighting = Sighting(
        id=claim.id,
        cluster=_origin(source),
        description=description,
        witness="" if speaker == NARRATOR else speaker,
        kind="claim",
        source=_origin(source),
    )
    role = corrected.get("date_role") or (claim.date.role if claim.date else DateRole.EVENT)
    when = corrected_interval(claim, corrected) if role == DateRole.EVENT else None
    return replace(sighting, when=when) if when is not None else sighting


def _where(claim: Claim, corrected: Mapping[str, str | None]) -> Description | None:
    """Where the claim tells it was: by its words, else by the place that stands in it."""
    from habeas.places import Anchor, Description, Relation, telling

    if "place" in corrected:
        name = corrected["place"]
        return Description(Relation.IN, (Anchor(name),), text=name) if name else None
    told = telling.read_description(claim.passage.quote)
    if told is not None:
        return told
    best = claim.place.best if claim.place else None
    if claim.place is None or best is None or best.kind not in _CLOSE_ENOUGH:
        return None
    return Description(Relation.IN, (Anchor(claim.place.name),), text=claim.passage.quote)


def _origin(source: Source) -> str:
    """What copies of one original share."""
    return source.independence_group or source.sha256


def _overlaps(claim: Claim, start: int, end: int) -> bool:
    return claim.passage.start < end and start < claim.passage.end
