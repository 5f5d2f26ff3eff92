"""How sure the rules are of a claim, from 0 to 1. Not yet calibrated: a rank, not a probability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from habeas.model import Block, BlockKind

if TYPE_CHECKING:
    from habeas.claims.speakers import Speaker

_FOUND_HOW = {
    "named": 0.9,
    "credit": 0.9,
    "label": 0.85,
    "narrator": 0.85,
    "described": 0.8,
    "quote": 0.8,
    "witness": 0.8,
    "pronoun": 0.75,
    "introduced": 0.75,
    "document": 0.7,
    "continues": 0.65,
    "account": 0.65,
    "unresolved": 0.3,
}
_CERTAIN_SHARE = 0.7


def confidence_of(scores: Sequence[tuple[str, float]], speaker: Speaker, block: Block) -> float:
    """The product of how the speaker was found and how clearly the type stands out."""
    share = scores[0][1] if scores else 0.0
    kind = 0.6 + 0.4 * min(1.0, share / _CERTAIN_SHARE)
    where = 0.9 if block.kind in (BlockKind.TITLE, BlockKind.DECK) else 1.0
    doubt = 0.7 if speaker.ambiguous else 1.0
    return round(_FOUND_HOW.get(speaker.how, 0.6) * kind * where * doubt, 2)
