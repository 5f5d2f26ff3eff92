"""Which first-level region a text names, in whatever language and case it is printed."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from habeas.language.scripts import fold
from habeas.language.slavic import slavic_key
from habeas.language.table import rows

# Words for "region", whole or cut short, in the languages of the lists.
_REGION_WORD = re.compile(
    r"\b(?:обл(?:асть|асти|асті|астi)?|oblast|region|province|regiya|rayon|край|obwod|obwód"
    r"|gebiet|республика|республіка|republic|автономна|автономная|autonomous|ар|ar|of)\b\.?"
)
# Adjectives of regions: Донецька, Донецкая, Donetska, донецкой, donecka …
_ADJECTIVE = re.compile(r"(?:[ckszцск]*(?:[ьʹ']?[кk])(?:[ауоиіыяй]\w{0,2}|[aoiuy]\w{0,2})?)$")


def _core(text: str) -> str:
    bare = _REGION_WORD.sub(" ", fold(text).replace("’", "'"))
    words = [_ADJECTIVE.sub("", word) or word for word in re.split(r"[\s\-]+", bare) if word]
    return slavic_key(" ".join(words))


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("regions.tsv"):
        for column in ("english", "ukrainian", "russian"):
            for name in row[column].split("|"):
                core = _core(name) if name else ""
                if core:
                    found.setdefault(core, row["code"])
    return found


@lru_cache(maxsize=65536)
def region_key(text: str) -> str:
    """The ISO 3166-2 code of the region that a text names, or else a key of its own spelling.

    "Донецька обл.", "Донецкая область" and "Donetsk oblast" give `UA-14`; an unknown region gives
    the skeleton of its name, so that its spellings meet all the same. Empty without letters.
    """
    core = _core(text)
    return _known().get(core, core)
