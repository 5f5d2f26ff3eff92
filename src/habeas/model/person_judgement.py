"""A person's decision about records: one human, several, or unsure; signed, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from habeas.model.passage import Passage


class Sameness(StrEnum):
    """The answer to "is this one human?"."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class RecordAnchor:
    """By what a judged record is found again, whatever a later reader makes of its source.

    `source` is the SHA-256 of the bytes, `record` the id that the record had. A row of a list has
    `row`, `sheet` (where there are several) and `content`, the SHA-256 (hex) of its values; a
    person named in a text has the `passage` of the claim that names them.
    """

    source: str
    record: str
    row: int | None = None
    sheet: str | None = None
    content: str | None = None
    passage: Passage | None = None

    def __post_init__(self) -> None:
        in_a_list = self.row is not None and self.content is not None
        if in_a_list == (self.passage is not None):
            raise ValueError(f"{self.record} needs a row with its content, or a passage, not both")


@dataclass(frozen=True, slots=True)
class EvidenceReference:
    """What a decision about people leans on: a source, and a passage of it where one is named."""

    source: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class PersonJudgement:
    """What was decided about records, or the taking back of an earlier decision.

    SAME: all of `records` and `others` are one human. DIFFERENT: nobody of `records` is one human
    with anybody of `others`. UNSURE: asked and not settled. With `withdraws`, the ledger position
    of an earlier judgement, `answer` is None and the records are those of that judgement.
    """

    answer: Sameness | None
    records: tuple[RecordAnchor, ...]
    others: tuple[RecordAnchor, ...]
    reason: str
    author: str
    made_at: datetime
    evidence: tuple[EvidenceReference, ...] = ()
    withdraws: int | None = None

    def __post_init__(self) -> None:
        if (self.answer is None) == (self.withdraws is None):
            raise ValueError("a judgement either answers or withdraws an earlier one")
        if not self.records:
            raise ValueError("a judgement about people names at least one record")

    def anchors(self) -> Iterator[RecordAnchor]:
        """Every record that it is about."""
        yield from self.records
        yield from self.others

    @property
    def sources(self) -> tuple[str, ...]:
        """SHA-256 of each source whose records or words it is about, in order, each once."""
        named = [anchor.source for anchor in self.anchors()]
        return tuple(dict.fromkeys([*named, *(item.source for item in self.evidence)]))
