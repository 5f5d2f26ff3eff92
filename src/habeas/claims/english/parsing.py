"""Words, lemmas, syntax and entities of a block, by an installed spaCy model."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.sentences import split_sentences
from habeas.claims.tables import rows
from habeas.model import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Line ends inside a hard-wrapped paragraph would be tokens of their own; each becomes one space, so
# that offsets stay as they are.
_ONE_SPACE = re.compile(r"\s")


@cache
def load_model(name: str) -> Language:
    """The spaCy pipeline of this package name.

    Raises MissingExtra when no such model is installed.
    """
    if importlib.util.find_spec(name) is None:
        raise MissingExtra(
            f"the language model {name} is not installed",
            remedy=f"pip install {name.replace('_', '-')}",
        )
    import spacy

    return spacy.load(name)


def parse_blocks(texts: Iterable[str], model: str) -> Iterator[Doc]:
    """One parsed Doc a text, in order; its sentences are those of `split_sentences`.

    Token offsets are code points from the start of each text.
    """
    pipeline = load_model(model)
    for doc in pipeline.pipe((_with_sentences(pipeline, text) for text in texts), batch_size=16):
        _correct_lemmas(doc)
        yield doc


def _correct_lemmas(doc: Doc) -> None:
    exceptions = _lemma_exceptions()
    for token in doc:
        if token.lower_ in exceptions:
            token.lemma_ = exceptions[token.lower_]


@cache
def _lemma_exceptions() -> dict[str, str]:
    return {row["form"]: row["lemma"] for row in rows("lemma_exceptions")}


def _with_sentences(pipeline: Language, text: str) -> Doc:
    doc = pipeline.make_doc(_ONE_SPACE.sub(" ", text))
    starts = {start for start, _ in split_sentences(text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or _starts_one(token.idx, len(token), starts)
    return doc


def _starts_one(offset: int, length: int, starts: set[int]) -> bool:
    return any(position in starts for position in range(offset, offset + max(1, length)))
