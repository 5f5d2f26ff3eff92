"""The words of papers: `data/fragment_words.tsv` and the types of facilities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from habeas.language import listed, table_rows
from habeas.places.telling.vocabulary import Vocabulary

_DATA = Path(__file__).parents[1] / "data"
_NAMING = frozenset({"facility", "postmark", "court"})


@dataclass(frozen=True, slots=True)
class FacilityType:
    """What a type of facility is for, and whether its word names one only with a number."""

    function: str
    numbered: bool


@cache
def fragment_words() -> Vocabulary:
    """What each word of a paper does, in all languages at once."""
    return Vocabulary(table_rows(_DATA / "fragment_words.tsv"))


@cache
def facility_types() -> dict[str, FacilityType]:
    """All types by name."""
    return {
        row["type"]: FacilityType(row["function"], row["numbered"] == "1")
        for row in table_rows(_DATA / "fragment_facilities.tsv")
    }


@cache
def worth_reading() -> re.Pattern[str]:
    """What stands in every sentence that can hold a fragment: most sentences need no more."""
    stems = {
        form.split()[0].rstrip("*")
        for row in table_rows(_DATA / "fragment_words.tsv")
        if row["does"] in _NAMING or row["value"] == "letter"
        for form in listed(row["forms"])
    }
    every = sorted(stems, key=lambda stem: (-len(stem), stem))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, every))})", re.IGNORECASE)
