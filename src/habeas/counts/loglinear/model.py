"""A hierarchical log-linear model, in the field's notation: [123,14,34]."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from habeas.model import WrongUsage

# From ten lists on, "112" could be 1, 12 or 11, 2: members are then parted by this sign.
_BETWEEN_MEMBERS = "·"
_MOST_LISTS_WITHOUT_SIGN = 9


@dataclass(frozen=True)
class Model:
    """Which lists may depend on each other, hierarchically: a term comes with all its subsets.

    `terms` are bit patterns over `list_count` lists, the intercept left out, in the order of
    `in_order`; all main effects are always there.
    """

    list_count: int
    terms: tuple[int, ...]

    @classmethod
    def of(cls, list_count: int, generators: Iterable[int]) -> Model:
        """The smallest hierarchical model with all main effects and these interactions."""
        found = {1 << j for j in range(list_count)}
        for generator in generators:
            members = [j for j in range(list_count) if generator >> j & 1]
            for size in range(2, len(members) + 1):
                found |= {sum(1 << j for j in some) for some in combinations(members, size)}
        return cls(list_count, in_order(found))

    @classmethod
    def parse(cls, text: str, list_count: int) -> Model:
        """From "[123,14,34]": list numbers from 1, main effects understood.

        Raises WrongUsage where the text names a list that is not there or is no such model.
        """
        inner = re.fullmatch(r"\s*\[?\s*([\d\s,·.]*)\]?\s*", text)
        if inner is None:
            raise WrongUsage(f"not a model: {text!r}", remedy="write one like [123,14,34]")
        generators = [
            _pattern(part, list_count, text) for part in inner[1].split(",") if part.strip()
        ]
        return cls.of(list_count, generators)

    @cached_property
    def generators(self) -> tuple[int, ...]:
        """The terms that no other contains: larger ones first, then by list numbers."""
        # A term within another is within one that is larger by a single list.
        there = set(self.terms)
        single = [1 << j for j in range(self.list_count)]
        largest = [s for s in self.terms if not any(not s & j and s | j in there for j in single)]
        return tuple(sorted(largest, key=lambda s: (-s.bit_count(), _members(s))))

    @property
    def highest_order(self) -> int:
        """The number of lists in the largest interaction."""
        return max(term.bit_count() for term in self.terms)

    def relabelled(self, positions: Sequence[int], list_count: int | None = None) -> Model:
        """The same model where list k is called list positions[k], among `list_count`."""
        moved = (sum(1 << positions[j] for j in _members(term)) for term in self.generators)
        return Model.of(list_count or self.list_count, moved)

    def __str__(self) -> str:
        sign = _BETWEEN_MEMBERS if self.list_count > _MOST_LISTS_WITHOUT_SIGN else ""
        words = (sign.join(str(j + 1) for j in _members(s)) for s in self.generators)
        return f"[{','.join(words)}]"


def in_order(terms: Iterable[int]) -> tuple[int, ...]:
    """Main effects first, then pairs, then larger ones; by list numbers within each size."""
    return tuple(sorted(terms, key=lambda s: (s.bit_count(), _members(s))))


def _members(term: int) -> tuple[int, ...]:
    return tuple(j for j in range(term.bit_length()) if term >> j & 1)


def _pattern(part: str, list_count: int, text: str) -> int:
    signed = re.findall(r"\d+", part) if re.search("[·.]", part) else None
    numbers = [int(digits) for digits in (signed or part.strip())]
    if signed is None and list_count > _MOST_LISTS_WITHOUT_SIGN and len(part.strip()) > 1:
        # A generator of one list with two digits is plain; anything longer needs the sign.
        numbers = [int(part)]
    pattern = 0
    for number in numbers:
        if not 1 <= number <= list_count or pattern >> (number - 1) & 1:
            raise WrongUsage(
                f"the model {text!r} names list {number} wrongly",
                remedy=f"lists are numbered 1 to {list_count}, each once in an interaction; "
                "from ten lists on write 1·12",
            )
        pattern |= 1 << (number - 1)
    return pattern
