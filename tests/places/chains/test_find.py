"""Hidden nodes: found where flows and travel times fit on both sides, doubted where they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.model import DateInterval, InputRefused
from habeas.places.chains import (
    ChainFinding,
    ChainSettings,
    FacilityPoint,
    Standing,
    Stay,
    find_hidden_nodes,
)
from habeas.places.distance import distance_km
from tests.places.chains.invented import known, place, stays, towns, untimed

QUICK = ChainSettings(points=400, starts=2)


@pytest.fixture(scope="module")
def unnamed() -> ChainFinding:
    return find_hidden_nodes(stays(), known(), towns(), QUICK)


@pytest.fixture(scope="module")
def labelled() -> ChainFinding:
    return find_hidden_nodes(stays(label="X7"), known(), towns(), QUICK)


def test_a_place_nobody_could_name_is_found_by_flows_and_times(unnamed: ChainFinding) -> None:
    best = unnamed.nodes[0]
    assert best.standing is Standing.PLACED
    assert best.label == ""
    assert float(distance_km(*best.centre, *place())) < 50
    assert best.clusters >= 20


def test_a_label_without_coordinates_is_one_node_and_is_placed(labelled: ChainFinding) -> None:
    node = next(node for node in labelled.nodes if node.label == "X7")
    assert node.standing is Standing.PLACED
    assert float(distance_km(*node.centre, *place())) < 50
    assert float(distance_km(*node.centre, *place())) <= node.radius_km_90


def test_a_surface_sums_to_one_with_what_lies_elsewhere(labelled: ChainFinding) -> None:
    for node in labelled.nodes:
        assert node.surface.mass.sum() + node.surface.elsewhere == pytest.approx(1.0)


def test_without_travel_times_the_surface_is_wider(labelled: ChainFinding) -> None:
    blind = find_hidden_nodes(untimed(stays(label="X7")), known(), towns(), QUICK)
    timed = next(node for node in labelled.nodes if node.label == "X7")
    node = next(node for node in blind.nodes if node.label == "X7")
    assert node.near < timed.near
    assert node.radius_km_90 > timed.radius_km_90
    assert node.standing is Standing.UNPLACED
    assert any("places rest on flows" in note for note in blind.notes)


def test_probabilities_of_an_unknown_stay_sum_to_one(unnamed: ChainFinding) -> None:
    told = stays()
    for chain in unnamed.chains:
        for where in chain.whereabouts:
            total = sum(share for _, share in where.places) + where.elsewhere
            assert total == pytest.approx(1.0, abs=1e-6)
            assert where.known == bool(told[where.stay].facility)


def test_chains_name_the_hidden_node_for_most_of_its_stays(unnamed: ChainFinding) -> None:
    best = unnamed.nodes[0].id
    unknown = [w for chain in unnamed.chains for w in chain.whereabouts if not w.known]
    there = [where for where in unknown if where.places and where.places[0][0] == best]
    assert len(there) > 0.5 * len(unknown)


def test_the_same_seed_gives_the_same_finding(unnamed: ChainFinding) -> None:
    again = find_hidden_nodes(stays(), known(), towns(), QUICK)
    assert [(n.centre, n.existence) for n in again.nodes] == [
        (n.centre, n.existence) for n in unnamed.nodes
    ]


def test_one_witness_is_not_two(labelled: ChainFinding) -> None:
    one = [replace(stay, cluster="one witness") for stay in stays(label="X7")]
    node = next(n for n in find_hidden_nodes(one, known(), towns(), QUICK).nodes if n.label == "X7")
    assert node.clusters == 1
    assert node.standing is Standing.WEAK
    assert not node.supported
    assert all(node.supported for node in labelled.nodes if node.label == "X7")


def test_a_network_without_unknown_stays_has_no_hidden_nodes() -> None:
    told = [stay for stay in stays() if stay.facility]
    finding = find_hidden_nodes(told, known(), towns(), QUICK)
    assert finding.nodes == ()
    assert sum(len(chain.whereabouts) for chain in finding.chains) == len(told)


def test_without_places_a_net_is_laid_round_the_facilities() -> None:
    finding = find_hidden_nodes(stays(label="X7"), known(), None, QUICK)
    node = next(node for node in finding.nodes if node.label == "X7")
    assert float(distance_km(*node.centre, *place())) < 100


def test_a_stay_that_ends_before_it_begins_is_refused_and_the_rest_goes_on() -> None:
    wrong = Stay(
        "person x",
        "F1",
        DateInterval.on(date(2023, 5, 2)),
        DateInterval.on(date(2023, 5, 1)),
        row=99,
    )
    finding = find_hidden_nodes([*stays(), wrong], known(), towns(), QUICK)
    assert [refusal.row for refusal in finding.refused] == [99]
    assert finding.nodes


def test_two_facilities_at_least_must_be_known() -> None:
    with pytest.raises(InputRefused, match="where two at least are needed"):
        find_hidden_nodes(stays(), [FacilityPoint("F1", "F1", 50.0, 35.0)], towns(), QUICK)


def test_a_single_unknown_stay_is_no_node() -> None:
    told = [Stay("p", "F1"), Stay("p", ""), Stay("p", "F2")]
    finding = find_hidden_nodes(told, known(), towns(), QUICK)
    assert not [node for node in finding.nodes if node.supported]
    assert not finding.chains[0].whereabouts[1].known
