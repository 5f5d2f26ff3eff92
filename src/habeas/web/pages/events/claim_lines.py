"""The claims behind an event, as a page shows them: the words, who says them, where they stand."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model import DateInterval, WrongUsage
from habeas.pipeline import CaseEvent, CaseEvents, Claims, EventStanding, JudgedClaim
from habeas.web.page import address
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

_LOCK = threading.Lock()
_HASH = re.compile(r"\bsource ([0-9a-f]{12})\b")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim. `href` leads to it in its source; `chain` from whoever said it to the outlet."""

    id: str
    type: str
    stance: str
    state: str
    quote: str
    speaker: str
    role: str | None
    chain: tuple[str, ...]
    place: str | None
    when: DateInterval | None
    quantity: str
    source: str
    source_name: str
    href: str


@dataclass(frozen=True, eq=False)
class ClaimIndex:
    """The claims and the events of the case by id; `names` are those of the sources by the first
    twelve characters of their SHA-256, as the words of an event call them.
    """

    events: CaseEvents
    claims: Mapping[str, JudgedClaim]
    by_id: Mapping[str, CaseEvent]
    names: Mapping[str, str]

    def event(self, name: str) -> CaseEvent:
        """The event with this id. Raises WrongUsage."""
        if name not in self.by_id:
            raise WrongUsage(
                "no event of this case has this id",
                where=name[:40],
                remedy="an event's id comes from its claims: look for it in the list",
            )
        return self.by_id[name]

    def in_words(self, words: str) -> str:
        """A sentence about an event, with the names of sources for their hashes."""
        return _HASH.sub(lambda found: self.names.get(found[1], found[0]), words)

    def lines(self, ids: Iterable[str]) -> tuple[ClaimLine, ...]:
        """These claims; one that the record holds no more is left out."""
        return tuple(_line(self.claims[name]) for name in ids if name in self.claims)


def index_of(bench: Workbench) -> ClaimIndex:
    """The events and their claims. Raises StillWorking, and InputRefused where sources wait."""
    events, claims = bench.events, bench.claims
    with _LOCK:
        kept: tuple[CaseEvents, Claims, ClaimIndex] | None = bench.notes.get("events index")
        if kept is None or kept[0] is not events or kept[1] is not claims:
            made = ClaimIndex(
                events,
                {item.claim.id: item for item in claims},
                {item.event.id: item for item in events.events},
                {item.source.sha256[:12]: item.source.name for item in claims},
            )
            kept = (events, claims, made)
            bench.notes["events index"] = kept
        return kept[2]


def newest_events(visit: Visit) -> CaseEvents:
    """The events as they are now, however long it takes: nobody judges what was overtaken."""
    visit.bench.settle("events")
    return visit.bench.events


def standings_about(events: CaseEvents, claims: Iterable[str]) -> tuple[EventStanding, ...]:
    """The judgements that name any of these claims, the newest first."""
    own = set(claims)
    return tuple(item for item in reversed(events.standings) if own & {*item.claims, *item.others})


def _line(item: JudgedClaim) -> ClaimLine:
    row, claim = item.row(), item.claim
    source = item.source.sha256
    at = address("/sources/{sha256}", {"claim": claim.id}, sha256=source)
    number = row["quantity"]
    return ClaimLine(
        id=claim.id,
        type=row["type"],
        stance=row["stance"],
        state=item.state,
        quote=claim.passage.quote,
        speaker=row["speaker"],
        role=row["speaker_role"],
        chain=claim.attribution.chain,
        place=row["place"],
        when=claim.date.interval if claim.date else None,
        quantity=f"{number:g} {row['unit'] or ''}".strip() if number is not None else "",
        source=source,
        source_name=item.source.name,
        href=f"{at}#c-{claim.id}",
    )
