"""From what was asked for to what is looked for: all names of each person and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from habeas.language import Gazetteer, countries, fold
from habeas.language import names as printed
from habeas.model import Claim, PlaceCandidate, WrongUsage
from habeas.people import reading
from habeas.pipeline import ResolvedPeople, Snapshot
from habeas.reports.redaction.persons.finder import PersonFinder
from habeas.reports.redaction.persons.forms import PersonForms, person_forms
from habeas.reports.redaction.request import RedactedPassage, Redactions, names_of
from habeas.reports.redaction.writing.words import words_in

# In degrees: a reading so near a redacted place would show where it is.
_NEAR = 0.02
_SAME = 1e-6
_LIKELY = 0.5
_PERSON_ID = "p-"


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """One redacted person: what was asked for, all names known, and their ids."""

    entry: str
    names: tuple[str, ...]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """One redacted place: what was asked for, all names known, and its coordinates in degrees."""

    entry: str
    names: tuple[str, ...]
    points: tuple[tuple[float, float], ...]

    def lies_at(self, reading: PlaceCandidate) -> bool:
        """Whether a reading of some name is this place, or so near that it would show it."""
        return self._within(reading, _NEAR)

    def is_read_as(self, reading: PlaceCandidate) -> bool:
        """Whether a reading is of this very place, by whatever name."""
        return self._within(reading, _SAME)

    def _within(self, reading: PlaceCandidate, degrees: float) -> bool:
        return any(
            abs(latitude - reading.latitude) < degrees
            and abs(longitude - reading.longitude) < degrees
            for latitude, longitude in self.points
        )


class Asked:
    """Redactions as they apply to a record. Raises WrongUsage for what the record cannot have."""

    def __init__(
        self, record: Snapshot, people: ResolvedPeople | None, redactions: Redactions
    ) -> None:
        self._record, self._people = record, people
        self.sources = frozenset(_source(record, name) for name in redactions.sources)
        self.passages = _passages(record, redactions.passages)
        self.persons = self._all_persons(redactions.persons)
        self.places = self._all_places(redactions.places)

    def _all_persons(self, entries: Iterable[str]) -> tuple[AskedPerson, ...]:
        """Two entries of one person are one; sorted, for the order asked in says nothing."""
        found: list[AskedPerson] = []
        for entry in sorted(set(entries)):
            one = self._person(entry)
            for other in [other for other in found if other.ids & one.ids]:
                found.remove(other)
                one = AskedPerson(
                    f"{other.entry} = {one.entry}",
                    tuple(dict.fromkeys((*other.names, *one.names))),
                    other.ids | one.ids,
                )
            found.append(one)
        return tuple(found)

    def _person(self, entry: str) -> AskedPerson:
        names: dict[str, None] = {}
        ids: set[str] = set()
        for name in names_of(entry):
            if name in self._names_of_person:
                ids.add(name)
            elif name.startswith(_PERSON_ID):
                raise WrongUsage(
                    f"there is no person {name}", remedy="`habeas people show` lists them"
                )
            else:
                names[name] = None
                ids |= self._bearers.get(fold(name), set())
        ids |= set(self._called(names))
        for person in sorted(ids):
            names |= dict.fromkeys(self._names_of_person[person])
        if not names:
            raise WrongUsage(
                f"the person {entry} has no name in the record", remedy="name them by a name"
            )
        return AskedPerson(entry, tuple(names), frozenset(ids))

    @cached_property
    def _names_of_person(self) -> dict[str, tuple[str, ...]]:
        if self._people is None:
            return {}
        records = self._people.resolution.records
        whole = records.name.texts()
        parts = zip(
            records.surname.texts(), records.given.texts(), records.patronymic.texts(), strict=True
        )
        split = [" ".join(filter(None, each)) for each in parts]
        return {
            person: tuple(
                dict.fromkeys(name for row in rows for name in (whole[row], split[row]) if name)
            )
            for person, rows in self._people.persons().items()
        }

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """Persons by each name of theirs."""
        found: dict[str, set[str]] = {}
        for person, names in self._names_of_person.items():
            for name in names:
                found.setdefault(fold(name), set()).add(person)
        return found

    def _called(self, names: Iterable[str]) -> Iterator[str]:
        """Persons of whom a record has a given name and all else that these names have."""
        forms = person_forms(names)
        finder = PersonFinder([forms])
        for person, theirs in self._names_of_person.items() if forms.given else ():
            if any(_is_called(name, finder, forms) for name in theirs):
                yield person

    def others(self) -> Iterator[str]:
        """The names of the persons who are not redacted."""
        hidden = {one for person in self.persons for one in person.ids}
        for person, names in self._names_of_person.items():
            if person not in hidden:
                yield from names

    def _all_places(self, entries: Iterable[str]) -> tuple[AskedPlace, ...]:
        if not entries:
            return ()
        gazetteer = Gazetteer.open()
        try:
            return tuple(self._place(entry, gazetteer) for entry in sorted(set(entries)))
        finally:
            gazetteer.close()

    def _place(self, entry: str, gazetteer: Gazetteer) -> AskedPlace:
        names = dict.fromkeys(names_of(entry))
        for name in names:
            if fold(name) in _country_names():
                raise WrongUsage(
                    f"{name} is a whole country",
                    remedy="redact the towns in it; maps and the tables of law name countries",
                )
        read = {name: found[0] for name in names if (found := gazetteer.find(name, limit=1))}
        told = list(self._named_places(gazetteer))
        points = [*read.values(), *(best for name, best in told if fold(name) in map(fold, names))]
        place = AskedPlace(
            entry, (), tuple(dict.fromkeys((each.latitude, each.longitude) for each in points))
        )
        for name, best in told:
            # Another spelling, or a name in another language, that is read as the same place.
            if place.is_read_as(best):
                names |= {name: None, best.name: None}
        for best in read.values():
            names |= dict.fromkeys(_other_names(best, gazetteer))
        return AskedPlace(entry, tuple(names), place.points)

    def _named_places(self, gazetteer: Gazetteer) -> Iterator[tuple[str, PlaceCandidate]]:
        """Names of places in claims, corrections and columns, each with its likeliest reading."""
        for claim in self._claims():
            if claim.place is not None and claim.place.best is not None:
                yield claim.place.name, claim.place.best
        for name in dict.fromkeys(self._written_places):
            if found := gazetteer.find(name, limit=1):
                yield name, found[0]

    @cached_property
    def _written_places(self) -> tuple[str, ...]:
        """What people wrote in corrections of a place, and what stands in columns of places."""
        record = self._record
        judged = [
            *record.unanchored,
            *(each for some in record.judgements.values() for each in some),
        ]
        found = [
            each.value or ""
            for judgement in judged
            for each in judgement.corrections
            if each.field == "place"
        ]
        documents = [item.document for item in record.sources if item.document is not None]
        found += [
            cell.value
            for document in documents
            for row in document.records
            for cell in row.cells
            if reading.role_of_column(cell.column) == "place"
        ]
        if self._people is not None:
            found += self._people.resolution.records.place.texts()
        return tuple(dict.fromkeys(filter(None, map(str.strip, found))))

    def _claims(self) -> Iterator[Claim]:
        for item in self._record.sources:
            yield from item.claims


def _is_called(name: str, finder: PersonFinder, forms: PersonForms) -> bool:
    """Whether a record's name is wholly that of the person, with a given name that is not short."""
    words = words_in(name)
    whole = any(
        item.who and (item.first, item.last) == (0, len(words)) for item in finder.find(name, words)
    )
    return whole and any(printed.skeletons(word.letters) & forms.given for word in words)


