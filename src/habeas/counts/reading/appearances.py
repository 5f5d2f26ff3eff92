"""Records: a row for each appearance of a person on a list."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.counts.reading.columns import ColumnChoice, Layout
from habeas.counts.reading.patterns import unlabelled_note
from habeas.counts.reading.sheet import Sheet, TableRefused, shown
from habeas.counts.reading.tables import Counts, Tables, assembled
from habeas.model import WrongUsage

_CONFLICT = "\0"
_MOST_LISTS = 1000


def read_appearances(sheet: Sheet, layout: Layout, choice: ColumnChoice) -> Tables:
    """The tables behind records; whoever is on a list twice is on it once.

    Lists stand in the order in which they first appear, or as `choice.lists` names them; the
    records of other lists are then left out. A stratum label counts for the person: a row without
    it takes it from the person's other rows, and rows that contradict each other leave it unknown.

    Raises InputRefused for a row without person or list, and where there are more than 1,000
    lists; WrongUsage for a list that nobody is on.
    """
    if layout.person is None or layout.list_column is None:
        raise ValueError("this layout has no person or no list column")
    person_column, list_column = layout.person, layout.list_column
    wanted = None if choice.lists is None else set(choice.lists)
    bits: dict[str, int] = {name: 1 << j for j, name in enumerate(choice.lists or ())}
    patterns: dict[str, int] = {}
    labels = _Labels(layout.by)
    rows = repeats = others = 0
    for number, cells in sheet.rows():
        rows += 1
        person, name = cells[person_column], cells[list_column]
        bit = bits.get(name)
        if bit is None:
            if wanted is not None and name:
                others += 1
                continue
            _check_list(sheet, number, name, list_column, len(bits))
            bit = bits[name] = 1 << len(bits)
        if not person:
            raise _nobody(sheet, number, person_column)
        known = patterns.get(person, 0)
        repeats += bool(known & bit)
        patterns[person] = known | bit
        if layout.by:
            labels.note(person, cells)
    if not rows:
        raise TableRefused(
            sheet, "there are no rows below the header", "give a row for each record"
        )
    _check_wanted(sheet, bits, patterns)
    counts, unlabelled = _counted(patterns, labels)
    by = [sheet.header[column] for column in layout.by]
    notes = [*sheet.notes, _read_as(sheet, layout), *_similar(bits)]
    if repeats:
        notes.append(f"Records of somebody on a list that has them already, left out: {repeats:,}.")
    if others:
        notes.append(f"Records of lists that `lists` does not name, left out: {others:,}.")
    if labels.contradicted:
        notes.append(
            f"People whose records contradict each other in {' or '.join(by)}, which leaves it"
            f" unknown: {len(labels.contradicted):,}."
        )
    if unlabelled:
        notes.append(unlabelled_note(unlabelled, by))
    return assembled(list(bits), by, counts, notes)


class _Labels:
    """The stratum values of each person, from all rows about them."""

    def __init__(self, columns: Sequence[int]) -> None:
        self._columns = columns
        self._values: dict[str, tuple[str, ...]] = {}
        self.contradicted: set[str] = set()

    def note(self, person: str, cells: Sequence[str]) -> None:
        values = tuple(cells[column] for column in self._columns)
        known = self._values.setdefault(person, values)
        if known == values:
            return
        joined = tuple(map(_joined, known, values))
        if _CONFLICT in joined:
            self.contradicted.add(person)
        self._values[person] = joined

    def of(self, person: str) -> tuple[str, ...]:
        values = self._values.get(person, ())
        return tuple("" if value == _CONFLICT else value for value in values)


def _joined(known: str, value: str) -> str:
    if not value or known == value:
        return known
    return _CONFLICT if known else value


def _counted(
    patterns: dict[str, int], labels: _Labels
) -> tuple[dict[tuple[str, ...], Counts], int]:
    """People by stratum and pattern, and how many of them have a stratum value missing."""
    counts: dict[tuple[str, ...], Counts] = {}
    unlabelled = 0
    for person, pattern in patterns.items():
        values = labels.of(person)
        unlabelled += not all(values)
        stratum = counts.setdefault(values, {})
        stratum[pattern] = stratum.get(pattern, 0) + 1
    return counts, unlabelled


def _check_list(sheet: Sheet, number: int, name: str, column: int, known: int) -> None:
    if not name:
        raise TableRefused(
            sheet, "no list is named", "name it, or remove the row", row=number, column=column
        )
    if known >= _MOST_LISTS:
        what = f"more than {_MOST_LISTS:,} lists"
        remedy = "see whether this column names the lists"
        raise TableRefused(sheet, what, remedy, row=number, column=column)


def _nobody(sheet: Sheet, number: int, column: int) -> TableRefused:
    return TableRefused(
        sheet,
        "nobody is named",
        "give a record that was linked to no other an id of its own",
        row=number,
        column=column,
    )


def _check_wanted(sheet: Sheet, bits: dict[str, int], patterns: dict[str, int]) -> None:
    found = 0
    for pattern in patterns.values():
        found |= pattern
    for name, bit in bits.items():
        if not found & bit:
            raise WrongUsage(
                f"nobody is on a list called {shown(name)}",
                where=sheet.name,
                remedy="see how the lists are spelled",
            )


def _read_as(sheet: Sheet, layout: Layout) -> str:
    person, held = sheet.header[layout.person or 0], sheet.header[layout.list_column or 0]
    left_out = ", ".join(sheet.header[column] for column in layout.ignored)
    ending = f"; not used: {left_out}." if left_out else "."
    return f"Read as records: {person} says who, {held} on which list{ending}"


def _similar(bits: dict[str, int]) -> list[str]:
    """Lists whose names differ in capitals only: perhaps one list, spelled in two ways."""
    spellings: dict[str, list[str]] = {}
    for name in bits:
        spellings.setdefault(name.casefold(), []).append(name)
    return [
        f"Counted as different lists, though only capitals differ: {', '.join(names)}."
        for names in spellings.values()
        if len(names) > 1
    ]
