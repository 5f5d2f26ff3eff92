"""Files that other programs read: GeoJSON, CSV, GeoParquet."""

from __future__ import annotations

import csv
import io
import json
import struct
from datetime import date
from itertools import pairwise
from pathlib import Path

import h3
import pytest

from habeas.places.export import (
    Disclosed,
    ExportRow,
    ExportSettings,
    Precision,
    csv_text,
    geojson_text,
    publish,
    write_geoparquet,
)
from habeas.places.export.outline import centre_and_reach, polygons
from tests.places.export.land import LAND, site

ROWS = publish(
    [site(), site(50, 50, 4.0, name="S2"), site(-60, 50, name="S3", ended=None)],
    "public",
    as_of=date(2026, 11, 26),
    disclosed=Disclosed(),
    places=LAND,
    settings=ExportSettings(active_sites="region"),
).rows
FULL = publish(
    [site()], "restricted", as_of=date(2026, 11, 26), disclosed=Disclosed(), places=LAND
).rows


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def test_geojson_follows_rfc_7946() -> None:
    read = json.loads(geojson_text(ROWS, ["left out: fewer than 5"]))
    assert read["type"] == "FeatureCollection"
    assert "crs" not in read
    assert read["notes"] == ["left out: fewer than 5"]
    cell, block, region = read["features"]
    for feature in (cell, block):
        assert feature["geometry"]["type"] == "Polygon"
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        assert area(ring) > 0, "outlines run counterclockwise"
    assert region["geometry"] is None
    assert region["properties"]["regions"]
    point = json.loads(geojson_text(FULL))["features"][0]
    assert point["geometry"]["coordinates"] == [FULL[0].longitude, FULL[0].latitude]
    assert point["properties"]["sightings"] == ["s1", "s2"]


def test_an_export_says_nothing_of_sightings() -> None:
    assert '"s1"' not in geojson_text(ROWS)
    assert "s1|s2" not in csv_text(ROWS)
    assert "s1|s2" in csv_text(FULL)


def test_csv_has_a_row_a_site_and_runs_nothing_in_a_spreadsheet() -> None:
    hostile = ExportRow("P1", Precision.REGION, 0.5, True, regions=("UA-14",), function="=1+1")
    (read,) = csv.DictReader(io.StringIO(csv_text([hostile])))
    assert read["function"] == "'=1+1"
    assert read["regions"] == "UA-14"
    assert read["lat"] == ""
    assert len(list(csv.DictReader(io.StringIO(csv_text(ROWS))))) == 3


def test_geoparquet_holds_the_same_areas(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_geoparquet(ROWS, tmp_path / "sites.parquet", ["a note"])
    table = parquet.read_table(tmp_path / "sites.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["geometry_types"] == ["Polygon"]
    assert table.schema.metadata[b"notes"] == b"a note"
    cell, _, region = table.column("geometry").to_pylist()
    assert region is None
    order, kind, rings, points = struct.unpack_from("<BIII", cell)
    assert (order, kind, rings) == (1, 3, 1)
    numbers = struct.unpack_from(f"<{2 * points}d", cell, 13)
    assert len(cell) == 13 + 16 * points
    ring = json.loads(geojson_text(ROWS))["features"][0]["geometry"]["coordinates"][0]
    assert [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)] == ring
    assert table.column("regions").to_pylist()[2] == "|".join(ROWS[2].regions)


def test_a_point_of_the_restricted_audience_in_geoparquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_geoparquet(FULL, tmp_path / "sites.parquet")
    (point,) = parquet.read_table(tmp_path / "sites.parquet").column("geometry").to_pylist()
    assert struct.unpack("<BIdd", point) == (1, 1, FULL[0].longitude, FULL[0].latitude)


def test_a_cell_across_the_180th_meridian_is_cut_there() -> None:
    cell = h3.latlng_to_cell(66.5, 180.0, 5)
    parts = polygons([cell])
    assert len(parts) == 2
    for (ring,) in parts:
        assert all(-180 <= x <= 180 for x, _ in ring)
        assert max(x for x, _ in ring) - min(x for x, _ in ring) < 2
        assert ring[0] == ring[-1]
    _, longitude, reach = centre_and_reach([cell])
    assert abs(longitude) > 179
    assert reach < 15


def test_a_block_is_its_cells_and_not_the_outline_of_their_parent() -> None:
    parent = h3.latlng_to_cell(48.0, 37.8, 4)
    children = h3.cell_to_children(parent, 5)
    ((ring,),) = polygons(children)
    corners = {(round(x, 9), round(y, 9)) for c in children for y, x in h3.cell_to_boundary(c)}
    assert {(round(x, 9), round(y, 9)) for x, y in ring} <= corners
