"""By what a redacted place is known in writing: the forms of each word of its names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.language import adjective_towns, fold, place_bases
from habeas.language import names as printed
from habeas.reports.redaction.places.derived_words import is_derived, is_made, is_made_from_short
from habeas.reports.redaction.places.joined_names import joined_keys
from habeas.reports.redaction.places.meanings import may_mean_another
from habeas.reports.redaction.places.turned_names import is_silent, stand_turned, turned
from habeas.reports.redaction.writing.words import Word, joined_words, words_in

_VOWELS = re.compile("[aeiou]+$")
_LONG_ENOUGH = 4
_SHORT = 3
_MOST_ADDED = 8
_BEGINNING = 2
_GAP = re.compile(
    r"[^\w.!?;:\n]{0,4}|[^\S\n]?\n[^\S\n]?|\.\s?|_{1,2}|\W?№\W?|\W?(?:no|nr|num|number|номер)\.?\W?",
    re.IGNORECASE,
)
_ANNOUNCE = frozenset({"no", "nr", "num", "number", "номер"})
# A piece of a word that says no is the word itself, unless a hyphen joins it.
_DENIALS = frozenset("не ні ни нет нема без no not nor non never none nie без".split())
_HYPHEN = re.compile(r"[-‐‑‒–\u00ad]")
_NOTHING: frozenset[int] = frozenset()
# First word, the one past the last, the number of the place, and whether else is meant.
_Found = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class WordForms:
    """One word of a place's name: its forms, the stems that others are made from, or a number.

    `word` is the word as printed, where it stands alone.
    """

    forms: frozenset[str]
    stems: tuple[str, ...]
    number: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class PlaceForms:
    """Every name of one place, as the forms of its words in their order; `turned` in another."""

    names: tuple[tuple[WordForms, ...], ...]
    turned: tuple[tuple[WordForms, ...], ...] = ()


def place_forms(names: Iterable[str]) -> PlaceForms:
    """The forms of all these names of one place."""
    told = [[word.letters for word in _telling(words_in(name))] for name in names]
    every = [tuple(map(_forms, words)) for words in told]
    every += [(_together(words),) for words in told if len(words) > 1 and words[-1].isalpha()]
    return PlaceForms(
        tuple(dict.fromkeys(words for words in every if words)),
        tuple(tuple(map(_forms, other)) for words in told for other in turned(words)),
    )


def _together(words: Sequence[str]) -> WordForms:
    """A name of several words as one."""
    keys = joined_keys(words)
    return WordForms(keys, tuple(sorted(keys)))


def _telling(words: Iterable[Word]) -> list[Word]:
    """The words without those that only announce a number."""
    return [word for word in words if word.letters.casefold() not in _ANNOUNCE]


def _forms(word: str) -> WordForms:
    if word.isdigit():
        return WordForms(frozenset(), (), word)
    stems = {_VOWELS.sub("", key) for key in printed.skeletons(word)}
    # Ка-names lose their к in adjectives: Орлівка, орлівський.
    stems |= {stem.removesuffix("k") for stem in stems}
    return WordForms(
        printed.surname_forms(word) | printed.given_forms(word),
        tuple(sorted(stem for stem in stems if len(stem) >= _SHORT)),
        word=word,
    )


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or several that are one, and of which words of names it is a form."""

    first: int
    last: int
    start: int
    end: int
    letters: str
    meets: frozenset[int]


