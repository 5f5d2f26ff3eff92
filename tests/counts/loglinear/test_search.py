"""The search that takes the place of enumeration above six lists."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.loglinear import log_linear
from habeas.counts.loglinear.enumeration import every_model, model_of
from habeas.counts.loglinear.fitting import fit
from habeas.counts.loglinear.search import searched_models
from habeas.model import InputRefused, WrongUsage
from tests.counts.loglinear.tables import KOSOVO
from tests.counts.reference import needs_reference, reference_table


def _population(lists: int, people: int, seed: int) -> OverlapTable:
    """Lists 1 and 2 go together; the others are independent."""
    generator = np.random.default_rng(seed)
    on = generator.random((people, lists)) < np.linspace(0.1, 0.3, lists)
    on[:, 1] |= on[:, 0] & (generator.random(people) < 0.7)
    rows, counts = np.unique(on[on.any(axis=1)].astype(int), axis=0, return_counts=True)
    return OverlapTable.of_rows([f"list {j}" for j in range(lists)], rows.tolist(), counts.tolist())


@needs_reference
@pytest.mark.parametrize("name", ["kosovo", "uk5", "netherlands5", "western_us"])
def test_it_finds_the_best_of_all_pairwise_models_where_these_can_be_listed(name: str) -> None:
    table = reference_table(name)
    people = table.dense().astype(float)
    met = fit(people, searched_models(people, table.list_count, "bic"))
    every = fit(people, every_model(table.list_count, 2))
    assert met.bic[0].min() == pytest.approx(every.bic[0].min(), abs=1e-9)
    assert met.models.shape[0] < every.models.shape[0]


def test_eight_lists_with_one_dependence() -> None:
    table = _population(8, 3000, 1)
    found = log_linear(table, interval="bootstrap", resamples=40)
    assert found.status is Status.OK
    assert "12" in found.diagnostics["model"].strip("[]").split(",")
    assert found.diagnostics["searched"]
    assert found.point == pytest.approx(3000, rel=0.03)


def test_no_model_is_met_twice() -> None:
    models = searched_models(KOSOVO.dense().astype(float), 4, "bic")
    assert len({str(model_of(row, 4)) for row in models}) == len(models)


def test_higher_orders_and_more_lists_are_refused() -> None:
    with pytest.raises(WrongUsage, match="pairs only"):
        log_linear(_population(7, 200, 2), max_order=3)
    many = OverlapTable.of(
        [str(j) for j in range(15)],
        {(1 << 15) - 1: 3, 1: 4, 2: 5} | {1 << j: 2 for j in range(2, 15)},
    )
    with pytest.raises(InputRefused, match="too many"):
        log_linear(many)
