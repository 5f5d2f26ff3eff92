"""The naming around a redacted surname: what stands beside it and belongs to the same person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.reports.redaction.persons.name_parts import (
    NameParts,
    Part,
    is_given_name,
    is_known_patronymic,
    is_patronymic,
)
from habeas.reports.redaction.persons.naming import (
    NOBODY,
    Naming,
    Unit,
    are_beside,
    are_hyphened,
    are_spaced,
)
from habeas.reports.redaction.persons.other_meanings import OtherMeanings, are_again
from habeas.reports.redaction.persons.readings import name_keys
from habeas.reports.redaction.persons.shared_surname import who_share

_MOST_BESIDE = 6
_MOST_OF_NICKNAME = 2
_FEWEST_INITIALS = 2
_OPENS = re.compile(r"\.?[^\S\n]*[«\"“„(‘']")
_CLOSES = re.compile(r"[»\"”“)’'][^\S\n]*")

# The first letters of names that were never told of a person, in the order of the text.
_Told = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """A naming: its units, first and one past the last, and what it tells anew of whom."""

    first: int
    last: int
    who: frozenset[int]
    told: Mapping[int, _Told]

    def naming(self, units: Sequence[Unit]) -> Naming:
        """The same by words."""
        first, last = units[self.first].first, units[self.last - 1].last
        return Naming(first, last, tuple(sorted(self.who)), alone=False)


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands on one side of a surname, the nearest word first; None for a nickname's words."""

    places: tuple[int, ...]
    units: tuple[Unit | None, ...]
    forward: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """How many words of a side are one person's, and how many of these fit what is known.

    `fitting` are given names and patronymics, `further` surnames and call signs. `stranger`: what
    comes then is another's name. `other`: part of it is another's who shares the rest.
    """

    size: int = 0
    fitting: int = 0
    further: int = 0
    stranger: bool = False
    other: bool = False
    told: _Told = ()


