"""Latent class models with few classes, and what BIC says of them."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.counts import OverlapTable
from habeas.counts.latent.finite import class_models
from habeas.counts.loglinear import model_table
from habeas.counts.populations import CaptureClass, Population

ONE = Population(1500, (CaptureClass(1.0, (0.3, 0.25, 0.2, 0.15)),))
TWO = Population(
    2000,
    (
        CaptureClass(0.8, (0.1, 0.1, 0.2, 0.2, 0.1)),
        CaptureClass(0.2, (0.8, 0.9, 0.8, 0.9, 0.8)),
    ),
)


def drawn(population: Population) -> OverlapTable:
    return population.draw(np.random.default_rng(11))


def test_one_class_is_the_model_of_independent_lists() -> None:
    table = drawn(ONE)
    independent = next(model for model in model_table(table, 1))
    one = class_models(table)[0]
    assert one.classes == 1
    assert one.bic == pytest.approx(independent.bic, abs=1e-3)
    assert one.total == pytest.approx(independent.total, rel=0.01)


def test_two_kinds_of_people_are_found_by_bic() -> None:
    models = class_models(drawn(TWO))
    assert min(models, key=lambda model: model.bic).classes == 2
    assert models[1].total == pytest.approx(2000, rel=0.1)


def test_one_kind_needs_no_second_class() -> None:
    models = class_models(drawn(ONE))
    assert min(models, key=lambda model: model.bic).classes == 1
    assert len(models) == 2


def test_more_classes_never_fit_worse() -> None:
    models = class_models(drawn(TWO))
    logliks = [model.loglik for model in models]
    assert logliks == sorted(logliks)


def test_parameters_never_exceed_the_cells() -> None:
    three = OverlapTable.of(["A", "B", "C"], {1: 40, 2: 31, 4: 25, 3: 12, 5: 7, 6: 9, 7: 4})
    assert [model.parameters for model in class_models(three)][:2] == [4, 7]


def test_order_of_the_lists_changes_nothing() -> None:
    table = drawn(TWO)
    assert class_models(table.select([4, 2, 0, 1, 3])) == class_models(table)
