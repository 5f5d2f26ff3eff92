"""Tables of sightings: read row by row, and nothing dropped in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from habeas.model import DateInterval, InputRefused
from habeas.places.description import Feature, Relation
from habeas.places.sighting_table import read_sightings, sightings_in


def test_fields_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sightings.csv"
    path.write_text(
        "id,cluster,witness,kind,date_from,date_to,lang,relation,anchor_1,anchor_2,km,minutes,"
        "direction,hooded,region,function,people,source\n"
        "S1,A,W1,interview,2023-05-01,2023-05-07,en,km,Tokmak,,12,,NE,1,Zaporizhzhia,remand,40,X\n",
        encoding="utf-8",
    )
    (sighting,) = read_sightings(path).sightings
    told = sighting.description
    assert (told.relation, told.km, told.direction, told.hooded) == (
        Relation.DISTANCE,
        12.0,
        45.0,
        True,
    )
    assert (told.anchors[0].name, told.anchors[0].within) == ("Tokmak", ("Zaporizhzhia",))
    assert sighting.when == DateInterval(date(2023, 5, 1), date(2023, 5, 7))
    assert (sighting.id, sighting.cluster, sighting.witness) == ("S1", "A", "W1")
    assert (sighting.function, sighting.people, sighting.source) == ("remand", 40.0, "X")


def test_a_file_with_semicolons_in_code_page_1251_is_read(tmp_path: Path) -> None:
    path = tmp_path / "таблица.csv"
    path.write_bytes(
        "номер;свидетель;дата;текст\n1;С1;май 2023;около 20 км от Токмака\n".encode("cp1251")
    )
    (sighting,) = read_sightings(path).sightings
    assert sighting.description.km == 20.0
    assert sighting.when == DateInterval(date(2023, 5, 1), date(2023, 5, 31))


def test_a_byte_order_mark_does_not_hide_a_column(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes("\ufeffсвідок,текст\nС1,біля Токмака\n".encode())
    assert read_sightings(path).sightings[0].witness == "С1"


def test_what_the_columns_leave_out_is_read_from_the_words() -> None:
    rows = [{"witness": "W", "text": "about 12 km north of Tokmak, we heard trains"}]
    told = read_sightings(rows).sightings[0].description
    assert (told.relation, told.km, told.direction) == (Relation.DISTANCE, 12.0, 0.0)
    assert told.features == (Feature.RAILWAY,)


def test_what_the_columns_say_wins() -> None:
    rows = [
        {
            "witness": "W",
            "text": "about 12 km from Tokmak, blindfolded; we heard trains",
            "relation": "near",
            "anchor_1": "Polohy",
        },
        {"witness": "V", "text": "about 12 km from Tokmak", "km": "15"},
    ]
    first, second = (sighting.description for sighting in read_sightings(rows).sightings)
    assert (first.relation, first.anchors[0].name, first.km) == (Relation.NEAR, "Polohy", None)
    assert first.hooded
    assert first.features == (Feature.RAILWAY,)
    assert second.km == 15.0


def test_columns_by_name_are_a_table() -> None:
    table = read_sightings({"witness": ["W", "V"], "text": ["near Tokmak", "near Polohy"]})
    assert [each.description.anchors[0].name for each in table.sightings] == ["Tokmak", "Polohy"]


def test_a_table_of_polars_is_read() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"witness": ["W"], "text": ["near Tokmak"], "km": [None]})
    assert len(read_sightings(frame).sightings) == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"text": "he said nothing"}, "its words name no place"),
        ({"text": ""}, "nothing says where"),
        ({"km": "far"}, "km is 'far'"),
        ({"km": "-3"}, "km is '-3'"),
        ({"direction": "up"}, "direction is 'UP'"),
        ({"hooded": "perhaps"}, "hooded is 'perhaps'"),
        ({"date_from": "2024-05-01", "date_to": "2023-05-01"}, "it ends before it begins"),
        ({"date_from": "someday"}, "'someday' is no date"),
        ({"relation": "above", "anchor_1": "Tokmak"}, "'above' is no relation"),
        ({"relation": "between", "anchor_1": "Tokmak"}, "between needs two places"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_a_reason(
    changed: dict[str, str], reason: str
) -> None:
    good = {"id": "good", "witness": "V", "text": "near Polohy"}
    table = read_sightings([{"id": "bad", "witness": "W", "text": "near Tokmak", **changed}, good])
    assert [each.id for each in table.sightings] == ["good"]
    (refused,) = table.refused
    assert refused.id == "bad"
    assert reason.casefold() in refused.reason.casefold()
    assert refused.remedy


def test_an_id_that_comes_twice_is_refused() -> None:
    row = {"id": "S1", "witness": "W", "text": "near Tokmak"}
    table = read_sightings([row, row])
    assert len(table.sightings) == 1
    assert table.refused[0].reason == "another row has this id"


def test_a_column_that_is_not_known_is_noted() -> None:
    table = read_sightings([{"witness": "W", "text": "near Tokmak", "weather": "rain"}])
    assert table.notes == ("not read: the column 'weather'",)


def test_a_column_of_another_name_can_be_told() -> None:
    rows = [{"who": "W", "told": "near Tokmak"}]
    table = read_sightings(rows, {"text": "told", "witness": "who"})
    assert table.sightings[0].witness == "W"
    with pytest.raises(InputRefused, match="no column"):
        read_sightings(rows, {"text": "nowhere"})


def test_a_table_that_says_nothing_of_where_is_refused() -> None:
    with pytest.raises(InputRefused, match="no column says where"):
        read_sightings([{"witness": "W"}])


def test_another_table_of_a_case_is_no_table_of_sightings() -> None:
    assert sightings_in(["name", "born"], [["A", "1980"]], name="x") is None
    found = sightings_in(["witness", "text"], [["W", "near Tokmak"]], name="x")
    assert found is not None
    assert len(found.sightings) == 1


def test_witnesses_of_one_interviewer_are_one_cluster() -> None:
    rows = [
        {"witness": "W", "interviewer": "I", "text": "near Tokmak"},
        {"witness": "V", "interviewer": "I", "text": "near Polohy"},
        {"witness": "U", "text": "near Polohy"},
    ]
    clusters = [each.cluster for each in read_sightings(rows).sightings]
    assert clusters[0] == clusters[1] != clusters[2]
