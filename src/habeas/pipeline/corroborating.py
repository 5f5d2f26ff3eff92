"""`events`: the happenings that several claims of a case tell of, and who stands behind each.

What is found is derived anew from the record each time: the same head gives the same events.
Rejected claims count for nothing, corrected ones as they were corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from habeas.claims import events
from habeas.model import Claim, ClaimAnchor, DateInterval, Document, PlaceCandidate, Source
from habeas.pipeline.as_of import ReadSource, Snapshot
from habeas.pipeline.claims_in_force import claim_in_force
from habeas.pipeline.event_decisions import EventStanding, settle_events
from habeas.pipeline.located_corrections import corrected_places


class EventState(StrEnum):
    """How far people have decided that the claims of an event are of one happening."""

    PROPOSED = "proposed"
    IN_PART = "confirmed in part"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event of the case, and whether people have decided that it is one."""

    event: events.Event
    state: EventState


@dataclass(frozen=True)
class CaseEvents:
    """The events of a case: those with most independent sources first.

    `compared` claims tell of something or deny it. `copies` are sources (SHA-256) that share most
    of one text, and so are proposed to be one original (`independence_group`). `standings` are
    the judgements about events in ledger order; `anchors` are by what each claim that may be
    judged is found again, by its id.
    """

    events: tuple[CaseEvent, ...]
    compared: int
    copies: tuple[tuple[str, ...], ...]
    standings: tuple[EventStanding, ...]
    anchors: Mapping[str, ClaimAnchor]

    @property
    def disputed(self) -> tuple[CaseEvent, ...]:
        """Those whose claims contradict each other, or that somebody denies."""
        return tuple(item for item in self.events if item.event.disputed)


def corroborate(record: Snapshot) -> CaseEvents:
    """The events of a case as of a head. Deterministic."""
    sourced = list(_sourced(record, corrected_places(record)))
    every = [(item.source.sha256, claim) for item in record.sources for claim in item.claims]
    settled = settle_events(record.event_judgements, every)
    found = events.propose_events(sourced, decided=settled.decided)
    states = {True: EventState.CONFIRMED, None: EventState.IN_PART, False: EventState.PROPOSED}
    shown = [CaseEvent(event, states[settled.tied(event.claims)]) for event in found]
    return CaseEvents(
        tuple(sorted(shown, key=_weightiest_first)),
        sum(events.tells(item.claim) or events.denies(item.claim) for item in sourced),
        _copies(sourced),
        settled.standings,
        {claim.id: ClaimAnchor(claim.id, source, claim.passage) for source, claim in every},
    )


def _copies(sourced: Iterable[events.SourcedClaim]) -> tuple[tuple[str, ...], ...]:
    prints = {
        item.source.sha256: item.source.text for item in sourced if item.source.text is not None
    }
    groups: dict[str, list[str]] = {}
    for source, original in events.copied(prints).items():
        groups.setdefault(original, []).append(source)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))


def _weightiest_first(item: CaseEvent) -> tuple[int, int, int, str]:
    event = item.event
    return -event.independent.low, -event.independent.high, -len(event.claims), event.id


def _sourced(
    record: Snapshot, located: Mapping[str, PlaceCandidate]
) -> Iterator[events.SourcedClaim]:
    for item in record.sources:
        if not item.claims:
            continue
        facts = _facts(item)
        for claim in item.claims:
            decided = record.judgements.get(claim.id, ())
            in_force = claim_in_force(claim, decided[-1] if decided else None, located)
            if in_force is not None:
                yield events.SourcedClaim(in_force, facts)


def _facts(item: ReadSource) -> events.SourceFacts:
    source, document = item.source, item.document
    return events.SourceFacts(
        sha256=source.sha256,
        outlet=_outlet(source, document, item.claims),
        published=source.published or _published(document),
        independence_group=source.independence_group,
        language=source.language or (document.language if document else None),
        text=events.text_print(document.text) if document else None,
    )


def _published(document: Document | None) -> DateInterval | None:
    publication = document.publication if document else None
    return publication.interval if publication else None


def _outlet(source: Source, document: Document | None, claims: tuple[Claim, ...]) -> str | None:
    """Who published it: as a person said, as the page says, else the end of what came through."""
    stated = source.publisher or (document.publisher if document else None)
    if stated:
        return stated
    ends = {claim.attribution.chain[-1] for claim in claims if len(claim.attribution.chain) > 1}
    return ends.pop() if len(ends) == 1 else None
