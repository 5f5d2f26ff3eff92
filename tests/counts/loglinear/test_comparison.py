"""Every model of a table side by side."""

from __future__ import annotations

import pytest

from habeas.counts import OverlapTable
from habeas.counts.loglinear import model_table
from habeas.model import InputRefused
from tests.counts.loglinear.tables import ARTIFICIAL, KOSOVO


def test_the_best_comes_first_and_models_without_an_estimate_last() -> None:
    rows = model_table(ARTIFICIAL)
    assert [row.code for row in rows[:4]] == [0] * 4
    assert sorted(row.code for row in rows[4:]) == [1, 1, 1, 2]
    assert rows[0].model == "[1,2,3]"
    assert rows[0].total == pytest.approx(539.0939294)
    assert rows[0].bic == pytest.approx(46.404817)
    assert all(row.total is None and row.bic is None for row in rows[4:])
    assert {row.model for row in rows[4:]} == {"[12,3]", "[12,13]", "[12,23]", "[12,13,23]"}


def test_the_order_bounds_the_models() -> None:
    assert len(model_table(KOSOVO)) == 113
    assert len(model_table(KOSOVO, max_order=2)) == 64


def test_a_table_that_carries_nothing_is_refused() -> None:
    with pytest.raises(InputRefused, match="two lists"):
        model_table(OverlapTable.of(("a", "b"), {1: 4, 2: 4}))
