"""The letters that a name may begin with, over languages and alphabets, as bits of one number.

"О. Гнатюк" may be Олександр, Aleksandr or Аляксандр: a name of the lexicon begins with the first
letter of any of its forms, any other word with its own and with what romanisations make of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from habeas.language.names.lexicon import lexicon_name
from habeas.language.scripts import fold

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуўфхцчшщыэюя"
_BITS = {letter: 1 << place for place, letter in enumerate(_LATIN + _CYRILLIC)}
# How a Cyrillic letter may begin in Latin.
_ROMANISED = dict(
    pair.split(":")
    for pair in (
        "а:a б:b в:vw г:hg ґ:gh д:d е:eyj є:yije ё:yjie ж:zjs з:zs и:iy і:iy ї:yij й:yij к:kcq л:l "
        "м:m н:n о:o п:p р:r с:s т:t у:uw ў:uvw ф:fp х:khcj ц:tcz ч:ct ш:sc щ:s ы:y э:e ю:yij я:yij"
    ).split()
)


def _bits(letters: Iterable[str]) -> int:
    found = 0
    for letter in letters:
        found |= _BITS.get(letter, 0)
    return found


@cache
def _of_letter(letter: str) -> int:
    """The letter, its romanisations, and the Cyrillic letters that it may romanise."""
    if letter in _ROMANISED:
        return _bits(letter + _ROMANISED[letter])
    return _bits([letter, *(cyrillic for cyrillic, latin in _ROMANISED.items() if letter in latin)])


@cache
def _of_name(number: int) -> int:
    name = lexicon_name(number)
    forms = (*name.uk, *name.ru, *name.be, *name.latin)
    found = 0
    for form in forms:
        found |= _of_letter(fold(form)[:1])
    return found


@lru_cache(maxsize=1 << 16)
def first_letters(word: str, numbers: tuple[int, ...] = ()) -> int:
    """Bits of the letters that a word may begin with; of an initial, also what it may romanise."""
    found = _of_letter(fold(word)[:1])
    for number in numbers:
        found |= _of_name(number)
    return found
