"""What is known of one person's captivity: dated events, and what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval
from habeas.oversight.territory import Place


class EventKind(StrEnum):
    """What happened to a person in custody; `data/duties.toml` says what follows from each."""

    CAPTURED = "captured"
    ARRIVED = "arrived"
    SEEN = "seen"
    HOSPITAL = "hospital"
    INTERNED = "interned"
    CAPTURE_CARD = "capture_card"
    LETTER = "letter"
    CARD = "card"
    FAMILY = "family"
    COUNSEL = "counsel"
    HUMANITARIAN = "humanitarian"
    ACKNOWLEDGED = "acknowledged"
    LOCATED = "located"
    BUREAU_REPORT = "bureau_report"
    DENIED = "denied"
    LETTERS_REFUSED = "letters_refused"
    REVIEW = "review"
    EXCHANGED = "exchanged"
    RELEASED = "released"
    ESCAPED = "escaped"
    DIED = "died"


# What ends a captivity.
ENDS = frozenset({EventKind.RELEASED, EventKind.EXCHANGED, EventKind.ESCAPED, EventKind.DIED})
# Events that tell where the person then was.
PLACING = frozenset({EventKind.CAPTURED, EventKind.ARRIVED, EventKind.SEEN, EventKind.HOSPITAL})


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One event; `when` is None where nobody says. `reference` names the claim or record.

    Being taken from one place to another is an arrival at the second.
    """

    kind: EventKind
    when: DateInterval | None = None
    place: Place | None = None
    reference: str = ""

    @property
    def earliest(self) -> date:
        """The first possible day; the calendar's first where nobody knows."""
        return (self.when.first if self.when else None) or date.min

    @property
    def latest(self) -> date:
        """The last possible day; the calendar's last where nobody knows."""
        return (self.when.last if self.when else None) or date.max


@dataclass(frozen=True, slots=True)
class CustodyFacts:
    """One captivity of one person, as far as it is known.

    `status` is "POW", "civilian" or "" (not known); `holder` and `nationality` are ISO 3166-1
    alpha-2 codes or "". `whole_until`: up to that day the events are all there were, so that what
    is not among them did not happen; None: others may have happened. `as_of` is the day to which
    the events were gathered.
    """

    person: str = ""
    status: str = ""
    holder: str = ""
    nationality: str = ""
    events: tuple[CustodyEvent, ...] = ()
    whole_until: date | None = None
    as_of: date | None = None
    references: tuple[str, ...] = field(default=())

    def of(self, *kinds: str) -> tuple[CustodyEvent, ...]:
        """The events of these kinds, in order of their dates; undated ones last."""
        found = [event for event in self.events if event.kind in kinds]
        return tuple(sorted(found, key=_in_order))

    def during(self, *kinds: str) -> tuple[CustodyEvent, ...]:
        """The events of these kinds that surely happened during the captivity."""
        if self.begun is None or self.begun.last is None:
            return ()
        begun, ended = self.begun.last, self.ended
        over = ended.first or date.min if ended else date.max
        return tuple(
            event
            for event in self.of(*kinds)
            if event.when and begun <= event.earliest and event.latest <= over
        )

    @property
    def begun(self) -> DateInterval | None:
        """When custody began: the capture, or else some day up to the first sign of it."""
        captured = [event.when for event in self.of(EventKind.CAPTURED) if event.when]
        if captured:
            return captured[0]
        signs = [
            event.when.last
            for event in self.events
            if event.kind not in ENDS and event.when and event.when.last
        ]
        return DateInterval(None, min(signs)) if signs else None

    @property
    def ended(self) -> DateInterval | None:
        """When it ended by release, exchange, escape or death; None: no end is known."""
        return next((event.when for event in self.of(*ENDS) if event.when), None)


def _in_order(event: CustodyEvent) -> tuple[date, date, str, str]:
    start = (event.when and (event.when.first or event.when.last)) or date.max
    return start, event.latest, event.kind.value, event.reference