class AroundSurnames:
    """Reads what stands beside surnames."""

    def __init__(self, parts: NameParts, meanings: OtherMeanings) -> None:
        self._parts, self._meanings = parts, meanings

    def find(self, text: str, units: Sequence[Unit], taken: set[int]) -> list[Around]:
        """Every naming with a surname; their units are taken."""
        found: list[Around] = []
        for place, unit in enumerate(units):
            if not unit.roles.own or place in taken or self._meanings.is_word(text, units, place):
                continue
            found.append(self._around(text, units, place, taken))
            taken.update(range(found[-1].first, found[-1].last))
            for at, who in who_share(text, units, place, taken, self._parts):
                found.append(Around(at, at + 1, who, {}))
                taken.add(at)
        return _told_apart(found)

    def _around(self, text: str, units: Sequence[Unit], place: int, taken: set[int]) -> Around:
        sides = [_side(text, units, place, step, taken) for step in (-1, 1)]
        read = {
            one: [self._read(text, side, units[place], one) for side in sides]
            for one in units[place].roles.own
        }
        who = _meant(read)
        sizes = [max((read[one][at].size for one in who), default=0) for at in (0, 1)]
        ends = [place]
        ends += [side.places[size - 1] for side, size in zip(sides, sizes, strict=True) if size]
        first, last = _with_other_halves(text, units, place, (min(ends), max(ends)), taken)
        if not any(each.fitting or each.further for one in who for each in read[one]) and (
            self._meanings.may_be_word(text, units[place])
            or self._meanings.may_be_town(text, units[place])
        ):
            who = NOBODY
        who = frozenset(one for one in who if not any(each.other for each in read[one]))
        told = {one: (*read[one][0].told[::-1], *read[one][1].told) for one in who}
        return Around(first, last + 1, who, told)

    def _read(self, text: str, side: _Side, surname: Unit, person: int) -> _Read:
        """How much of a side belongs to a person."""
        parts = [
            None if unit is None else self._parts.part(text, unit, person) for unit in side.units
        ]
        found = _Read()
        for at, unit in enumerate(side.units):
            if unit is None:
                continue
            if self._parts.is_particle(unit, person):
                found = replace(found, size=at + 1)
            elif parts[at] is Part.SURNAME:
                found = replace(found, size=at + 1, further=found.further + 1)
            elif parts[at] is not None:
                found = replace(found, size=at + 1, fitting=found.fitting + 1)
            elif self._is_untold(text, side, surname, parts, at, person):
                told = frozenset(key[:1] for key in name_keys(unit.letters))
                found = replace(found, size=at + 1, told=(*found.told, told))
            elif self._is_other_patronymic(text, side, surname, parts, at):
                sure = unit.single or is_known_patronymic(unit)
                found = replace(found, size=at + 1, other=found.other or sure)
            else:
                if not found.fitting:
                    nearer = side.units[at - 1] if at else surname
                    stranger = self._parts.contradicts(text, unit)
                    return replace(
                        found, stranger=stranger and self._is_run_on(text, side, nearer, at)
                    )
                return replace(
                    found, other=found.other or self._is_other_given(text, side, parts, at)
                )
        return found

    def _is_untold(
        self,
        text: str,
        side: _Side,
        surname: Unit,
        parts: Sequence[Part | None],
        at: int,
        person: int,
    ) -> bool:
        """Whether a word is a part of the name that nobody has told of this person."""
        unit, nearer = side.units[at], side.units[at - 1] if at else surname
        if unit is None:
            return False
        beside_given = _beside_given(text, side, parts, at)
        if self._parts.is_unknown(text, unit, person, beside_given=beside_given):
            of_another = is_given_name(unit) and not (
                self._parts.may_agree(unit, surname, person, surname_first=side.forward)
                and self._has_only_names(text, side, at)
            )
            return not of_another and self._is_run_on(text, side, nearer, at)
        if self._parts.is_initial_of_surname(text, unit, person):
            return sum(part is not None for part in parts) >= _FEWEST_INITIALS
        # A further name between given name and surname: Mira Ane Tolvan.
        between = not side.forward and at == 0 and beside_given and unit.capital
        return (
            between and self._parts.has_no_patronymic(person) and _all_spaced(text, side, surname)
        )

    def _is_other_patronymic(
        self, text: str, side: _Side, surname: Unit, parts: Sequence[Part | None], at: int
    ) -> bool:
        """Whether a patronymic or its initial beside the given name is not the person's."""
        unit, nearer = side.units[at], side.units[at - 1] if at else surname
        if unit is None or nearer is None or not _beside_given(text, side, parts, at):
            return False
        initial = unit.single and self._parts.contradicts(text, unit)
        return is_patronymic(unit) or (
            initial
            and are_spaced(text, *_in_order(unit, nearer))
            and self._has_only_names(text, side, at)
        )

    def _is_other_given(
        self, text: str, side: _Side, parts: Sequence[Part | None], at: int
    ) -> bool:
        """Whether a given name goes with this surname or patronymic that is not the person's."""
        unit, nearer = side.units[at], side.units[at - 1]
        if unit is None or nearer is None or not self._parts.contradicts(text, unit):
            return False
        # In К. М. Толван the М. is no given name.
        given = any(
            part is Part.GIVEN and (side.forward or not _is_letter(each))
            for part, each in zip(parts[:at], side.units, strict=False)
        )
        return not given and are_spaced(text, *_in_order(unit, nearer))

    def _has_only_names(self, text: str, side: _Side, at: int) -> bool:
        """Whether no word follows further out to which this one may belong: a surname."""
        further = [each for each in side.units[at + 1 :] if each is not None]
        return not side.forward or not any(
            each.capital and not self._parts.contradicts(text, each) for each in further
        )

    def _is_run_on(self, text: str, side: _Side, nearer: Unit | None, at: int) -> bool:
        """Whether nothing says that a word begins another name: Tolvan, O. Ilmen."""
        unit = side.units[at]
        if unit is None or nearer is None:
            return nearer is None
        if are_spaced(text, *_in_order(unit, nearer)):
            return True
        return side.forward and self._has_only_names(text, side, at)


def _side(text: str, units: Sequence[Unit], place: int, step: int, taken: set[int]) -> _Side:
    """The words that stand beside a surname one after the other."""
    found: list[tuple[int, Unit | None]] = []
    at = place
    while len(found) < _MOST_BESIDE:
        follows = at + step
        if not 0 <= follows < len(units) or follows in taken:
            break
        unit = units[follows]
        if unit.roles.own & units[place].roles.own and are_again(unit, units[place]):
            break
        if are_beside(text, *_in_order(units[at], unit)):
            found.append((follows, unit))
            at = follows
            continue
        size = _nickname(text, units, at, step, taken)
        if not size:
            break
        found += [(at + step * each, None) for each in range(1, size + 1)]
        at += step * (size + 1)
        found.append((at, units[at]))
    return _Side(tuple(one for one, _ in found), tuple(unit for _, unit in found), step > 0)


