"""How a name is spelt by rule in another alphabet or on another keyboard, beyond its case forms.

* Umlauts are written as two letters or as one without the dots: Müllerbach, Muellerbach.
* German names in Cyrillic go by the sound: Weisskopf is Вайскопф or Вейскопф, Schöllhammer is
  Шельхаммер.
* After ж, ч, ш, щ Ukrainian writes о where Russian writes е or ё, and ов in some roots where
  Russian writes ол or ел: Щокін, Щекин; Жовтобрюх, Желтобрюх; Вовченко, Волченко.
* A Turkic patronymic is the father's name with a word for son or daughter, or has a Slavic ending:
  Ариф-огли, Арифович; Сервер кизи, Серверівна.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

_LETTERS = re.compile(r"[^\W\d_]+")
# What may stand for one another, each as the pattern of the first.
_SPELLINGS = (
    ("[äå]|ae", ("ae", "a", "e")),
    ("[öø]|oe", ("oe", "o", "e")),
    ("ü|ue", ("ue", "u")),
    ("(?<=.)(?:ei|ai|ey|ay)(?=[bcdfghklmnpqrstvwxz])", ("ei", "ai")),
    ("(?<=.)(?:[эе]й|ай)(?=[бвгґджзклмнпрстфхцчшщ])", ("ей", "ай")),
    ("(?<=[жчшщ])[оеё]", ("о", "е")),
    ("(?<=[жш])[ое][вл](?=[ткчн])", ("ов", "ел")),
    (
        "(?<=в)о[вл](?=[кч])|(?<=д)о[вл](?=[гж])|(?<=т)о[вл](?=ст)|(?<=п)о[вл](?=н)"
        "|(?<=м)о[вл](?=ч)|(?<=с)о[вл](?=н)|(?<=х)о[вл](?=м)",
        ("ов", "ол"),
    ),
)
_MOST_SPELLINGS = 16
_SON = "огли оглы оглу угли улы уулу ogli ogly oglu oghlu oglou oğlu uly uulu".split()
_DAUGHTER = "кизи кызы гизи гызы kizi kyzy kyzi qizi qızı gizi gyzy".split()
_OF_FATHERS = frozenset((*_SON, *_DAUGHTER))
_TURKIC = re.compile(
    rf"(?P<father>.{{2,}}?)[\s-]*(?:(?P<son>{'|'.join(_SON)})|(?:{'|'.join(_DAUGHTER)}))",
    re.IGNORECASE,
)
_SLAVIC = re.compile(
    r"(?P<father>.{2,}?)(?:(?P<son>[оеє]вич|[oe][vw][iy]+(?:t?ch|č|cz))\w{0,2}"
    r"|(?:[іїоеє]вн|[ioe][vw]n)\w{1,3})",
    re.IGNORECASE,
)
_OF_SON, _OF_DAUGHTER = ("ович", "евич", "ovych"), ("івна", "овна", "евна", "ivna")
_LAST_VOWEL = re.compile("[аеиіоуяaeiou]$")


def is_word_of_father(word: str) -> bool:
    """Whether a word says, behind the father's name, whose son or daughter somebody is."""
    return word.casefold() in _OF_FATHERS


def spellings(name: str) -> tuple[str, ...]:
    """The name, and as it is spelt by rule elsewhere.

    >>> spellings("Müller")
    ('Müller', 'mueller', 'muller')
    """
    found = {name.casefold(): None}
    for pattern, others in _SPELLINGS:
        for one in list(found):
            found |= dict.fromkeys(_respelt(one, pattern, others))
            if len(found) >= _MOST_SPELLINGS:
                break
    return (name, *(each for each in found if each != name.casefold()))


def _respelt(name: str, pattern: str, others: Iterable[str]) -> Iterator[str]:
    pieces = re.split(f"({pattern})", name)
    choices = [
        (piece,) if place % 2 == 0 else (piece, *others) for place, piece in enumerate(pieces)
    ]
    for number, chosen in enumerate(product(*choices)):
        if number >= _MOST_SPELLINGS:
            return
        yield "".join(chosen)


def turkic_patronymics(patronymic: str) -> tuple[str, ...]:
    """The father's name with each word for his son or daughter; none without a patronymic.

    >>> turkic_patronymics("Арифович")[:2]
    ('Арифогли', 'Арифоглы')
    """
    match = _TURKIC.fullmatch(patronymic.strip()) or _SLAVIC.fullmatch(patronymic.strip())
    if match is None:
        return ()
    father = _father(match)
    return tuple(father + word for word in (_SON if match["son"] else _DAUGHTER))


def slavic_patronymics(patronymic: str) -> tuple[str, ...]:
    """A Turkic patronymic with the endings that Slavic ones have; none of another.

    >>> slavic_patronymics("Ариф-огли")[:2]
    ('Арифович', 'Арифевич')
    """
    match = _TURKIC.fullmatch(patronymic.strip())
    if match is None:
        return ()
    father = _father(match)
    return tuple(
        stem + ending
        for stem in dict.fromkeys((father, _LAST_VOWEL.sub("", father)))
        for ending in (_OF_SON if match["son"] else _OF_DAUGHTER)
    )


def _father(match: re.Match[str]) -> str:
    return "".join(_LETTERS.findall(match["father"]))
