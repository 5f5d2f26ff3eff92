"""Whose law reaches a place: the sovereign state, and whoever controls it, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.dates import reached
from habeas.oversight.truth import Truth, every


@dataclass(frozen=True, slots=True)
class Place:
    """A place in law. `country` and `region` are ISO 3166 codes of the sovereign state's ("UA",
    "UA-14"); `region` is "" where only the country is known.

    `controller` is set when the asker says who controlled the very place ("UA-Donetsk (occupied)"
    with the occupier known), else "" and the table of control decides.
    """

    name: str
    country: str
    region: str = ""
    controller: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A row of the table of control: who held (part of) a region other than its sovereign, when.

    `whole` is false when only part of the region was held, so that the region alone does not tell.
    """

    id: str
    region: str
    controller: str
    since: DateInterval
    until: DateInterval | None
    whole: bool
    source: str = ""
    confidence: Confidence = Confidence.HIGH
    note: str = ""

    def holds(self, day: date) -> Truth:
        """Whether it was so on that day."""
        ended = reached(self.until, day) if self.until else Truth.NO
        return every((reached(self.since, day), ~ended))
