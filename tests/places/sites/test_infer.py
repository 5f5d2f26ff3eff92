"""Sites from a few sightings in an invented country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from habeas.model import InputRefused
from habeas.places.description import Relation
from habeas.places.distance import distance_km
from habeas.places.sites import Site, SiteSettings, SitesFound, add_sighting, infer_sites
from tests.places.sites.invented import TOWNS, InventedNames, three_sites, told

QUICK = SiteSettings(countries=("XX",), warm_up=60, draws=150, pilot=20)


@pytest.fixture(scope="module")
def found() -> SitesFound:
    return infer_sites(three_sites(), InventedNames(), QUICK)


def near(found: SitesFound, town: int) -> Site:
    """The likeliest site within 12 km of a town."""
    _, latitude, longitude, _ = TOWNS[town]
    return next(
        site
        for site in found.sites
        if site.clusters >= 1
        and float(distance_km(latitude, longitude, site.latitude, site.longitude)) < 12
    )


def test_sites_that_several_tell_of_are_supported_and_the_stray_is_not(found: SitesFound) -> None:
    for town in (0, 3, 8):
        assert near(found, town).supported
    assert not near(found, 9).supported
    assert near(found, 9).probability < 0.5
    assert 3 <= found.seen.low <= found.seen.high <= found.all_sites.high


def test_a_site_says_what_is_known_of_it(found: SitesFound) -> None:
    alfa = near(found, 0)
    assert alfa.functions[0][0] == "remand"
    assert sum(share for _, share in alfa.functions) == pytest.approx(1)
    assert alfa.occupants is not None
    assert alfa.occupants.low < 40 < 60 < alfa.occupants.high
    assert alfa.began is not None
    assert alfa.ended is not None
    assert alfa.began.middle <= date(2023, 3, 1) <= date(2023, 6, 1) <= alfa.ended.middle
    assert alfa.began.low < alfa.began.middle <= alfa.began.high
    assert {"T1", "T2", "T4"} <= {m.sighting for m in alfa.sightings if m.probability > 0.8}
    assert alfa.region.radius_km(alfa.latitude, alfa.longitude) == alfa.radius_km_90
    assert 2 < alfa.clusters <= 6


def test_the_sightings_a_weak_site_rests_on_are_named(found: SitesFound) -> None:
    delta = near(found, 3)
    named = {one.sighting for one in delta.most_influential}
    assert named & {"T6", "T7", "T8"}
    assert all(0 <= one.probability_without <= 1 for one in delta.most_influential)
    assert min(one.probability_without for one in delta.most_influential) < delta.probability


def test_one_cluster_alone_supports_nothing_however_often_it_tells() -> None:
    twenty = [
        told(n, Relation.IN, "Golf", cluster="same", witness=f"W{n % 3}", km=float(n))
        for n in range(20)
    ]
    strays = [told(100 + n, Relation.IN, TOWNS[n][0]) for n in range(6)]
    found = infer_sites([*twenty, *strays], InventedNames(), QUICK)
    golf = near(found, 8)
    assert not golf.supported
    assert golf.clusters == pytest.approx(1)


def test_the_same_seed_gives_the_same_result(found: SitesFound) -> None:
    again = infer_sites(three_sites(), InventedNames(), QUICK)
    assert [(s.latitude, s.probability) for s in again.sites] == [
        (s.latitude, s.probability) for s in found.sites
    ]
    other = infer_sites(three_sites(), InventedNames(), replace(QUICK, seed=2))
    assert [s.probability for s in other.sites] != [s.probability for s in found.sites]


def test_the_table_has_a_row_a_site_and_a_column_a_source(found: SitesFound) -> None:
    table = found.table
    assert table.sources == ("court", "interview")
    assert table.incidence.shape == (len(table.sites), 2)
    assert set(np.unique(table.incidence)) <= {0, 1}
    assert table.incidence.sum(axis=1).min() >= 1
    assert len(table.draws) == 20
    assert all(draw.sum(axis=1).min() >= 1 for draw in table.draws if len(draw))


def test_a_sighting_that_names_no_known_place_is_reported(found: SitesFound) -> None:
    lost = told(50, Relation.NEAR, "Nowhere")
    with_lost = infer_sites([*three_sites(), lost], InventedNames(), QUICK)
    assert with_lost.unplaced == ("T50",)
    assert found.unplaced == ()
    assert add_sighting(found, lost).unplaced == ("T50",)


def test_sightings_that_all_name_unknown_places_are_refused() -> None:
    with pytest.raises(InputRefused, match="no sighting names a place"):
        infer_sites([told(1, Relation.IN, "Nowhere")], InventedNames(), QUICK)


def test_one_more_sighting_makes_the_stray_a_site(found: SitesFound) -> None:
    more = add_sighting(found, told(60, Relation.IN, "Hotel"))
    assert near(more, 9).probability > near(found, 9).probability + 0.2
    assert "T60" in {member.sighting for member in near(more, 9).sightings}
    anew = infer_sites([*three_sites(), told(60, Relation.IN, "Hotel")], InventedNames(), QUICK)
    assert near(more, 9).probability == pytest.approx(near(anew, 9).probability, abs=0.15)


def test_one_more_sighting_of_a_known_cluster_adds_no_cluster(found: SitesFound) -> None:
    more = add_sighting(found, told(61, Relation.IN, "Hotel", cluster="C14", km=3.0))
    assert near(more, 9).probability < 0.5
    assert near(more, 9).clusters == pytest.approx(1, abs=0.4)
    with pytest.raises(ValueError, match="there already"):
        add_sighting(found, told(1, Relation.IN, "Alfa"))
