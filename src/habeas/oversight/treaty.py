"""How one joins and leaves a treaty: rules that are data, and the arithmetic that reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.dates import first_of_next_month, moved, not_before, plus_days, plus_months


class Roll(StrEnum):
    """What happens to the day on which a period runs out."""

    NONE = "none"
    FIRST_OF_NEXT_MONTH = "first_of_next_month"


class Moment(StrEnum):
    """Which day of a denunciation a rule looks at."""

    NOTICE = "notice"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Term:
    """A period that a treaty counts: months, then days, then the roll. Nothing: at once."""

    months: int = 0
    days: int = 0
    roll: Roll = Roll.NONE

    def after(self, day: date) -> date:
        """The day on which the period that begins on `day` has run."""
        end = plus_days(plus_months(day, self.months), self.days)
        return first_of_next_month(end) if self.roll is Roll.FIRST_OF_NEXT_MONTH else end


@dataclass(frozen=True, slots=True)
class Exit:
    """How a party leaves. `possible` is false where the treaty knows no exit (VCLT 56).

    `minimum_years`: no exit before so many years as a party. `blocked_by`: the kind of armed
    conflict during which a notice takes no effect; it counts on the day of the notice, or of its
    effect (`blocked_at`). `follows`: the organisation whose membership,
    when it ends, ends the treaty too after `follows_after`. `last_day_counts`: acts on the day of
    effect itself are still covered.
    """

    possible: bool = True
    article: str = ""
    term: Term = field(default_factory=Term)
    minimum_years: int = 0
    blocked_by: str = ""
    blocked_at: Moment = Moment.NOTICE
    follows: str = ""
    follows_after: Term = field(default_factory=Term)
    last_day_counts: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Treaty:
    """An instrument (or the membership of an organisation) with its dates and rules.

    `universal_since`: from that day every state is bound, also one without a row of its own.
    """

    id: str
    name: str
    in_force: date
    adopted: date | None = None
    aliases: tuple[str, ...] = ()
    depositary: str = ""
    entry: Term = field(default_factory=Term)
    entry_article: str = ""
    entry_rules: tuple[str, ...] = ()
    signature_rules: tuple[str, ...] = ()
    exit: Exit = field(default_factory=Exit)
    survival: str = ""
    universal_since: date | None = None
    confidence: Confidence = Confidence.HIGH
    source: str = ""

    def enters(self, consent: DateInterval) -> DateInterval:
        """When consent given then binds; never before the treaty itself is in force."""
        return not_before(moved(consent, self.entry.after), self.in_force)

    def leaves(self, received: DateInterval, bound_since: date | None = None) -> DateInterval:
        """When a denunciation received then takes effect, by the notice alone."""
        effect = moved(received, self.exit.term.after)
        if bound_since is not None and self.exit.minimum_years:
            effect = not_before(effect, plus_months(bound_since, 12 * self.exit.minimum_years))
        return effect
