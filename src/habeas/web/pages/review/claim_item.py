"""One claim as it stands before whoever judges it, and the digest of exactly that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from habeas.model import Claim, Document, Judgement, Opinion, canonical_json
from habeas.pipeline import ClaimField, claim_fields, is_shown
from habeas.store import KeptClaim, Placed
from habeas.web.pages.review.graphic import GRAPHIC_TYPES

# Of a very long block so much is shown on either side of the passage, in characters.
_CONTEXT = 1_500
# Values that are codes of the record; all others are words of a source or of a person.
CODED = frozenset({"type", "stance", "negated", "modality", "date_role", "unit"})
_EVIDENCE_WORDS = 300


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field: `coded` values are shown in words of the interface."""

    name: str
    value: str | None
    coded: bool
    words: str | None
    inferred_from: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided: `position` is its place in the ledger, by which it is taken back."""

    position: int
    verdict: str
    author: str
    made_at: datetime
    reason: str
    corrections: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim in its context: the block of the text that it stands in, cut into what is before the
    passage, the passage, and what is after it.

    `token` is the digest of all that is shown; `number` its place in the queue (None: in none).
    `decided` is what is told of judgements, `doubts` of those who were unsure; both are empty where
    answers are hidden. With `covered` neither words nor fields nor judgements are given.
    """

    number: int | None
    claim: str
    token: str
    source: str
    source_name: str
    page: int | None
    language: str | None
    stance: str
    type: str
    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool
    fields: tuple[ShownField, ...]
    chain: tuple[str, ...]
    confidence: float
    origin: str
    graphic: bool
    covered: bool
    decided: tuple[Decided, ...]
    doubts: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """How an item is shown: `place` is the ledger position of the judgement in force (None: no
    judgement), which the digest holds without telling it.
    """

    number: int | None
    source_name: str
    place: int | None
    covered: bool = False
    every_field: bool = False
    decided: tuple[Decided, ...] = ()
    doubts: tuple[Decided, ...] = ()


def claim_item(
    kept: KeptClaim,
    document: Document | None,
    setting: Setting,
    values: Mapping[str, str | None] | None = None,
) -> ClaimItem:
    """The item that shows a claim, with the values in force where they are given."""
    claim = kept.claim
    text = document.text if document else ""
    fields = claim_fields(claim, text, values)
    shown = [field for field in fields if setting.every_field or is_shown(field)]
    graphic = claim.type in GRAPHIC_TYPES
    covered = graphic and setting.covered
    block = _block(claim, document)
    return ClaimItem(
        number=setting.number,
        claim=claim.id,
        token="" if covered else token_of(kept, shown, setting.place),
        source=kept.source,
        source_name=setting.source_name,
        page=block.page,
        language=block.language,
        stance=claim.stance.value,
        type=claim.type,
        before="" if covered else block.before,
        words="" if covered else claim.passage.quote,
        after="" if covered else block.after,
        cut_before=block.cut_before,
        cut_after=block.cut_after,
        fields=() if covered else tuple(map(_shown, shown)),
        chain=() if covered else claim.attribution.chain or (claim.attribution.speaker,),
        confidence=claim.confidence,
        origin=claim.origin,
        graphic=graphic,
        covered=covered,
        decided=() if covered else setting.decided,
        doubts=() if covered else setting.doubts,
    )


def token_of(kept: KeptClaim, shown: Iterable[ClaimField], place: int | None) -> str:
    """The digest of a claim as it is shown: id, passage, fields with their values, judgement.

    An answer carries it back; where it differs by then, the answer was about something else.
    """
    told = [(field.name, field.value, field.words) for field in shown]
    claim = kept.claim
    said = [kept.source, claim.id, claim.passage, told, claim.attribution.chain, place]
    return hashlib.sha256(canonical_json(said)).hexdigest()[:32]


def seen_fields(kept: KeptClaim, document: Document | None) -> list[ClaimField]:
    """The fields that a queue shows of a claim."""
    text = document.text if document else ""
    return [field for field in claim_fields(kept.claim, text) if is_shown(field)]


def decided(said: Placed[Judgement] | Placed[Opinion]) -> Decided:
    """A judgement, or an opinion, as it is told."""
    record = said.record
    return Decided(
        said.position,
        record.verdict.value if record.verdict else "unsure",
        record.author,
        record.made_at,
        record.reason,
        {item.field: item.value for item in record.corrections},
    )


def _shown(field: ClaimField) -> ShownField:
    words = field.words
    if words is not None and len(words) > _EVIDENCE_WORDS:
        words = f"{words[:_EVIDENCE_WORDS]}…"
    coded = field.name in CODED
    return ShownField(field.name, field.value, coded, words, field.inferred_from, field.rule)


@dataclass(frozen=True, slots=True)
class _Block:
    before: str
    after: str
    cut_before: bool
    cut_after: bool
    page: int | None
    language: str | None


def _block(claim: Claim, document: Document | None) -> _Block:
    """The blocks that the passage touches, without the passage itself."""
    start, end = claim.passage.start, claim.passage.end
    if document is None or not claim.passage.stands_in(document.text):
        # The text was read anew: what the claim keeps of its surroundings is all there is.
        return _Block(claim.passage.prefix, claim.passage.suffix, True, True, None, None)
    touched = [block for block in document.blocks if block.start < end and block.end > start]
    first = min([start, *(block.start for block in touched)])
    last = max([end, *(block.end for block in touched)])
    from_, to = max(first, start - _CONTEXT), min(last, end + _CONTEXT)
    return _Block(
        document.text[from_:start],
        document.text[end:to],
        from_ > first,
        to < last,
        touched[0].page if touched else None,
        (touched[0].language if touched else None) or document.language,
    )
