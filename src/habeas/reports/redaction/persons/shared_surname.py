"""Given names that share one surname: Тарас і Оксана Зимородьки; Pavlo, Taras and Oksana Tolvan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.reports.redaction.persons.name_parts import NameParts, Part
from habeas.reports.redaction.persons.naming import Unit

_AND = frozenset("and та і й и und y".split())
# So many words are looked at on either side of a surname.
_MOST = 12


def who_share(
    text: str, units: Sequence[Unit], place: int, taken: set[int], parts: NameParts
) -> Iterator[tuple[int, frozenset[int]]]:
    """The places of given names that others stand between the surname at `place` and, and whose.

    Only where "and" joins them: after a mere comma somebody else may speak.
    """
    for step in (-1, 1):
        joined = False
        found: list[tuple[int, frozenset[int]]] = []
        for at, apart, by_and in _names(text, units, place, step, parts):
            joined = joined or by_and
            who = frozenset(
                one
                for one in units[place].roles.own
                if parts.part(text, units[at], one) is Part.GIVEN
            )
            if apart and who and at not in taken and not _has_own_surname(text, units, at, parts):
                found.append((at, who))
        if joined:
            yield from found


def _names(
    text: str, units: Sequence[Unit], place: int, step: int, parts: NameParts
) -> Iterator[tuple[int, bool, bool]]:
    """Names on one side of a surname, the nearest first; whether anything lists them apart from the
    first one, and whether that is an "and".
    """
    nearest, apart, by_and = place, False, False
    for at in range(place + step, place + step * (_MOST + 1), step):
        if not 0 <= at < len(units):
            return
        low, high = sorted((nearest, at))
        gap = text[units[low].end : units[high].start].strip(" \u00a0\n")
        if gap not in ("", ",", "."):
            return
        if units[at].letters.casefold() in _AND:
            if nearest == place:
                return
            apart = by_and = True
        elif not parts.contradicts(text, units[at]):
            return
        else:
            if gap == "," and nearest == place:
                return
            apart = apart or gap == ","
            yield at, apart, by_and
        nearest = at


def _has_own_surname(text: str, units: Sequence[Unit], at: int, parts: NameParts) -> bool:
    """Whether a surname of its own follows a given name: … and Taras Ilmen."""
    if at + 1 >= len(units):
        return False
    after = units[at + 1]
    spaced = not text[units[at].end : after.start].strip(" \u00a0")
    return spaced and after.capital and not parts.contradicts(text, after) and not after.roles.own
