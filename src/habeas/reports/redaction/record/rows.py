"""Whose the rows of a list are: as it was resolved, and else by what a row itself says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from habeas.model import Cell, Document, Record
from habeas.people import reading
from habeas.pipeline import ResolvedPeople, person_records
from habeas.reports.redaction.asked import AskedPerson
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.pseudonyms import NAMELESS
from habeas.reports.redaction.replacing import Cut
from habeas.reports.redaction.writing.words import words_in

# Of a redacted person's row stays what happened to them, when and where, and nothing of who.
_STAYS = frozenset(
    "list sex region place event "
    "captured seen transferred sentenced released exchanged died".split()
)
_NAMES = frozenset({"id", "name", "surname", "call_sign"})
# What may name somebody in a row whose parts of a name do not.
_OTHER_NAMES = frozenset({"id", "call_sign"})
_YES_OR_NO = frozenset({"", "0", "1", "x", "+", "-", "yes", "no", "так", "ні", "да", "нет"})
_ALL_OF_A_CELL = 0.7


class ResolvedRows:
    """Which redacted person each record is about, by its number, and whose row that is."""

    def __init__(
        self, people: ResolvedPeople | None, asked: Sequence[AskedPerson], hider: Hider
    ) -> None:
        self._hider = hider
        self._numbers = {name: number for number, person in enumerate(asked) for name in person.ids}
        self._people = people
        self._rows: dict[tuple[str, str | None, int | None, str | None], int] = {}
        for row, anchor in enumerate(people.anchors if people is not None else ()):
            if anchor.content is not None:
                self._rows[anchor.source, anchor.sheet, anchor.row, anchor.content] = row

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources (SHA-256) with a row that was resolved to be a redacted person's."""
        if self._people is None or not self._numbers:
            return frozenset()
        found = self._people.resolution
        return frozenset(
            anchor.source
            for anchor, person in zip(self._people.anchors, found.person.tolist(), strict=True)
            if found.person_ids[person] in self._numbers
        )

    def row_of(self, source: str, record: Record) -> int | None:
        """The number of the person record that a row of a source (SHA-256) was read as."""
        if not self._rows:
            return None
        key = (source, record.sheet, record.row, person_records.content_digest(record))
        return self._rows.get(key)

    def pseudonym(self, row: int) -> str | None:
        """What stands for whom a person record is about; None where that is nobody redacted."""
        if self._people is None:
            return None
        found = self._people.resolution
        number = self._numbers.get(found.person_ids[int(found.person[row])])
        if number is not None:
            return self._hider.pseudonyms.person(number)
        records = found.records
        parts = (records.surname[row], records.given[row], records.patronymic[row])
        for name in (records.name[row], " ".join(filter(None, parts))):
            if name and (words := self._only_pseudonym(self._hider.hidden(name))):
                return words
        return None

    def _only_pseudonym(self, name: str) -> str | None:
        """What a record's name has become, where nothing else of it is left."""
        bare = name.strip(" .,;")
        if self._hider.pseudonyms.own_words(bare) != [(0, len(bare))]:
            return None
        given = {NAMELESS, *self._hider.pseudonyms.persons_met.values()}
        return bare if set(bare.split(" or ")) <= given else None


def rows_told(
    document: Document, hider: Hider, named: frozenset[int], rows: ResolvedRows, source: str
) -> dict[tuple[int, int], Cut]:
    """For each row about a redacted person, the cells that tell who it is, by their span.

    In the row of somebody else a name that they share becomes nobody's.
    """
    told: dict[tuple[int, int], Cut] = {}
    if not named and source not in rows.sources:
        return told
    for record in document.records:
        row = rows.row_of(source, record)
        if row is None:
            who = _first(record.cells, hider, named)
            told |= _of_row(record, hider, named, who) if who else {}
            continue
        others = [each for each in record.cells if role_of(each) in _OTHER_NAMES]
        who = rows.pseudonym(row) or _first(others, hider, named)
        told |= _of_resolved(record, who) if who else _shared(record, hider, named)
    return told


def as_name(cell: Cell) -> str:
    """What a cell says; small letters in a column of names are a name, also where they are a word.

    In a text they would be the word.
    """
    value, titled = cell.value, cell.value.title()
    if role_of(cell) not in _NAMES or len(value) != len(titled):
        return value
    return titled if value.islower() else value


def role_of(cell: Cell) -> str | None:
    """What the column of a cell holds in a list of people."""
    return reading.role_of_column(cell.column)


def _of_row(
    record: Record, hider: Hider, named: frozenset[int], who: str
) -> dict[tuple[int, int], Cut]:
    """The cells of a row that names a redacted person; what is said beside a name is looked at."""
    return {
        span: cut
        for cell in record.cells
        if (not _about(cell, hider, named) or not hider.finds(cell.value))
        for span, cut in _cell_told(cell, who)
    }


def _of_resolved(record: Record, who: str) -> dict[tuple[int, int], Cut]:
    """The cells of a row that is known to be a redacted person's."""
    return {span: cut for cell in record.cells for span, cut in _cell_told(cell, who)}


def _cell_told(cell: Cell, who: str) -> list[tuple[tuple[int, int], Cut]]:
    role = role_of(cell)
    if role in _STAYS or cell.value.strip().casefold() in _YES_OR_NO:
        return []
    words = who if role in _NAMES else NAMELESS
    return [((cell.start, cell.end), Cut(cell.start, cell.end, words))]


def _shared(record: Record, hider: Hider, named: frozenset[int]) -> dict[tuple[int, int], Cut]:
    """The names of somebody else that a redacted person bears as well."""
    return {
        (cell.start, cell.end): Cut(cell.start, cell.end, NAMELESS)
        for cell in record.cells
        if role_of(cell) in _NAMES and _about(cell, hider, named)
    }


def _first(cells: Sequence[Cell], hider: Hider, named: frozenset[int]) -> str | None:
    return next((words for cell in cells if (words := _about(cell, hider, named))), None)


def _about(cell: Cell, hider: Hider, named: frozenset[int]) -> str | None:
    """The pseudonym of whom a cell names, where it says little else."""
    value = as_name(cell)
    if not hider.persons_in(value):
        return None
    cuts = [cut for cut in hider.cuts(value, named) if cut.words.startswith("Person ")]
    words = words_in(value)
    letters = sum(word.end - word.start for word in words)
    covered = sum(
        word.end - word.start
        for word in words
        if any(cut.start <= word.start and word.end <= cut.end for cut in cuts)
    )
    return cuts[0].words if cuts and covered >= _ALL_OF_A_CELL * letters else None
