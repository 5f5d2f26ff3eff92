"""Which queue somebody goes through: all claims that wait, or those that fit a choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.pipeline import JudgedClaim


class QueueState(StrEnum):
    """What was decided about the claims of a queue; without one, nothing yet."""

    UNSURE = "unsure"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the claims of a queue have in common. `source` is a SHA-256.

    With `blind`, the queue holds what this reviewer has not judged, whoever else has, and tells
    nothing of anybody's answers.
    """

    type: str | None = None
    source: str | None = None
    speaker: str | None = None
    state: QueueState | None = None
    blind: bool = False

    def query(self) -> dict[str, object]:
        """The choice as parameters of an address."""
        return {
            "type": self.type,
            "source": self.source,
            "speaker": self.speaker,
            "state": self.state.value if self.state else None,
            "blind": "1" if self.blind else None,
        }

    def fits(self, item: JudgedClaim) -> bool:
        """Whether a claim is of the type, source and speaker, as the machine proposed it."""
        claim = item.claim
        return (
            self.type in (None, claim.type)
            and self.source in (None, item.source.sha256)
            and self.speaker in (None, claim.attribution.speaker)
        )

    @property
    def hides_answers(self) -> bool:
        """Whether nothing is told of what was decided: in every queue but of what was decided."""
        return self.state is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What every address and form of the queues of claims says of the queue.

    A blind queue has no state: to choose by what others decided would tell it.
    """

    type: str | None = None
    source: str | None = None
    speaker: str | None = None
    state: QueueState | None = None
    blind: bool = False

    @property
    def choice(self) -> Choice:
        """The queue."""
        state = None if self.blind else self.state
        return Choice(self.type, self.source, self.speaker, state, self.blind)
