"""Where a text names redacted persons, and which of them.

* A surname (call sign, single name) tells its person in any form. With it goes what stands beside
  it and fits: given name, patronymic, initials, further names.
* Beside the given name or the initial of somebody else it is taken out all the same, without
  saying whose it is: that person only shares the surname.
* A given name tells its person beside their patronymic or a misspelt surname; alone, or as
  initials, only where the source names them.
* A name that is also a word of everyday speech is the word in small letters in running text; where
  it begins a sentence, it is taken out without saying whose it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from habeas.language import names as printed
from habeas.reports.redaction.near_surnames import NearSurnames
from habeas.reports.redaction.person_forms import PersonForms
from habeas.reports.redaction.words import Word, joined_words

_BESIDE = re.compile(r"[^\w.!?;:()\[\]«»\"“”\n]{0,3}|[^\S\n]?\r?\n[^\S\n]?|[_.\-/\\]|\t")
_AFTER_INITIAL = re.compile(r"\.?[^\w.!?;:()\[\]«»\"“”]{0,3}|\.?_")
_MOST_BESIDE = 3
_LONG_INSIDE = 6
_SHORTEST = 3
_LONGEST_INITIAL = 2
_FEWEST_INITIALS, _MOST_INITIALS = 2, 3
_OPENING = '«"“(-–—'
_ENDS_SENTENCE = re.compile(r"(?:\A|[.!?…]|\n)[\s«\"“”'(–—-]*\Z")
_GOES_ON = re.compile(r"(?:'s|’s)? [^\W\d_A-ZА-ЯІЇЄҐЁ]")
_STANDS_FREE = re.compile(r"(?:[,;:.!?…»\"”)\]'’s]{0,3}(?:\s|\Z)|[-–—])")
_BROKEN_OFF = re.compile(r"[-‐‑]")
_PATRONYMIC = re.compile(
    "(?:[оеєйь]вич|[іїо]вн|[еє]вн|ични?|[oe]v[yi]ch|[oe]v[iy]tch|[oe]wi[ct]|[oei]vn)[a-zа-яіїєґ]{0,3}$",
    re.IGNORECASE,
)
_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Naming:
    """First word and the one past the last; `who` may be meant, nobody in particular if empty."""

    first: int
    last: int
    who: tuple[int, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class _Roles:
    own: frozenset[int] = _NOBODY
    given: frozenset[int] = _NOBODY
    patronymic: frozenset[int] = _NOBODY

    def __bool__(self) -> bool:
        return bool(self.own or self.given or self.patronymic)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or several that are one."""

    first: int
    last: int
    start: int
    end: int
    letters: str
    roles: _Roles

    @property
    def single(self) -> bool:
        """Whether it is one letter."""
        return len(self.letters) == 1


@dataclass
class _Found:
    first: int
    last: int
    who: frozenset[int]
    fitting: bool = field(default=False)


