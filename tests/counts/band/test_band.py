"""The band of a table: what is said, and when no single number is."""

from __future__ import annotations

import json

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status, as_dict, as_text, estimate
from habeas.counts.band import band
from habeas.counts.populations import CaptureClass, Interaction, Population
from tests.counts.reference import needs_reference, reference_table

INDEPENDENT = Population(1500, (CaptureClass(1.0, (0.3, 0.25, 0.2, 0.15)),))
TWO_KINDS = Population(
    2000,
    (
        CaptureClass(0.85, (0.05, 0.04, 0.08, 0.1, 0.05)),
        CaptureClass(0.15, (0.7, 0.8, 0.75, 0.9, 0.7)),
    ),
)
ALL_TOGETHER = Population(
    2000,
    (CaptureClass(1.0, (0.25, 0.25, 0.25)),),
    (
        Interaction((0, 1), 0.5),
        Interaction((0, 2), 0.5),
        Interaction((1, 2), 0.5),
        Interaction((0, 1, 2), 0.8),
    ),
)


def drawn(population: Population, seed: int = 7) -> OverlapTable:
    return population.draw(np.random.default_rng(seed))


def test_families_that_agree_give_one_number_with_its_interval() -> None:
    found = band(drawn(INDEPENDENT))
    assert found.status is Status.OK
    assert found.low is not None
    assert found.point is not None
    assert found.high is not None
    assert found.low < found.point < found.high
    assert found.low < 1500 < found.high
    assert [member.method for member in found.members] == [
        "log-linear-averaged",
        "decomposable",
        "latent-class",
    ]
    assert found.diagnostics["band"] == "pooled"


@pytest.mark.parametrize("population", [TWO_KINDS, ALL_TOGETHER])
def test_families_that_do_not_agree_give_limits_and_no_number(population: Population) -> None:
    found = band(drawn(population))
    assert found.status is Status.METHODS_DISAGREE
    assert found.point is None
    assert found.low is not None
    assert found.high is not None
    assert found.low < population.size < found.high
    assert found.diagnostics["disagreements"]
    assert found.diagnostics["band"] == "hull"


def test_a_family_that_the_lists_refute_is_left_out_and_named() -> None:
    found = band(drawn(TWO_KINDS))
    assert "log-linear models" not in found.diagnostics["supported"]
    assert any("log-linear models" in sentence for sentence in found.diagnostics["left_out"])


def test_a_figure_that_stands_says_what_hidden_share_would_break_it() -> None:
    assert "beyond the reach of every list" in as_text(band(drawn(INDEPENDENT)))


REFUSED = {
    "one list": (["A"], {1: 50}, Status.TOO_FEW_LISTS),
    "all on one of three": (["A", "B", "C"], {1: 50}, Status.TOO_FEW_LISTS),
    "two lists without overlap": (["A", "B"], {1: 50, 2: 40}, Status.NO_OVERLAP),
    "three lists without overlap": (["A", "B", "C"], {1: 50, 2: 40, 4: 9}, Status.NO_OVERLAP),
    "nested": (["A", "B", "C"], {1: 50, 3: 20, 4: 30, 5: 9, 7: 5}, Status.NO_EXTENDED_MLE),
    "everybody on every list": (["A", "B", "C"], {7: 50}, Status.NO_EXTENDED_MLE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_says_nothing_gets_a_reason_and_no_number(name: str) -> None:
    lists, cells, status = REFUSED[name]
    found = band(OverlapTable.of(lists, cells))
    assert (found.status, found.low, found.point, found.high) == (status, None, None, None)
    assert found.warnings


def test_a_list_made_from_another_is_named() -> None:
    lists, cells, _ = REFUSED["nested"]
    found = band(OverlapTable.of(lists, cells))
    assert "'B' is on 'A'" in found.warnings[0]


def test_a_few_people_may_lie_inside_another_list_by_chance() -> None:
    cells = {1: 60, 2: 1, 4: 40, 5: 25, 3: 20, 6: 15, 9: 1, 8: 0, 13: 1}
    found = band(OverlapTable.of(["A", "B", "C", "D"], cells))
    assert found.status is not Status.NO_EXTENDED_MLE


def test_two_lists_get_limits_for_dependence_and_no_number() -> None:
    found = band(OverlapTable.of(["A", "B"], {1: 50, 2: 40, 3: 20}))
    assert found.status is Status.TOO_FEW_LISTS
    assert found.point is None
    (chapman,) = found.members
    assert found.low is not None
    assert found.high is not None
    assert chapman.low is not None
    assert chapman.high is not None
    assert found.low < chapman.low < chapman.high < found.high


def test_names_and_order_of_the_lists_change_nothing() -> None:
    table = drawn(INDEPENDENT)
    turned = table.select([2, 0, 3, 1])
    renamed = OverlapTable(("w", "x", "y", "z"), turned.cells)
    first, second = band(table), band(renamed)
    assert (first.low, first.point, first.high) == (second.low, second.point, second.high)


def test_the_same_table_and_seed_give_the_same_bits() -> None:
    table = drawn(ALL_TOGETHER)
    assert json.dumps(as_dict(band(table))) == json.dumps(as_dict(band(table)))


def test_a_list_with_nobody_changes_nothing() -> None:
    table = drawn(INDEPENDENT)
    more = OverlapTable((*table.lists, "empty"), table.cells)
    assert (band(more).low, band(more).high) == (band(table).low, band(table).high)


def test_ten_lists_are_answered_with_the_graphs_of_the_six_largest() -> None:
    wide = Population(800, (CaptureClass(1.0, tuple(0.25 - 0.02 * j for j in range(10))),))
    found = band(drawn(wide))
    graphs = found.members[1]
    assert len(graphs.lists) == 6
    assert found.low is not None
    assert found.high is not None
    assert found.low < 800 < found.high


def test_estimate_takes_what_a_notebook_has() -> None:
    found = estimate({"110": 12, "100": 40, "010": 31, "001": 25, "011": 9, "101": 7})
    assert found.method == "all"
    assert found.observed == 124
    assert "<section" in found._repr_html_()


@needs_reference
@pytest.mark.parametrize("name", ["netherlands", "netherlands5", "artificial3", "uk"])
def test_published_tables_that_settle_nothing_get_no_number(name: str) -> None:
    found = band(reference_table(name))
    assert (found.point is None) == (found.status is not Status.OK)
    if name != "uk":
        assert found.status is not Status.OK


@needs_reference
def test_kosovo_holds_the_later_near_census() -> None:
    found = band(reference_table("kosovo"))
    assert found.status is Status.OK
    assert found.low is not None
    assert found.high is not None
    assert found.low < 10_401 < found.high


def test_too_few_people_in_the_overlaps_leave_the_limit_to_the_prior() -> None:
    few = OverlapTable.of(["A", "B", "C"], {1: 1, 2: 1, 4: 1, 3: 1})
    found = band(few)
    assert found.status is Status.PRIOR_DRIVEN
    assert found.point is None
    assert found.diagnostics["moved_by_prior"] > 2
    assert band(few.scaled(40)).diagnostics["moved_by_prior"] < found.diagnostics["moved_by_prior"]


def test_one_person_on_two_lists_is_no_estimate() -> None:
    found = band(OverlapTable.of(["A", "B"], {3: 1}))
    assert (found.status, found.low) == (Status.NO_EXTENDED_MLE, None)


def test_a_list_that_holds_everybody_seen_makes_parts_of_the_others() -> None:
    eight = OverlapTable.of([f"list {j}" for j in range(8)], {255: 1700, 1: 85})
    assert band(eight).status is Status.NO_EXTENDED_MLE
