"""Fits of many models at once: checked against plain regression and published figures."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import OverlapTable
from habeas.counts.loglinear.columns import fit_columns
from habeas.counts.loglinear.enumeration import every_model, model_of
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, fit, fitted_cells
from habeas.counts.loglinear.model import Model
from tests.counts.loglinear.tables import KOSOVO, tables
from tests.counts.reference import REFERENCE, needs_reference, reference_table

ANCHORED = (
    "artificial3 congenital5 diabetes hiv_rome korea kosovo lesbian_allegheny spina_bifida uk5 "
    "western_us"
).split()


def test_kosovo_as_published() -> None:
    models = every_model(4, 3)
    fits = fit(KOSOVO.dense(), models)
    best = int(fits.bic[0].argmin())
    assert str(model_of(models[best], 4)) == "[123,14,34]"
    assert fits.totals[0, best] == pytest.approx(10356.5, abs=0.1)
    assert fits.bic[0, best] == pytest.approx(203.030, abs=0.001)
    assert fits.codes[0].tolist() == [0] * 113


@settings(deadline=None)
@given(tables((3, 4), least=1), st.data())
def test_a_fit_is_that_of_plain_regression_on_a_design_matrix(
    table: OverlapTable, data: st.DataObject
) -> None:
    lists = table.list_count
    models = every_model(lists, lists - 1)
    row = data.draw(st.integers(0, len(models) - 1))
    fits = fit(table.dense(), models)
    cells = np.arange(1, 1 << lists)
    terms = [int(term) for term in models[row] if term > 0]
    design = np.array([(cells & s) == s for s in (0, *terms)], dtype=np.float64).T
    plain = fit_columns(table.dense()[1:].astype(np.float64), design)
    assert fits.unseen[0, row] == pytest.approx(np.exp(plain.coefficients[0]), rel=1e-8)
    assert fits.loglik[0, row] == pytest.approx(plain.loglik, abs=1e-8)
    own = fits.variance[0, row] / fits.unseen[0, row] ** 2 - 1 / fits.unseen[0, row]
    assert own == pytest.approx(plain.covariance[0, 0], rel=1e-6)
    fitted = fitted_cells(fits.coefficients[row], models[row], lists)
    assert fitted[1:] == pytest.approx(plain.fitted, rel=1e-7)
    assert fits.deviance[0, row] == pytest.approx(
        2 * (table.counts * np.log(table.counts / plain.fitted)).sum(), abs=1e-7
    )


def test_the_saturated_model_has_the_closed_form() -> None:
    full = Model.of(4, [7, 11, 13, 14])
    fits = fit(KOSOVO.dense(), np.array([full.terms]))
    signs = [1 if pattern.bit_count() % 2 else -1 for pattern, _ in KOSOVO.cells]
    unseen = np.exp((np.array(signs) * np.log(KOSOVO.counts)).sum())
    assert fits.unseen[0, 0] == pytest.approx(unseen, rel=1e-9)
    assert fits.deviance[0, 0] == pytest.approx(0, abs=1e-8)


def test_many_tables_at_once_are_each_as_alone() -> None:
    rows = np.random.default_rng(1).multinomial(900, KOSOVO.dense() / 4400, size=5)
    models = every_model(4, 3)
    together = fit(rows, models)
    for number, row in enumerate(rows):
        alone = fit(row, models)
        assert np.array_equal(together.unseen[number], alone.unseen[0])
        assert np.array_equal(together.bic[number], alone.bic[0])


def test_a_start_from_another_fit_leads_to_the_same_place() -> None:
    models = every_model(4, 3)
    first = fit(KOSOVO.dense(), models)
    table = KOSOVO.dense() + np.arange(16) % 3
    cold, warm = fit(table, models), fit(table, models, starts=first.coefficients)
    assert warm.unseen == pytest.approx(cold.unseen, rel=1e-9)
    assert warm.loglik == pytest.approx(cold.loglik, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(tables((2, 4), most=4), st.data())
def test_the_fit_proves_what_the_linear_program_finds(
    table: OverlapTable, data: st.DataObject
) -> None:
    lists = table.list_count
    models = every_model(lists, max(lists - 1, 1))
    fits = fit(table.dense(), models)
    for row in data.draw(st.lists(st.integers(0, len(models) - 1), min_size=1, max_size=4)):
        code = existence_code(table.dense(), models[row])
        assert fits.codes[0, row] == code or fits.codes[0, row] & UNDECIDED
        if code == 0:
            assert np.isfinite(fits.unseen[0, row])
            assert np.isfinite(fits.loglik[0, row])


@needs_reference
@pytest.mark.parametrize("name", ANCHORED)
def test_every_model_of_the_reference(name: str) -> None:
    """Total, BIC and extended-MLE code of 3,548 models, as MultipleSystemsEstimation has them."""
    table = reference_table(name)
    with (REFERENCE / "anchors" / f"models_{name}.csv").open(newline="") as opened:
        expected = {row["model"]: row for row in csv.DictReader(opened)}
    models = every_model(table.list_count, 3 if len(expected) == 113 else 2)
    fits = fit(table.dense(), models)
    assert len(models) == len(expected)
    for row, terms in enumerate(models):
        anchor = expected[str(model_of(terms, table.list_count))]
        assert fits.codes[0, row] == int(anchor["emle_code"])
        if fits.codes[0, row] == 0:
            assert fits.totals[0, row] == pytest.approx(float(anchor["emle_N"]), rel=1e-6)
            assert fits.bic[0, row] == pytest.approx(float(anchor["emle_BIC"]), rel=1e-6)


@needs_reference
def test_six_lists_have_the_best_of_all_their_pairwise_models() -> None:
    models = every_model(6, 2)
    fits = fit(reference_table("uk").dense(), models)
    best = int(fits.bic[0].argmin())
    assert str(model_of(models[best], 6)) == "[12,13,25,35,36,45]"
    assert fits.totals[0, best] == pytest.approx(12350, abs=1)