def _other_names(place: PlaceCandidate, gazetteer: Gazetteer) -> Iterator[str]:
    """Present and former names of a place of which these words are likely a name."""
    for name in gazetteer.names_of(place) if place.score >= _LIKELY else ():
        best = gazetteer.find(name, limit=1)
        if best and (best[0].latitude, best[0].longitude) == (place.latitude, place.longitude):
            yield name.title()


def _country_names() -> frozenset[str]:
    return frozenset(
        fold(name)
        for country in countries()
        for name in (*country.english, *country.ukrainian, *country.russian)
    )


def _source(record: Snapshot, name: str) -> str:
    fitting = [item.source.sha256 for item in record.sources if item.source.sha256.startswith(name)]
    if len(fitting) != 1:
        what = "no source" if not fitting else "more than one source"
        raise WrongUsage(f"{what} begins with {name}", remedy="name the source's whole SHA-256")
    return fitting[0]


def _passages(
    record: Snapshot, passages: Sequence[RedactedPassage]
) -> dict[str, tuple[tuple[int, int], ...]]:
    """The spans by source."""
    texts = {item.source.sha256: item.document for item in record.sources}
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for passage in passages:
        source = _source(record, passage.source)
        document = texts[source]
        if document is None or passage.end > len(document.text):
            raise WrongUsage(
                f"source {source[:12]} has no text at [{passage.start}, {passage.end})",
                remedy="name a span of the text that was read from it",
            )
        spans = {*found.get(source, ()), (passage.start, passage.end)}
        found[source] = tuple(sorted(spans))
    return found
