"""Claims and persons as data: every value traceable, nothing run by a spreadsheet, types kept."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from habeas.model import WrongUsage
from habeas.pipeline import ResolvedPeople, snapshot
from habeas.reports import DossierContent, assembled, render_html
from habeas.reports.exports import (
    DATA_FORMATS,
    check_data_format,
    claims_export,
    data_suffix,
    people_export,
)
from habeas.reports.exports.table import Column, ExportTable, Kind, csv_bytes, parquet_bytes
from habeas.store import CaseStore
from tests.pipeline import labelled
from tests.pipeline.making import new_store
from tests.reports import invented

SCHEMA = json.loads((Path(__file__).parent / "follow_the_money.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DossierContent, Any]]:
    with new_store(tmp_path_factory.mktemp("export") / "case") as store:
        labelled.fill(store)
        yield _content(store), labelled.people(store)


def _content(store: CaseStore) -> DossierContent:
    people = labelled.people(store)
    return assembled(snapshot(store, store.head()), people, case_id=store.case_id, version="test")


def rows(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def entities(made: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made.decode().splitlines()]


def test_every_claim_is_a_row_under_the_number_of_the_dossier() -> None:
    made = claims_export(invented.case(), ".csv")
    page = render_html(invented.case()).decode()
    found = rows(made.content)
    assert made.count == len(found) == len(invented.CLAIMS)
    assert [row["claim"] for row in found] == [claim.id for claim in invented.CLAIMS]
    for row in found:
        assert f'id="{row["statement"]}"' in page
        assert invented.REPORT[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["source"] == invented.REPORT_SOURCE.sha256


def test_a_row_holds_what_a_person_set_right_and_not_what_hung_on_it() -> None:
    found = {row["statement"]: row for row in rows(claims_export(invented.case(), ".csv").content)}
    row = found["S1-002"]
    assert (row["standing"], row["place"], row["date_to"]) == (
        "corrected", "Orlyne Minor", "2026-02-25",
    )  # fmt: skip
    assert (row["latitude"], row["longitude"]) == ("51.9", "34.4")
    assert row["quantities"] == "more than 40 captives (from 41 to unknown)"
    assert found["S1-001"]["standing"] == "rejected"


@pytest.mark.parametrize("begins", list("=+-@\t\r\n＝＋－＠"))
def test_no_cell_is_run_by_a_spreadsheet(begins: str) -> None:
    table = ExportTable((Column("said"), Column("score", Kind.NUMBER)), ((f"{begins}1+1", -1.5),))
    (row,) = rows(csv_bytes(table))
    assert row["said"] == f"'{begins}1+1"
    assert row["score"] == "-1.5"


def test_a_csv_file_tells_spreadsheets_that_it_is_utf8() -> None:
    assert claims_export(invented.case(), ".csv").content.startswith(b"\xef\xbb\xbfclaim,")


def test_parquet_keeps_what_csv_shows_with_its_types() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    made = claims_export(invented.case(), ".parquet").content
    table = parquet.read_table(io.BytesIO(made))
    shown = rows(claims_export(invented.case(), ".csv").content)
    assert table.column_names == list(shown[0])
    kinds = {field.name: str(field.type) for field in table.schema}
    assert (kinds["start"], kinds["latitude"], kinds["negated"]) == ("int64", "double", "bool")
    for kept, seen in zip(table.to_pylist(), shown, strict=True):
        assert kept["quote"] == seen["quote"]
        assert str(kept["start"]) == seen["start"]
        assert kept["latitude"] == (float(seen["latitude"]) if seen["latitude"] else None)


def test_half_a_character_does_not_stop_an_export() -> None:
    table = ExportTable((Column("said"),), (("\ud800 broken",),))
    assert rows(csv_bytes(table)) == [{"said": "? broken"}]
    pytest.importorskip("pyarrow")
    assert parquet_bytes(table).startswith(b"PAR1")


@pytest.mark.parametrize("suffix", list(DATA_FORMATS))
def test_the_same_content_gives_the_same_bytes(suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    assert claims_export(invented.case(), suffix) == claims_export(invented.case(), suffix)


def test_each_person_has_a_row_for_each_record(
    resolved: tuple[DossierContent, ResolvedPeople],
) -> None:
    content, people = resolved
    made = people_export(content, people, ".csv")
    found = rows(made.content)
    assert made.count == len(people.persons()) == 1
    assert Counter(row["name"] for row in found) == {"Taras Velmin": 2}
    assert {row["person"] for row in found} == set(people.persons())
    papers = {item.source.sha256: item.document for item in content.sources}
    for row in found:
        document = papers[row["source"]]
        assert document is not None
        assert "Taras Velmin" in document.text[int(row["start"]) : int(row["end"])]


def test_entities_are_those_of_follow_the_money(
    resolved: tuple[DossierContent, ResolvedPeople],
) -> None:
    """The schema beside this file is cut from the package followthemoney, as its header says."""
    content, people = resolved
    found = [
        *entities(claims_export(invented.case(), ".ftm.json").content),
        *entities(people_export(content, people, ".ftm.json").content),
    ]
    schemata = {item["schema"] for item in found}
    assert schemata == {"Document", "Event", "Person", "Documentation"}
    for item in found:
        known = SCHEMA["schemata"][item["schema"]]
        for name, values in item["properties"].items():
            assert name in known, (item["schema"], name)
            assert values
            assert all(isinstance(value, str) and value for value in values)


@pytest.mark.parametrize("who", ["claims", "people"])
def test_every_reference_of_an_entity_arrives(
    who: str, resolved: tuple[DossierContent, ResolvedPeople]
) -> None:
    content, people = resolved
    made = (
        claims_export(content, ".ftm.json")
        if who == "claims"
        else people_export(content, people, ".ftm.json")
    )
    found = entities(made.content)
    ids = Counter(item["id"] for item in found)
    assert set(ids.values()) == {1}
    references = [
        value
        for item in found
        for name, values in item["properties"].items()
        if SCHEMA["schemata"][item["schema"]][name] == "entity"
        for value in values
    ]
    assert references
    assert set(references) <= set(ids)


def test_an_entity_says_which_words_it_rests_on_and_that_it_is_a_proposal() -> None:
    found = {
        item["id"]: item for item in entities(claims_export(invented.case(), ".ftm.json").content)
    }
    event = found[f"claim-{invented.EXHUMED.id}"]["properties"]
    assert event["summary"] == [invented.EXHUMED.passage.quote]
    assert event["proof"] == [f"source-{invented.REPORT_SOURCE.sha256}"]
    assert event["startDate"] == event["endDate"] == ["2026-03-01"]
    assert "statement S1-006, not reviewed" in event["notes"]


def test_ids_stay_when_other_sources_come_in() -> None:
    whole = invented.case()
    fewer = replace(whole, sources=whole.sources[:1])
    before = {item["id"] for item in entities(claims_export(fewer, ".ftm.json").content)}
    after = {item["id"] for item in entities(claims_export(whole, ".ftm.json").content)}
    assert before < after


def test_the_ending_of_the_name_says_the_format() -> None:
    assert data_suffix("CLAIMS.CSV") == ".csv"
    assert data_suffix(Path("a/people.ftm.json")) == ".ftm.json"
    with pytest.raises(WrongUsage) as refused:
        check_data_format("claims.json")
    assert refused.value.where == "claims.json"
