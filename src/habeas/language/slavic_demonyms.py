"""Ukrainian and Russian words for people and things of a country: "російський", "россияне"."""

from __future__ import annotations

from functools import cache

from habeas.language.scripts import fold
from habeas.language.table import rows

# No ending of case, gender and number has more letters: російськ-ого, росіян-ами.
_LONGEST_ENDING = 3
_SHORTEST = 4


@cache
def _beginnings() -> dict[str, str]:
    return {fold(row["beginning"]): row["code"] for row in rows("slavic_demonyms.tsv")}


def slavic_demonym(word: str) -> str | None:
    """The country (ISO 3166-1, "RU") that an adjective or noun in any case form belongs to.

    None for any other word, and for the country's own name.
    """
    folded = fold(word)
    for end in range(len(folded), _SHORTEST - 1, -1):
        code = _beginnings().get(folded[:end])
        if code is not None:
            return code if len(folded) - end <= _LONGEST_ENDING else None
    return None
