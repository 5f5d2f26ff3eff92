"""A person's word on who may see a source, a claim or a person: signed, dated, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model.event_judgement import ClaimAnchor
from habeas.model.person_judgement import RecordAnchor
from habeas.model.source import Confidentiality


@dataclass(frozen=True, slots=True)
class Label:
    """Who may see it, from now on. A later label about the same thing outweighs an earlier one.

    It is about exactly one of: a `source` (SHA-256), a `claim`, the person of these `records`.
    """

    label: Confidentiality
    reason: str
    author: str
    made_at: datetime
    source: str | None = None
    claim: ClaimAnchor | None = None
    records: tuple[RecordAnchor, ...] = ()

    def __post_init__(self) -> None:
        about = (self.source is not None, self.claim is not None, bool(self.records))
        if sum(about) != 1:
            raise ValueError("a label is about one source, one claim, or one person")

    @property
    def sources(self) -> tuple[str, ...]:
        """SHA-256 of each source whose words or records it is about, in order, each once."""
        if self.source is not None:
            return (self.source,)
        if self.claim is not None:
            return (self.claim.source,)
        return tuple(dict.fromkeys(anchor.source for anchor in self.records))
