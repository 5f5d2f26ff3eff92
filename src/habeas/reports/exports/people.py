"""Who is one person, record by record: what each list says, and how likely the record belongs."""

from __future__ import annotations

from habeas.pipeline import ResolvedPeople
from habeas.reports.exports.table import Cell, Column, ExportTable, Kind

SAID = ("name", "surname", "given", "patronymic", "born", "aged", "sex", "region", "place")
COLUMNS = (
    Column("person"),
    Column("record"),
    Column("list"),
    *(Column(field) for field in SAID),
    Column("probability", Kind.NUMBER),
    Column("source"),
    Column("sheet"),
    Column("row", Kind.WHOLE),
    Column("start", Kind.WHOLE),
    Column("end", Kind.WHOLE),
)


def people_table(people: ResolvedPeople) -> ExportTable:
    """One row for each record, those of a person together; `probability` is that it is theirs."""
    found = told_rows(people)
    return ExportTable(
        COLUMNS,
        tuple(_row(people, person, row) for person in sorted(found) for row in found[person]),
    )


def told_rows(people: ResolvedPeople) -> dict[str, list[int]]:
    """The rows of each person of whom any says something: what was redacted away is in no file."""
    records = people.resolution.records
    columns = [getattr(records, field) for field in SAID]
    told = {
        person: [row for row in rows if any(column[row] for column in columns)]
        for person, rows in people.persons().items()
    }
    return {person: rows for person, rows in told.items() if rows}


def _row(people: ResolvedPeople, person: str, row: int) -> tuple[Cell, ...]:
    records, anchor = people.resolution.records, people.anchors[row]
    return (
        person,
        records.ids[row],
        records.list[row] or None,
        *(getattr(records, field)[row] or None for field in SAID),
        round(float(people.resolution.probability[row]), 4),
        anchor.source,
        anchor.sheet,
        anchor.row,
        anchor.passage.start if anchor.passage else None,
        anchor.passage.end if anchor.passage else None,
    )
