"""Equality with the field's reference package, on every table that it was run on."""

import csv
import re

import numpy as np
import pytest

from habeas.counts.decomposable import averaging, decomposable
from habeas.counts.decomposable.averaging import averaged
from habeas.counts.decomposable.graphs import decomposable_graphs
from habeas.counts.decomposable.marginals import LogMarginals, SetTerms, log_marginal_of
from tests.counts.reference import REFERENCE, needs_reference, reference_table

pytestmark = needs_reference


def _rows() -> list[dict[str, str]]:
    path = REFERENCE / "reference_results_dev.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["method"] == "dga"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['dataset']} {row['settings']}")
def test_quantiles_and_graphs_are_those_of_the_reference(row: dict[str, str]) -> None:
    settings = dict(part.split("=") for part in row["settings"].split(";") if "=" in part)
    note = dict(part.split("=") for part in row["note"].split(";"))
    estimate = decomposable(
        reference_table(row["dataset"]),
        delta=float(settings["delta"]),
        complete_graph="nosat" not in row["settings"],
    )
    found = estimate.diagnostics["quantiles"]
    assert (found["low"], found["point"], found["high"]) == (
        float(row["lo"]),
        float(row["point"]),
        float(row["hi"]),
    )
    assert estimate.diagnostics["mean"] == pytest.approx(float(note["mean"]), abs=0.06)
    assert estimate.diagnostics["p_sat"] == pytest.approx(float(note["psat"]), abs=1e-5)
    best = estimate.diagnostics["top_graphs"][0]
    assert best["probability"] == pytest.approx(float(note["ptop"]), abs=1e-4)
    assert _numbered(best["cliques"], estimate.lists) == set(re.findall(r"\d+", note["top"]))


def test_there_are_reference_rows() -> None:
    assert len(_rows()) == 48


def _numbered(cliques: list[list[str]], lists: tuple[str, ...]) -> set[str]:
    return {"".join(str(lists.index(name) + 1) for name in clique) for clique in cliques}


@pytest.mark.parametrize("name", ["kosovo", "western_us", "spina_bifida"])
def test_the_spline_gives_what_the_full_grid_gives(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = reference_table(name).canonical()
    settings = {
        "delta": 2.0**-table.list_count,
        "complete_graph": True,
        "prior": "1/N",
        "first_unseen": 1,
        "last_unseen": 3 * table.observed,
    }
    splined = averaged(table, **settings).posterior  # type: ignore[arg-type] # plain settings
    monkeypatch.setattr(averaging, "_CLOSER_NODES", 10**6)
    full = averaged(table, **settings).posterior  # type: ignore[arg-type] # plain settings
    assert len(splined.totals) > 900
    difference = np.cumsum(splined.probabilities) - np.cumsum(full.probabilities)
    assert np.abs(difference).max() < 2e-6


def test_one_graph_alone_has_the_same_probability_as_among_all() -> None:
    table = reference_table("uk")
    terms = SetTerms(table, 2.0**-6).at(np.array([3.0, 9000.0, 50000.0]))
    graphs = decomposable_graphs(6)
    for rows, values in LogMarginals(terms).chunks():
        for row in range(rows.start, rows.stop, 997):
            alone = log_marginal_of(graphs, row, terms)
            np.testing.assert_allclose(values[row - rows.start], alone, rtol=1e-12)
