"""The words of a text as a name may use them, and what it means that two stand side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOBODY: frozenset[int] = frozenset()
LONGEST_INITIAL = 2
SHORTEST_NAME = 3
_BESIDE = re.compile(r"[^\w.!?;:()\[\]«»\"“”\n]{0,3}|[^\S\n]?\r?\n[^\S\n]?|[_.\-/\\]|\t")
_AFTER_INITIAL = re.compile(r"\.?[^\w.!?;:()\[\]«»\"“”]{0,3}|\.?_")
_SPACE = re.compile(r"\.?[^\S\n]*(?:\n[^\S\n]*)?")
_HYPHEN = re.compile(r"[-‐‑]")


@dataclass(frozen=True, slots=True)
class Naming:
    """First word and the one past the last; `who` may be meant, nobody in particular if empty."""

    first: int
    last: int
    who: tuple[int, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """Of whom a word may be a name that tells them alone, a given name, or a patronymic."""

    own: frozenset[int] = NOBODY
    given: frozenset[int] = NOBODY
    patronymic: frozenset[int] = NOBODY

    def __bool__(self) -> bool:
        return bool(self.own or self.given or self.patronymic)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or several that are one."""

    first: int
    last: int
    start: int
    end: int
    letters: str
    roles: Roles

    @property
    def single(self) -> bool:
        """Whether it is one letter."""
        return len(self.letters) == 1

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.letters[:1].isupper()


def has_stop(text: str, unit: Unit) -> bool:
    """Whether a full stop follows directly."""
    return text[unit.end : unit.end + 1] == "."


def is_initial(text: str, unit: Unit) -> bool:
    """Whether a word stands for a name by its first letter; in an address it may be a small one."""
    follows = text[unit.end : unit.end + 1]
    if len(unit.letters) > LONGEST_INITIAL:
        return False
    if not unit.capital:
        return unit.single and follows in ("_", ".") and text[unit.end + 1 : unit.end + 2].islower()
    return unit.single or follows == "."


def are_beside(text: str, one: Unit, other: Unit) -> bool:
    """Whether two words, in their order, may be parts of one name."""
    gap = text[one.end : other.start]
    if ("\n" in gap or "\t" in gap) and (one.single or other.single):
        # An initial at the beginning of a row is not of the row before.
        return False
    pattern = _AFTER_INITIAL if len(one.letters) <= LONGEST_INITIAL else _BESIDE
    return pattern.fullmatch(gap) is not None


def are_spaced(text: str, one: Unit, other: Unit) -> bool:
    """Whether nothing but the stop of an initial, spaces and a line's end lie between two words."""
    return _SPACE.fullmatch(text, one.end, other.start) is not None


def are_hyphened(text: str, one: Unit, other: Unit) -> bool:
    """Whether a hyphen makes one name of two words."""
    return _HYPHEN.fullmatch(text, one.end, other.start) is not None