class PlaceFinder:
    """Finds the names of redacted places, by their number, in case forms, adjectives, scripts."""

    def __init__(self, places: Sequence[PlaceForms]) -> None:
        self._names: list[tuple[int, tuple[int, ...]]] = []
        self._turned: set[int] = set()
        self._first: defaultdict[int, list[int]] = defaultdict(list)
        self._by_form: defaultdict[str, set[int]] = defaultdict(set)
        self._by_stem: defaultdict[str, set[int]] = defaultdict(set)
        self._by_number: defaultdict[str, set[int]] = defaultdict(set)
        self._known: dict[str, frozenset[int]] = {}
        numbers: dict[WordForms, int] = {}
        for place, forms in enumerate(places):
            for name in (*forms.names, *forms.turned):
                words = tuple(numbers.setdefault(word, len(numbers)) for word in name)
                self._first[words[0]].append(len(self._names))
                self._names.append((place, words))
            self._turned.update(range(len(self._names) - len(forms.turned), len(self._names)))
        self._words = list(numbers)
        for word, number in numbers.items():
            for form in word.forms:
                self._by_form[form].add(number)
            for stem in word.stems:
                self._by_stem[stem].add(number)
            if word.number:
                self._by_number[word.number].add(number)
        self._beginnings = {form[:_BEGINNING] for form in self._by_form}

    def find(self, text: str, words: Sequence[Word]) -> list[tuple[int, int, tuple[int, ...]]]:
        """First word, the one past the last, and the number of the place; the longest wins.

        Without a number where the words may mean something else.
        """
        if not self._names:
            return []
        apart = [
            _Unit(place, place + 1, word.start, word.end, word.letters, self._meets(word.letters))
            for place, word in enumerate(words)
            if word.letters.casefold() not in _ANNOUNCE
        ]
        # A word that a line's end has broken may also be two words of a name: Kryvyi / Yar.
        found = [*self._standing(text, apart), *self._standing(text, self._units(text, words))]
        if self._turned:
            telling = [unit for unit in apart if not is_silent(text, words, unit.first)]
            found += self._standing(text, telling)
        longest = [
            one
            for one in dict.fromkeys(found)
            if not any(_within(one, other) for other in found if other != one)
        ]
        return [
            (first, last, () if doubtful else (place,)) for first, last, place, doubtful in longest
        ]

    def _standing(self, text: str, units: Sequence[_Unit]) -> list[_Found]:
        found: list[_Found] = []
        at = 0
        while at < len(units):
            best: tuple[int, int, tuple[int, ...]] | None = None
            for number in units[at].meets:
                for name in self._first[number]:
                    place, parts = self._names[name]
                    end = at + len(parts)
                    if self._stands(text, units[at:end], parts, name in self._turned) and (
                        best is None or (end, -place) > (best[0], -best[1])
                    ):
                        best = (end, place, parts)
            if best is None:
                at += 1
            else:
                end, place, parts = best
                doubtful = self._is_doubtful(text, units[at:end], parts)
                found.append((units[at].first, units[end - 1].last, place, doubtful))
                at = end
        return found

    def _is_doubtful(self, text: str, units: Sequence[_Unit], parts: Sequence[int]) -> bool:
        """Whether what meets a name may be something else; several words in their order are it."""
        if all(map(self._only_begins, units, parts)):
            return True
        (unit, *_), (number, *_) = units, parts
        name = self._words[number].word
        if len(parts) > 1 and unit.letters.isdigit():
            return self._may_be_count(text, units, parts)
        if len(parts) > 1 or not name:
            return False
        word = Word(unit.start, unit.end, unit.letters)
        made = number in self._by_beginning(unit.letters, is_made)
        return may_mean_another(text, word, name, made=made)

    def _may_be_count(self, text: str, units: Sequence[_Unit], parts: Sequence[int]) -> bool:
        """Whether a number before a word may say how many: 7 колоній, of Колонія 7."""
        number, word = units[0], units[1]
        name = self._words[parts[1]].word
        plain = not text[number.end : word.start].strip()
        return plain and not printed.skeletons(word.letters) & printed.skeletons(name)

    def _only_begins(self, unit: _Unit, number: int) -> bool:
        """Whether a word begins like a word of a name, and no more."""
        met = (self._whole, self._derived, self._bare)
        return bool(self._words[number].word) and not any(
            number in each(unit.letters) for each in met
        )

    def _stands(
        self, text: str, units: Sequence[_Unit], parts: Sequence[int], turned: bool
    ) -> bool:
        """Whether these words are the parts of a name, and nothing but a gap lies between."""
        if len(units) < len(parts):
            return False
        gap = stand_turned if turned else _is_gap
        return all(part in unit.meets for part, unit in zip(parts, units, strict=True)) and all(
            gap(text, one.end, other.start) for one, other in pairwise(units)
        )

    def _units(self, text: str, words: Sequence[Word]) -> list[_Unit]:
        """The words that tell, those as one that a line's end or a hyphen has broken."""
        whole = self._broken(text, words)
        units, place = [], 0
        while place < len(words):
            word = words[place]
            last, letters, meets = whole.get(place) or (
                place + 1,
                word.letters,
                self._meets(word.letters),
            )
            if word.letters.casefold() not in _ANNOUNCE:
                units.append(_Unit(place, last, word.start, words[last - 1].end, letters, meets))
            place = last
        return units

    def _broken(
        self, text: str, words: Sequence[Word]
    ) -> dict[int, tuple[int, str, frozenset[int]]]:
        """By their first word, those that are one: the one past the last, their letters, and what
        they meet.

        They are one for what no fewer of them meet: where a piece is the name, the rest of the line
        is not.
        """
        whole: dict[int, tuple[int, str, frozenset[int]]] = {}
        fewer: dict[tuple[int, int], frozenset[int]] = {}
        for first, last, letters in sorted(joined_words(text, words), key=_length):
            pieces = words[first:last]
            met = self._whole(letters)
            if not _is_pulled_apart(text, pieces):
                met |= self._derived(letters)
            if not met or _denies(text, pieces):
                continue
            if not all(piece.single for piece in pieces):
                inside = [part for (one, end), part in fewer.items() if first <= one < end <= last]
                inside += [self._whole(each.letters) for each in pieces]
                inside += [self._derived(each.letters) for each in pieces]
                met -= _NOTHING.union(*inside)
            if met:
                fewer[first, last] = met
                whole[first] = (last, letters, met)
        return whole

    def _whole(self, letters: str) -> frozenset[int]:
        """The words of names of which this is a form, and not only made from."""
        return _NOTHING.union(*(self._by_form.get(key, ()) for key in printed.skeletons(letters)))

    def _derived(self, letters: str) -> frozenset[int]:
        """The words of names from which this one is made; a bare stem is a piece of one."""
        found = self._by_beginning(letters, is_derived) | self._by_base(letters)
        return found - self._bare(letters)

    def _by_beginning(self, letters: str, fits: Callable[[str], bool]) -> frozenset[int]:
        """The words of names with whose stem this begins, where what follows it fits."""
        return _NOTHING.union(
            *(
                self._by_stem.get(key[:size], ())
                for key in printed.skeletons(letters)
                for size in range(_SHORT, len(key))
                if fits(key[size:]) and (size > _SHORT or is_made_from_short(key[size:]))
            )
        )

    def _bare(self, letters: str) -> frozenset[int]:
        """The words of names of which this is the bare stem."""
        return _NOTHING.union(*(self._by_stem.get(key, ()) for key in printed.skeletons(letters)))

    def _meets(self, letters: str) -> frozenset[int]:
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = frozenset(self._numbers(letters))
        return known

    def _numbers(self, letters: str) -> set[int]:
        if letters.isdigit():
            return self._by_number.get(letters, set())
        found: set[int] = set()
        keys = printed.skeletons(letters)
        for key in keys:
            found |= self._by_form.get(key, set())
            if is_made_from_short(key[_SHORT:]):
                found |= self._by_stem.get(key[:_SHORT], set())
            for size in range(_LONG_ENOUGH, len(key) + 1):
                if len(key) - size <= _MOST_ADDED:
                    found |= self._by_stem.get(key[:size], set())
        return found | self._by_base(letters)

    def _by_base(self, letters: str) -> set[int]:
        """The words of names of which this is a case form or an adjective, its stem changed."""
        found: set[int] = set()
        if any(key[:_BEGINNING] in self._beginnings for key in printed.skeletons(letters)):
            folded = fold(letters)
            for base in (*place_bases(folded), *adjective_towns(folded)):
                for key in printed.skeletons(base):
                    found |= self._by_form.get(key, set())
        return found


def _within(one: _Found, other: _Found) -> bool:
    """Whether a shorter find lies in a longer one; of two as long, the first place is meant."""
    inside = other[0] <= one[0] and one[1] <= other[1]
    return inside and (one[1] - one[0], other[2]) < (other[1] - other[0], one[2])


def _is_gap(text: str, start: int, end: int) -> bool:
    """Whether nothing but what may lie within a name lies between these offsets."""
    return _GAP.fullmatch(text[start:end]) is not None


def _length(run: tuple[int, int, str]) -> int:
    """Of how many words a run is one."""
    return run[1] - run[0]


def _is_pulled_apart(text: str, pieces: Sequence[Word]) -> bool:
    """Whether only spaces stand between the pieces."""
    return any(
        text[one.end : other.start].strip(" \u00a0") == "" != text[one.end : other.start]
        for one, other in pairwise(pieces)
    )


def _denies(text: str, pieces: Sequence[Word]) -> bool:
    """Whether a piece is a word that says no, and no hyphen joins it to the one before."""
    return any(
        piece.letters.casefold() in _DENIALS
        and _HYPHEN.search(text, pieces[0].start, piece.start) is None
        for piece in pieces
    )
