"""A stretch of a sentence that asserts one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# What runs on for longer is no sentence of prose: it stays whole and has no attribution.
LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one sentence that asserts one thing: token range and the word it hangs on."""

    start: int
    end: int
    head: Token
