"""A table of descriptions in, a table of coordinates out; nothing dropped in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.language import Gazetteer
from habeas.model import InputRefused
from habeas.places.resolving import resolve_table


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def test_each_row_is_answered_or_reported(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "descriptions.csv"
    path.write_text(
        "id,place\na,Полтавська область\nb,\nc,qqqqqq\nd,Київ,too many\ne,Ялта\n", encoding="utf-8"
    )
    found = resolve_table(path, gazetteer=gazetteer)
    assert [row.id for row in found.rows] == ["a", "e"]
    assert [(row.row, row.id) for row in found.not_resolved] == [(3, "b"), (4, "c"), (5, "d")]
    assert all(row.reason and row.remedy for row in found.not_resolved)


def test_the_cells_of_an_answer(gazetteer: Gazetteer) -> None:
    rows = [{"номер": "7", "місце": "Житомирська область, місто Бердичів"}]
    (row,) = resolve_table(rows, gazetteer=gazetteer).rows
    cells = row.cells()
    assert list(cells) == ["id", "lat", "lon", "radius_km_90", "candidates"]
    assert cells["id"] == "7"
    assert abs(cells["lat"] - 49.9) < 0.1
    first, *others = json.loads(cells["candidates"])
    assert set(first) == {"name", "lat", "lon", "p"}
    assert (first["lat"], first["lon"]) == (cells["lat"], cells["lon"])
    assert all(first["p"] >= other["p"] for other in others)


def test_a_step_asks_for_one_of_the_places_that_are_told(gazetteer: Gazetteer) -> None:
    text = "Сумська область, місто Конотоп; там само, місто Ромни"
    rows = [{"text": text, "step": step, "steps": 2} for step in (1, 2)]
    first, second = resolve_table(rows, gazetteer=gazetteer).rows
    assert first.resolved.candidates[0].place.name == "Konotop"
    assert second.resolved.candidates[0].place.name == "Romny"


def test_a_table_without_descriptions_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(InputRefused, match="no column of descriptions"):
        resolve_table([{"id": 1, "name": "x"}], gazetteer=gazetteer)


def test_a_column_may_be_named(gazetteer: Gazetteer) -> None:
    found = resolve_table(
        [{"id": 1, "where": "Одеса"}], gazetteer=gazetteer, columns={"description": "where"}
    )
    assert found.rows[0].resolved.candidates[0].place.name == "Odesa"
