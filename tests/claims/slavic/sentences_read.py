"""Sentences of Russian and Ukrainian read for tests: their cues, mentions and places."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from habeas.claims.cue import Cue
from habeas.claims.mention import Mention
from habeas.claims.places import Context, PlaceFinder
from habeas.claims.prepared import PreparedSentence, sentences_of
from habeas.claims.quotes import find_quotes
from habeas.claims.slavic.grammar import SlavicGrammar
from habeas.claims.slavic.lemmas import has_dictionary
from habeas.claims.slavic.russian import is_installed

needs_russian = pytest.mark.skipif(not is_installed(), reason="pip install 'habeas[russian]'")
needs_ukrainian = pytest.mark.skipif(
    not has_dictionary("uk"), reason="pip install 'habeas[ukrainian]'"
)


def read(text: str, language: str) -> Sequence[PreparedSentence]:
    """The prepared sentences of one block."""
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    return list(sentences_of(doc, find_quotes(text), grammar))


def cues(text: str, language: str) -> list[Cue]:
    """The cues of all sentences of one block, in order."""
    return [cue for sentence in read(text, language) for cue in sentence.cues]


def source(text: str, language: str) -> Mention:
    """The source of the only cue."""
    found = cues(text, language)
    assert len(found) == 1, [(cue.word.text, cue.source) for cue in found]
    mention = found[0].source
    assert mention is not None
    return mention


def said(cue: Cue) -> str:
    """The words that a cue governs, as far as they are one stretch."""
    doc = cue.word.doc
    return doc[min(cue.governs) : max(cue.governs) + 1].text


def place(text: str, language: str, claim_type: str = "other") -> str | None:
    """The place of a block that is one claim; None where it has none."""
    grammar = SlavicGrammar(language)
    doc = next(iter(grammar.parse([text])))
    finder = PlaceFinder(Context(("UA", "RU")))
    found = finder.locate(doc[:], frozenset(), claim_type, grammar)
    return found.place.name if found is not None else None
