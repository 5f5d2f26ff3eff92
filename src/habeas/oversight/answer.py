"""What the room answers: a verdict, the layers it rests on, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.truth import Truth


class Verdict(StrEnum):
    """Whether a door is open. Conditional: open, if what the case must still show is shown."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    CONDITIONAL = "conditional"


class Layer(StrEnum):
    """The separate questions that make one answer; practice and enforcement never change law."""

    OBLIGATION = "obligation"
    COMPETENCE = "competence"
    ADMISSIBILITY = "admissibility"
    PRACTICE = "practice"
    ENFORCEMENT = "enforcement"


# The layers that decide whether a door is open in law.
LAW = (Layer.OBLIGATION, Layer.COMPETENCE, Layer.ADMISSIBILITY)


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody has shown, and the value at which the answer flips.

    `fact` is a stable name ("RU:ECPT:denunciation_notified:received"). On or before `threshold` the
    statement is `if_by`; later, or never, it is `if_later`. Without a threshold any value flips.
    """

    fact: str
    threshold: date | None = None
    if_by: Truth = Truth.UNKNOWN
    if_later: Truth = Truth.UNKNOWN
    row: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must still hold, listed and never folded in. `open`: the case has yet to show it.

    A condition that is not open is a reminder (a list that is complete only to some day).
    `key` names its sentence in the message catalogues, `values` fill it.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    open: bool = True
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of the reasoning: what was asked, whether it holds, and on which rules and rows.

    `covered` is the part of the act that is within time; `dates` are dates worth naming, by role
    ("party_from", "party_until", "declared", "earliest_exit", "latest").
    """

    truth: Truth
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    layer: Layer = Layer.COMPETENCE
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    missing: tuple[Missing, ...] = ()
    conditions: tuple[Condition, ...] = ()
    covered: DateInterval | None = None
    dates: Mapping[str, date | None] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """The truth, with open conditions told apart."""
        if self.truth is Truth.YES and any(condition.open for condition in self.conditions):
            return Verdict.CONDITIONAL
        return Verdict(self.truth.value)


@dataclass(frozen=True, slots=True)
class LayerAnswer:
    """One layer of an answer: its verdict and the findings behind it."""

    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one door is open for one question, and all that the verdict rests on.

    `dates` are named by role; `procedure` is the way a door sorts the case ("urgent"), or "".
    `practice` are the ids of rows that say what happens in fact: a door may be open in law and
    shut in fact.
    """

    door: str
    body: str
    kind: str
    addressee: str
    step: date
    verdict: Verdict
    layers: Mapping[Layer, LayerAnswer]
    unknown: tuple[Missing, ...] = ()
    conditions: tuple[Condition, ...] = ()
    dates: Mapping[str, date | None] = field(default_factory=dict)
    covered: DateInterval | None = None
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    procedure: str = ""
    enforces: str = ""
    access_refused: bool = False
    as_of: date | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, layer by layer."""
        return tuple(found for layer in self.layers.values() for found in layer.findings)
