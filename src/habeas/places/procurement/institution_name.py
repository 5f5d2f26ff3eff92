"""Whether two names are of one institution: kind, number and region, whatever stands around them.

"ФКУ ИК-10 УФСИН России по Ростовской области" and "исправительная колония № 10, Ростовская обл."
meet; "ИК-10" without a region meets only where the table has one such institution.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from habeas.language import fold, listed, region_key
from habeas.places.procurement.data_tables import rows

_NUMBER = r"\s*(?:№|no\.?|n|#)?\s*[-–]?\s*(\d{1,4})(?:/(\d{1,2}))?(?!\d)"
_REGION = re.compile(
    r"(?:по|in|of|у|в)\s+((?:республик|област|кра|г\b|город|міст)?\w*\s*[\w-]+(?:\s+[\w-]+)?"
    r"\s*(?:области|обл|краю|края|республике|республики|області|oblast|region|krai))"
    r"|([\w-]+\s+(?:область|обл|край|області|oblast|region|krai))"
    r"|((?:республик\w+|республіц\w|republic of)\s+[\w-]+)"
)
_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@lru_cache(maxsize=65536)
def number_key(name: str) -> str:
    """Kind and number, as `ик 10` or `сизо 1/2`; empty for a name without them."""
    found = _kinds().search(_plain(name))
    if found is None:
        return ""
    branch = f"/{found[3]}" if found[3] else ""
    return f"{_keys()[found[1]]} {int(found[2])}{branch}"


@lru_cache(maxsize=65536)
def region_in_name(name: str) -> str:
    """The ISO 3166-2 code of the region that a name gives, or empty."""
    for found in _REGION.finditer(_plain(name)):
        text = next(group for group in found.groups() if group)
        words = text.split()
        # The pattern may begin with words that are not the region's.
        for start in range(len(words)):
            code = region_key(" ".join(words[start:]))
            if _CODE.fullmatch(code):
                return code
    return ""


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """Letters and figures only, case evened: for names that are written alike."""
    return " ".join(re.findall(r"\w+", _plain(name)))


def _plain(name: str) -> str:
    return fold(name[:400]).replace("ё", "е").replace('"', " ").replace("«", " ").replace("»", " ")


@cache
def _keys() -> dict[str, str]:
    return {
        fold(form).replace("ё", "е"): row["key"]
        for row in rows("institution_kinds.tsv")
        for form in listed(row["forms"])
    }


@cache
def _kinds() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_keys(), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({forms}){_NUMBER}")
