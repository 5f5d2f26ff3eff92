"""One event: who tells of it, which of them are independent, who denies it, what differs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from habeas.pipeline import CaseEvent, EventStanding, Force
from habeas.web.pages.events.claim_lines import (
    ClaimIndex,
    ClaimLine,
    index_of,
    standings_about,
)
from habeas.web.pages.events.listing import EventLine, event_line
from habeas.web.sheet import Sheet
from habeas.web.speech import N_
from habeas.web.visit import Visit

# In what claims may not go together, in words for a heading.
DIFFERENCES: Mapping[str, str] = {
    "quantity": N_("The numbers do not meet"),
    "date": N_("The dates do not meet"),
    "actor": N_("Others are said to have done it"),
    "place": N_("The places do not meet"),
    "denial": N_("Somebody denies it"),
}
# Other events are offered for joining; those of the same kind first.
MOST_OTHERS = 60
MOST_LINKS = 60


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """What counts once: the claims that go back to one account. `own` is that this is known."""

    name: str
    own: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """Two claims that do not go together; of a denial the right one denies."""

    kind: str
    heading: str
    words: str
    left: ClaimLine
    right: ClaimLine


@dataclass(frozen=True, slots=True)
class FeatureLine:
    """One thing that speaks for (weight above 0) or against two claims being of one happening."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Two claims held to be of one happening, and why; `by_person` where somebody joined them."""

    left: str
    right: str
    score: float
    by_person: bool
    features: tuple[FeatureLine, ...]


@dataclass(frozen=True, slots=True)
class EventJudgementLine:
    """A judgement about claims: `verdict` is None where it takes `withdraws` back."""

    position: int
    verdict: str | None
    withdraws: int | None
    force: str
    claims: tuple[str, ...]
    others: tuple[str, ...]
    reason: str
    author: str
    made_at: datetime
    can_undo: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """One event. `notes` say in words which account goes back to which; `others` are events that
    it may be joined with; `seen` is what the page showed, which a judgement sends back.
    """

    event: EventLine
    claims: tuple[ClaimLine, ...]
    denials: tuple[ClaimLine, ...]
    originals: tuple[OriginalLine, ...]
    notes: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    differences: tuple[DifferenceLine, ...]
    links: tuple[LinkLine, ...]
    judgements: tuple[EventJudgementLine, ...]
    others: tuple[EventLine, ...]
    seen: str
    may_judge: bool


def event(visit: Visit, _: object) -> EventView:
    """Everything that the case has about one event."""
    index = index_of(visit.bench)
    item = index.event(visit.part("id"))
    found = item.event
    named = (*found.claims, *found.denials)
    return EventView(
        event=event_line(item),
        claims=index.lines(found.claims),
        denials=index.lines(found.denials),
        originals=tuple(
            OriginalLine(
                index.in_words(one.name), one.own, one.claims, _source_names(index, one.claims)
            )
            for one in found.independent.originals
        ),
        notes=tuple(map(index.in_words, found.independent.notes)),
        copies=_copies(index, found.sources),
        differences=_differences(index, item),
        links=tuple(
            LinkLine(
                one.claims[0],
                one.claims[1],
                round(one.score, 2),
                one.by_person,
                tuple(
                    FeatureLine(each.name, each.words, round(each.weight, 2))
                    for each in one.features
                ),
            )
            for one in found.links[:MOST_LINKS]
        ),
        judgements=tuple(map(judgement_line, standings_about(index.events, named))),
        others=_others(index, item),
        seen=seen_mark(found.claims),
        may_judge=visit.bench.may_judge,
    )


def seen_mark(claims: Sequence[str]) -> str:
    """A short digest of the claims that a page showed, so that a judgement is about those."""
    return hashlib.sha256("\x1f".join(sorted(claims)).encode()).hexdigest()[:16]


def judgement_line(item: EventStanding) -> EventJudgementLine:
    """A judgement about events in plain values."""
    judgement = item.placed.judgement
    return EventJudgementLine(
        position=item.placed.position,
        verdict=judgement.verdict.value if judgement.verdict else None,
        withdraws=judgement.withdraws,
        force=item.force.value,
        claims=item.claims,
        others=item.others,
        reason=judgement.reason,
        author=judgement.author,
        made_at=judgement.made_at,
        can_undo=item.force is not Force.TAKEN_BACK,
    )


def claims_sheet(view: EventView) -> Sheet:
    """The claims that tell of the event, and those that deny it, as a table."""
    columns = (
        "claim", "tells or denies", "type", "stance", "state", "speaker", "role", "place",
        "number", "source", "words",
    )  # fmt: skip
    sides = (("tells", view.claims), ("denies", view.denials))
    return Sheet(
        columns,
        [
            (
                line.id,
                side,
                line.type,
                line.stance,
                line.state,
                line.speaker,
                line.role,
                line.place,
                line.quantity,
                line.source_name,
                line.quote,
            )
            for side, lines in sides
            for line in lines
        ],
    )


def _differences(index: ClaimIndex, item: CaseEvent) -> tuple[DifferenceLine, ...]:
    found = []
    for one in item.event.contradictions:
        sides = index.lines(one.claims)
        if len(sides) == 2:
            heading = DIFFERENCES[one.kind.value]
            found.append(
                DifferenceLine(
                    one.kind.value, heading, index.in_words(one.words), sides[0], sides[1]
                )
            )
    return tuple(found)


def _source_names(index: ClaimIndex, claims: Sequence[str]) -> tuple[str, ...]:
    names = (index.claims[name].source.name for name in claims if name in index.claims)
    return tuple(dict.fromkeys(names))


def _copies(index: ClaimIndex, sources: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Sources of this event that share most of one text, by their names."""
    own = set(sources)
    groups = ([sha for sha in group if sha in own] for group in index.events.copies)
    return tuple(
        tuple(index.names.get(sha256[:12], sha256[:12]) for sha256 in group)
        for group in groups
        if len(group) > 1
    )


def _others(index: ClaimIndex, item: CaseEvent) -> tuple[EventLine, ...]:
    others = [one for one in index.events.events if one is not item]
    others.sort(key=lambda one: one.event.type != item.event.type)
    return tuple(map(event_line, others[:MOST_OTHERS]))
