"""Claims put together by hand, as several sources would tell: people and towns are invented."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from habeas.claims import events
from habeas.model import (
    NARRATOR,
    Attribution,
    Claim,
    ClaimDate,
    DateInterval,
    DateRole,
    Granularity,
    Modality,
    Passage,
    Place,
    PlaceCandidate,
    Quantity,
    Stance,
)

ORLYNE = (48.9, 36.4)
SEDGE = (49.9, 34.1)


def place(printed: str, where: tuple[float, float] = ORLYNE, kind: str = "city") -> Place:
    """A place as printed with one reading; `where` are its degrees."""
    return Place(printed, (PlaceCandidate(printed, *where, kind, "XV", "XV-01", 0.9),))


def when(*days: str, role: DateRole = DateRole.EVENT) -> ClaimDate:
    """One day, or the first and last of several (ISO)."""
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    fine = Granularity.DAY if first == last else Granularity.RANGE
    return ClaimDate(DateInterval(first, last), fine, role)


def people(value: int, low: int | None = None, high: int | None = None) -> tuple[Quantity, ...]:
    """So many prisoners; exact unless bounds are given."""
    exact = low is None and high is None
    bounds = (value, value) if exact else (low, high)
    modifier = "exact" if exact else "more_than"
    return (Quantity(value, *bounds, "prisoners", modifier, 0, 1, counting_unit="person"),)


def told(
    words: str,
    *,
    document: str,
    speaker: str = NARRATOR,
    role: str | None = None,
    via: tuple[str, ...] = (),
    outlet: str | None = None,
    published: str | None = None,
    group: str | None = None,
    language: str = "en",
    text: str | None = None,
    **fields: Any,
) -> events.SourcedClaim:
    """A claim in a document of that name; its id comes from both."""
    chain = tuple(link for link in (speaker, *via, outlet) if link)
    values: dict[str, Any] = {
        "type": "torture",
        "type_scores": (),
        "stance": Stance.ASSERTS,
        "negated": False,
        "modality": Modality.FACT,
        "confidence": 0.8,
        "origin": "rule:test@1",
        **fields,
    }
    claim = Claim(
        id="c" + sha256(f"{document}: {words}".encode()).hexdigest()[:11],
        passage=Passage(0, len(words), words),
        content=(0, len(words)),
        attribution=Attribution(speaker, role, via, chain),
        **values,
    )
    day = date.fromisoformat(published) if published else None
    facts = events.SourceFacts(
        sha256=sha256(document.encode()).hexdigest(),
        outlet=outlet,
        published=DateInterval.on(day) if day else None,
        independence_group=group,
        language=language,
        text=events.text_print(text) if text else None,
    )
    return events.SourcedClaim(claim, facts)


BEATEN = "guards beat fourteen prisoners with batons at the Orlyne workshop for three nights"
ON_THE_3RD: dict[str, Any] = {
    "place": place("Orlyne"),
    "date": when("2026-02-03"),
    "quantities": people(14),
}


def witness(name: str, document: str, words: str = BEATEN, **told_of: Any) -> events.SourcedClaim:
    """What a named survivor tells of the beating at Orlyne, in a document of its own."""
    return told(words, document=document, speaker=name, **{**ON_THE_3RD, **told_of})
