"""What each audience sees of a site."""

from __future__ import annotations

from datetime import date
from typing import Any

import h3
import pytest

from habeas.places.export import (
    Disclosed,
    ExportSettings,
    Precision,
    Published,
    SiteRow,
    is_active,
    publish,
)
from tests.places.export.land import LAND, oblast, site

TODAY = date(2026, 11, 26)


def published(
    *sites: SiteRow,
    audience: str = "public",
    disclosed: Disclosed | None = None,
    as_of: date = TODAY,
    settings: ExportSettings | None = None,
) -> Published:
    return publish(
        sites,
        audience,
        as_of=as_of,
        disclosed=disclosed or Disclosed(),
        places=LAND,
        settings=settings,
    )


def test_the_restricted_audience_sees_everything_and_nothing_is_remembered() -> None:
    whole = site(ended=None, supported=False)
    done = published(whole, audience="restricted")
    (row,) = done.rows
    assert (row.id, row.latitude, row.longitude) == ("S1", whole.latitude, whole.longitude)
    assert row.precision is Precision.POINT
    assert row.sightings == ("s1", "s2")
    assert row.occupants == (12.0, 71.0)
    assert row.active_from == "2019-02-11"
    assert done.disclosed == Disclosed()


@pytest.mark.parametrize("audience", ["public", "partner", "press", "", "restricted-partners"])
def test_any_other_audience_gets_a_cell(audience: str) -> None:
    whole = site()
    (row,) = published(whole, audience=audience).rows
    assert row.precision is Precision.CELL
    assert row.cells == (h3.latlng_to_cell(whole.latitude, whole.longitude, 5),)
    assert row.id == "P1"
    assert row.sightings == ()
    assert row.regions == ()
    assert row.radius_km_90 is not None
    assert row.radius_km_90 >= h3.average_hexagon_edge_length(5, "km")


def test_numbers_and_days_are_told_in_bands() -> None:
    (row,) = published(site()).rows
    assert row.probability == 0.75
    assert row.occupants == (10.0, 99.0)
    assert (row.active_from, row.active_to) == ("2019", "2020")
    (row,) = published(site(), settings=ExportSettings(dates="quarter")).rows
    assert (row.active_from, row.active_to) == ("2019-Q1", "2020-Q2")
    assert row.function == "filtration"


def test_a_vague_site_is_told_as_a_block_or_a_region_that_holds_it() -> None:
    (block,) = published(site(spread_km=4.0)).rows
    assert block.precision is Precision.BLOCK
    assert len(block.cells) in (7, 49)
    (region,) = published(site(spread_km=60.0)).rows
    assert region.precision is Precision.REGION
    assert (region.latitude, region.cells) == (None, ())


def test_a_site_in_use_is_left_out_with_a_count_in_bands() -> None:
    done = published(site(ended=None), site(north=60, east=60, name="S2"))
    assert [row.id for row in done.rows] == ["P1"]
    assert any("in use" in note and "fewer than 5" in note for note in done.notes)


def test_a_site_in_use_is_told_as_a_region_when_the_caller_says_so() -> None:
    settings = ExportSettings(active_sites="region")
    (row,) = published(site(ended=None), settings=settings).rows
    assert row.precision is Precision.REGION
    assert row.regions == ("UA-14",)
    assert row.active_to == ""


def test_in_use_is_judged_by_the_day_given_and_never_by_the_clock() -> None:
    closed = site(ended=date(2024, 2, 29))
    assert is_active(closed, date(2025, 2, 28))
    assert not is_active(closed, date(2025, 3, 1))
    assert is_active(site(ended=None), date(2099, 1, 1))
    assert published(closed, as_of=date(2025, 2, 28)).rows == ()
    assert len(published(closed, as_of=date(2025, 3, 1)).rows) == 1


def test_a_site_of_one_cluster_would_point_at_its_witness() -> None:
    done = published(site(supported=False))
    assert done.rows == ()
    assert any("one witness" in note for note in done.notes)
    allowed = published(site(supported=False), settings=ExportSettings(unsupported=True))
    assert allowed.rows[0].supported is False


def test_where_hardly_anybody_lives_a_region_is_told() -> None:
    lonely = site(north=90, east=-90, spread_km=0.5)
    (row,) = published(lonely).rows
    assert row.precision is Precision.REGION
    (row,) = published(lonely, settings=ExportSettings(least_places=1)).rows
    assert row.precision is Precision.CELL


def test_without_populated_places_nothing_is_let_out() -> None:
    nowhere = type(LAND)(LAND.latitude[:0], LAND.longitude[:0], ())
    done = publish([site()], "public", as_of=TODAY, disclosed=Disclosed(), places=nowhere)
    assert done.rows == ()
    assert any("hardly anybody lives" in note for note in done.notes)


def test_the_order_and_the_names_of_rows_do_not_follow_the_sites() -> None:
    one, two = site(), site(north=60, east=60, name="S2")
    first = published(one, two)
    again = published(two, one, disclosed=first.disclosed)
    assert again.rows == first.rows
    assert again.disclosed == first.disclosed


def test_an_export_of_the_same_sites_says_the_same_again() -> None:
    sites = [
        site(10.0 * (n % 4) - 20, 9.0 * (n // 4) - 30, 0.3 + n, name=f"S{n}") for n in range(16)
    ]
    first = published(*sites)
    again = published(*reversed(sites), audience="press", disclosed=first.disclosed)
    assert len(first.rows) == 16
    assert again.rows == first.rows


def test_two_sites_in_one_cell_keep_two_records() -> None:
    one, two = site(name="S1"), site(name="S2")
    done = published(one, two)
    assert [row.id for row in done.rows] == ["P1", "P2"]
    again = published(one, two, disclosed=done.disclosed)
    assert [row.id for row in again.rows] == ["P1", "P2"]


def test_a_key_holds_a_site_together_however_far_its_estimate_moves() -> None:
    first = published(site(key="a"))
    moved = published(site(north=90, east=90, key="a"), disclosed=first.disclosed)
    (row,) = moved.rows
    assert row.id == "P1"
    assert row.precision is Precision.REGION
    assert {oblast(48.0 - 8 / 111.2, 37.5), oblast(48.8, 37.9 + 90 / 74.4)} <= set(row.regions)
    back = published(site(key="a"), disclosed=moved.disclosed)
    assert back.rows[0].precision is Precision.REGION


@pytest.mark.parametrize(
    "wrong", [{"active_sites": "cell"}, {"dates": "day"}, {"kept_share": 0.95}], ids=str
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        ExportSettings(**wrong)
