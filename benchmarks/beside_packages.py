"""Our figures beside those of the field's R packages, table by table, as rows of docs/counts.md.

    python benchmarks/beside_packages.py [FOLDER]

FOLDER holds overlap tables as CSV (0/1 columns, then `count`), `reference_results_dev.csv` (what
the packages gave) and `anchors/` (their fit of every model of a table). Without it only our own
figures for Kosovo are printed, which take seconds.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import numpy as np

from habeas.counts import OverlapTable, read_tables
from habeas.counts.decomposable import decomposable
from habeas.counts.latent import latent_class
from habeas.counts.loglinear import log_linear
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, fit
from habeas.counts.loglinear.model import Model

KOSOVO = Path(__file__).parent.parent / "examples" / "counts" / "kosovo.csv"
RIVAL_MODES = ("netherlands", "netherlands5")
Row = dict[str, str]


def table_of(path: Path) -> OverlapTable:
    """The table in a file."""
    return read_tables(path.read_bytes(), name=path.name).whole


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def span(low: float, high: float) -> str:
    """Limits as a page shows them."""
    return f"{low:,.0f}–{high:,.0f}"


def least_bic(folder: Path, rows: list[Row]) -> None:
    """E1: the model of least BIC, its total, BIC and profile limits, ours / Rcapture's."""
    for row in rows:
        if row["method"] != "rcapture_bic":
            continue
        order = int(row["settings"].split("maxorder=")[1].split(";")[0])
        found = log_linear(table_of(folder / f"{row['dataset']}.csv"), max_order=order)
        report = found.diagnostics
        ours = (
            f"{report['model']} | {found.point:,.1f} [{span(found.low or 0, found.high or 0)}] "
            f"| {report['bic']:.3f}"
        )
        theirs = "stops with an error"
        if row["point"]:
            noted = dict(re.findall(r"(\w+)=((?:\[[^\]]*\])|[^;]*)", row["note"]))
            limits = span(float(row["lo"]), float(row["hi"]))
            theirs = f"{noted['model']} | {float(row['point']):,.1f} [{limits}] | {noted['BIC']}"
        print(f"| {row['dataset']}, order {order} | {ours} | {theirs} |")


def graphs(folder: Path, rows: list[Row]) -> None:
    """E2: how many of dga's rows have all three quantiles equal."""
    rows = [row for row in rows if row["method"] == "dga"]
    differences = []
    for row in rows:
        settings = dict(part.split("=") for part in row["settings"].split(";") if "=" in part)
        found = decomposable(
            table_of(folder / f"{row['dataset']}.csv"),
            delta=float(settings["delta"]),
            complete_graph="nosat" not in row["settings"],
        ).diagnostics["quantiles"]
        theirs = float(row["lo"]), float(row["point"]), float(row["hi"])
        ours = found["low"], found["point"], found["high"]
        differences.append(max(abs(a - b) for a, b in zip(ours, theirs, strict=True)))
    equal = sum(difference == 0 for difference in differences)
    print(f"{equal} of {len(rows)} rows equal; largest difference {max(differences):g} people")


def existence(folder: Path) -> None:
    """E3: codes of the extended maximum likelihood, and totals and BIC where it exists."""
    for path in sorted((folder / "anchors").glob("models_*.csv")):
        table = table_of(folder / f"{path.stem.removeprefix('models_')}.csv")
        anchors = [row for row in rows_of(path) if row["emle_code"] not in ("", "NA")]
        codes, apart = 0, 0.0
        for row in anchors:
            models = np.array([Model.parse(row["model"], table.list_count).terms])
            fits = fit(table.dense(), models)
            code = int(fits.codes[0, 0])
            if code == UNDECIDED:
                code = existence_code(table.dense(), models[0])
            codes += code == int(row["emle_code"])
            if code == 0 and row["emle_N"] != "NA":
                for ours, theirs in ((fits.totals, "emle_N"), (fits.bic, "emle_BIC")):
                    apart = max(apart, abs(float(ours[0, 0]) / float(row[theirs]) - 1))
        print(
            f"| {path.stem.removeprefix('models_')} | {codes:,} of {len(anchors):,} | {apart:.0e} |"
        )


def classes(folder: Path, rows: list[Row]) -> None:
    """E4: median and limits of the latent class model, ours / LCMCR's five seeds."""
    for row in rows:
        if row["method"] != "lcmcr" or "K=10" not in row["settings"]:
            continue
        rival = row["dataset"] in RIVAL_MODES
        worth, rounds = (400, 20_000) if rival else (5000, 60_000)
        table = table_of(folder / f"{row['dataset']}.csv")
        found = latent_class(table, effective_draws=worth, budget=rounds)
        report = found.diagnostics
        ours = f"{report['quantiles']['point']:,.0f}" if found.point is not None else "no point"
        print(
            f"| {row['dataset']} | {ours} [{span(found.low or 0, found.high or 0)}] "
            f"| {found.status} | {report['modes']} | {report['mass_near_cap']:.3f} "
            f"| {float(row['point']):,.0f} [{span(float(row['lo']), float(row['hi']))}] "
            f"| {span(float(row['point_min']), float(row['point_max']))} |",
            flush=True,
        )


def kosovo() -> None:
    """Our own figures for the published table."""
    table = table_of(KOSOVO)
    for found in (log_linear(table), decomposable(table), latent_class(table)):
        print(f"{found.method}: {found.point:,.1f} [{span(found.low or 0, found.high or 0)}]")


def main(folder: Path | None) -> None:
    """Print the tables, or Kosovo alone."""
    if folder is None:
        kosovo()
        return
    rows = rows_of(folder / "reference_results_dev.csv")
    least_bic(folder, rows)
    graphs(folder, rows)
    existence(folder)
    classes(folder, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