class PersonFinder:
    """Finds redacted persons, by their number."""

    def __init__(self, persons: Sequence[PersonForms]) -> None:
        self._persons = persons
        self._own = _index(item.own for item in persons)
        self._given = _index(item.given for item in persons)
        self._patronymic = _index(item.patronymic for item in persons)
        self._inside = _index(
            {form for form in item.own - item.ordinary | item.together if len(form) >= _LONG_INSIDE}
            for item in persons
        )
        self._sizes = sorted({len(form) for form in self._inside})
        self._known: dict[str, _Roles] = {}
        self._near = NearSurnames(item.stems for item in persons)

    def find(
        self, text: str, words: Sequence[Word], named: frozenset[int] = _NOBODY
    ) -> list[Naming]:
        """Every naming, in order; `named` are those whom the source names by their surname."""
        if not self._persons:
            return []
        units = self._units(text, words)
        taken: set[int] = set()
        found = [
            self._around(text, units, place, taken)
            for place, unit in enumerate(units)
            if unit.roles.own and place not in taken and not self._is_word(text, units, place)
        ]
        found += self._without_surname(text, units, taken, named)
        return sorted(found, key=lambda item: item.first)

    def tells(self, letters: str) -> frozenset[int]:
        """Those whom this word alone tells."""
        return self._roles(letters).own

    def looks_like(self, letters: str) -> frozenset[int]:
        """Those whose surname this word is but for about one letter, or in small letters only."""
        roles = self._roles(letters)
        if roles.own:
            return roles.own if letters[:1].islower() else _NOBODY
        return self._near.like(letters) if letters[:1].isupper() and not roles else _NOBODY

    def _units(self, text: str, words: Sequence[Word]) -> list[_Unit]:
        single = [self._roles(word.letters) for word in words]
        whole: dict[int, tuple[int, str, _Roles]] = {}
        for first, last, letters in joined_words(text, words):
            roles = self._roles(letters)
            by_parts = _NOBODY.union(*(part.own for part in single[first:last]))
            new = roles.own - by_parts
            if not any(single[first:last]):
                new = new or roles.given | roles.patronymic
            elif _BROKEN_OFF.search(text, words[first].end, words[last - 1].start):
                new = new or _all(self._own, printed.skeletons(letters))
            if new and last > whole.get(first, (0,))[0]:
                whole[first] = (last, letters, roles)
        units, place = [], 0
        while place < len(words):
            last, letters, roles = whole.get(
                place, (place + 1, words[place].letters, single[place])
            )
            units.append(
                _Unit(place, last, words[place].start, words[last - 1].end, letters, roles)
            )
            place = last
        return units

    def _roles(self, letters: str) -> _Roles:
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = self._read(letters)
        return known

    def _read(self, letters: str) -> _Roles:
        keys = [
            key
            for key in printed.skeletons(letters)
            if len(key) >= _SHORTEST or not letters[:1].islower()
        ]
        own = _all(self._own, keys)
        for key in keys:
            for size in self._sizes:
                for at in range(len(key) - size + 1):
                    own |= self._inside.get(key[at : at + size], _NOBODY)
        long_enough = [key for key in keys if len(key) >= _SHORTEST]
        return _Roles(own, _all(self._given, long_enough), _all(self._patronymic, long_enough))

    def _around(self, text: str, units: Sequence[_Unit], place: int, taken: set[int]) -> Naming:
        """The naming around a surname."""
        found = _Found(place, place + 1, units[place].roles.own)
        stranger = False
        for step in (-1, 1):
            at = place
            for _ in range(_MOST_BESIDE):
                at += step
                if not 0 <= at < len(units) or at in taken:
                    break
                one, other = (at, at + 1) if step < 0 else (at - 1, at)
                if not self._beside(text, units[one], units[other]):
                    break
                if units[at].roles.own & found.who and _again(units[at], units[place]):
                    break
                fits = self._fits(text, units[at], found.who)
                fits = fits or self._further_patronymic(units, at, found.who)
                if not fits:
                    stranger = stranger or self._is_stranger(text, units[at])
                    break
                found.who = fits
                found.fitting = True
                found.first, found.last = min(found.first, at), max(found.last, at + 1)
        taken.update(range(found.first, found.last))
        stranger = stranger or self._may_be_word(text, units[place])
        who = found.who if found.fitting or not stranger else _NOBODY
        return Naming(
            units[found.first].first, units[found.last - 1].last, tuple(sorted(who)), alone=False
        )

    def _fits(self, text: str, unit: _Unit, who: frozenset[int]) -> frozenset[int]:
        """Those of whom this word beside the surname may be a part."""
        roles = unit.roles
        if fits := who & (roles.given | roles.patronymic | roles.own):
            return fits
        if len(unit.letters) == _LONGEST_INITIAL and unit.letters.isupper():
            # ОП, for О. П.
            return frozenset(one for one in who if all(map(self._is_of(one), unit.letters)))
        if _is_initial(text, unit):
            return frozenset(filter(lambda one: self._is_of(one)(unit.letters), who))
        return _NOBODY

    def _further_patronymic(
        self, units: Sequence[_Unit], place: int, who: frozenset[int]
    ) -> frozenset[int]:
        """Those whose given name stands beside this patronymic, and who were named without one."""
        if _PATRONYMIC.search(units[place].letters) is None:
            return _NOBODY
        given = _NOBODY.union(
            *(units[at].roles.given for at in (place - 1, place + 1) if 0 <= at < len(units))
        )
        return frozenset(one for one in who & given if not self._persons[one].patronymic)

    def _is_of(self, person: int) -> Callable[[str], bool]:
        """Whether a person's given name or patronymic may be shortened to letters."""
        known = self._persons[person].initials
        return lambda letters: any(key[:1] in known for key in printed.skeletons(letters))

    def _is_word(self, text: str, units: Sequence[_Unit], place: int) -> bool:
        """Whether what could be a name is a word of everyday speech here."""
        unit = units[place]
        if not self._is_ordinary(unit):
            return False
        beside = [units[at] for at in (place - 1, place + 1) if 0 <= at < len(units)]
        if unit.letters.casefold() in _MONTHS and any(each.letters.isdigit() for each in beside):
            return True
        before = text[unit.start - 1 : unit.start]
        return (
            unit.letters.islower()
            and (not before or before.isspace() or before in _OPENING)
            and _STANDS_FREE.match(text, unit.end) is not None
            and not any(
                self._fits(text, each, unit.roles.own) and not _again(each, unit) for each in beside
            )
        )

    def _may_be_word(self, text: str, unit: _Unit) -> bool:
        """Whether it could be a word of everyday speech that begins a sentence."""
        return (
            self._is_ordinary(unit)
            and _ENDS_SENTENCE.search(text[max(0, unit.start - _LONG_INSIDE) : unit.start])
            is not None
            and _GOES_ON.match(text, unit.end) is not None
        )

    def _is_ordinary(self, unit: _Unit) -> bool:
        keys, who = printed.skeletons(unit.letters), unit.roles.own | unit.roles.given
        return all(keys & self._persons[one].ordinary for one in who)

    def _is_stranger(self, text: str, unit: _Unit) -> bool:
        """Whether this is somebody else's given name or initial."""
        if _is_initial(text, unit):
            return text[unit.end : unit.end + 1] == "."
        if unit.letters[:1].islower() or len(unit.letters) < _SHORTEST:
            return False
        given = printed.keys(unit.letters).given
        return given is not None and bool(given.numbers) and not given.fuzzy

    def _beside(self, text: str, one: _Unit, other: _Unit) -> bool:
        gap = text[one.end : other.start]
        if ("\n" in gap or "\t" in gap) and (one.single or other.single):
            # An initial at the beginning of a row is not of the row before.
            return False
        pattern = _AFTER_INITIAL if len(one.letters) <= _LONGEST_INITIAL else _BESIDE
        return pattern.fullmatch(gap) is not None

    def _without_surname(
        self, text: str, units: Sequence[_Unit], taken: set[int], named: frozenset[int]
    ) -> Iterator[Naming]:
        place = 0
        while place < len(units):
            found = _Found(place, place + 1, _NOBODY)
            if place not in taken:
                found = self._first_names(text, units, place, taken, named)
                found = found if found.who else self._initials(text, units, place, named)
            if found.who:
                first, end = units[found.first], units[found.last - 1]
                alone = found.fitting or not (
                    self._strangers_around(text, units, found.first, found.last, taken)
                    or self._may_be_word(text, units[place])
                )
                yield Naming(
                    first.first, end.last, tuple(sorted(found.who)) if alone else (), alone=True
                )
            place = found.last

    def _first_names(
        self,
        text: str,
        units: Sequence[_Unit],
        place: int,
        taken: set[int],
        named: frozenset[int],
    ) -> _Found:
        """A given name with a patronymic, or one of them alone, with what is left of a surname."""
        roles = units[place].roles
        found = _Found(place, place + 1, _NOBODY)
        follows = place + 1
        if follows < len(units) and follows not in taken:
            following = units[follows].roles
            both = (roles.given & following.patronymic) | (roles.patronymic & following.given)
            if both and self._beside(text, units[place], units[follows]):
                found = _Found(place, follows + 1, both)
        either = roles.given | roles.patronymic
        if not either or units[place].letters[:1].islower():
            return found
        rest = self._with_rest(text, units, found, found.who or either, taken)
        if rest.last - rest.first > found.last - found.first:
            return rest
        if found.who or self._is_word(text, units, place):
            return found
        return _Found(place, place + 1, either & named)

    def _with_rest(
        self,
        text: str,
        units: Sequence[_Unit],
        found: _Found,
        who: frozenset[int],
        taken: set[int],
    ) -> _Found:
        """First names with a surname that is misspelt, or shortened to a letter: Mira T."""
        rest = _Found(found.first, found.last, who)
        for step in (1, -1):
            for _ in range(_FEWEST_INITIALS):
                at = rest.last if step > 0 else rest.first - 1
                if not 0 <= at < len(units) or at in taken:
                    break
                one, other = (at - 1, at) if step > 0 else (at, at + 1)
                if not self._beside(text, units[one], units[other]):
                    break
                fits = rest.who & self._rest_of(text, units[at])
                if not fits:
                    break
                rest.who, rest.fitting = fits, True
                rest.first, rest.last = min(rest.first, at), max(rest.last, at + 1)
        return rest

    def _rest_of(self, text: str, unit: _Unit) -> frozenset[int]:
        """Those whose surname, or first names, this word may be a part of."""
        if not unit.letters[:1].isupper():
            return _NOBODY
        if text[unit.end : unit.end + 1] == "." and len(unit.letters) <= _LONGEST_INITIAL:
            keys = {key[:1] for key in printed.skeletons(unit.letters)}
            return frozenset(
                number
                for number, person in enumerate(self._persons)
                if keys & (person.surname_initials | person.initials)
            )
        return self._near.like(unit.letters) if not unit.roles else _NOBODY

    def _initials(
        self, text: str, units: Sequence[_Unit], place: int, named: frozenset[int]
    ) -> _Found:
        """Initials that stand for a whole name, where the source names whose: М. Т., Т. М. П."""
        last = place
        while (
            last < len(units)
            and last - place < _MOST_INITIALS
            and units[last].single
            and units[last].letters.isupper()
            and text[units[last].end : units[last].end + 1] == "."
            and (last == place or self._beside(text, units[last - 1], units[last]))
        ):
            last += 1
        if last - place < _FEWEST_INITIALS or not named:
            return _Found(place, place + 1, _NOBODY)
        letters = [
            {key[:1] for key in printed.skeletons(each.letters)} for each in units[place:last]
        ]
        who = frozenset(one for one in named if self._are_of(one, letters))
        if who and self._strangers_around(text, units, place, last, set()):
            who = _NOBODY
        return _Found(place, last if who else place + 1, who)

    def _are_of(self, person: int, letters: Sequence[set[str]]) -> bool:
        """Whether these are the initials of a person, the surname first or last."""
        forms = self._persons[person]
        return any(
            surname & forms.surname_initials and all(first & forms.initials for first in others)
            for surname, others in ((letters[0], letters[1:]), (letters[-1], letters[:-1]))
        )

    def _strangers_around(
        self, text: str, units: Sequence[_Unit], place: int, end: int, taken: set[int]
    ) -> bool:
        """Whether a further name stands beside, which this person does not bear."""
        for one, other, beside in ((place - 1, place, place - 1), (end - 1, end, end)):
            if not 0 <= beside < len(units) or beside in taken:
                continue
            unit = units[beside]
            near = text[units[one].end : units[other].start] in (" ", "\u00a0", "_", "-", ". ", ".")
            if near and unit.letters[:1].isupper() and len(unit.letters) >= _SHORTEST:
                return True
        return False


def _again(one: _Unit, other: _Unit) -> bool:
    """Whether two words are one name, said twice: two namings."""
    return bool(printed.skeletons(one.letters) & printed.skeletons(other.letters))


def _is_initial(text: str, unit: _Unit) -> bool:
    """Whether a word stands for a name by its first letter; in an address it may be a small one."""
    follows = text[unit.end : unit.end + 1]
    if len(unit.letters) > _LONGEST_INITIAL:
        return False
    if not unit.letters[:1].isupper():
        return unit.single and follows in ("_", ".") and text[unit.end + 1 : unit.end + 2].islower()
    return unit.single or follows == "."


def _index(forms: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, own in enumerate(forms):
        for form in own:
            found[form].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _all(index: dict[str, frozenset[int]], keys: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(index.get(key, _NOBODY) for key in keys))
