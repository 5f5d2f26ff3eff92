"""A person's decision about a claim: signed, dated, with a reason; the latest one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.model.passage import Passage


class Verdict(StrEnum):
    """What a person decided about a claim."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Correction:
    """One field set right; None says that the field should be empty."""

    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was decided about the claim in `passage` of the source with this SHA-256.

    The passage, not the claim's id, is the anchor: it survives every new extractor. `seen` names
    the fields that were shown, and no other is confirmed; where nothing is named, all were.
    """

    claim_id: str
    source: str
    passage: Passage
    verdict: Verdict
    reason: str
    author: str
    made_at: datetime
    corrections: tuple[Correction, ...] = ()
    seen: tuple[str, ...] = ()
