"""The course of leaving or joining: its steps, each done, pending, unknown or not reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.answer import Condition
from habeas.oversight.leaving.procedure import Direction, Stage
from habeas.oversight.truth import Truth


class Standing(StrEnum):
    """How far a step has come on the day of knowledge.

    Pending: it has begun, or is sure to come. Unknown: nobody has shown whether it was done.
    """

    DONE = "done"
    PENDING = "pending"
    UNKNOWN = "unknown"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step. `effect` names what it changes between states ("none" for steps at home).

    `row` is the action behind it; `computed` says that its date follows from the treaty's rule;
    `supposed` that the user supposed the receipt on which it rests.
    """

    stage: Stage
    office: str
    act: str
    standing: Standing
    effect: str
    when: DateInterval | None = None
    source: str = ""
    confidence: Confidence = Confidence.UNVERIFIED
    row: str = ""
    computed: bool = False
    supposed: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """Received in this interval, the exit takes effect in that one."""

    received: DateInterval
    effective: DateInterval


@dataclass(frozen=True, slots=True)
class Timeline:
    """Leaving or joining a treaty, as known on the day `known`.

    `earliest_end` is the first day on which the treaty may cease to bind, by the notice on record
    or else by one received on the day of knowledge (`counted_from`); None when there can be none.
    `last_day` is the last day of what `last_day_of` names: of a new visit or complaint ("step"), or
    of acts that stay within reach ("act"); where the exit is uncertain, an interval. `covered` is
    the time as a party that an exit leaves behind.
    """

    state: str
    treaty: str
    direction: Direction
    procedure: str
    known: date
    as_of: date
    article: str = ""
    bound: Truth = Truth.UNKNOWN
    party_from: date | None = None
    steps: tuple[TimelineStep, ...] = ()
    possible: Truth = Truth.UNKNOWN
    reason: str = ""
    blocked_by: str = ""
    earliest_end: date | None = None
    counted_from: DateInterval | None = None
    effective: DateInterval | None = None
    last_day: DateInterval | None = None
    last_day_of: str = "step"
    covered: DateInterval | None = None
    thresholds: tuple[Threshold, ...] = ()
    survival: str = ""
    supposed: DateInterval | None = None
    remarks: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    rules: tuple[str, ...] = ()
    exit_article: str = ""
    confidence: Confidence = Confidence.HIGH
    depositary: str = ""
