"""The saturated model without highest-order interaction."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.populations import CaptureClass, Interaction, Population
from habeas.counts.simple import nhoi
from tests.counts.reference import needs_reference, reference_table
from tests.counts.simple.rows import ReferenceRow, reference_rows


@needs_reference
@pytest.mark.parametrize("row", reference_rows("nhoi"), ids=lambda row: row.dataset)
def test_the_published_tables_give_the_reference_totals_or_a_refusal(row: ReferenceRow) -> None:
    found = nhoi(reference_table(row.dataset))
    if not np.isfinite(row.point):
        assert found.status is Status.NOT_IDENTIFIABLE
        return
    assert found.point == pytest.approx(row.point, abs=0.06)
    assert found.low == pytest.approx(row.low, rel=2e-4)
    assert found.high == pytest.approx(row.high, rel=3e-4)


def test_expected_counts_of_pairwise_dependent_lists_give_the_true_total() -> None:
    lists = tuple(Interaction(pair, 0.7) for pair in ((0, 1), (1, 2), (0, 2)))
    population = Population(10**7, (CaptureClass(1, (0.3, 0.4, 0.5)),), lists)
    cells = np.round(population.size * population.cell_probabilities()).astype(int)
    table = OverlapTable.of(("a", "b", "c"), {p: int(c) for p, c in enumerate(cells) if p})
    assert nhoi(table).point == pytest.approx(10**7, rel=1e-5)


def test_an_empty_cell_is_named_as_the_reason() -> None:
    found = nhoi(OverlapTable.of(("a", "b", "c"), {1: 5, 2: 4, 3: 3, 4: 4, 5: 2, 6: 1}))
    assert found.status is Status.NOT_IDENTIFIABLE
    assert found.low is None
    assert "1 of the 7 combinations" in found.warnings[0]


def test_all_people_on_one_list_is_too_few_lists() -> None:
    assert nhoi(OverlapTable.of(("a", "b"), {1: 5})).status is Status.TOO_FEW_LISTS
