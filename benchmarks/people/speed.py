"""How long a million records take and how much memory, beside bare Splink in the same run.

    python benchmarks/people/speed.py --reference FOLDER [--records 1000000] [--seed 7]
        [--file LISTS.parquet] [--profile standard] [--settings tutorial] [--alone] [--raw FILE]

Ours is the whole pipeline through the command line, from a file to persons in a file; Splink runs
as `peers/splink` sets it (`tutorial`: two blocking rules, no work on names), to clusters in a file.
Peak memory is that of the process, from the system's own accounts. `--alone` leaves Splink out, as
for five million records. Run it on a quiet machine: wall time is what is compared.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import systems
from compare import lists_of
from environments import PEERS, python_of
from measured import Measured, run
from systems import Lists, Outcome


def splink(lists: Lists, scratch: Path, settings: str) -> Measured | None:
    """Bare Splink from the file to clusters in a file, without a sweep over thresholds."""
    script = PEERS / "splink" / "run_splink.py"
    command: list[str | Path] = [python_of(PEERS / "splink"), script, "--in", lists.path]
    return run([*command, "--out", scratch / "splink.csv", "--settings", settings])


def given(path: Path) -> Lists:
    """A file made before by lists.py, with its truth beside."""
    truth = path.with_suffix(".truth.csv")
    if not truth.exists():
        sys.exit(f"{truth} is not there: lists.py writes it beside the lists")
    return Lists(path, truth)


def main() -> None:
    """Print what both took, and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--profile", default="standard")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--settings", default="tutorial")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--raw", type=Path)
    chosen = parser.parse_args()
    if not (chosen.file or chosen.reference):
        parser.error("--reference names the generator's folder, or --file a file of lists")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        lists = (
            given(chosen.file)
            if chosen.file
            else lists_of(
                chosen.reference, chosen.records, chosen.profile, chosen.seed, (), scratch
            )
        )
        ours: Outcome = systems.ours(lists, scratch, 0)
        raw = [ours.as_json()]
        if ours.cost:
            print(f"habeas: {ours.cost.cost}, cluster F1 {ours.f1:.3f}", flush=True)
        theirs = None if chosen.alone else splink(lists, scratch, chosen.settings)
        if theirs and ours.cost:
            print(f"Splink 5, {chosen.settings}: {theirs.cost}")
            print(
                f"ours / it: {ours.cost.wall / theirs.wall:.2f} wall, "
                f"{ours.cost.cpu / theirs.cpu:.2f} CPU, {ours.cost.peak / theirs.peak:.2f} memory"
            )
            raw.append({"system": "Splink 5", "wall": theirs.wall, "cpu": theirs.cpu})
            raw[-1]["peak_bytes"] = theirs.peak
    if chosen.raw:
        chosen.raw.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