def _nickname(text: str, units: Sequence[Unit], at: int, step: int, taken: set[int]) -> int:
    """Of how many words a nickname in quotation marks beside a name is: Taras «Fox» Tolvan."""
    for size in range(1, _MOST_OF_NICKNAME + 1):
        low, high = sorted((at, at + step * (size + 1)))
        if low < 0 or high >= len(units) or any(one in taken for one in range(low, high + 1)):
            return 0
        opens = _OPENS.fullmatch(text, units[low].end, units[low + 1].start)
        closes = _CLOSES.fullmatch(text, units[high - 1].end, units[high].start)
        if opens and closes:
            return size
    return 0


def _meant(read: Mapping[int, Sequence[_Read]]) -> frozenset[int]:
    """Those of whom most is told beside the surname; else those whom nothing contradicts."""
    fitting = {
        one: (
            not any(each.other for each in sides),
            sum(each.fitting for each in sides),
            sum(each.size for each in sides),
        )
        for one, sides in read.items()
        if any(each.fitting for each in sides)
    }
    if fitting:
        most = max(fitting.values())
        return frozenset(one for one, numbers in fitting.items() if numbers == most)
    return frozenset(one for one, sides in read.items() if not any(each.stranger for each in sides))


def _with_other_halves(
    text: str, units: Sequence[Unit], place: int, ends: tuple[int, int], taken: set[int]
) -> tuple[int, int]:
    """The ends of a naming with what a hyphen joins to it: Tolvan-Smith."""
    first, last = ends

    def is_half(one: int, other: int, half: int) -> bool:
        free = half not in taken and units[half].roles.own <= units[place].roles.own
        return free and units[half].capital and are_hyphened(text, units[one], units[other])

    while first > 0 and is_half(first - 1, first, first - 1):
        first -= 1
    while last + 1 < len(units) and is_half(last, last + 1, last + 1):
        last += 1
    return first, last


def _told_apart(found: Sequence[Around]) -> list[Around]:
    """The namings; who bears several names that differ may be several, and is not told."""
    told: dict[int, list[_Told]] = {}
    for around in found:
        for one, letters in around.told.items():
            if letters:
                told.setdefault(one, []).append(letters)
    several = {one for one, names in told.items() if any(_differ(names[0], each) for each in names)}
    return [
        replace(
            around,
            who=frozenset(one for one in around.who if one not in several or not around.told[one]),
        )
        for around in found
    ]


def _differ(one: _Told, other: _Told) -> bool:
    return any(not first & second for first, second in zip(one, other, strict=False))


def _beside_given(text: str, side: _Side, parts: Sequence[Part | None], at: int) -> bool:
    """Whether the given name stands before a word, with nothing but initials in between."""
    step = -1 if side.forward else 1
    beside, nearer = at + step, at
    while 0 <= beside < len(parts) and _are_spaced_in(text, side, nearer, beside):
        if parts[beside] is not None or not _is_letter(side.units[beside]):
            return parts[beside] is Part.GIVEN
        beside, nearer = beside + step, beside
    return False


def _are_spaced_in(text: str, side: _Side, at: int, beside: int) -> bool:
    """Whether no comma or the like parts two words of a side: he told Taras, Oksana Tolvan said."""
    one, other = side.units[at], side.units[beside]
    if one is None or other is None:
        return False
    both = _in_order(one, other)
    return are_spaced(text, *both) or are_hyphened(text, *both)


def _is_letter(unit: Unit | None) -> bool:
    return unit is not None and unit.single and unit.capital


def _all_spaced(text: str, side: _Side, surname: Unit) -> bool:
    """Whether only spaces lie between a surname and the two words before it, or a hyphen."""
    nearest, further = side.units[:2]
    return (
        nearest is not None
        and further is not None
        and are_spaced(text, nearest, surname)
        and (are_spaced(text, further, nearest) or are_hyphened(text, further, nearest))
    )


def _in_order(one: Unit, other: Unit) -> tuple[Unit, Unit]:
    return (one, other) if one.start <= other.start else (other, one)
