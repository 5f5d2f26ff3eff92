"""Words that may say where something happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A name with its span in the block and how firmly the syntax ties it to the claim.

    `name` is the name as it is looked up (in languages with cases, the nominative); `rank` 0 is a
    facility, which counts even where no gazetteer knows it, 1 a locative, 2 and 3 a direction.
    """

    name: str
    start: int
    end: int
    rank: int
    token: Token
