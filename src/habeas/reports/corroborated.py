"""What several sources say: events, each with who stands behind it and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from habeas.model import NARRATOR
from habeas.reports.described import quantity_words
from habeas.reports.statements import OWN_VOICE, CitedSource, Statement, kind_label

if TYPE_CHECKING:
    from habeas.claims import events
    from habeas.pipeline import CaseEvent, CaseEvents, EventStanding

_PRIOR = "prior"
_OWN = "an original of its own"
_PERHAPS = "an original, or the retelling of another one"


@dataclass(frozen=True, slots=True)
class CitedOriginal:
    """What counts once: its name, whether that is sure, in words, and the statements from it."""

    name: str
    standing: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class CitedDifference:
    """Two statements of one event that do not go together; of a denial the second one denies."""

    kind: str
    first: Statement
    second: Statement
    words: str


@dataclass(frozen=True, slots=True)
class CitedEvent:
    """One event in words. `sources` states the number of independent sources, or its bounds.

    `least` is the lower of the bounds. `features` are what spoke for its statements being of one
    happening, and what against.
    """

    id: str
    title: str
    sources: str
    least: int
    state: str
    tells: tuple[Statement, ...]
    denials: tuple[Statement, ...]
    originals: tuple[CitedOriginal, ...]
    differences: tuple[CitedDifference, ...]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventDecision:
    """What a person decided about events, without the words of the claims, and its force."""

    position: int
    decision: str
    claims: int
    author: str
    made_at: datetime
    force: str


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The events of a case, those with most independent sources first, and the decisions.

    `copies` are sources that share most of one text, in groups.
    """

    events: tuple[CitedEvent, ...]
    copies: tuple[tuple[CitedSource, ...], ...]
    decisions: tuple[EventDecision, ...]

    @property
    def supported(self) -> int:
        """How many are told by two independent sources at least."""
        return sum(item.least > 1 for item in self.events)


def corroborated(found: CaseEvents | None, statements: Sequence[Statement]) -> Corroboration | None:
    """The events in words; None where nobody looked for any."""
    if found is None:
        return None
    by_claim = {item.claim.id: item for item in statements}
    by_source = {item.source.content.source.sha256: item.source for item in statements}
    return Corroboration(
        tuple(_cited(item, by_claim) for item in found.events),
        tuple(
            tuple(sorted((by_source[sha256] for sha256 in group), key=lambda one: one.number))
            for group in found.copies
        ),
        tuple(_decision(item) for item in found.standings),
    )


def _cited(item: CaseEvent, by_claim: Mapping[str, Statement]) -> CitedEvent:
    event = item.event

    def cited(names: Sequence[str]) -> tuple[Statement, ...]:
        return tuple(sorted((by_claim[name] for name in names), key=lambda one: one.number))

    return CitedEvent(
        id=event.id,
        title=_title(event),
        sources=str(event.independent),
        least=event.independent.low,
        state=item.state.value,
        tells=cited(event.claims),
        denials=cited(event.denials),
        originals=tuple(
            CitedOriginal(_name(one.name), _OWN if one.own else _PERHAPS, cited(one.claims))
            for one in event.independent.originals
        ),
        differences=tuple(
            CitedDifference(
                one.kind.value, by_claim[one.claims[0]], by_claim[one.claims[1]], one.words
            )
            for one in event.contradictions
        ),
        features=_features(event),
    )


def _title(event: events.Event) -> str:
    place = event.place
    where = (place.best.name if place.best else place.name) if place else None
    parts = [
        kind_label(event.type),
        where,
        str(event.date) if event.date else None,
        quantity_words(event.quantity) if event.quantity else None,
    ]
    return ", ".join(part for part in parts if part)


def _name(name: str) -> str:
    return OWN_VOICE if name == NARRATOR else name


def _features(event: events.Event) -> tuple[str, ...]:
    """What spoke for the links and against them, each once, the weightiest first."""
    weights: dict[str, float] = {}
    for link in event.links:
        if link.by_person:
            weights["a person joined them"] = float("inf")
        for feature in link.features:
            if feature.name != _PRIOR:
                words = f"{feature.name}: {feature.words} ({feature.weight:+.1f})"
                weights[words] = abs(feature.weight)
    return tuple(sorted(weights, key=lambda words: (-weights[words], words)))


def _decision(item: EventStanding) -> EventDecision:
    judgement = item.placed.judgement
    verdict = judgement.verdict
    return EventDecision(
        position=item.placed.position,
        decision=verdict.value if verdict else f"takes {judgement.withdraws} back",
        claims=len(judgement.claims) + len(judgement.others),
        author=judgement.author,
        made_at=judgement.made_at,
        force=item.force.value,
    )
