"""Coverage, false discoveries and recall of the procurement alarm on INVENTED purchases.

    python benchmarks/places/procurement_accuracy.py [--worlds standard heavy …] [--seeds 1 2 …]
        [--shared FOLDER]

Needs the reference simulator and its scorer, which lie beside the repository, not in it. For each
world (the standard one, and changed ones) a line of the scorer's means over the draws, and the
seconds of the slowest case; below the standard world that of the naive baseline, on the same draws.
A simulated score says that a method does what its model says; it is no accuracy in the field.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from habeas.places import procurement

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sites"
NORMAL = 'rng.normal(0, s["spread_institution"])'
HEAVY = 'rng.standard_t(3) * s["spread_institution"]'
WORLDS: dict[str, dict[str, float]] = {
    "standard": {},
    "heavy": {},
    "spread": {"spread_institution": 0.35},
    "unpublished": {"unpublished": 0.2},
    "warehouses": {"warehouse_regions": 6},
    "few": {"institutions": 40, "withheld": 8, "hosts": 4},
    "hosts": {"hosts": 27},
    "nobody": {"hosts": 0, "sites": 0},
    "declared": {"declared_error": 0.10},
    "orders": {"order_error": 0.15},
}
# What is printed of the scorer's answer, under which head.
COLUMNS = {
    "withheld: coverage of the answered": "withheld",
    "withheld: median high/low": "high/low",
    "declared: coverage of the answered": "declared",
    "host: coverage of the answered": "host",
    "institutions: flagged": "flagged",
    "institutions: false discovery proportion": "false",
    "institutions: recall": "recall",
    "addresses: flagged": "address",
    "addresses: false discovery proportion": "false",
    "addresses: recall": "recall",
}


def simulate(shared: Path, world: str, seed: int, out: Path) -> None:
    """One draw of a world, written by the reference simulator or by a changed copy of it."""
    text = (shared / "procurement" / "simulate_procurement.py").read_text(encoding="utf-8")
    if world == "heavy":
        if NORMAL not in text:
            raise SystemExit("the simulator has changed: its own effects are not where they were")
        text = text.replace(NORMAL, HEAVY)
    out.mkdir(parents=True)
    (out / "simulate.py").write_text(text, encoding="utf-8")
    profile = json.loads((shared / "procurement" / "profile_dev.json").read_text("utf-8"))
    (out / "profile.json").write_text(json.dumps({**profile, **WORLDS[world]}), encoding="utf-8")
    subprocess.run(
        [sys.executable, "simulate.py", "--profile", "profile.json", "--seed", str(seed), "--out",
         "."],
        check=True, cwd=out, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def answer(case: Path) -> float:
    """Write the two files that the scorer reads; the seconds that reading and ranking took."""
    began = time.perf_counter()
    found = procurement.find_anomalies(
        procurement.read_purchases(case / "contracts.csv").purchases,
        procurement.read_institutions(case / "institutions.csv").institutions,
        procurement.read_norms(case / "norms.csv").norms,
    )
    seconds = time.perf_counter() - began
    with (case / "intervals.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "low", "high", "estimate"])
        for one in found.kitchens:
            if one.kind == "institution" and one.low is not None:
                writer.writerow([one.id, one.low, one.high, one.estimate])
    with (case / "anomalies.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "flag"])
        writer.writerows([one.id, int(one.flag)] for one in found.kitchens)
    return seconds


def answer_naively(shared: Path, case: Path) -> float:
    """Let the naive baseline write the two files; the seconds that it took."""
    began = time.perf_counter()
    program = shared / "baselines" / "baseline_procurement.py"
    command = [sys.executable, "-W", "ignore", str(program), str(case), str(case)]
    subprocess.run(command, check=True)
    return time.perf_counter() - began


def row(name: str, runs: Sequence[dict[str, Any]], seconds: Sequence[float]) -> str:
    """One line of the table: the means over the draws; a dash where no draw has a figure."""
    cells = []
    for key in COLUMNS:
        values = [run[key] for run in runs if not math.isnan(run[key])]
        cells.append(f"{statistics.fmean(values):9.3f}" if values else f"{'–':>9}")
    return f"{name:12}{len(runs):6}{''.join(cells)}{max(seconds):9.1f}"


def measure(
    shared: Path, world: str, seeds: Sequence[int], score: Callable[..., dict[str, Any]]
) -> None:
    """Print the line of one world; for the standard one that of the baseline, too."""
    answers: dict[str, Callable[[Path], float]] = {world: answer}
    if world == "standard":
        answers["baseline"] = partial(answer_naively, shared)
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in answers}
    seconds: dict[str, list[float]] = {name: [] for name in answers}
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case"
            simulate(shared, world, seed, case)
            files = [case / name for name in ("truth.json", "intervals.csv", "anomalies.csv")]
            for name, answered in answers.items():
                seconds[name].append(answered(case))
                runs[name].append(score(*files))
    for name in answers:
        print(row(name, runs[name], seconds[name]), flush=True)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worlds", nargs="+", choices=list(WORLDS), default=list(WORLDS))
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(1, 21)))
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="FOLDER")
    options = parser.parse_args()
    if not options.shared.is_dir():
        parser.error(f"{options.shared}: the reference simulator is not there; name its folder")
    program = options.shared / "procurement" / "score_procurement.py"
    score = runpy.run_path(str(program))["score"]
    heads = "".join(f"{head:>9}" for head in (*COLUMNS.values(), "seconds"))
    print(f"{'world':12}{'draws':>6}{heads}", flush=True)
    for world in options.worlds:
        measure(options.shared, world, options.seeds, score)


if __name__ == "__main__":
    main()
