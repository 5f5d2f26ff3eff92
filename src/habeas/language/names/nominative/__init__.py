"""From inflected names to their nominative, by the declension of Ukrainian, Russian, Belarusian."""

from habeas.language.names.nominative.family import masculine
from habeas.language.names.nominative.recovery import (
    NominativeName,
    nominative,
    nominative_name,
    nominative_names,
    nominatives,
)

__all__ = [
    "NominativeName",
    "masculine",
    "nominative",
    "nominative_name",
    "nominative_names",
    "nominatives",
]
