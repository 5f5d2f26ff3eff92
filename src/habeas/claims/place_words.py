"""Words that may say where something happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# Ranks: the lower, the more surely the words say where it happened.
FACILITY, LOCATIVE, NAMED, DIRECTION, FAR, KNOWN = 0, 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A name with its span in the block and how firmly the syntax ties it to the claim.

    `name` is the name as it is looked up (in languages with cases, the nominative); `rank` is one
    of FACILITY (counts even where no gazetteer knows it), LOCATIVE (a preposition of place),
    NAMED (a name behind such a preposition that the model did not see), DIRECTION, FAR (in a clause
    below another verb), KNOWN (a name that counts only where the document has told before that it
    is a facility). `town` is where an
    unknown facility lies, as it is looked up; `kind` is the sort of facility ("prison", "ship").
    """

    name: str
    start: int
    end: int
    rank: int
    token: Token
    town: str = ""
    kind: str = ""
