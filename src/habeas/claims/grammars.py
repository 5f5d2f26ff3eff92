"""Which languages are read, and the grammar of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.settings import ExtractSettings

if TYPE_CHECKING:
    from habeas.claims.grammar import Grammar

READ_LANGUAGES = frozenset({"en", "ru", "uk"})


def grammar_of(language: str, settings: ExtractSettings) -> Grammar:
    """The grammar of a language in READ_LANGUAGES; raises KeyError for another."""
    if language == "en":
        from habeas.claims.english.grammar import EnglishGrammar

        return EnglishGrammar(settings.model)
    if language in READ_LANGUAGES:
        from habeas.claims.slavic.grammar import SlavicGrammar

        return SlavicGrammar(language)
    raise KeyError(language)


def missing_extra(language: str) -> str | None:
    """The one line that says what would read a language better; None where all is there."""
    if language not in READ_LANGUAGES or language == "en":
        return None
    from habeas.claims.slavic import parsing

    return parsing.missing_extra(language)
