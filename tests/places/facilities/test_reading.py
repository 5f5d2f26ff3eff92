"""Tables of facilities that users bring; all of them are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habeas.model import DateInterval, InputRefused
from habeas.places.facilities import Official, read_facilities


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_the_user_in_english(tmp_path: Path) -> None:
    table = read_facilities(
        written(
            tmp_path / "own.csv",
            "id,name,aliases,official,function,region,latitude,longitude,precision_km,capacity,"
            "since,until,source\n"
            'F1,Mill Yard,"The Mill; Yard 5",denied,filtration,Donetsk oblast,48.1,37.5,5,120,'
            "2022-03,2023,a list\n",
        )
    )
    (facility,) = table.facilities
    assert table.refused == ()
    assert facility.id == "F1"
    assert facility.aliases == ("The Mill", "Yard 5")
    assert facility.official is Official.DENIED
    assert facility.region == "UA-14"
    assert (facility.latitude, facility.longitude, facility.precision_km) == (48.1, 37.5, 5.0)
    assert facility.capacity == 120
    assert facility.active == DateInterval(date(2022, 3, 1), date(2023, 12, 31))
    assert facility.source == "a list"


@pytest.mark.parametrize(
    ("header", "row", "official"),
    [
        (
            "назва;широта;довгота;статус;область;місткість",
            "Стара пошта;48,5;38,1;таємна;Луганська область;1 200",
            Official.UNLISTED,
        ),
        (
            "название;широта;долгота;статус;область;вместимость",
            "Старая почта;48,5;38,1;официальное;Луганская область;1 200",
            Official.LISTED,
        ),
    ],
)
def test_a_table_of_the_user_in_ukrainian_and_russian(
    tmp_path: Path, header: str, row: str, official: Official
) -> None:
    table = read_facilities(written(tmp_path / "own.csv", f"{header}\n{row}\n"))
    (facility,) = table.facilities
    assert (facility.latitude, facility.longitude) == (48.5, 38.1)
    assert facility.official is official
    assert facility.region == "UA-09"
    assert facility.capacity == 1200
    assert facility.source == "own.csv, line 2"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, "no name"),
        ({"latitude": "91"}, "latitude is '91'"),
        ({"latitude": "", "longitude": ""}, "no coordinates"),
        ({"latitude": "0", "longitude": "0"}, "0, 0"),
        ({"latitude": "nan"}, "latitude is 'nan'"),
        ({"official": "perhaps"}, "no status"),
        ({"capacity": "many"}, "capacity is 'many'"),
        ({"since": "2024", "until": "2022"}, "closes before it opens"),
        ({"since": "soon"}, "no date"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(
    cells: dict[str, str], reason: str
) -> None:
    good = {"id": "A", "name": "Mill", "latitude": "48", "longitude": "37"}
    table = read_facilities([good, {**good, "id": "B", **cells}, {**good, "id": "C"}])
    assert [facility.id for facility in table.facilities] == ["A", "C"]
    (refused,) = table.refused
    assert (refused.line, refused.id) == (2, "B")
    assert reason in refused.reason
    assert refused.remedy


def test_an_id_that_stands_twice_is_refused() -> None:
    row = {"id": "A", "name": "Mill", "latitude": "48", "longitude": "37"}
    table = read_facilities([row, row])
    assert len(table.facilities) == 1
    assert "another row" in table.refused[0].reason


def test_a_table_that_does_not_say_where_is_refused_whole() -> None:
    with pytest.raises(InputRefused, match="where the facilities are"):
        read_facilities([{"id": "A", "name": "Mill"}])


def test_columns_of_other_names_are_mapped() -> None:
    rows = [{"n": "Mill", "breite": "48", "laenge": "37"}]
    named = {"name": "n", "latitude": "breite", "longitude": "laenge"}
    assert read_facilities(rows, named).facilities[0].name == "Mill"
    with pytest.raises(InputRefused, match="no column 'nix'"):
        read_facilities(rows, {"name": "nix"})


def test_a_missing_status_is_said() -> None:
    table = read_facilities([{"name": "Mill", "coordinates": "48.1, 37.2"}])
    assert table.facilities[0].official is Official.UNLISTED
    assert "without a status" in table.notes[0]


WIKIDATA = """item,itemLabel,coord,instanceLabel,capacity,inception,dissolved
E/Q900001,Mill Yard,Point(37.5 48.1),prison,120,1932-01-01T00:00:00Z,1956-01-01T00:00:00Z
E/Q900001,Mill Yard,Point(37.5 48.1),labour camp,150,1932-01-01T00:00:00Z,
E/Q900002,Q900002,Point(30.0 50.0),prison,,t1234,
E/Q900003,On the Moon,<E/Q405> Point(1.0 2.0),prison,,,
E/Q900004,Nowhere,,prison,,,
nothing,Nothing,Point(1 1),prison,,,
""".replace("E/", "http://www.wikidata.org/entity/")


def test_wikidata_rows_of_one_item_are_one_facility(tmp_path: Path) -> None:
    table = read_facilities(written(tmp_path / "query.csv", WIKIDATA))
    mill, nameless = table.facilities
    assert (mill.id, mill.name) == ("Q900001", "Mill Yard")
    assert (mill.latitude, mill.longitude) == (48.1, 37.5)
    assert mill.function == "prison, labour camp"
    assert mill.capacity == 150
    assert mill.active == DateInterval(date(1932, 1, 1), date(1956, 12, 31))
    assert mill.official is Official.UNLISTED
    assert mill.source == "Wikidata Q900001"
    assert nameless.name == "Q900002"
    assert nameless.active == DateInterval(None, None)
    refused = {item.id: item.reason for item in table.refused}
    assert set(refused) == {"", "Q900003", "Q900004"}
    assert "no point" in refused["Q900003"]
    assert "no coordinates" in refused["Q900004"]


def test_an_item_with_points_far_apart_is_as_precise_as_they_are() -> None:
    rows = [
        {"item": "Q900001", "itemLabel": "Mill", "coord": "Point(37.5 48.1)"},
        {"item": "Q900001", "itemLabel": "Mill", "coord": "Point(37.5 48.2)"},
    ]
    table = read_facilities(rows)
    assert table.facilities[0].precision_km == pytest.approx(11.1, abs=0.1)
    assert any("several points" in note for note in table.notes)
