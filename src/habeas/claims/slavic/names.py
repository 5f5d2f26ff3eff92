"""The persons and bodies that a text names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from habeas.claims.names import Named

if TYPE_CHECKING:
    from spacy.tokens import Doc


def names_in(docs: Iterable[tuple[Doc, int]], language: str) -> list[Named]:
    """The names in the parsed blocks of a document; each block comes with its offset."""
    del docs, language
    return []
