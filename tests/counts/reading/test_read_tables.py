"""The three layouts, the many spellings of a delimited file, strata, and what is noted."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import OverlapTable
from habeas.counts.reading import read_tables

WANTED = OverlapTable.of(["A", "B", "C"], {0b001: 5, 0b010: 4, 0b011: 3, 0b111: 1})
ROWS: list[list[object]] = [
    ["A", "B", "C", "count"],
    [1, 0, 0, 5],
    [0, 1, 0, 4],
    [1, 1, 0, 3],
    [1, 1, 1, 1],
]


def delimited(rows: list[list[object]], delimiter: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def whole(content: str | bytes, **choices: object) -> OverlapTable:
    data = content.encode() if isinstance(content, str) else content
    return read_tables(data, name="lists.csv", **choices).whole  # type: ignore[arg-type] # choices of any kind, as a user may give


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found(delimiter: str) -> None:
    assert whole(delimited([*ROWS], delimiter)) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_is_found(encoding: str) -> None:
    table = delimited([["Списки", "Архів", "count"], [1, 0, 5]])
    assert whole(table.encode(encoding)).lists == ("Списки", "Архів")


def test_windows_1251_is_read_and_noted() -> None:
    tables = read_tables("Архив;Суд;N\n1;0;5\n1;1;2\n".encode("cp1251"), name="t")
    assert tables.whole.lists == ("Архив", "Суд")
    assert "Windows-1251" in tables.notes[0]


@pytest.mark.parametrize("name", ["count", "Count", "N", "n", "freq"])
def test_a_count_column_is_known_by_its_name(name: str) -> None:
    assert whole(f"A,B,{name}\n1,0,5\n1,1,2\n").observed == 7


def test_a_count_column_of_any_name_can_be_told() -> None:
    assert whole("A,B,bodies\n1,0,5\n1,1,2\n", count="Bodies").observed == 7


def test_marks_and_counts_may_look_like_those_of_other_programs() -> None:
    assert whole("A,B,count\n1.0,0.0,5.0\nTRUE,FALSE,0\n".replace("TRUE", "0")).observed == 5
    assert whole("A,B,count\nTRUE,false,5\n 0 , 1 , 4 \n\n").observed == 9


def test_nobody_on_no_list_is_left_out_with_a_note() -> None:
    tables = read_tables(b"A,B,count\n0,0,0\n1,0,5\n", name="t")
    assert tables.whole.observed == 5
    assert tables.notes == ("Rows of nobody on no list, left out: 1.",)


def test_columns_that_are_not_named_are_left_out_and_their_rows_added_up() -> None:
    tables = read_tables(b"place,A,B,n\nx,1,0,5\ny,1,0,4\n", name="t", lists=["A", "B"])
    assert tables.whole == OverlapTable.of(["A", "B"], {1: 9})
    assert "place" in tables.notes[0]
    assert "1" in tables.notes[1]


def test_people_on_lists_that_are_not_named_fall_out_with_a_note() -> None:
    tables = read_tables(delimited([*ROWS, [0, 0, 1, 9]]).encode(), name="t", lists=["A", "B"])
    assert tables.whole == OverlapTable.of(["A", "B"], {1: 5, 2: 4, 3: 4})
    assert "People on none of the lists that `lists` names, left out: 9." in tables.notes
    people = read_tables(b"A,B,C\n1,0,0\n0,0,1\n1,1,0\n", name="t", lists=["A", "B"])
    assert people.whole.observed == 2
    assert any("left out: 1." in note for note in people.notes)


def test_strata_add_up_to_the_whole_and_a_missing_label_is_unknown() -> None:
    table = "Place,A,B,n\nx,1,0,5\n10,1,0,4\n9,1,1,2\n,0,1,1\n"
    tables = read_tables(table.encode(), name="t", by=["place"])
    assert [dict(key)["Place"] for key, _ in tables.strata] == ["9", "10", "x", None]
    assert sum(part.observed for _, part in tables.strata) == tables.whole.observed == 12
    assert all(part.lists == tables.whole.lists for _, part in tables.strata)
    assert tables.notes == ("People without a value of Place, in a stratum of their own: 1.",)


RECORDS = "unique_id,source,note\np1,HRW,\np1,OSCE,x\np2,OSCE,\np2,OSCE,\np3,HRW,\n"


def test_records_are_counted_by_person() -> None:
    tables = read_tables(RECORDS.encode(), name="t")
    assert tables.whole == OverlapTable.of(["HRW", "OSCE"], {1: 1, 2: 1, 3: 1})
    assert tables.notes == (
        "Read as records: unique_id says who, source on which list; not used: note.",
        "Records of somebody on a list that has them already, left out: 1.",
    )


def test_record_columns_of_any_name_can_be_told() -> None:
    table = "id,where\n1,a\n1,b\n"
    assert whole(table, person="id", list_column="where").observed == 1


def test_lists_of_records_can_be_chosen_and_ordered() -> None:
    table = RECORDS + "p9,ABA,\n"
    tables = read_tables(table.encode(), name="t", lists=["OSCE", "HRW"])
    assert tables.whole == OverlapTable.of(["OSCE", "HRW"], {1: 1, 2: 1, 3: 1})
    assert "Records of lists that `lists` does not name, left out: 1." in tables.notes


def test_lists_that_differ_in_capitals_only_are_noted() -> None:
    tables = read_tables(b"person,list\n1,HRW\n1,hrw\n", name="t")
    assert any("only capitals differ: HRW, hrw" in note for note in tables.notes)


def test_a_stratum_label_counts_for_the_person() -> None:
    records = "person,list,sex\n1,a,f\n1,b,\n2,a,f\n2,b,m\n3,a,m\n4,b,\n"
    tables = read_tables(records.encode(), name="t", by=["sex"])
    observed = {dict(key)["sex"]: part.observed for key, part in tables.strata}
    assert observed == {"f": 1, "m": 1, None: 2}
    assert any(
        "contradict each other in sex" in note and note.endswith("1.") for note in tables.notes
    )


def test_one_row_for_each_person_is_understood() -> None:
    tables = read_tables(b"person,A,B\nx,1,0\ny,1,1\n", name="t")
    assert tables.whole == OverlapTable.of(["A", "B"], {1: 1, 3: 1})
    assert whole("A,B\n1,0\n1,0\n1,1\n") == OverlapTable.of(["A", "B"], {1: 2, 3: 1})
    assert whole("name,A,B\nx,1,0\ny,1,1\n", lists=["A", "B"]).observed == 2


def test_one_list_and_lists_without_overlap_are_no_errors_here() -> None:
    assert whole("A,count\n1,5\n").list_count == 1
    assert whole("A,B,count\n1,0,5\n0,1,5\n").observed == 10


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6).filter(
        lambda name: name.casefold() not in {"count", "counts", "n", "freq", "frequency", "people"}
    ),
    min_size=2,
    max_size=5,
    unique_by=str.casefold,
)


@settings(deadline=None)
@given(NAMES, st.data(), st.sampled_from(",;\t|"), st.booleans())
def test_a_table_comes_back_from_its_file(
    names: list[str], data: st.DataObject, delimiter: str, shuffled: bool
) -> None:
    cells = data.draw(
        st.dictionaries(st.integers(1, 2 ** len(names) - 1), st.integers(1, 10**9), min_size=1)
    )
    table = OverlapTable.of(names, cells)
    rows: list[list[object]] = [
        [*pattern, people]
        for pattern, people in zip(table.patterns.tolist(), table.counts.tolist(), strict=True)
    ]
    rows = data.draw(st.permutations(rows)) if shuffled else rows
    written = delimited([[*names, "count"], *rows], delimiter)
    assert whole(written, count="count", lists=names) == table
    assert whole(written) == table


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC")), min_size=1), st.randoms())
def test_the_order_of_records_and_their_repetition_change_nothing(
    records: list[tuple[int, str]], random: object
) -> None:
    def read(rows: list[tuple[int, str]]) -> OverlapTable:
        found = whole("person,list\n" + "".join(f"{who},{name}\n" for who, name in rows))
        return found.select([found.lists.index(name) for name in sorted(found.lists)])

    mixed = [*records, *records]
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert read(mixed) == read(records)


def test_a_hundred_thousand_records_are_read_whole() -> None:
    records = "person,list\n" + "".join(f"{n // 2},{'ab'[n % 2]}\n" for n in range(100_000))
    assert whole(records).observed == 50_000
