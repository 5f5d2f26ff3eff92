"""Populations on which families must differ, or nothing can tell: no bare number, wide enough.

Widths are 1.3 times the union of three reference methods (R packages), on B1 at most 2.
"""

from __future__ import annotations

import pytest

from tests.counts.band.coverage import REPLICATES, at_least, seen
from tests.counts.reference import needs_reference

WIDEST = {
    "B1_twoclass5": 2.0,
    "B2_twoclass5_mild": 1.3 * 1.97,
    "B3_rivalclasses5": 1.3 * 0.03,
    "B4_threeclass4": 1.3 * 0.49,
    "D2_nonoverlap5": 1.3 * 0.85,
    "E2_threeway3": 3.0,
}


@needs_reference
@pytest.mark.ci
@pytest.mark.parametrize("name", WIDEST)
def test_the_band_holds_the_truth_whatever_its_status(name: str) -> None:
    found = seen(name)
    assert at_least(0.93, found.covered, REPLICATES)
    assert at_least(0.94, found.ok_covered, found.ok)
    assert found.width <= WIDEST[name]
    if name in {"B1_twoclass5", "E2_threeway3"}:
        assert at_least(0.95, found.disagree, REPLICATES)


@needs_reference
@pytest.mark.ci
def test_ten_lists_with_a_group_hardly_seen_get_no_single_number() -> None:
    found = seen("F1_wide10", 50)
    assert at_least(0.80, 50 - found.ok, 50)
