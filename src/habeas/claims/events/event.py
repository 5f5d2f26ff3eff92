"""An event: claims of many documents about one happening, as proposed, with what speaks for it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import DateInterval, Place, Quantity


class Difference(StrEnum):
    """In what two claims of one event do not go together."""

    QUANTITY = "quantity"
    DATE = "date"
    ACTOR = "actor"
    PLACE = "place"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (weight above 0) or against two claims being of one happening."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims held to be of one happening: the score (log-odds), and what it is the sum of.

    `by_person`: a person joined them, and the score did not matter.
    """

    claims: tuple[str, str]
    score: float
    features: tuple[Feature, ...]
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one event that differ, and in what; of a denial the second claim denies."""

    kind: Difference
    claims: tuple[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Original:
    """What counts once: claims that go back to one account, report or text.

    `own`: that it is an original of its own is known (a named witness, a source that a person set
    apart); else it may go back to another one.
    """

    name: str
    claims: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class IndependentSources:
    """How many originals stand behind an event: at least `low`, at most `high`."""

    low: int
    high: int
    originals: tuple[Original, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.low == self.high:
            noun = "source" if self.low == 1 else "sources"
            return f"{self.low} independent {noun}"
        return f"between {self.low} and {self.high} independent sources"


@dataclass(frozen=True, slots=True)
class Event:
    """A proposal: `claims` tell of one happening, `denials` deny it. All are ids, sorted.

    `type` is told by most of the claims. `date` is where their dates meet, else the most closely
    dated; `quantity` the count that most claims give. `links` are what joined the claims.
    """

    id: str
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    sources: tuple[str, ...]
    type: str
    place: Place | None
    date: DateInterval | None
    quantity: Quantity | None
    independent: IndependentSources
    contradictions: tuple[Contradiction, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether its claims contradict each other, or somebody denies it."""
        return bool(self.contradictions)


def event_id(claims: Iterable[str]) -> str:
    """`e-` and twelve base-32 characters from the ids of the claims, in whatever order."""
    digest = hashlib.sha256("\n".join(sorted(claims)).encode()).digest()
    return "e-" + base64.b32encode(digest).decode("ascii")[:12].lower()
