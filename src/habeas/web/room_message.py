"""A sentence of the rooms as a message: the words between its places, and what it is elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

# `%(name)s`, or `%(name|one|few|many)s`, which stands for the form that the number asks for.
PLACE = re.compile(r"%\((\w+)((?:\|[^|)]*)*)\)s")
# A message with fewer letters between its places says too little to be known by them alone.
_FEW_LETTERS = 8
_FEW_LETTERS_AT_THE_START = 4
# Where two places touch, the second is an addition: it begins so, or there is none.
_ADDITION = re.compile(r"; | \(")


@dataclass(frozen=True, slots=True)
class RoomMessage:
    """`literals` are the words between the places `names`, one more than these."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    told: str
    letters: int

    @property
    def says_much(self) -> bool:
        """Whether its words are enough to know it by."""
        start = _letters(self.literals[0])
        return self.letters >= _FEW_LETTERS or start >= _FEW_LETTERS_AT_THE_START

    def values(self, words: str) -> dict[str, str] | None:
        """What stands in the places of these words; None where they are no such sentence.

        Each literal is looked for from the left, so the time grows with the length alone.
        """
        first, last = self.literals[0], self.literals[-1]
        end = len(words) - len(last)
        if not (words.startswith(first) and words.endswith(last)) or end < len(first):
            return None
        found: dict[str, str] = {}
        at = len(first)
        for name, literal in zip(self.names[:-1], self.literals[1:-1], strict=True):
            here = _found(literal, words, at, end) if literal else _addition(words, at, end)
            if here < 0:
                return None
            found[name] = words[at:here]
            at = here + len(literal)
        found[self.names[-1]] = words[at:end]
        needed = (name for name, before in zip(self.names, self.literals, strict=False) if before)
        return found if all(found[name] for name in needed) and any(found.values()) else None


def room_message(words: str, told: str) -> RoomMessage:
    """A message with its places taken apart."""
    literals, names, at = [], [], 0
    for place in PLACE.finditer(words):
        literals.append(words[at : place.start()])
        names.append(place[1])
        at = place.end()
    literals.append(words[at:])
    return RoomMessage(tuple(literals), tuple(names), told, sum(map(_letters, literals)))


def _found(literal: str, words: str, start: int, end: int) -> int:
    """Where a literal stands first, but within no bracket that opened in the place before it."""
    here = words.find(literal, start + 1, end)
    while here > 0 and words.count("(", start, here) != words.count(")", start, here):
        here = words.find(literal, here + 1, end)
    return here


def _addition(words: str, start: int, end: int) -> int:
    """Where the second of two places that touch begins; at the end where there is none."""
    found = _ADDITION.search(words, start, end)
    return found.start() if found else end


def _letters(words: str) -> int:
    return sum(character.isalpha() for character in words)
