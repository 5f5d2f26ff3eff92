"""Rows of 0/1 marks: people counted by pattern, or one person a row."""

from __future__ import annotations

from operator import itemgetter

from habeas.counts.reading.columns import Layout
from habeas.counts.reading.sheet import Sheet, TableRefused, shown
from habeas.counts.reading.tables import Counts, Tables, assembled
from habeas.counts.reading.values import MOST_PEOPLE, pattern_of, people_in

Strata = dict[tuple[str, ...], Counts]


def read_patterns(sheet: Sheet, layout: Layout) -> Tables:
    """The tables in rows of marks with a count.

    Raises InputRefused for a mark or count that is none, for people on no list, and for a pattern
    that stands twice in a stratum. Where `lists` leaves columns out, equal patterns are added up,
    and people on none of the lists that it names fall out.
    """
    if layout.count is None:
        raise ValueError("this layout has no count")
    counts: Strata = {}
    first_rows: dict[tuple[tuple[str, ...], int], int] = {}
    empty_rows = added_rows = unlisted = total = 0
    for number, cells in sheet.rows():
        pattern = pattern_of(sheet, number, cells, layout.lists)
        people = people_in(sheet, number, cells, layout.count)
        if not pattern:
            if people and not layout.ignored:
                raise _on_no_list(sheet, number, f"{people:,} people")
            unlisted += people
            empty_rows += not people
            continue
        values = tuple(cells[column] for column in layout.by)
        earlier = first_rows.setdefault((values, pattern), number)
        if earlier != number:
            if not layout.ignored:
                raise _twice(sheet, number, earlier, layout)
            added_rows += 1
        total += people
        if total > MOST_PEOPLE:
            raise TableRefused(
                sheet,
                "all counts together are more than can be counted exactly",
                f"totals go up to {MOST_PEOPLE:,}",
                row=number,
                column=layout.count,
            )
        stratum = counts.setdefault(values, {})
        stratum[pattern] = stratum.get(pattern, 0) + people
    if not first_rows and not empty_rows and not unlisted:
        raise TableRefused(
            sheet, "there are no rows below the header", "give a row for each pattern"
        )
    notes = [*sheet.notes, *_ignored(sheet, layout), *_unlisted(unlisted)]
    if empty_rows:
        notes.append(f"Rows of nobody on no list, left out: {empty_rows:,}.")
    if added_rows:
        notes.append(f"Rows that repeat a pattern of an earlier row, added to it: {added_rows:,}.")
    return _tables(sheet, layout, counts, notes)


def read_people(sheet: Sheet, layout: Layout) -> Tables:
    """The tables in rows of marks, each a person.

    Raises InputRefused for a value that is no mark, for somebody on no list, and for a person who
    stands in two rows.
    """
    counts: Strata = {}
    patterns: dict[object, int] = {}
    marks = itemgetter(*layout.lists)
    persons: dict[str, int] = {}
    number = unlisted = 0
    for number, cells in sheet.rows():
        seen = marks(cells)
        pattern = patterns.get(seen)
        if pattern is None:
            pattern = patterns[seen] = pattern_of(sheet, number, cells, layout.lists)
        if not pattern and not layout.ignored:
            raise _on_no_list(sheet, number, "somebody")
        if layout.person is not None:
            _check_once(sheet, number, cells[layout.person], layout.person, persons)
        if not pattern:
            unlisted += 1
            continue
        values = tuple(cells[column] for column in layout.by)
        stratum = counts.setdefault(values, {})
        stratum[pattern] = stratum.get(pattern, 0) + 1
    if not number:
        raise TableRefused(
            sheet, "there are no rows below the header", "give a row for each person"
        )
    notes = [*sheet.notes, "Read as one person in each row.", *_ignored(sheet, layout)]
    notes += _unlisted(unlisted)
    return _tables(sheet, layout, counts, notes)


def _check_once(
    sheet: Sheet, number: int, person: str, column: int, persons: dict[str, int]
) -> None:
    earlier = persons.setdefault(person, number)
    if earlier != number or not person:
        what = f"{shown(person)} stands in row {earlier:,} already" if person else "nobody is named"
        raise TableRefused(sheet, what, "give each person one row", row=number, column=column)


def _on_no_list(sheet: Sheet, number: int, who: str) -> TableRefused:
    return TableRefused(
        sheet,
        f"{who} on no list at all",
        "remove the row: how many are on no list is what is to be estimated",
        row=number,
    )


def _twice(sheet: Sheet, number: int, earlier: int, layout: Layout) -> TableRefused:
    remedy = "add the two counts up" if layout.by else "add them up, or name strata with `by`"
    return TableRefused(
        sheet, f"the pattern of row {earlier:,} stands there again", remedy, row=number
    )


def _ignored(sheet: Sheet, layout: Layout) -> list[str]:
    names = ", ".join(sheet.header[column] for column in layout.ignored)
    return [f"Columns left out, because `lists` does not name them: {names}."] if names else []


def _unlisted(people: int) -> list[str]:
    return [f"People on none of the lists that `lists` names, left out: {people:,}."] * bool(people)


def _tables(sheet: Sheet, layout: Layout, counts: Strata, notes: list[str]) -> Tables:
    lists = [sheet.header[column] for column in layout.lists]
    by = [sheet.header[column] for column in layout.by]
    unlabelled = sum(sum(cells.values()) for values, cells in counts.items() if not all(values))
    if unlabelled:
        notes = [*notes, unlabelled_note(unlabelled, by)]
    return assembled(lists, by, counts, notes)


def unlabelled_note(people: int, by: list[str]) -> str:
    """How many people a missing label puts into a stratum of the unknown."""
    return f"People without a value of {' or '.join(by)}, in a stratum of their own: {people:,}."
