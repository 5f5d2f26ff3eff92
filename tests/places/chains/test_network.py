"""Stays as a network: order, names, and what contradicts itself."""

from __future__ import annotations

from datetime import date

from habeas.model import DateInterval
from habeas.places.chains import FacilityPoint, Leg, Stay
from habeas.places.chains.network import UNNAMED, network_of
from habeas.places.chains.units import units_of

A = FacilityPoint("A", "Prison A", 50.0, 35.0, ("Old prison",))
B = FacilityPoint("B", "Prison B", 51.0, 36.0)


def days(first: tuple[int, int], last: tuple[int, int] | None = None) -> DateInterval:
    last = last or first
    return DateInterval(date(2023, *first), date(2023, *last))


def test_a_facility_is_known_by_id_name_or_alias() -> None:
    told = [Stay("p", "a"), Stay("p", "prison b"), Stay("p", "OLD PRISON")]
    assert network_of(told, [A, B]).place == (0, 1, 0)


def test_words_for_unknown_are_no_label() -> None:
    told = [Stay("p", word) for word in ("", "?", "unknown", "неизвестно", "невідомо")]
    network = network_of(told, [A, B])
    assert set(network.place) == {UNNAMED}
    assert network.labels == ()


def test_a_label_groups_its_stays_however_it_is_written() -> None:
    network = network_of([Stay("p", "X7"), Stay("q", "x7 ")], [A, B])
    assert network.labels == ("X7",)
    assert network.place == (-2, -2)


def test_stays_are_put_in_order_only_when_their_dates_say_so_for_certain() -> None:
    late = Stay("p", "A", days((5, 10)))
    vague = Stay("p", "B", days((5, 1), (5, 31)))
    early = Stay("q", "B", days((4, 1)))
    network = network_of([late, vague, Stay("q", "A", days((5, 10))), early], [A, B])
    assert network.order == {"p": (0, 1), "q": (3, 2)}


def test_who_arrived_elsewhere_before_leaving_did_not_make_that_journey() -> None:
    one = Stay("p", "A", days((5, 1)), days((5, 20)), row=2)
    two = Stay("p", "B", days((5, 10)), days((5, 30)), row=3)
    network = network_of([one, two], [A, B])
    assert network.journeys == ()
    assert [refusal.row for refusal in network.refused] == [3]
    assert "row 2" in network.refused[0].reason


def test_two_tellings_of_one_journey_give_their_geometric_middle() -> None:
    one = Stay("p", "A", went=Leg(hours=4.0, mode="road"))
    two = Stay("p", "B", came=Leg(hours=9.0))
    (journey,) = network_of([one, two], [A, B]).journeys
    assert journey.leg.hours is not None
    assert abs(journey.leg.hours - 6.0) < 1e-9
    assert journey.leg.mode == "road"


def test_the_gap_counts_hours_where_clock_times_are_known() -> None:
    one = Stay("p", "A", left=days((5, 1)), left_hour=20.0)
    two = Stay("p", "B", arrived=days((5, 2)), arrived_hour=2.5)
    (journey,) = network_of([one, two], [A, B]).journeys
    assert journey.gap == 6.5


def test_one_clusters_tellings_of_one_way_are_one_unit() -> None:
    told = []
    for person in ("p", "q", "r"):
        told += [Stay(person, name, cluster="story") for name in ("A", "", "B")]
    told += [Stay("s", name) for name in ("A", "", "B")]
    units = units_of(network_of(told, [A, B]))
    assert [len(unit.stays) for unit in units] == [3, 1]


def test_a_broken_chain_has_no_journey_across_the_break() -> None:
    told = [Stay("p", "A"), Stay("p", "B", direct=False)]
    assert network_of(told, [A, B]).journeys == ()
