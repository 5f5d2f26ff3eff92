"""Coverage, false discoveries and recall of the procurement alarm on INVENTED purchases.

    python benchmarks/places/procurement_accuracy.py [--worlds standard heavy …] [--seeds 1 2 …]

Needs the reference simulator and its scorer, which lie beside the repository, not in it. For each
world (the standard one, and changed ones): the scorer's means over the draws, and seconds a case.
A simulated score says that a method does what its model says; it is no accuracy in the field.
"""

from __future__ import annotations

import argparse
import csv
import json
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from habeas.places import procurement

SHARED = Path(__file__).resolve().parents[3] / "shared" / "sites" / "procurement"
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
}


def simulate(world: str, seed: int, out: Path) -> None:
    """One draw of a world, written by the reference simulator or by a changed copy of it."""
    text = (SHARED / "simulate_procurement.py").read_text(encoding="utf-8")
    if world == "heavy":
        if NORMAL not in text:
            raise SystemExit("the simulator has changed: its own effects are not where they were")
        text = text.replace(NORMAL, HEAVY)
    out.mkdir(parents=True)
    (out / "simulate.py").write_text(text, encoding="utf-8")
    profile = json.loads((SHARED / "profile_dev.json").read_text(encoding="utf-8"))
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


def measure(world: str, seeds: Sequence[int], score: Callable[..., dict[str, Any]]) -> None:
    """Print the means over the draws of one world."""
    runs, seconds = [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder) / "case"
            simulate(world, seed, case)
            seconds.append(answer(case))
            runs.append(score(case / "truth.json", case / "intervals.csv", case / "anomalies.csv"))
    print(f"{world}: {len(runs)} draws, {max(seconds):.1f} s at most", flush=True)
    for key in runs[0]:
        values = [run[key] for run in runs if run[key] == run[key]]
        if values:
            print(f"  {key}: {statistics.fmean(values):.3f}", flush=True)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--worlds", nargs="+", choices=list(WORLDS), default=["standard"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(1, 21)))
    options = parser.parse_args()
    score = runpy.run_path(str(SHARED / "score_procurement.py"))["score"]
    for world in options.worlds:
        measure(world, options.seeds, score)


if __name__ == "__main__":
    main()
