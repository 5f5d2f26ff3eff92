"""Quotes made false, one way at a time, as a careless or hostile model makes them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_LOOK_ALIKES = str.maketrans(
    "aceopxyiABCEHKMOPTXасеорхуіАВСЕНКМОРТХ", "асеорхуіАВСЕНКМОРТХaceopxyiABCEHKMOPTX"
)
_NEGATIONS = re.compile(
    r"\b(?:not|no|nobody|never|None|didn’t|не|никто|ничего|ни|ніхто|нічого|жодного)\b ?"
)
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e")
Corruption = Callable[[str, random.Random, list[str]], str | None]


def word_swapped(quote: str, chance: random.Random, others: list[str]) -> str | None:
    words = quote.split(" ")
    place = chance.randrange(len(words))
    new = chance.choice(chance.choice(others).split(" "))
    words[place] = new if new != words[place] else f"{new}en"
    return " ".join(words)


def digit_changed(quote: str, chance: random.Random, others: list[str]) -> str | None:
    places = [n for n, character in enumerate(quote) if character.isdigit()]
    if not places:
        return None
    place = chance.choice(places)
    return quote[:place] + str((int(quote[place]) + chance.randint(1, 9)) % 10) + quote[place + 1 :]


def negation_dropped(quote: str, chance: random.Random, others: list[str]) -> str | None:
    found = list(_NEGATIONS.finditer(quote))
    if not found:
        return None
    match = chance.choice(found)
    return quote[: match.start()] + quote[match.end() :]


def negation_added(quote: str, chance: random.Random, others: list[str]) -> str | None:
    words = quote.split(" ")
    words.insert(chance.randrange(1, len(words)), "не" if re.search("[а-яі]", quote) else "not")
    return " ".join(words)


def look_alike(quote: str, chance: random.Random, others: list[str]) -> str | None:
    places = [n for n, c in enumerate(quote) if c.translate(_LOOK_ALIKES) != c]
    if not places:
        return None
    place = chance.choice(places)
    return quote[:place] + quote[place].translate(_LOOK_ALIKES) + quote[place + 1 :]


def invisible_inserted(quote: str, chance: random.Random, others: list[str]) -> str | None:
    place = chance.randrange(1, len(quote))
    return quote[:place] + chance.choice(_INVISIBLE) + quote[place:]


def word_cut_at_the_end(quote: str, chance: random.Random, others: list[str]) -> str | None:
    bare = quote.rstrip(' .,;:!?”»’"—–-')
    return bare[:-1] if bare[-2:].isalnum() else None


def word_cut_at_the_start(quote: str, chance: random.Random, others: list[str]) -> str | None:
    bare = quote.lstrip(' “«‘"—–-')
    return bare[1:] if bare[:2].isalnum() else None


def transposed(quote: str, chance: random.Random, others: list[str]) -> str | None:
    words = quote.split(" ")
    place = chance.randrange(len(words) - 1)
    if words[place] == words[place + 1]:
        return None
    words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def joined(quote: str, chance: random.Random, others: list[str]) -> str | None:
    words = quote.split(" ")
    return " ".join([*words[: len(words) // 2], *words[len(words) // 2 + 2 :]])


def joined_by_an_ellipsis(quote: str, chance: random.Random, others: list[str]) -> str | None:
    words, mark = quote.split(" "), chance.choice(["…", "...", "[…]", "(...)"])
    return " ".join([*words[: len(words) // 2], mark, *words[len(words) // 2 + 1 :]])


def other_document(quote: str, chance: random.Random, others: list[str]) -> str | None:
    return chance.choice(others)


def case_changed(quote: str, chance: random.Random, others: list[str]) -> str | None:
    places = [n for n, c in enumerate(quote) if c.swapcase() != c and len(c.swapcase()) == 1]
    place = chance.choice(places)
    return quote[:place] + quote[place].swapcase() + quote[place + 1 :]


def space_doubled(quote: str, chance: random.Random, others: list[str]) -> str | None:
    place = chance.choice([n for n, c in enumerate(quote) if c == " "])
    return f"{quote[:place]} {quote[place:]}"


def letter_doubled(quote: str, chance: random.Random, others: list[str]) -> str | None:
    place = chance.choice([n for n, c in enumerate(quote) if c.isalpha()])
    return quote[:place] + quote[place] + quote[place:]


CORRUPTIONS: tuple[Corruption, ...] = (
    word_swapped,
    digit_changed,
    negation_dropped,
    negation_added,
    look_alike,
    invisible_inserted,
    word_cut_at_the_end,
    word_cut_at_the_start,
    transposed,
    joined,
    joined_by_an_ellipsis,
    other_document,
    case_changed,
    space_doubled,
    letter_doubled,
)

_MARKS = {
    '"': "“”„«»″",
    "“": '"„«»”',
    "”": '"“»«',
    "«": '"“„',
    "»": '"”“',
    "’": "'‘ʼ`",
    "‘": "'’‚",
    "—": "–-―‒",
    "–": "—-‑",
    "-": "‐‑–",
    " ": "\u00a0\u2009\u202f\u2007\u3000\n\t",
    "\u00a0": " \u2009\u202f",
}


def typographic_variant(quote: str, chance: random.Random, share: float) -> str:
    """The quote with some of its marks and spaces printed in another way, one for one."""
    return "".join(
        chance.choice(_MARKS[character])
        if character in _MARKS and chance.random() < share
        else character
        for character in quote
    )
