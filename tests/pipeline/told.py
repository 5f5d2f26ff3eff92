"""Invented claims about real places, and a record that holds them: nobody named here exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from habeas.model import (
    Attribution,
    Claim,
    ClaimDate,
    Correction,
    DateInterval,
    DateRole,
    Document,
    Granularity,
    Judgement,
    Modality,
    Passage,
    Place,
    PlaceCandidate,
    Provenance,
    Source,
    Stance,
    Verdict,
)
from habeas.pipeline import ResolvedPeople, Snapshot
from habeas.pipeline.as_of import ReadSource
from habeas.pipeline.person_decisions import settle
from habeas.pipeline.person_records import person_records
from habeas.pipeline.resolving import with_evidence
from habeas.store import Head
from tests.pipeline.resolver import by_name

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = "Words of a report."


def at(name: str, country: str, code: str | None = None) -> Place:
    """A place with one reading."""
    return Place(name, (PlaceCandidate(name, 45.0, 34.0, "city", country, code, 0.9),))


SIMFEROPOL = at("Simferopol", "UA", "UA-43")
KHERSON = at("Kherson", "UA", "UA-65")
TAGANROG = at("Taganrog", "RU", "RU-ROS")
LVIV = at("Lviv", "UA", "UA-46")


def claim(number: int, type: str = "torture", **fields: Any) -> Claim:
    """A claim told as a fact; `day` (ISO) or `days` (two of them) date the happening."""
    first, last = fields.pop("days", (fields.pop("day", None),) * 2)
    values: dict[str, Any] = {
        "stance": Stance.ASSERTS,
        "negated": False,
        "modality": Modality.FACT,
        "date": None,
        **fields,
    }
    if first:
        interval = DateInterval(date.fromisoformat(first), date.fromisoformat(last))
        values["date"] = ClaimDate(interval, Granularity.DAY, DateRole.EVENT)
    return Claim(
        id=f"c{number}",
        passage=Passage(number, number + 1, TEXT[number]),
        content=(number, number + 1),
        type=type,
        type_scores=(),
        attribution=Attribution(),
        confidence=0.5,
        origin="rule:test@1",
        **values,
    )


def decided(item: Claim, verdict: Verdict, *corrections: Correction) -> Judgement:
    """A judgement about a claim."""
    return Judgement(
        item.id, source().sha256, item.passage, verdict, "seen", "Ila", NOON, corrections
    )


def source() -> Source:
    """The one source of these records."""
    data = TEXT.encode()
    return Source(
        sha256=sha256(data).hexdigest(),
        size=len(data),
        provenance=(Provenance("report.txt", NOON, "Ila Morven"),),
        media_type="text/plain",
        language="en",
    )


def record(
    *claims: Claim, judgements: Mapping[str, tuple[Judgement, ...]] | None = None
) -> Snapshot:
    """A case of one source, as of noon."""
    document = Document(TEXT, (), "text/plain", "utf-8", language="en")
    return Snapshot(
        head=Head(9, "ab" * 32, NOON),
        checkpoint=None,
        investigators=(),
        sources=(ReadSource(source(), document, None, claims),),
        judgements=judgements or {},
        unanchored=(),
        imports=(),
        failures=(),
        erasures=(),
    )


def people_of(found: Snapshot) -> ResolvedPeople:
    """Its people, by equal names."""
    gathered = person_records(found.sources, found.judgements)
    return with_evidence(
        gathered, settle(found.person_judgements, gathered.anchors), resolver=by_name
    )
