"""How the vowels of a surname or a place change, beyond its endings.

In the other cases of the word: Чорновіл, Чорновола; Журавель, Журавля; Соловей, Солов'я. And as the
neighbouring language spells it: Гречанівський is Гречановский in Russian, Стрільці are Стрельцы.
More than any language has: what hides a name must rather find too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from habeas.language.names.declension import VOWELS

_LAST_SYLLABLE = re.compile(rf"(.*)([іїоеє])([^{''.join(sorted(VOWELS))}]+)")
# Only before one of these does a vowel come and go: Орел, Хохол, Бобер, Горбок, Корень.
_FLEETING_BEFORE = frozenset("лркн")
_I_INSIDE = re.compile("(?<=.)і(?!й)")
_MOST_CHANGED = 2
_AFTER_SIBILANT = re.compile("(?<=[жчш])о")
_CLOSED_LAST = re.compile(rf"[ое](?=[^{''.join(sorted(VOWELS))}ь]ь?$)")
_ADJECTIVE = re.compile("[ое]в(?=сь?к)")


def changed_stems(stem: str) -> Iterator[str]:
    """The stem, and as oblique cases may have it; in lower case, without the ending."""
    yield stem
    if stem.endswith("е"):
        yield stem[:-1]
    match = _LAST_SYLLABLE.fullmatch(stem)
    if match is None:
        return
    before, vowel, after = match.groups()
    if vowel in "ії":
        yield from (before + other + after for other in "оеє")
    elif after in _FLEETING_BEFORE and set(before) & VOWELS and before[-1] not in VOWELS:
        yield before + after


def spelled_by_neighbours(word: str) -> set[str]:
    """A Cyrillic word in lower case, and as Ukrainian and Russian may spell each other's names."""
    found = set(_without_i(word))
    found |= {_ADJECTIVE.sub("ів", word), _CLOSED_LAST.sub("і", word)}
    found |= {each[:-1] for each in found if each.endswith("ць")}
    found |= {_AFTER_SIBILANT.sub("е", each) for each in found}
    return found


def _without_i(word: str) -> Iterator[str]:
    """The word with its last і's as the е or о that Russian may have there."""
    places = [match.start() for match in _I_INSIDE.finditer(word)][-_MOST_CHANGED:]
    for letters in product("іео", repeat=len(places)):
        changed = list(word)
        for place, letter in zip(places, letters, strict=True):
            changed[place] = letter
        yield "".join(changed)
