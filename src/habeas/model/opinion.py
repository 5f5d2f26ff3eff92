"""What a reviewer thinks of a claim without its counting: a second look, or a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model.event_judgement import ClaimAnchor
from habeas.model.judgement import Correction, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """It stays beside the claim and never changes it.

    With `again`, the ledger position of a judgement, the claim was shown a second time without
    what had been decided: how the two agree tells how far judgements can be relied on. `verdict`
    is None where the reviewer was unsure; without `again` it always is. `seen` names the fields
    that were shown.
    """

    claim: ClaimAnchor
    verdict: Verdict | None
    reason: str
    author: str
    made_at: datetime
    corrections: tuple[Correction, ...] = ()
    seen: tuple[str, ...] = ()
    again: int | None = None

    def __post_init__(self) -> None:
        if self.again is None and self.verdict is not None:
            raise ValueError("a verdict on a claim that was not judged before is a judgement")
        if bool(self.corrections) != (self.verdict is Verdict.CORRECT):
            raise ValueError("corrections go with the verdict to correct, and it with them")

    @property
    def source(self) -> str:
        """SHA-256 of the source whose words it is about."""
        return self.claim.source
