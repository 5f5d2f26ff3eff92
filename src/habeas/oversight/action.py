"""What a state did to a treaty, when it did so, when the depositary had it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval


class Confidence(StrEnum):
    """How far a row can be relied on. An unverified row never settles anything."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNVERIFIED = "unverified"


_FROM_BEST = tuple(Confidence)


def lowest(*levels: Confidence) -> Confidence:
    """The weakest link of a chain; high for no link at all."""
    return max(levels, key=_FROM_BEST.index, default=Confidence.HIGH)


class ActionKind(StrEnum):
    """Kinds of action; a domestic step has no effect between states, but may date what follows."""

    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    DECLARATION = "declaration"
    WITHDRAWAL_OF_DECLARATION = "withdrawal_of_declaration"
    RESERVATION = "reservation"
    WITHDRAWAL_OF_RESERVATION = "withdrawal_of_reservation"
    DEROGATION = "derogation"
    DENUNCIATION_NOTIFIED = "denunciation_notified"
    DENUNCIATION_REVOKED = "denunciation_revoked"
    CESSATION = "cessation"
    SUSPENSION = "suspension"
    DOMESTIC_STEP = "domestic_step"
    REFUSAL_TO_JOIN = "refusal_to_join"
    NEVER_JOINED = "never_joined"


# Consent to be bound, under whatever name; a domestic "acceptance" is a ratification here.
CONSENTS = frozenset({ActionKind.RATIFICATION, ActionKind.ACCESSION, ActionKind.SUCCESSION})
EXITS = frozenset({ActionKind.DENUNCIATION_NOTIFIED, ActionKind.CESSATION})


@dataclass(frozen=True, slots=True)
class Action:
    """One row of what a state did; every date may be uncertain or not known at all (None).

    `made` is the day of the act, `received` the day the depositary had it, `effective` the day it
    took effect where that is known rather than computed, `end` the day after which it no longer
    holds. `effect` says what a declaration or reservation does ("accepts", "excludes_inquiry").
    `known` is the first day on which the act could be known, when that is not the day received.
    """

    id: str
    state: str
    treaty: str
    kind: ActionKind
    made: DateInterval | None = None
    received: DateInterval | None = None
    effective: DateInterval | None = None
    end: DateInterval | None = None
    known: date | None = None
    article: str = ""
    effect: str = ""
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    note: str = ""

    @property
    def counted_from(self) -> DateInterval | None:
        """The date from which a treaty counts: of receipt, or of the act where that is all."""
        return self.received or self.made

    @property
    def known_from(self) -> date | None:
        """The first day on which this action could be known; None: it was always known."""
        if self.known is not None:
            return self.known
        when = self.counted_from or self.effective
        return when.first if when else None
