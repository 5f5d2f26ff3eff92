"""Which country an adjective or a noun for its people belongs to: `українських`, `россиянин`."""

from __future__ import annotations

from functools import cache, lru_cache

from habeas.claims.slavic.stems import stem
from habeas.claims.tables import rows


@cache
def _countries(language: str) -> dict[str, str]:
    return {stem(row["word"]): row["code"] for row in rows("nationalities", language)}


@lru_cache(maxsize=8192)
def nationality(word: str, language: str) -> str | None:
    """ISO 3166-1 code of the country whose adjective or people a word names, in any case."""
    return _countries(language).get(stem(word))
