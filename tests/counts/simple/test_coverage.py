"""Sample coverage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import OverlapTable, Status
from habeas.counts.simple import nhoi, sample_coverage
from habeas.counts.simple.coverage import Variant
from tests.counts.reference import needs_reference, reference_table
from tests.counts.simple.rows import ReferenceRow, reference_rows

# The reference gives a point here that its own denominator does not carry.
MEANINGLESS = {"artificial3", "hiv_rome", "western_us", "uk5", "neworleans5"}


@needs_reference
@pytest.mark.parametrize(
    "row", reference_rows("sample_coverage"), ids=lambda row: f"{row.dataset} {row.settings[:3]}"
)
def test_the_published_tables_give_the_reference_points(row: ReferenceRow) -> None:
    variant: Variant = "high" if "HSC" in row.settings else "low"
    found = sample_coverage(reference_table(row.dataset), variant)
    if variant == "high" and row.dataset in MEANINGLESS:
        assert found.status is Status.NOT_IDENTIFIABLE
        assert found.low is found.point is found.high is None
        return
    assert found.point == pytest.approx(row.point, abs=0.06)


@needs_reference
@pytest.mark.parametrize("name", ["spina_bifida", "diabetes", "congenital5"])
@pytest.mark.parametrize("variant", ["high", "low"])
def test_where_the_denominator_is_far_from_zero_the_interval_is_the_reference_one(
    name: str, variant: Variant
) -> None:
    (row,) = (
        row
        for row in reference_rows("sample_coverage")
        if row.dataset == name and row.settings.startswith(variant[0].upper())
    )
    found = sample_coverage(reference_table(name), variant)
    assert found.low is not None
    assert found.high is not None
    # The reference has 200 resamples: a standard error known to 5 %.
    assert found.high - found.low == pytest.approx(row.high - row.low, rel=0.15)


@needs_reference
def test_the_refused_ratio_can_still_be_checked_in_the_diagnostics() -> None:
    found = sample_coverage(reference_table("hiv_rome"), "high")
    assert found.diagnostics["ratio"] == pytest.approx(222_168, abs=1)


@needs_reference
@pytest.mark.parametrize(("name", "taken"), [("diabetes", "high"), ("hiv_rome", "low")])
def test_auto_takes_the_variant_by_the_coverage(name: str, taken: str) -> None:
    assert sample_coverage(reference_table(name)).method == f"sample-coverage {taken}"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(5, 200), min_size=7, max_size=7),
    st.permutations(range(3)),
    st.sampled_from(["high", "low", "independent"]),
)
def test_relabelling_lists_changes_nothing(
    people: list[int], order: list[int], variant: Variant
) -> None:
    table = OverlapTable.of(("a", "b", "c"), dict(enumerate(people, start=1)))
    turned = table.select(order)
    one, other = sample_coverage(table, variant), sample_coverage(turned, variant)
    assert (one.status, one.low, one.point, one.high) == (
        other.status,
        other.low,
        other.point,
        other.high,
    )


def test_a_list_with_nobody_on_it_changes_nothing() -> None:
    table = OverlapTable.of(("a", "b", "c"), {1: 50, 2: 40, 3: 20, 4: 30, 5: 10, 6: 9, 7: 4})
    wider = OverlapTable(("a", "b", "c", "nobody"), table.cells)
    for method in (sample_coverage, nhoi):
        ours, theirs = method(table), method(wider)
        assert (ours.low, ours.point, ours.high) == (theirs.low, theirs.point, theirs.high)
        assert theirs.lists == wider.lists


def test_refusals() -> None:
    lists = ("a", "b", "c")
    disjoint = OverlapTable.of(lists, {1: 5, 2: 5, 4: 5})
    assert sample_coverage(disjoint).status is Status.NO_OVERLAP
    two = OverlapTable.of(lists, {1: 5, 2: 5, 3: 5})
    assert sample_coverage(two).status is Status.TOO_FEW_LISTS
    assert sample_coverage(two, "independent").status is Status.OK


@pytest.mark.parametrize("cells", [{1: 5, 3: 8, 7: 11}, {7: 50}, {7: 1}])
def test_a_formula_that_comes_to_nobody_unseen_is_no_finding(cells: dict[int, int]) -> None:
    """One list holds everybody: the ratio is n exactly, without any error."""
    found = sample_coverage(OverlapTable.of(["A", "B", "C"], cells))
    assert found.status is Status.NOT_IDENTIFIABLE
    assert found.low is found.point is found.high is None
    assert "nobody unseen" in found.warnings[0]
