"""Takes out of any text what must not stand in it: names, passages, and identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from habeas.reports.redaction.persons.finder import PersonFinder
from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.shortened import shortened_in
from habeas.reports.redaction.places.finder import PlaceFinder, PlaceForms
from habeas.reports.redaction.pseudonyms import NAMELESS, PASSAGE, Pseudonyms
from habeas.reports.redaction.record.passages import PassageFinder
from habeas.reports.redaction.replacing import Cut, Replaced, joined
from habeas.reports.redaction.writing.coded import coded_in
from habeas.reports.redaction.writing.identifiers import References
from habeas.reports.redaction.writing.particulars import particulars_beside
from habeas.reports.redaction.writing.sealed import sealed_in
from habeas.reports.redaction.writing.words import Word, words_in

_STOP_OF_INITIAL = re.compile(r"\.(?=\s*[,;:)\]–—-]|\s+[^\W\d_A-ZА-ЯІЇЄҐ])")
# The rest of the name of an account; also the year of birth that it or a file has behind the name.
_DIGITS = re.compile(r"\d+(?:[A-Za-z][A-Za-z\d]*)?|[-_.](?:19[2-9]\d|200\d|201[0-4])(?!\d)")
NOBODY: frozenset[int] = frozenset()


class Hider:
    """Finds and replaces; the same text becomes the same words wherever it stands."""

    def __init__(
        self,
        persons: Sequence[PersonForms],
        places: Sequence[PlaceForms],
        passages: Iterable[str],
        references: References,
        pseudonyms: Pseudonyms,
    ) -> None:
        self._forms = persons
        self._persons = PersonFinder(persons)
        self._places = PlaceFinder(places)
        self._passages = PassageFinder(passages)
        self._references = references
        self.pseudonyms = pseudonyms
        self._done: dict[tuple[str, frozenset[int]], str] = {}

    def hidden(self, text: str, named: frozenset[int] = NOBODY) -> str:
        """The text without what must not stand in it; `named` are persons its source names."""
        done = self._done.get((text, named))
        if done is None:
            cuts = self.cuts(text, named)
            done = Replaced(text, cuts).text if cuts else text
            self._done[text, named] = done
        return done

    def cuts(self, text: str, named: frozenset[int] = NOBODY) -> list[Cut]:
        """What is to be replaced in a text and by what; in order, without overlaps."""
        if not text:
            return []
        found = self._plain_cuts(text, named)
        for coded in coded_in(text):
            found += coded.in_text(self._plain_cuts(coded.meant, named))
        for sealed in sealed_in(text):
            plain = self.hidden(sealed.meant, named)
            if plain != sealed.meant:
                found.append(Cut(sealed.start, sealed.end, plain))
        return joined(found)

    def persons_in(self, text: str) -> frozenset[int]:
        """Those whom a text names by their surname, or by a name of theirs alone."""
        found = {one for _, _, who in self._surnames(text) for one in who}
        for coded in coded_in(text):
            for start, end, who in self._surnames(coded.meant):
                if coded.differs(start, end):
                    found.update(who)
        return frozenset(found).union(*(self.persons_in(each.meant) for each in sealed_in(text)))

    def shares(self, name: str) -> frozenset[int]:
        """Those of whom a form stands in somebody's name, be it theirs or that of another."""
        return NOBODY.union(*(self._persons.tells(word.letters) for word in words_in(name)))

    def left_in(self, text: str) -> list[str]:
        """The words of a redacted text that may name somebody yet: misspelt, in small letters."""
        words = _outside(words_in(text), self.pseudonyms.own_words(text))
        return [word.letters for word in words if self._persons.looks_like(word.letters)]

    def is_place(self, name: str) -> bool:
        """Whether a name of a redacted place stands in a text."""
        return bool(self._places.find(name, words_in(name)))

    def finds(self, text: str) -> bool:
        """Whether anything in a text would be replaced."""
        return self.hidden(text) != text

    def _plain_cuts(self, text: str, named: frozenset[int]) -> list[Cut]:
        """What is to be replaced in a text as it is written."""
        words = _outside(words_in(text), self.pseudonyms.own_words(text))
        return [
            *(Cut(start, end, words) for start, end, words in self._references.find(text)),
            *self._named(text, words, named),
            *(Cut(start, end, PASSAGE) for start, end in self._passages.find(words)),
        ]

    def _surnames(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """The span of each naming with a surname, and who may be meant."""
        words = words_in(text)
        for naming in self._persons.find(text, words):
            if not naming.alone:
                yield words[naming.first].start, words[naming.last - 1].end, naming.who

    def _named(self, text: str, words: Sequence[Word], named: frozenset[int]) -> Iterator[Cut]:
        found: list[tuple[int, int, tuple[int, ...], bool]] = [
            (words[item.first].start, _end(text, words[item.last - 1]), item.who, True)
            for item in self._persons.find(text, words, named)
        ]
        found += [
            (start, end, who, True) for start, end, who in shortened_in(text, self._forms, named)
        ]
        yield from particulars_beside(
            text,
            [(start, end) for start, end, who, _ in found if who],
            [start for start, *_ in found],
            NAMELESS,
        )
        persons = {(start, end) for start, end, _, _ in found}
        for first, last, which in self._places.find(text, words):
            start, end = words[first].start, _end(text, words[last - 1])
            # What may as well be a person is nobody's pseudonym: Орлівський, of Орлівка.
            found.append((start, end, () if (start, end) in persons else which, False))
        # In the order of the text, so that pseudonyms are given in it.
        for start, end, who, is_person in sorted(found):
            give = self.pseudonyms.persons if is_person else self.pseudonyms.places
            yield Cut(start, end, give(who))


def _end(text: str, last: Word) -> int:
    """Where a name ends: with the full stop of an initial, unless it may end a sentence."""
    stop = last.single and _STOP_OF_INITIAL.match(text, last.end)
    # What is run on to a name of an account is a part of it: tolvan1984@…
    digits = _DIGITS.match(text, last.end)
    return last.end + 1 if stop else digits.end() if digits else last.end


def _outside(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that are in none of these spans; both in the order of the text."""
    found, place = [], 0
    for word in words:
        while place < len(spans) and spans[place][1] <= word.start:
            place += 1
        if place == len(spans) or word.end <= spans[place][0]:
            found.append(word)
    return found
