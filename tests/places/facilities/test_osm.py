"""Facilities in an extract of OpenStreetMap; the map is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.model import InputRefused
from habeas.places.facilities import Official, read_facilities

pytest.importorskip("osmium")

MAP = """<?xml version="1.0"?>
<osm version="0.6">
 <node id="1" lat="48.00" lon="37.80" version="1">
  <tag k="amenity" v="prison"/><tag k="name" v="Млин"/><tag k="name:ru" v="Мельница"/>
  <tag k="old_name" v="Двор 5;Двор 6"/><tag k="capacity" v="300"/><tag k="start_date" v="1950"/>
  <tag k="operator:type" v="government"/>
 </node>
 <node id="2" lat="48.10" lon="37.90" version="1"/>
 <node id="3" lat="48.10" lon="37.91" version="1"/>
 <node id="4" lat="48.11" lon="37.91" version="1"/>
 <node id="5" lat="48.11" lon="37.90" version="1"/>
 <node id="6" lat="48.50" lon="37.50" version="1"><tag k="landuse" v="military"/></node>
 <node id="7" lat="48.60" lon="37.50" version="1">
  <tag k="historic" v="prison_camp"/><tag k="name" v="Camp"/><tag k="end_date" v="soon"/>
 </node>
 <way id="10" version="1">
  <nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="2"/>
  <tag k="landuse" v="military"/>
 </way>
 <way id="11" version="1">
  <nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="2"/>
  <tag k="amenity" v="prison"/>
 </way>
 <way id="12" version="1"><nd ref="98"/><nd ref="99"/><tag k="amenity" v="prison"/></way>
 <relation id="20" version="1">
  <member type="way" ref="10" role="outer"/>
  <tag k="type" v="multipolygon"/><tag k="government" v="prison"/><tag k="name" v="Yard"/>
 </relation>
</osm>
"""


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "extract.osm"
    path.write_text(MAP, encoding="utf-8")
    return path


def test_nodes_ways_and_relations_are_read(extract: Path) -> None:
    table = read_facilities(extract)
    by_id = {facility.id: facility for facility in table.facilities}
    assert set(by_id) == {"osm:node/1", "osm:node/7", "osm:way/11", "osm:relation/20"}
    mill = by_id["osm:node/1"]
    assert mill.name == "Млин"
    assert mill.aliases == ("Мельница", "Двор 5", "Двор 6")
    assert mill.official is Official.LISTED
    assert mill.capacity == 300
    assert mill.active.first is not None
    assert mill.active.first.year == 1950
    for shape in ("osm:way/11", "osm:relation/20"):
        assert by_id[shape].latitude == pytest.approx(48.105, abs=1e-6)
        assert by_id[shape].longitude == pytest.approx(37.905, abs=1e-6)
        assert by_id[shape].precision_km == pytest.approx(0.67, abs=0.02)
    assert by_id["osm:way/11"].official is Official.UNLISTED
    assert by_id["osm:way/11"].name == "prison without a name (way/11)"
    assert by_id["osm:relation/20"].official is Official.LISTED


def test_what_cannot_be_placed_or_dated_is_said(extract: Path) -> None:
    table = read_facilities(extract)
    assert [item.id for item in table.refused] == ["way/12"]
    assert "node/7" in table.notes[0]


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"no map")
    with pytest.raises(InputRefused, match="cannot be read as a map"):
        read_facilities(broken)
    with pytest.raises(InputRefused, match="no such file"):
        read_facilities(tmp_path / "missing.osm")
