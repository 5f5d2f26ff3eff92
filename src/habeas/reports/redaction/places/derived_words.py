"""What is made from a place's name: adjectives, inhabitants, regions (Жерлівщина, Zherlivians).

Told by what follows the stem of the name in a skeleton (see habeas.language.names).
"""

from __future__ import annotations

import re

_JOINT = "(?:[aeiou]{0,2}[vnm])?"
# -ський, -ець, -чанин, -щина, -як, -er, -ite: ц, ч, ш and щ are an s in a skeleton.
_MADE = "(?:[aeiou]{0,2}(?:sk|s|s?an(?:in|k|s)?|sin|ak|er|it|k))"
_ENDING = "(?:[aeiou]{0,3}|[aeiou]{1,2}(?:h[aeiou]?|m[aeiou]{0,2}|v))s?"
_DERIVED = re.compile(f"{_JOINT}{_MADE}?{_ENDING}")
_ADJECTIVE = re.compile("sk(?:[aeiou]{1,2}|oho|omu|[ie][mh]i?)$")
_OF_SHORT_NAME = re.compile("sk(?:[aeiou]{1,2}|oho|omu|[ie][mh]i?)|sin[aeiou]{1,2}")
_NO_CASE_FORM = re.compile(_JOINT + _MADE + _ENDING)


def is_derived(rest: str) -> bool:
    """Whether these letters behind the stem of a name make a word that means the place.

    >>> [is_derived(rest) for rest in ("skoho", "san", "sina", "inalni")]
    [True, True, True, False]
    """
    return _DERIVED.fullmatch(rest) is not None


def is_made(rest: str) -> bool:
    """Whether they do so, and are more than a case ending."""
    return _NO_CASE_FORM.fullmatch(rest) is not None


def is_adjective(key: str) -> bool:
    """Whether a word is a town's adjective by its skeleton: жерлівський, жерлівською."""
    return _ADJECTIVE.search(key) is not None


def is_made_from_short(rest: str) -> bool:
    """Whether they tell a word made from a name so short that others begin like it: сумський."""
    return _OF_SHORT_NAME.fullmatch(rest) is not None
