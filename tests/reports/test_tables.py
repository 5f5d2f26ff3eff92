"""Lists, places and dates as the sections show them."""

from dataclasses import replace

from habeas.model import Cell, Document, Record
from habeas.reports import SourceContent, build
from habeas.reports.lists import source_lists
from habeas.reports.statements import CitedSource
from tests.reports import invented


def test_a_list_keeps_its_columns_and_row_numbers() -> None:
    (found,) = build(invented.case()).lists
    assert found.columns == ("row", "name", "date")
    assert found.rows == (("1", "Darko Ilm", "2026-02-11"), ("2", "Pavlo Rien", "2026-02-12"))


def test_no_cell_is_lost_where_rows_differ_or_a_heading_repeats() -> None:
    records = (
        Record(1, 0, 1, (Cell("a", "1", 0, 1), Cell("a", "2", 0, 1))),
        Record(2, 0, 1, (Cell("b", "3", 0, 1),)),
    )
    document = Document("x", (), "text/csv", records=records)
    source = CitedSource(1, SourceContent(invented.LIST_SOURCE, document))
    (found,) = source_lists([source])
    assert found.columns == ("row", "a", "b")
    assert found.rows == (("1", "1 | 2", ""), ("2", "", "3"))


def test_each_sheet_is_a_list_of_its_own() -> None:
    records = tuple(
        Record(1, 0, 1, (Cell("name", "Darko Ilm", 0, 1),), sheet=sheet) for sheet in ("one", "two")
    )
    document = Document("x", (), "text/csv", records=records)
    source = CitedSource(1, SourceContent(invented.LIST_SOURCE, document))
    assert [item.sheet for item in source_lists([source])] == ["one", "two"]


def test_a_place_gathers_its_statements_and_lists_its_other_readings() -> None:
    places = {place.title: place for place in build(invented.case()).locations}
    assert set(places) == {"Orlyne", "Orlyne Minor", "Lower Sedge"}
    assert [item.number for item in places["Orlyne"].statements] == ["S1-004"]
    assert [other.name for other in places["Orlyne"].others] == ["Orlyne Minor"]
    assert places["Orlyne Minor"].others == ()


def test_one_reading_with_two_scores_is_one_place() -> None:
    content = invented.case()
    assert invented.DENIAL.place is not None
    surer = tuple(replace(item, score=0.9) for item in invented.DENIAL.place.candidates)
    twin = replace(
        invented.EXHUMED, place=replace(invented.DENIAL.place, candidates=surer), id="twin"
    )
    report = replace(content.sources[0], claims=(invented.DENIAL, twin))
    (place,) = build(replace(content, sources=(report,))).locations
    assert len(place.statements) == 2
    assert [other.name for other in place.others] == ["Orlyne Minor"]


def test_an_unlikely_reading_is_listed_and_not_drawn() -> None:
    claim = invented.EXHUMED
    assert claim.place is not None
    doubtful = tuple(replace(item, score=0.05) for item in claim.place.candidates)
    content = invented.case()
    claims = (
        *invented.CLAIMS[:-1],
        replace(claim, place=replace(claim.place, candidates=doubtful)),
    )
    report = replace(content.sources[0], claims=claims)
    dossier = build(replace(content, sources=(report,)))
    assert "Lower Sedge" in {place.title for place in dossier.locations}
    assert "Lower Sedge" not in str(dossier.map.svg)
    assert any("Too unlikely to be drawn" in note for note in dossier.map.notes)


def test_the_timeline_holds_the_corrected_dates_earliest_first() -> None:
    dossier = build(invented.case())
    assert [item.number for item in dossier.dated] == ["S1-002", "S1-006"]
    assert [row[0] for row in dossier.timeline.table.rows] == [
        "2026-02-21 – 2026-02-25",
        "2026-03-01",
    ]


def test_denials_stand_beside_what_may_contradict_them() -> None:
    pairs = {
        pair.denial: [item.number for item in pair.against]
        for pair in build(invented.case()).confrontations
    }
    assert pairs == {"S1-004": ["S1-002"], "S1-005": ["S1-002"]}
