"""Runs of capitalised words, which may be names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_NAME = 4


def capital_runs(doc: Doc) -> Iterable[tuple[int, int]]:
    """Half-open token ranges of two to four capitalised words that stand together."""
    start = None
    for token in doc:
        capital = token.text[:1].isupper() and token.text[-1:].islower()
        capital = capital and token.ent_type_ in ("", "ORG")
        if capital and not token.is_punct:
            start = token.i if start is None else start
            continue
        if start is not None and 2 <= token.i - start <= LONGEST_NAME:
            yield start, token.i
        start = None
    if start is not None and 2 <= len(doc) - start <= LONGEST_NAME:
        yield start, len(doc)
