"""Which sources of a case are counted, and that nothing is counted across them."""

from __future__ import annotations

import subprocess
import sys

from habeas.counts import Status, read_tables
from habeas.model import Cell, Document, Record, Source
from habeas.pipeline import count
from habeas.sources import read
from tests.reports.invented import source_of

OVERLAPS = "Court,Families,Clinic,count\n" + "".join(
    f"{row}\n" for row in "1,0,0,60 0,1,0,50 0,0,1,40 1,1,0,20 1,0,1,10 0,1,1,9 1,1,1,5".split()
)
APART = "Court,Families,Clinic,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n"
BAD = "Court,Families,count\n1,0,60\n0,1,4.5\n"
NAMES = "name,date\nDarko Ilm,2031-02-11\nPavlo Rien,2031-02-12\n"
TEXT = "Guards beat captives at Orlyne.\n"


def taken_in(name: str, content: str) -> tuple[Source, Document]:
    """A source and its document, as the pipeline reads them."""
    return source_of(name, content), read(content.encode(), name=name)


def test_an_overlap_table_is_counted_as_the_table_command_does() -> None:
    source, document = taken_in("lists.csv", OVERLAPS)
    (found,) = count([(source, document)])
    assert found.estimate is not None
    assert (found.source, found.name, found.sheet) == (source.sha256, "lists.csv", None)
    assert found.digest == read_tables(OVERLAPS.encode(), name="").whole.digest
    assert (found.estimate.method, found.estimate.observed) == ("all", 194)
    assert found.estimate.status is Status.OK
    assert found.reason is None


def test_records_with_person_ids_are_counted_and_say_how_they_were_read() -> None:
    rows = "".join(f"p{n},court\n" for n in range(9)) + "p1,families\np10,families\n"
    (found,) = count([taken_in("records.csv", f"unique_id,source\n{rows}")])
    assert found.estimate is not None
    assert found.estimate.observed == 10
    assert found.notes == ("Read as records: unique_id says who, source on which list.",)


def test_two_tables_are_never_one() -> None:
    """Were their people linked across sources, six lists would hold them."""
    found = count([taken_in("one.csv", OVERLAPS), taken_in("two.csv", APART)])
    assert [len(item.estimate.lists) for item in found if item.estimate] == [3, 3]
    assert [item.estimate.status for item in found if item.estimate] == [
        Status.OK, Status.NO_OVERLAP,
    ]  # fmt: skip


def test_each_sheet_is_counted_by_itself() -> None:
    rows = [line.split(",") for line in APART.split()]
    records = tuple(
        Record(
            number, 0, 1, tuple(Cell(*pair, 0, 1) for pair in zip(rows[0], row, strict=True)), sheet
        )
        for sheet in ("north", "south")
        for number, row in enumerate(rows[1:], 1)
    )
    document = Document("x", (), "text/csv", records=records)
    found = count([(source_of("book.xlsx", "x"), document)])
    assert [item.sheet for item in found] == ["north", "south"]


def test_what_is_no_overlap_table_is_left_alone() -> None:
    silent = [taken_in("names.csv", NAMES), taken_in("report.txt", TEXT)]
    assert count([*silent, (source_of("film.mp4", "film"), None)]) == ()


def test_a_bad_table_gives_its_reason_and_the_others_are_counted() -> None:
    bad, good = count([taken_in("bad.csv", BAD), taken_in("apart.csv", APART)])
    assert (bad.estimate, bad.table, bad.digest) == (None, None, None)
    assert bad.reason is not None
    assert bad.reason.startswith("bad.csv, row 3, column 'count': '4.5' is a fraction of a person")
    assert "\n" not in bad.reason
    assert good.estimate is not None


def test_a_column_that_stands_twice_is_told_and_not_merged() -> None:
    cells = [
        Cell(name, value, 0, 1) for name, value in zip(("A", "A", "count"), "105", strict=True)
    ]
    document = Document("x", (), "text/csv", records=(Record(1, 0, 1, tuple(cells)),))
    (found,) = count([(source_of("twice.csv", "x"), document)])
    assert found.reason is not None
    assert "the column 'A' stands there twice" in found.reason


def test_the_order_of_the_sources_changes_no_number() -> None:
    one, two = taken_in("one.csv", OVERLAPS), taken_in("two.csv", APART)
    forth, back = count([one, two]), count([two, one])
    assert forth == back[::-1]


def test_a_case_without_rows_loads_no_estimator() -> None:
    """Only whoever counts waits for compiled kernels; the cold start of a report matters."""
    program = (
        "import sys; from habeas.pipeline import count; from habeas.model import Document;"
        "assert count([(None, Document('x', (), 'text/plain')), (None, None)]) == ();"
        "print([name for name in ('numpy', 'scipy', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_list_of_names_loads_no_estimator() -> None:
    program = (
        "import sys; from habeas.pipeline import count; from habeas.model import *;"
        "row = Record(1, 0, 1, (Cell('name', 'Ilm', 0, 1), Cell('date', '2031', 0, 1)));"
        "source = Source('ab', 1, 'text/csv', (Provenance('held.csv', None, 'x'),));"
        "assert count([(source, Document('x', (), 'text/csv', records=(row,)))]) == ();"
        "print([name for name in ('scipy', 'numba', 'altair') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
