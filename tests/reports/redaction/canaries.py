"""Invented names and sentences that stand nowhere else, by seed: whoever finds one found a leak.

A name is a random root of seven letters and an ending. To look for the root, in Cyrillic and as
five systems romanise it, is stricter than to look for the forms, and knows nothing of how the
product finds them. The paradigms and the systems here are written by hand for these tests.
"""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_UNSEEN = re.compile(r"[\s\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_VOWELS = "аеиіоу"
_ODD = dict(zip("жхцчшщюягиузвйьі", range(16), strict=True))
_SYSTEMS = {
    "official": "zh kh ts ch sh shch iu ia h y u z v i - i",
    "press": "zh kh ts ch sh shch yu ya g i u z v y - i",
    "scholarly": "ž ch c č š šč ju ja h y u z v j - i",
    "german": "sch ch z tsch sch schtsch ju ja h y u s w j - i",
    "french": "j kh ts tch ch chtch iou ia g y ou z v i - i",
}
_PLAIN = dict(zip("абдеклмнопрстфїы", "abdeklmnoprstfiy", strict=True))
_MIXED = str.maketrans("аеорс", "aeopc")

# Nominative first: as Ukrainian and Russian decline a man's name, a woman's, of a place its
# adjective too.
_SURNAMES = {
    "енко": "енко енка енку енком енкові енки енків",
    "ський": "ський ського ському ським ська ської ську ською ських ские ского ским",
    "ук": "ук ука уку уком укові уки уків",
    "ова": "ова ової ову овою ов овим овой овым овы ових",
    "ак": "ак ака аку аком акові аки аков",
}
_PLACES = {
    "івка": "івка івки івці івку івкою івський івського ивка ивке",
    "ове": "ове ового овому овим ового овське ово",
    "ськ": "ськ ська ську ськом ське ск ску ском ске",
    "град": "град граду градом граді градський градского граде",
}
_WORDS = ("Свідок каже, що бачив {}.", "Витяг: {}, без дати.", "According to the note: {}.")


def romanised(word: str, system: str) -> str:
    """A Cyrillic word as a system writes it; letters keep their capitals."""
    letters = _SYSTEMS[system].split()
    table = _PLAIN | {letter: letters[place].strip("-") for letter, place in _ODD.items()}
    return "".join(
        table[each].capitalize() if letter.isupper() else table[each]
        for letter in word
        for each in [letter.lower()]
    )


@dataclass(frozen=True, slots=True)
class Canary:
    """Something to be redacted: `request` names it, `forms` are how the record writes it."""

    kind: str
    request: str
    root: str
    forms: tuple[str, ...]

    def marks(self) -> Iterator[str]:
        """What must stand nowhere, squeezed: the root in every script, each form that was written.

        Of a passage: each run of five words.
        """
        if self.kind == "passage":
            words = self.request.split()
            yield from (squeezed("".join(words[at : at + 5])) for at in range(len(words) - 4))
            return
        yield squeezed(self.root)
        yield squeezed(self.root.translate(_MIXED))
        for system in _SYSTEMS:
            yield squeezed(romanised(self.root, system))
        yield from map(squeezed, self.forms)

    def hashes(self) -> Iterator[str]:
        """Hashes that a reader who guesses could compare with."""
        for value in (self.request, *self.forms):
            for name in ("sha256", "sha1", "md5"):
                yield hashlib.new(name, value.encode(), usedforsecurity=False).hexdigest()


def squeezed(text: str) -> str:
    """Without accents, hidden characters, white space and capitals: as a searching eye sees it."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text.casefold().replace("й", "ј")))


def canaries(count: int, seed: int) -> list[Canary]:
    """So many canaries: two fifths persons, two fifths places, the others passages."""
    dice = random.Random(seed)  # noqa: S311 - invented names by seed, no secret
    roots = _roots(dice)
    found: list[Canary] = []
    for number in range(count):
        kind = ("person", "place", "person", "place", "passage")[number % 5]
        if kind == "person":
            found.append(_person(next(roots), dice))
        elif kind == "place":
            found.append(_place(next(roots), dice))
        else:
            words = [next(roots) for _ in range(9)]
            found.append(Canary(kind, " ".join(words), words[0], (" ".join(words),)))
    return found


def _roots(dice: random.Random) -> Iterator[str]:
    known: set[str] = set()
    while True:
        root = "".join(dice.choice(_VOWELS if place % 2 else _CONSONANTS) for place in range(7))
        if root not in known:
            known.add(root)
            yield root


def _person(root: str, dice: random.Random) -> Canary:
    ending = dice.choice(sorted(_SURNAMES))
    surname = root.capitalize() + ending
    woman = ending == "ова"
    given, patronymic = ("Олена", "Петрівна") if woman else ("Богдан", "Іванович")
    first, second = given[0], patronymic[0]
    cases = [root.capitalize() + each for each in _SURNAMES[ending].split()]
    latin = [romanised(case, system) for system in _SYSTEMS for case in cases[:4]]
    middle = len(surname) // 2
    written = [
        *cases,
        *latin,
        f"{surname} {first}. {second}.",
        f"{first}.{second}. {surname}",
        f"{given} {patronymic} {surname}",
        surname.upper(),
        surname.lower(),
        f"{given}\n{surname}",
        f"{surname[:middle]}-\n{surname[middle:]}",
        f"{surname[:middle]}\u00ad{surname[middle:]}",
        f"{surname[:middle]}\u200b{surname[middle:]}",
        _stressed(surname),
        surname.translate(_MIXED),
        " ".join(surname),
        f"{given}{surname}",
        f"{surname.lower()}_{given.lower()}",
        romanised(surname + given, "official").lower(),
    ]
    return Canary("person", f"{given} {patronymic} {surname}", root, tuple(written))


def _place(root: str, dice: random.Random) -> Canary:
    ending = dice.choice(sorted(_PLACES))
    name = root.capitalize() + ending
    cases = [root.capitalize() + each for each in _PLACES[ending].split()]
    latin = [romanised(case, system) for system in _SYSTEMS for case in cases[:3]]
    middle = len(name) // 2
    written = [
        *cases,
        *latin,
        name.upper(),
        name.lower(),
        f"{name[:middle]}\u200b{name[middle:]}",
        f"{name[:middle]}-\n{name[middle:]}",
        _stressed(name),
        name.translate(_MIXED),
    ]
    return Canary("place", name, root, tuple(written))


def _stressed(word: str) -> str:
    """With a stress mark over the second vowel."""
    vowels = [place for place, letter in enumerate(word) if letter in "аеиіоу"]
    return word[: vowels[1] + 1] + "\u0301" + word[vowels[1] + 1 :]


def sentence(number: int, form: str) -> str:
    """A sentence around a form."""
    return _WORDS[number % len(_WORDS)].format(form)
