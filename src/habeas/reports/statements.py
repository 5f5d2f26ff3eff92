"""The claims of a case as numbered statements that can be cited: S2-014 is the 14th of source 2."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.claims import claim_types
from habeas.figures import Standing
from habeas.model import NARRATOR, Block, Claim, Judgement, Passage, Verdict
from habeas.reports.content import DossierContent, SourceContent
from habeas.reports.settled import Settled, settle

_STANDINGS = {
    Verdict.CONFIRM: Standing.CONFIRMED,
    Verdict.CORRECT: Standing.CORRECTED,
    Verdict.REJECT: Standing.REJECTED,
}
_TURNED = {"denies": "denied", "promises": "promised", "retracts": "retracted"}
_CONTEXT = 110
OWN_VOICE = "the outlet's own voice"


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with its number in this dossier, counted from 1 in the order of the ledger."""

    number: int
    content: SourceContent

    @property
    def anchor(self) -> str:
        """The id of its entry in the list of sources."""
        return f"source-{self.number}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with its number, its judgements (oldest first) and its values in force."""

    number: str
    claim: Claim
    source: CitedSource
    judgements: tuple[Judgement, ...]
    settled: Settled
    block: Block | None
    page: int | None

    @property
    def judgement(self) -> Judgement | None:
        """The judgement that counts."""
        return self.judgements[-1] if self.judgements else None

    @property
    def standing(self) -> Standing:
        """Whether a person confirmed, corrected or rejected it, or has not reviewed it."""
        return _STANDINGS[self.judgement.verdict] if self.judgement else Standing.UNREVIEWED

    @property
    def kind(self) -> str:
        """The type in force, in words, with what the speaker does to it where that turns it round.

        A denial of torture must never be counted as torture.
        """
        label = kind_label(self.settled.type)
        if self.settled.type == "official_denial":
            return label
        if self.settled.stance in _TURNED:
            return f"{label}, {_TURNED[self.settled.stance]}"
        return f"{label}, negated" if self.settled.negated else label

    @property
    def speaker(self) -> str:
        """Who says it, in words."""
        speaker = self.settled.speaker
        return OWN_VOICE if speaker == NARRATOR else speaker

    @property
    def language(self) -> str:
        """ISO 639-1 code of the words, or "" (in HTML: unknown)."""
        document = self.source.content.document
        return (self.block.language if self.block else None) or (
            (document.language if document else None) or ""
        )

    def quote_parts(self) -> tuple[str, str, str]:
        """The quote cut in three: before the content, the content itself, after it."""
        passage = self.claim.passage
        start = min(max(self.claim.content[0], passage.start), passage.end) - passage.start
        end = min(max(self.claim.content[1], passage.start), passage.end) - passage.start
        if start >= end:
            return "", passage.quote, ""
        return passage.quote[:start], passage.quote[start:end], passage.quote[end:]

    def surroundings(self) -> tuple[str, str]:
        """The words before and after the quote, at most _CONTEXT characters within its block."""
        passage, document = self.claim.passage, self.source.content.document
        if document is None or self.block is None:
            return passage.prefix, passage.suffix
        block = self.block
        before = document.text[max(block.start, passage.start - _CONTEXT) : passage.start]
        after = document.text[passage.end : min(block.end, passage.end + _CONTEXT)]
        if passage.start - _CONTEXT > block.start:
            before = "…" + before[before.find(" ") + 1 :]
        if passage.end + _CONTEXT < block.end:
            after = after[: after.rfind(" ") + 1 or None].rstrip() + " …"
        return before, after


def kind_label(code: str) -> str:
    """A claim type in words; an unknown code is shown as it is."""
    kind = claim_types().get(code)
    return kind.label if kind else code


def cited_sources(content: DossierContent) -> tuple[CitedSource, ...]:
    """The sources with their numbers."""
    return tuple(CitedSource(number, item) for number, item in enumerate(content.sources, 1))


def statements(content: DossierContent, sources: Sequence[CitedSource]) -> tuple[Statement, ...]:
    """Every claim of every source, numbered in the order of the text."""
    return tuple(statement for source in sources for statement in _of_source(source, content))


def _of_source(source: CitedSource, content: DossierContent) -> Iterable[Statement]:
    ordered = sorted(source.content.claims, key=lambda claim: _place_in_text(claim.passage))
    blocks = source.content.document.blocks if source.content.document else ()
    starts = [block.start for block in blocks]
    for index, claim in enumerate(ordered, 1):
        judgements = content.judgements.get(claim.id, ())
        position = bisect_right(starts, claim.passage.start) - 1
        yield Statement(
            number=f"S{source.number}-{index:03}",
            claim=claim,
            source=source,
            judgements=judgements,
            settled=settle(claim, judgements[-1] if judgements else None, content.located),
            block=blocks[position] if position >= 0 else None,
            page=_page(source.content, claim.passage.start),
        )


def _place_in_text(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def _page(source: SourceContent, position: int) -> int | None:
    runs = source.document.runs if source.document else ()
    index = bisect_right(runs, position, key=lambda run: run.start) - 1
    return runs[index].page if index >= 0 and position < runs[index].end else None
