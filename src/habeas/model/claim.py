"""One assertion in one passage: who says that who did what to whom, where, when, how many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model.dates import DateInterval, Granularity
from habeas.model.passage import Passage

NARRATOR = "narrator"


class Stance(StrEnum):
    """How the speaker stands to the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    REPORTS = "reports"
    PROMISES = "promises"
    RETRACTS = "retracts"


class Modality(StrEnum):
    """Whether the content is put as fact, possibility, obligation or plan."""

    FACT = "fact"
    POSSIBLE = "possible"
    OBLIGATION = "obligation"
    PLANNED = "planned"


class DateRole(StrEnum):
    """Whether a date tells when it happened or when it was said."""

    EVENT = "event"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. `speaker` is the innermost named source, `narrator` the outlet's own voice.

    `via` lists the outlets or carriers through which the words came; `chain` runs from the
    innermost source to the document's outlet.
    """

    speaker: str = NARRATOR
    role: str | None = None
    via: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One reading of a place name: decimal degrees (WGS 84), and how likely it is (0–1)."""

    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    code: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed in the text, with its readings, the likeliest first."""

    name: str
    candidates: tuple[PlaceCandidate, ...] = ()

    @property
    def best(self) -> PlaceCandidate | None:
        """The likeliest reading, if the gazetteer knows any."""
        return self.candidates[0] if self.candidates else None


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """When: an inclusive interval, how fine, and whether it dates the event or the report.

    `named` is the time that the words name where the interval begins or ends elsewhere: "until
    early May" names the first ten days of May, and the interval is open before them.
    """

    interval: DateInterval
    granularity: Granularity
    role: DateRole
    named: DateInterval | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated. `value` is the printed number (a share as a fraction of 1).

    `low`/`high` bound what the modifier allows (None: unbounded); `share` tells that the value is
    a part of a whole; `denominator` is that whole, or the number in "12 of the 14" (no share: the
    value stays 12); the span [start, end) holds the words.
    """

    value: float
    low: float | None
    high: float | None
    unit: str
    modifier: str
    start: int
    end: int
    denominator: str | None = None
    counting_unit: str | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the value of one field came from: a span of the text, or what it was inferred from.

    Exactly one of the two is given; a value without either may not be stored. `rule` is the id of
    the rule that found it ("place.locative"), "" where nobody said.
    """

    field: str
    start: int | None = None
    end: int | None = None
    inferred_from: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        spanned = self.start is not None and self.end is not None
        if spanned == (self.inferred_from is not None):
            raise ValueError(f"evidence for {self.field} needs a span or an inference, not both")


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposal of the machine until a person judges it.

    `id` is derived from the source's hash and the passage; `content` is the half-open span of
    what is asserted, without the attribution clause; `occurrences` are the further places where
    the same words are printed; `origin` is `rule:…@version`, `model:…` or `human:…`;
    `confidence` runs from 0 to 1; `methods` are codes of the vocabulary of methods of torture.
    """

    id: str
    passage: Passage
    content: tuple[int, int]
    type: str
    type_scores: tuple[tuple[str, float], ...]
    stance: Stance
    negated: bool
    modality: Modality
    attribution: Attribution
    confidence: float
    origin: str
    evidence: tuple[Evidence, ...] = ()
    actor: str | None = None
    victim: str | None = None
    place: Place | None = None
    date: ClaimDate | None = None
    quantities: tuple[Quantity, ...] = ()
    occurrences: tuple[Passage, ...] = ()
    block_kind: str | None = None
    methods: tuple[str, ...] = ()

    def evidence_for(self, field: str) -> Evidence | None:
        """The evidence recorded for one field, if any."""
        return next((item for item in self.evidence if item.field == field), None)
