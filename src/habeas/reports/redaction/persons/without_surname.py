"""Namings without a surname: a given name with a patronymic, either alone, or initials."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.name_parts import NameParts, Part
from habeas.reports.redaction.persons.naming import (
    LONGEST_INITIAL,
    NOBODY,
    SHORTEST_NAME,
    Naming,
    Unit,
    are_beside,
    has_stop,
)
from habeas.reports.redaction.persons.near_surnames import NearSurnames
from habeas.reports.redaction.persons.other_meanings import OtherMeanings
from habeas.reports.redaction.persons.readings import name_keys

_FEWEST_INITIALS, _MOST_INITIALS = 2, 3
_MOST_WORDS_LEFT = 2
# Between a surname and initials that stand in brackets, in the next column or on the next line.
_NEAR = re.compile(r"\.?[^\w.!?]{1,4}")


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    who: frozenset[int] = NOBODY
    fitting: bool = False


class WithoutSurname:
    """Finds those whom other words than a surname tell."""

    def __init__(
        self,
        persons: Sequence[PersonForms],
        parts: NameParts,
        meanings: OtherMeanings,
        near: NearSurnames,
    ) -> None:
        self._persons, self._parts = persons, parts
        self._meanings, self._near = meanings, near

    def find(
        self,
        text: str,
        units: Sequence[Unit],
        surnames: Sequence[tuple[int, int, frozenset[int]]],
        named: frozenset[int],
    ) -> Iterator[Naming]:
        """Every naming; `surnames` are units, first and one past the last, of whose namings."""
        taken = {at for first, last, _ in surnames for at in range(first, last)}
        ends = {last: who for _, last, who in surnames}
        starts = {first: who for first, _, who in surnames}
        place = 0
        while place < len(units):
            unit = units[place]
            if place in taken or not (unit.roles.given or unit.roles.patronymic or unit.single):
                place += 1
                continue
            found = self._first_names(text, units, place, taken, named)
            if not found.who:
                found = self._initials(text, units, place, taken, named)
            if not found.who:
                found = self._near_surname(text, units, place, taken, ends, starts)
            if found.who:
                yield self._naming(text, units, found, taken)
            place = found.last

    def _naming(self, text: str, units: Sequence[Unit], found: _Found, taken: set[int]) -> Naming:
        sure = found.fitting or not (
            self._strangers_around(text, units, found.first, found.last, taken)
            or self._meanings.may_be_word(text, units[found.first])
        )
        who = tuple(sorted(found.who)) if sure else ()
        return Naming(units[found.first].first, units[found.last - 1].last, who, alone=True)

    def _first_names(
        self,
        text: str,
        units: Sequence[Unit],
        place: int,
        taken: set[int],
        named: frozenset[int],
    ) -> _Found:
        """A given name with a patronymic, or one of them alone, with what is left of a surname."""
        roles = units[place].roles
        found = _Found(place, place + 1)
        follows = place + 1
        if follows < len(units) and follows not in taken:
            following = units[follows].roles
            both = (roles.given & following.patronymic) | (roles.patronymic & following.given)
            if both and are_beside(text, units[place], units[follows]):
                found = _Found(place, follows + 1, both)
        either = roles.given | roles.patronymic
        if not either or units[place].letters[:1].islower():
            return found
        rest = self._with_rest(text, units, found, found.who or either, taken)
        if rest.last - rest.first > found.last - found.first:
            return rest
        if found.who or self._meanings.is_word(text, units, place):
            return found
        return _Found(place, place + 1, either & named)

    def _with_rest(
        self,
        text: str,
        units: Sequence[Unit],
        found: _Found,
        who: frozenset[int],
        taken: set[int],
    ) -> _Found:
        """First names with a surname that is misspelt, or shortened to a letter: Mira T."""
        rest = _Found(found.first, found.last, who)
        for step in (1, -1):
            for _ in range(_MOST_WORDS_LEFT):
                at = rest.last if step > 0 else rest.first - 1
                if not 0 <= at < len(units) or at in taken:
                    break
                one, other = (at - 1, at) if step > 0 else (at, at + 1)
                if not are_beside(text, units[one], units[other]):
                    break
                fits = rest.who & self._rest_of(text, units[at])
                if not fits:
                    break
                rest = _Found(min(rest.first, at), max(rest.last, at + 1), fits, fitting=True)
        return rest

    def _rest_of(self, text: str, unit: Unit) -> frozenset[int]:
        """Those whose surname, or first names, this word may be a part of."""
        if not unit.capital:
            return NOBODY
        if has_stop(text, unit) and len(unit.letters) <= LONGEST_INITIAL:
            keys = {key[:1] for key in name_keys(unit.letters)}
            return frozenset(
                number
                for number, person in enumerate(self._persons)
                if keys & (person.surname_initials | person.initials)
            )
        return self._near.like(unit.letters) if not unit.roles else NOBODY

    def _initials(
        self,
        text: str,
        units: Sequence[Unit],
        place: int,
        taken: set[int],
        named: frozenset[int],
    ) -> _Found:
        """Initials that stand for a whole name, where the source names whose: М. Т., Т. М. П."""
        last = _end_of_initials(text, units, place, taken) if named else place
        if last - place < _FEWEST_INITIALS:
            return _Found(place, place + 1)
        letters = [{key[:1] for key in name_keys(each.letters)} for each in units[place:last]]
        who = frozenset(one for one in named if self._are_of(one, letters))
        if not who or self._strangers_around(text, units, place, last, taken):
            return _Found(place, place + 1)
        return _Found(place, last, who)

    def _are_of(self, person: int, letters: Sequence[set[str]]) -> bool:
        """Whether these are the initials of a person, the surname first or last."""
        forms = self._persons[person]
        return any(
            surname & forms.surname_initials and all(first & forms.initials for first in others)
            for surname, others in ((letters[0], letters[1:]), (letters[-1], letters[:-1]))
        )

    def _near_surname(
        self,
        text: str,
        units: Sequence[Unit],
        place: int,
        taken: set[int],
        ends: dict[int, frozenset[int]],
        starts: dict[int, frozenset[int]],
    ) -> _Found:
        """Initials a few signs from the surname that they belong to: Tolvan (M. P.)."""
        nothing = _Found(place, place + 1)
        if place not in ends and place and _go_on(text, units[place - 1], units[place]):
            return nothing
        last = _end_of_initials(text, units, place, starts.keys())
        beside = NOBODY
        if place in ends and _NEAR.fullmatch(text, units[place - 1].end, units[place].start):
            beside |= ends[place]
        if last in starts and _NEAR.fullmatch(text, units[last - 1].end, units[last].start):
            beside |= starts[last]
        goes_on = place in ends and units[place - 1].single
        who = frozenset(
            one
            for one in beside
            if all(self._is_part(text, each, one, place in ends) for each in units[place:last])
            and (goes_on or self._parts.part(text, units[place], one) is not Part.PATRONYMIC)
        )
        if last == place or not who or self._strangers_around(text, units, place, last, taken):
            return nothing
        return _Found(place, last, who, fitting=True)

    def _is_part(self, text: str, unit: Unit, person: int, behind: bool) -> bool:
        """Whether an initial is of a person; behind a surname also if no given name is known."""
        return self._parts.part(text, unit, person) is not None or (
            behind and self._parts.is_unknown(text, unit, person, beside_given=False)
        )

    def _strangers_around(
        self, text: str, units: Sequence[Unit], place: int, end: int, taken: set[int]
    ) -> bool:
        """Whether a further name stands beside, which this person does not bear."""
        for one, other, beside in ((place - 1, place, place - 1), (end - 1, end, end)):
            if not 0 <= beside < len(units) or beside in taken:
                continue
            unit = units[beside]
            near = text[units[one].end : units[other].start] in (" ", "\u00a0", "_", "-", ". ", ".")
            if near and unit.capital and len(unit.letters) >= SHORTEST_NAME:
                return True
        return False


def _go_on(text: str, one: Unit, other: Unit) -> bool:
    """Whether an initial is not the first of several."""
    return one.single and one.capital and has_stop(text, one) and are_beside(text, one, other)


def _end_of_initials(text: str, units: Sequence[Unit], place: int, taken: Container[int]) -> int:
    """One past the last of the initials that begin here."""
    last = place
    while (
        last < len(units)
        and last - place < _MOST_INITIALS
        and last not in taken
        and units[last].single
        and units[last].capital
        and has_stop(text, units[last])
        and (last == place or are_beside(text, units[last - 1], units[last]))
    ):
        last += 1
    return last
