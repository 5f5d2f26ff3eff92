"""How well sites are found in simulated sightings, beside geocoding and clustering.

    python benchmarks/places/sites_accuracy.py [--seeds 1-5] [--profiles dev,…] [--from FOLDER]

FOLDER holds the simulator, its gazetteer, the scorer and the baseline (by default the reference
folder beside the clone). Everything simulated is INVENTED: the figures say that the method does
what its model says, never how accurate it is in the field. The product reads no profile.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from habeas.language import Gazetteer
from habeas.places import infer_sites, read_sightings

PROFILES: dict[str, dict[str, float]] = {
    "dev": {},
    "mistaken": {"mistaken": 0.3},
    "repeated": {"repeat": 0.6, "repeat_more": 0.8, "repeat_most": 20},
    "wide": {"km_error": 0.4, "drive_error": 0.5},
    "clustered": {"site_spacing_km": 2, "front": 0.95},
    "uneven": {"site_shape": 0.5},
}
REFERENCE = Path(__file__).resolve().parents[2].parent / "shared" / "sites"


def run(script: Path, *words: object) -> str:
    """Run one of the reference's programs and give what it prints."""
    done = subprocess.run(
        [sys.executable, str(script), *map(str, words)], capture_output=True, text=True, check=True
    )
    return done.stdout


def infer(case: Path, output: Path) -> float:
    """Infer the sites of a simulated case as a user would; CPU seconds."""
    began = time.process_time()
    found = infer_sites(read_sightings(case / "sightings.csv").sightings, Gazetteer.open())
    took = time.process_time() - began
    output.mkdir(parents=True, exist_ok=True)
    lines = [f"{site.latitude},{site.longitude},{site.probability}" for site in found.sites]
    (output / "sites.csv").write_text("\n".join(["lat,lon,p", *lines]) + "\n", encoding="utf-8")
    number = {"low": found.seen.low, "high": found.seen.high, "of": "seen"}
    (output / "number.json").write_text(json.dumps(number), encoding="utf-8")
    return took


def measure(name: str, seeds: range, reference: Path, folder: Path) -> None:
    """Simulate, infer, score, and print one row for us and one for the baseline."""
    sightings = reference / "sightings"
    profile = folder / f"{name}.json"
    profile.write_text(json.dumps({"name": name, **PROFILES[name]}), encoding="utf-8")
    pairs: dict[str, list[Path]] = {"habeas": [], "baseline": []}
    took = 0.0
    for seed in seeds:
        case = folder / f"{name}-{seed}"
        run(
            sightings / "simulate_sightings.py", "--profile", profile, "--seed", seed, "--out", case
        )
        took += infer(case, case / "habeas")
        places = sightings / "gazetteer_ua.csv"
        run(reference / "baselines" / "baseline_sites.py", case, places, case / "baseline")
        for who in pairs:
            pairs[who] += [case, case / who]
    for who, paths in pairs.items():
        found = json.loads(run(sightings / "score_sites.py", *paths, "--json"))["mean"]
        seconds = f"{took / len(seeds):.1f}" if who == "habeas" else ""
        figures = (
            f"{found['precision']:9.3f} {found['recall']:6.3f} {found['ece']:5.3f}"
            f" {found.get('interval_holds', float('nan')):8.2f}"
            f" {found.get('interval_width', float('nan')):6.1f}"
        )
        print(f"{name:10} {who:9} {figures} {seconds:>6}", flush=True)


def main() -> None:
    """Print a table, a row for each profile and each of the two."""
    parser = argparse.ArgumentParser(description="Measure how well sites are found.")
    parser.add_argument("--seeds", default="1-5")
    parser.add_argument("--profiles", default=",".join(PROFILES))
    parser.add_argument("--from", dest="reference", type=Path, default=REFERENCE)
    options = parser.parse_args()
    if not options.reference.is_dir():
        print("skipped: the reference folder with the simulator is not beside this clone")
        return
    first, _, last = options.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    print("profile    who       precision recall   ece interval  width  CPU s")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.profiles.split(","):
            measure(name, seeds, options.reference, Path(folder))


if __name__ == "__main__":
    main()
