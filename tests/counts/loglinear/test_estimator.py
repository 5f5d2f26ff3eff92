"""The log-linear estimate as a user calls it."""

from __future__ import annotations

import csv
import re
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import OverlapTable, Status
from habeas.counts.loglinear import independence, log_linear
from habeas.model import WrongUsage
from tests.counts.loglinear.tables import ARTIFICIAL, KOSOVO, tables
from tests.counts.reference import REFERENCE, needs_reference, reference_table

quick = settings(max_examples=20, deadline=None)


def _reference_rows(method: str) -> list[dict[str, str]]:
    path = REFERENCE / "reference_results_dev.csv"
    if not path.is_file():
        return []
    with path.open(newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["method"] == method and row["point"]]


@needs_reference
@pytest.mark.parametrize(
    "row", _reference_rows("rcapture_bic"), ids=lambda row: f"{row['dataset']} {row['settings']}"
)
def test_choice_total_criterion_and_limits_are_those_of_rcapture(row: dict[str, str]) -> None:
    order = int(row["settings"].split("maxorder=")[1].split(";")[0])
    found = log_linear(reference_table(row["dataset"]), max_order=order)
    noted = dict(re.findall(r"(\w+)=((?:\[[^\]]*\])|[^;]*)", row["note"]))
    assert found.diagnostics["model"] == noted["model"]
    assert found.diagnostics["bic"] == pytest.approx(float(noted["BIC"]), abs=0.01)
    assert found.diagnostics["poisson_total"] == pytest.approx(float(noted["N_unf"]), abs=0.1)
    assert found.point == pytest.approx(float(row["point"]), abs=0.1)
    assert found.low == pytest.approx(float(row["lo"]), abs=1)
    assert found.high == pytest.approx(float(row["hi"]), abs=1)


@needs_reference
@pytest.mark.parametrize("row", _reference_rows("rcapture_mt"), ids=lambda row: row["dataset"])
def test_independence_is_that_of_rcapture(row: dict[str, str]) -> None:
    found = independence(reference_table(row["dataset"]))
    assert found.method == "independence"
    assert (found.point, found.low, found.high) == pytest.approx(
        (float(row["point"]), float(row["lo"]), float(row["hi"])), abs=0.1
    )


def test_the_report_says_how_good_the_model_is_and_what_came_next() -> None:
    report = log_linear(KOSOVO).diagnostics
    assert report["models"] == 113
    assert report["degrees_of_freedom"] == 15 - 11
    assert 0.0 < report["deviance_p"] < 1.0
    assert len(report["runners_up"]) == 10
    differences = [one["difference"] for one in report["runners_up"]]
    assert differences == sorted(differences)
    assert differences[0] >= 0


def test_a_given_model_is_taken_and_wald_is_around_the_poisson_total() -> None:
    found = log_linear(KOSOVO, model="[12,13,14,23,34]", interval="wald")
    assert found.point == pytest.approx(14341.7, abs=0.1)
    assert found.diagnostics["model"] == "[12,13,14,23,34]"
    assert found.low is not None
    assert found.high is not None
    unseen = np.array([found.low, found.point, found.high]) - KOSOVO.observed
    assert unseen[1] / unseen[0] == pytest.approx(unseen[2] / unseen[1])


def test_aic_takes_larger_models_than_bic() -> None:
    by_aic = log_linear(KOSOVO, criterion="aic").diagnostics
    by_bic = log_linear(KOSOVO).diagnostics
    assert by_aic["aic"] <= by_bic["aic"]
    assert by_aic["degrees_of_freedom"] <= by_bic["degrees_of_freedom"]


@pytest.mark.parametrize(
    ("model", "status"),
    [
        ("[12,13,23]", Status.NOT_IDENTIFIABLE),
        ("[12,3]", Status.NO_EXTENDED_MLE),
        ("[13,23]", Status.OK),
    ],
)
def test_a_model_without_an_estimate_gives_no_number(model: str, status: Status) -> None:
    found = log_linear(ARTIFICIAL, model=model)
    assert found.status is status
    assert (found.point is None) == (status is not Status.OK)


def test_models_without_an_estimate_are_no_candidates() -> None:
    assert log_linear(ARTIFICIAL).diagnostics["model"] == "[1,2,3]"


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({1: 5}, Status.TOO_FEW_LISTS),
        ({}, Status.TOO_FEW_LISTS),
        ({1: 5, 2: 7}, Status.NO_OVERLAP),
        ({2: 7, 3: 4}, Status.NO_EXTENDED_MLE),
    ],
)
def test_tables_that_carry_no_estimate(cells: dict[int, int], status: Status) -> None:
    found = log_linear(OverlapTable.of(("a", "b"), cells))
    assert found.status is status
    assert (found.low, found.point, found.high) == (None, None, None)
    assert found.warnings


def test_a_list_with_nobody_on_it_changes_nothing() -> None:
    wider = OverlapTable.of((*KOSOVO.lists, "empty"), dict(KOSOVO.cells))
    assert log_linear(wider).point == log_linear(KOSOVO).point
    assert log_linear(wider).diagnostics["model"] == "[123,14,34,5]"


@pytest.mark.parametrize(
    "wrong",
    [
        {"interval": "guess"},
        {"criterion": "cic"},
        {"level": 1.0},
        {"resamples": 0, "interval": "bootstrap"},
        {"model": "[17]"},
        {"max_order": 0},
    ],
)
def test_settings_that_do_not_fit_are_wrong_usage(wrong: dict[str, object]) -> None:
    with pytest.raises(WrongUsage):
        log_linear(KOSOVO, **wrong)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("interval", ["profile", "bootstrap", "wald"])
def test_names_and_order_of_the_lists_change_no_digit(interval: str) -> None:
    first = log_linear(KOSOVO, interval=interval, resamples=20)
    for order in list(permutations(range(4)))[1::5]:
        other = log_linear(KOSOVO.select(order), interval=interval, resamples=20)
        assert (other.low, other.point, other.high) == (first.low, first.point, first.high)


def test_a_model_is_named_by_the_lists_of_the_user() -> None:
    moved = KOSOVO.select((3, 2, 1, 0))
    assert log_linear(moved).diagnostics["model"] == "[234,12,14]"
    assert log_linear(moved, model="[234,12,14]").point == log_linear(KOSOVO).point


@quick
@given(tables(most=30))
def test_a_total_is_never_below_the_people_observed(table: OverlapTable) -> None:
    found = log_linear(table)
    if found.status is Status.OK:
        assert found.low is not None
        assert found.point is not None
        assert found.high is not None
        assert table.observed <= found.low <= found.point <= found.high


@quick
@given(tables((3, 4), least=1), st.integers(2, 50))
def test_a_table_k_times_as_large_has_a_total_k_times_as_large(
    table: OverlapTable, factor: int
) -> None:
    once = log_linear(table, model="[12,3]", interval="wald").point
    often = log_linear(table.scaled(factor), model="[12,3]", interval="wald").point
    assert once is not None
    assert often == pytest.approx(factor * once, rel=1e-8)


def test_cells_given_in_parts_are_one_cell() -> None:
    rows = [[pattern >> j & 1 for j in range(4)] for pattern, _ in KOSOVO.cells]
    halves = [people // 2 for _, people in KOSOVO.cells]
    rest = [people - half for (_, people), half in zip(KOSOVO.cells, halves, strict=True)]
    parted = OverlapTable.of_rows(KOSOVO.lists, rows + rows, halves + rest)
    assert log_linear(parted).point == log_linear(KOSOVO).point
