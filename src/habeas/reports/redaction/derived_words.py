"""What is made from a place's name: adjectives, inhabitants, regions (Жерлівщина, Zherlivians).

Told by what follows the stem of the name in a skeleton (see habeas.language.names).
"""

from __future__ import annotations

import re

_JOINT = "(?:[aeiou]{0,2}[vnm])?"
# -ський, -ець, -чанин, -щина, -як, -er, -ite: ц, ч, ш and щ are an s in a skeleton.
_MADE = "(?:[aeiou]{0,2}(?:sk|s|s?an(?:in|k|s)?|sin|ak|er|it|k))?"
_ENDING = "(?:[aeiou]{0,3}|[aeiou]{1,2}(?:h[aeiou]?|m[aeiou]{0,2}|v))s?"
_DERIVED = re.compile(_JOINT + _MADE + _ENDING)


def is_derived(rest: str) -> bool:
    """Whether these letters behind the stem of a name make a word that means the place.

    >>> [is_derived(rest) for rest in ("skoho", "san", "sina", "inalni")]
    [True, True, True, False]
    """
    return _DERIVED.fullmatch(rest) is not None
