"""Facts two and three at a time: the tokens that an encoding is made of.

A token that stood for one fact ("is called Oleksandr") would be in one record of eleven, and who
knows which names are common could find it by its frequency alone, without any key. So each token
binds facts of different parts: hardly any is in more than one person's records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from habeas.people.overlap.facts import Facts, Readings


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Parts of a record that are bound together, and what their agreement weighs.

    `whole`: only the first and finest readings of each part are bound, so that near misses count
    for nothing; else every reading of one part with every reading of the other.
    """

    parts: tuple[str, ...]
    weight: float
    whole: bool = False


CONJUNCTIONS = (
    Conjunction(("surname", "given"), 3.0),
    Conjunction(("surname", "father"), 2.0),
    Conjunction(("surname", "year"), 2.0),
    Conjunction(("surname", "day"), 2.0),
    Conjunction(("given", "year", "day"), 2.0, whole=True),
    Conjunction(("father", "year", "day"), 1.0, whole=True),
    Conjunction(("given", "father", "year"), 1.0, whole=True),
)
# Coarse readings of a part, by the letter that they begin with: a first letter, a span of years.
_COARSE = ("i", "s")
_BETWEEN = "\x1f"

Token = tuple[bytes, float]


def tokens_of(facts: Facts) -> list[Token]:
    """The tokens of a record with their weights; none of a part of which nothing is said."""
    return [token for each in CONJUNCTIONS for token in _bound(each, facts)]


def _bound(conjunction: Conjunction, facts: Facts) -> Iterator[Token]:
    parts = [getattr(facts, part) for part in conjunction.parts]
    if conjunction.whole:
        parts = [_finest(readings) for readings in parts]
    name = "+".join(conjunction.parts)
    for readings in product(*parts):
        weight = conjunction.weight
        for _, share in readings:
            weight *= share
        yield _BETWEEN.join((name, *(text for text, _ in readings))).encode("utf-8"), weight


def _finest(readings: Readings) -> Readings:
    """The finest readings alone, their weights adding up to 1 again."""
    kept = [(text, weight) for text, weight in readings if text[:1] not in _COARSE]
    total = sum(weight for _, weight in kept)
    return tuple((text, weight / total) for text, weight in kept)
