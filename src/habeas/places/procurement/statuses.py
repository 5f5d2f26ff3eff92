"""The state of a contract, by the words of portals and of the standard."""

from __future__ import annotations

from functools import cache, lru_cache

from habeas.language import fold, listed
from habeas.places.procurement.data_tables import rows


@lru_cache(maxsize=4096)
def status_of(text: str) -> str | None:
    """One of the five states of the table; empty for no words, None for unknown words."""
    said = " ".join(fold(text).replace(".", " ").split())
    if not said:
        return ""
    for words in (said, said.partition("(")[0].strip(), said.partition(",")[0].strip()):
        for pattern, status in _patterns():
            if words == pattern or (pattern.endswith("*") and words.startswith(pattern[:-1])):
                return status
    return None


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    return tuple(
        (fold(word), row["status"])
        for row in rows("purchase_statuses.tsv")
        for word in listed(row["words"])
    )
