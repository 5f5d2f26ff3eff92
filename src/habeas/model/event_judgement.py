"""A person's decision about an event: which claims tell of one happening, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.model.passage import Passage


class EventVerdict(StrEnum):
    """What a person decided about claims that tell of happenings.

    CONFIRM and JOIN: all of them tell of one. REJECT: no two of them do. PART: none of the first
    tells of the same one as any of the others.
    """

    CONFIRM = "confirm"
    REJECT = "reject"
    JOIN = "join"
    PART = "part"


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """By what a judged claim is found again: the words in `source` (SHA-256), not its id."""

    claim: str
    source: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class EventJudgement:
    """What was decided about claims, or the taking back of an earlier decision.

    With `withdraws`, the ledger position of an earlier judgement, `verdict` is None and the claims
    are those of that judgement. An event has no identity of its own: it is the claims that count.
    """

    verdict: EventVerdict | None
    claims: tuple[ClaimAnchor, ...]
    others: tuple[ClaimAnchor, ...]
    reason: str
    author: str
    made_at: datetime
    withdraws: int | None = None

    def __post_init__(self) -> None:
        if (self.verdict is None) == (self.withdraws is None):
            raise ValueError("a judgement either decides or withdraws an earlier one")
        if not self.claims:
            raise ValueError("a judgement about an event names at least one claim")

    def anchors(self) -> Iterator[ClaimAnchor]:
        """Every claim that it is about."""
        yield from self.claims
        yield from self.others

    @property
    def sources(self) -> tuple[str, ...]:
        """SHA-256 of each source whose words it is about, in order, each once."""
        return tuple(dict.fromkeys(anchor.source for anchor in self.anchors()))
