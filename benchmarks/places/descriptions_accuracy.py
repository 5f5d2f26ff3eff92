"""How well descriptions of places are resolved, on rows whose coordinates are known.

    python benchmarks/places/descriptions_accuracy.py [PLACES.csv] [--folds 10] [--json FILE]

PLACES.csv: id, lang, description, lat, lon, step, steps, region, flag (rows with a flag are left
out); without it the file of ../shared beside the clone is read. Printed by language: the answer
within 25 km, any candidate within 25 km, the share that the circle of 90 % holds, the expected
calibration error of p, the median radius; first with the product's parameters, then with those
estimated anew without the regions that are scored (`--folds` groups of whole regions). Beside it
the naive baseline of ../shared, run on the same rows, and the ratio.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from descriptions_fit import NEAR_KM, Known, fitted, fitted_scatter, known_rows

from habeas.language import Gazetteer
from habeas.places.addresses.ground import ground_of
from habeas.places.addresses.resolve import Resolved, resolved_from
from habeas.places.addresses.spread import SCATTER, Scatter
from habeas.places.addresses.weighing import WEIGHTS, Weights
from habeas.places.distance import distance_km

_SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "sites"
_BINS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """One row: was the answer near, was any candidate, did the circle hold; p and radius."""

    near: bool
    any_near: bool
    held: bool
    p: float
    radius_km: float


def scored(known: Known, found: Resolved) -> Scored:
    """One answer against its truth; no answer is a miss in all."""
    if found.latitude is None or found.longitude is None or found.radius_km_90 is None:
        return Scored(False, False, False, 0.0, float("inf"))
    away = distance_km(
        *known.truth,
        np.array([one.place.latitude for one in found.candidates]),
        np.array([one.place.longitude for one in found.candidates]),
    )
    return Scored(
        bool(away[0] <= NEAR_KM),
        bool((away <= NEAR_KM).any()),
        bool(away[0] <= found.radius_km_90),
        found.candidates[0].probability,
        found.radius_km_90,
    )


def answers(
    rows: Sequence[Known], gazetteer: Gazetteer, weights: Weights, scatter: Scatter
) -> list[Scored]:
    """The scores of rows under given parameters."""
    ground = ground_of(gazetteer)
    return [
        scored(row, resolved_from(row.reading, row.options, ground, weights, scatter))
        for row in rows
    ]


def without_their_regions(rows: Sequence[Known], gazetteer: Gazetteer, folds: int) -> list[Scored]:
    """Each row scored with parameters estimated without any row of its region."""
    regions = sorted({row.row["region"] for row in rows})
    order = np.random.default_rng(1).permutation(len(regions))
    fold_of = {regions[at]: place % folds for place, at in enumerate(order)}
    found: dict[int, Scored] = {}
    for fold in range(folds):
        away = [at for at, row in enumerate(rows) if fold_of[row.row["region"]] == fold]
        rest = [row for row in rows if fold_of[row.row["region"]] != fold]
        weights, scatter = fitted(rest), fitted_scatter(rest, gazetteer)
        some = answers([rows[at] for at in away], gazetteer, weights, scatter)
        found |= dict(zip(away, some, strict=True))
    return [found[at] for at in range(len(rows))]


def figures(some: Sequence[Scored]) -> dict[str, float]:
    """The shares over rows."""
    return {
        "rows": len(some),
        "within 25 km": float(np.mean([one.near for one in some])),
        "a candidate within 25 km": float(np.mean([one.any_near for one in some])),
        "in the circle of 90 %": float(np.mean([one.held for one in some])),
        "calibration error of p": _calibration_error(some),
        "median radius, km": float(np.median([one.radius_km for one in some])),
    }


def _calibration_error(some: Sequence[Scored]) -> float:
    groups: dict[int, list[Scored]] = defaultdict(list)
    for one in some:
        groups[min(_BINS - 1, int(one.p * _BINS))].append(one)
    gaps = [
        abs(sum(one.p for one in group) - sum(one.near for one in group))
        for group in groups.values()
    ]
    return float(sum(gaps) / len(some))


def by_language(rows: Sequence[Known], some: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """The figures of all rows, of those in Russian and of those in English."""
    languages = sorted({row.row["lang"] for row in rows}, reverse=True)
    cuts = {"all": list(some)} | {
        language: [one for row, one in zip(rows, some, strict=True) if row.row["lang"] == language]
        for language in languages
    }
    return {name: figures(cut) for name, cut in cuts.items()}


def baseline(path: Path, rows: Sequence[Known]) -> dict[str, dict[str, float]] | None:
    """The naive baseline on the same rows; None where it is not beside the clone."""
    script = _SHARED / "baselines" / "baseline_places.py"
    if not script.exists():
        return None
    run = subprocess.run(
        [sys.executable, str(script), str(path)], capture_output=True, text=True, check=True
    )
    points: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for row in csv.DictReader(run.stdout.splitlines()):
        points[row["id"]].append((float(row["lat"]), float(row["lon"]), float(row["p"])))
    some = [_scored_points(row, points.get(row.row["id"], [])) for row in rows]
    told = ("rows", "within 25 km", "a candidate within 25 km")  # it states no circle
    return {
        name: {what: cut[what] for what in told} for name, cut in by_language(rows, some).items()
    }


def _scored_points(row: Known, points: Iterable[tuple[float, float, float]]) -> Scored:
    listed = sorted(points, key=lambda point: -point[2])
    if not listed:
        return Scored(False, False, False, 0.0, float("inf"))
    latitude, longitude, chance = np.array(listed).T
    away = distance_km(*row.truth, latitude, longitude)
    near = away <= NEAR_KM
    return Scored(bool(near[0]), bool(near.any()), False, float(chance[0]), float("inf"))


def _rows(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return [row for row in csv.DictReader(opened) if not row.get("flag")]


def _print(title: str, cuts: Mapping[str, Mapping[str, float]]) -> None:
    print(title)
    for name, cut in cuts.items():
        told = "; ".join(
            f"{what} {value:.0f}" if what == "rows" else f"{what} {value:.3f}"
            for what, value in cut.items()
        )
        print(f"  {name}: {told}")


def main() -> None:
    """Score, print, and write as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description="Score the resolver of descriptions.")
    parser.add_argument("places", nargs="?", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    path = options.places or _SHARED / "gulag" / "places_dev.csv"
    if not path.exists():
        parser.error(f"{path} is not there; name a file")
    gazetteer = Gazetteer.open()
    began = time.perf_counter()
    rows = known_rows(_rows(path), gazetteer)
    own = by_language(rows, answers(rows, gazetteer, WEIGHTS, SCATTER))
    milliseconds = 1000 * (time.perf_counter() - began) / len(rows)
    unseen = by_language(rows, without_their_regions(rows, gazetteer, options.folds))
    naive = baseline(path, rows)
    _print("the product's parameters", own)
    _print(f"parameters without the regions scored ({options.folds} groups of regions)", unseen)
    if naive is not None:
        _print("naive baseline", naive)
        for name, cut in own.items():
            ratio = cut["within 25 km"] / max(naive[name]["within 25 km"], 1e-9)
            print(f"  {name}: within 25 km, ratio to the baseline {ratio:.2f}")
    print(f"{milliseconds:.1f} ms a description")
    if options.json is not None:
        report = {"own": own, "unseen": unseen, "naive": naive, "milliseconds": milliseconds}
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
