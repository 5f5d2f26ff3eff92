"""The card of a claim: its values in force, who said it through whom, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from habeas.model import NARRATOR, Confidentiality, DateInterval
from habeas.pipeline import JudgedClaim, LabelInForce
from habeas.web.pages.sources.marks import card_id


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim beside the text. Corrected fields have the value that a person gave.

    `chain` leads from whoever said it to the outlet; `block` names the block in the page that a
    link leads to; `quantity` is in words of the model ("more than 200 persons" in three fields).
    `number` counts the claims of the document from 1. With `covered` neither words nor fields are
    given.
    """

    number: int
    id: str
    card: str
    block: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    type: str
    stance: str
    negated: bool
    modality: str
    chain: tuple[str, ...]
    speaker_role: str | None
    actor: str | None
    victim: str | None
    place: str | None
    place_code: str | None
    date: DateInterval | None
    date_role: str | None
    quantity: float | None
    modifier: str | None
    unit: str | None
    occurrences: int
    state: str
    judged_by: str | None
    reason: str | None
    corrections: dict[str, str | None]
    judgements: int
    label: Confidentiality | None
    label_from: str
    by_model: bool
    confidence: float
    origin: str
    covered: bool = False


def covered_card(card: ClaimCard) -> ClaimCard:
    """The card without its words and fields: what kind of claim it is, and its state."""
    return replace(
        card,
        quote="",
        before="",
        after="",
        chain=(),
        speaker_role=None,
        actor=None,
        victim=None,
        place=None,
        place_code=None,
        date=None,
        quantity=None,
        unit=None,
        reason=None,
        corrections={},
        covered=True,
    )


def card_of(number: int, item: JudgedClaim, label: LabelInForce | None, block: str) -> ClaimCard:
    """The card of a claim with its judgements."""
    claim, row = item.claim, item.row()
    return ClaimCard(
        number=number,
        id=claim.id,
        card=card_id(claim.id),
        block=block,
        start=claim.passage.start,
        end=claim.passage.end,
        quote=claim.passage.quote,
        before=claim.passage.prefix,
        after=claim.passage.suffix,
        type=row["type"],
        stance=row["stance"],
        negated=bool(row["negated"]),
        modality=row["modality"],
        chain=chain_of(item, row),
        speaker_role=row["speaker_role"],
        actor=row["actor"],
        victim=row["victim"],
        place=row["place"],
        place_code=row["place_code"],
        date=_interval(row),
        date_role=row["date_role"],
        quantity=row["quantity"],
        modifier=row["modifier"],
        unit=row["unit"],
        occurrences=row["occurrences"],
        state=item.state,
        judged_by=row["judged_by"],
        reason=row["reason"],
        corrections=item.corrections,
        judgements=len(item.judgements),
        label=label.label if label else None,
        label_from=label.came_from if label else "",
        by_model=claim.origin.startswith("model:"),
        confidence=claim.confidence,
        origin=claim.origin,
    )


def chain_of(item: JudgedClaim, row: Mapping[str, Any]) -> tuple[str, ...]:
    """From whoever said it to the outlet; without the machine's chain where a person changed it."""
    said = item.claim.attribution
    if said.chain and not {"speaker", "via"} & item.corrections.keys():
        return said.chain
    via = [name for name in (row["via"] or "").split("; ") if name]
    return (row["speaker"] or NARRATOR, *via)


def _interval(row: Mapping[str, Any]) -> DateInterval | None:
    first, last = _day(row["date_from"]), _day(row["date_to"])
    if first is None and last is None:
        return None
    # Two corrected ends may contradict each other; the row itself says so, the card shows neither.
    return None if first and last and first > last else DateInterval(first, last)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
