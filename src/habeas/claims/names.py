"""The names that a document uses, so that a surname alone finds the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from habeas.claims.mention import Mention, MentionKind
from habeas.language import Gender

_WORD = re.compile(r"[\w'-]+")
POSSESSIVE = re.compile(r"['’]s$|['’]$")
_EMPTY = frozenset(["the", "a", "an", "of", "and", "for", "in", "on", "to", "at", "by"])


@dataclass(frozen=True, slots=True)
class Named:
    """One name as it is written fullest in the document."""

    name: str
    kind: MentionKind
    gender: Gender | None
    first_seen: int


class NameBook:
    """Every person and body that a document names, in the order in which they first appear."""

    def __init__(self, names: Iterable[Named]) -> None:
        """Keep the names; a later entry of the same words is dropped."""
        self._names: list[Named] = []
        self._by_word: dict[str, list[Named]] = defaultdict(list)
        seen: set[tuple[str, ...]] = set()
        for named in names:
            key = words_of(named.name)
            if key and key not in seen:
                seen.add(key)
                self._names.append(named)
                for word in set(key):
                    self._by_word[word].append(named)

    def full_name(self, mention: Mention) -> Named | None:
        """The fullest name that this mention may be short for, itself included."""
        key = words_of(mention.name)
        if not key:
            return None
        fitting = [n for n in self._by_word.get(key[-1], ()) if _is_short_for(key, n, mention)]
        if not fitting:
            return None
        told = [n for n in fitting if _same_gender(n, mention)]
        fitting = told or fitting
        longest = max(len(words_of(n.name)) for n in fitting)
        return next(n for n in fitting if len(words_of(n.name)) == longest)

    def bodies(self) -> list[Named]:
        """All named bodies in order of appearance."""
        return [named for named in self._names if named.kind is MentionKind.BODY]

    def persons(self, before: int) -> list[Named]:
        """The persons named before a position in the document, in order of appearance."""
        return [
            named
            for named in self._names
            if named.kind is MentionKind.PERSON and named.first_seen < before
        ]


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, folded, without articles and possessives."""
    bare = (POSSESSIVE.sub("", word.casefold()) for word in _WORD.findall(name.replace("’", "'")))
    return tuple(word for word in bare if word and word not in _EMPTY)


def _same_gender(named: Named, mention: Mention) -> bool:
    """Of two who share a surname, the one whom the verb or the pronoun beside it fits."""
    known = (Gender.MALE, Gender.FEMALE)
    return (
        mention.gender not in known or named.gender not in known or named.gender is mention.gender
    )


def _is_short_for(key: tuple[str, ...], named: Named, mention: Mention) -> bool:
    full = words_of(named.name)
    if key == full:
        return True
    if mention.kind is MentionKind.DESCRIPTION or len(key) > len(full):
        return False
    if named.kind is MentionKind.PERSON:
        return (
            mention.kind is not MentionKind.DOCUMENT
            and len(key) == 1
            and key[0] in (full[-1], full[0])
        )
    if mention.kind is MentionKind.PERSON:
        return False
    if len(key) == 1 and mention.definite:
        return key[0] == full[0] if mention.name.isupper() else key[0] in full
    return len(key) > 1 and key[-1] == full[-1] and set(key) <= set(full)
