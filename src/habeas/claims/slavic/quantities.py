"""Which numbers of a claim count something, and what they count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from habeas.language import DateMention, NumberMention
from habeas.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc


def quantities_in(
    numbers: Iterable[NumberMention],
    dates: Sequence[DateMention],
    doc: Doc,
    offset: int,
    language: str,
) -> tuple[Quantity, ...]:
    """The quantities among the numbers of one claim."""
    del numbers, dates, doc, offset, language
    return ()
