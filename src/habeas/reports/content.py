"""What a caller hands over for a dossier: plain data, already joined, nothing left to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from habeas.model import Claim, Confidentiality, Document, Judgement, PlaceCandidate, Source
from habeas.reports.chapters import ALWAYS, Chapter
from habeas.store import Failure, Head, ImportBalance

if TYPE_CHECKING:
    from habeas.counts import Estimate, OverlapTable
    from habeas.pipeline import CaseEvents, CaseOversight, CaseSites, PeopleSummary
    from habeas.reports.redaction import RedactionNotice

AUDIENCES = {
    Confidentiality.PUBLIC: "Public: may be passed on",
    Confidentiality.RESTRICTED: "Restricted: for those whom it was given to, and nobody else",
    Confidentiality.CONFIDENTIAL: "Confidential: for the investigation",
}


@dataclass(frozen=True, slots=True)
class SourceContent:
    """A source with what was read from it.

    `document` is None where no text could be read; `problem` then says why. Claims of a document
    are in the order of its text.
    """

    source: Source
    document: Document | None = None
    problem: str | None = None
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedList:
    """What one table of a source says of the total, or the reason why it cannot be counted.

    `source` is the SHA-256 of one of the sources; `estimate` and `table` come together, or
    `reason` instead of them. `notes` say how the table was read.
    """

    source: str
    sheet: str | None = None
    estimate: Estimate | None = None
    table: OverlapTable | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deletion:
    """A tombstone of the ledger: what was erased cannot be shown, that it was erased can.

    `position` is the leaf of the tombstone, `erased` how many leaves lost their payload.
    """

    position: int
    erased: int
    reason: str
    author: str
    time: datetime


@dataclass(frozen=True, slots=True)
class DossierContent:
    """The whole record as of one ledger head.

    `judgements` maps a claim's id to its judgements, oldest first (the last one counts);
    `unanchored` holds those that no claim answers to any more. `located` maps place names that
    people wrote in corrections to their reading in the gazetteer. `checkpoint` is the signed note
    for the head, if one was signed. `estimates` are of these sources, in their order. `people` is
    None where no record is about a person; `oversight` where nobody asked which doors are open;
    `sites` and `events` where nobody looked for any. `proposals_left_out` counts what language
    models proposed and nobody has judged; none of it is among the claims. `imports` and `failures`
    must be those known at the head.
    `tools` names what made the derived parts, with versions. `audience` is for whom it is.
    `redaction` says what was taken out of it, where anything was.
    `chapters` are those to be shown, None for all; those that cannot be left out are shown anyway.
    """

    case_id: str
    investigators: tuple[str, ...]
    head: Head
    checkpoint: str | None = None
    sources: tuple[SourceContent, ...] = ()
    judgements: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    unanchored: tuple[Judgement, ...] = ()
    located: Mapping[str, PlaceCandidate] = field(default_factory=dict)
    estimates: tuple[CountedList, ...] = ()
    imports: tuple[ImportBalance, ...] = ()
    failures: tuple[Failure, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    people: PeopleSummary | None = None
    oversight: CaseOversight | None = None
    sites: CaseSites | None = None
    events: CaseEvents | None = None
    proposals_left_out: int = 0
    tools: tuple[tuple[str, str], ...] = ()
    audience: Confidentiality = Confidentiality.CONFIDENTIAL
    chapters: frozenset[Chapter] | None = None
    redaction: RedactionNotice | None = None

    def shows(self, chapter: Chapter) -> bool:
        """Whether the dossier is to have this chapter."""
        return self.chapters is None or chapter in self.chapters or chapter in ALWAYS

    @property
    def for_whom(self) -> str:
        """The audience in words, as they stand on every page."""
        return AUDIENCES[self.audience]
