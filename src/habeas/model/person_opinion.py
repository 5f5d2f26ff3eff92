"""What a reviewer said who was asked about records a second time, without the first answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model.person_judgement import RecordAnchor, Sameness


@dataclass(frozen=True, slots=True)
class PersonOpinion:
    """It never changes who is one person: it tells how far judgements can be relied on.

    `again` is the ledger position of the judgement about people that was hidden. With `withdraws`,
    the position of an earlier opinion, `answer` is None and this takes that one back.
    """

    answer: Sameness | None
    records: tuple[RecordAnchor, ...]
    again: int
    reason: str
    author: str
    made_at: datetime
    withdraws: int | None = None

    def __post_init__(self) -> None:
        if (self.answer is None) == (self.withdraws is None):
            raise ValueError("an opinion either answers or withdraws an earlier one")
        if len(self.records) < 2:
            raise ValueError("a question about people is about two records or more")

    @property
    def sources(self) -> tuple[str, ...]:
        """SHA-256 of each source whose records it is about, in order, each once."""
        return tuple(dict.fromkeys(anchor.source for anchor in self.records))
