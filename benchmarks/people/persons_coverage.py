"""How often the interval of the number of persons holds the truth, and how wide it is.

    python benchmarks/people/persons_coverage.py --reference FOLDER [--records 10000]
        [--profiles standard hard] [--seeds 11 13 15 …] [--draws 100]

FOLDER holds the reference generator (see `lists.py`). Printed for every list: the true number, the
number of persons of the resolution, the interval, and what widened it; then, over all, coverage,
median width, mean error. Odd seeds report, even ones were for tuning.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from types import ModuleType

import numpy as np
from lists import PROFILES, changed, generated, generator_in, write
from score import labels, read

from habeas.people import Resolution, resolve
from habeas.people.partitions import PersonsInterval, persons_interval, sample_partitions
from habeas.people.reading import read_records

ODD_SEEDS = tuple(range(11, 51, 2))


def resolved(
    generator: ModuleType, profile: str, count: int, seed: int
) -> tuple[Resolution, np.ndarray]:
    """Generated lists resolved, and the true person of every record, (n,)."""
    chosen = PROFILES[profile]
    rows = generated(generator, count, seed, chosen.base)
    if chosen.rates:
        rows = changed(rows, chosen.rates, generator, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.parquet"
        ids, people = read(write(rows, path), ("unique_id", "cluster"))
        records = read_records([path]).records
    person_of = dict(zip(ids, labels(people).tolist(), strict=True))
    truth = np.array([person_of[name] for name in records.ids])
    return resolve(records), truth


def main(arguments: list[str] | None = None) -> None:
    """Print each interval, then how they did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--profiles", nargs="+", default=["standard", "hard"])
    parser.add_argument("--seeds", nargs="+", type=int, default=list(ODD_SEEDS))
    parser.add_argument("--draws", type=int, default=100)
    chosen = parser.parse_args(arguments)
    generator = generator_in(chosen.reference)
    told: list[tuple[int, int, PersonsInterval]] = []
    for profile in chosen.profiles:
        for seed in chosen.seeds:
            resolution, truth = resolved(generator, profile, chosen.records, seed)
            found = persons_interval(
                resolution, sample_partitions(resolution, draws=chosen.draws, seed=seed)
            )
            told.append((len(np.unique(truth)), len(resolution), found))
            print(f"{profile} {seed}: {_line(*told[-1])}", flush=True)
    true = np.array([each for each, _, _ in told])
    low, point, high = (
        np.array([getattr(found, name) for _, _, found in told])
        for name in ("low", "point", "high")
    )
    print(
        f"{len(told)} lists of {chosen.records:,} records: covers "
        f"{np.mean((low <= true) & (true <= high)):.1%}, median width "
        f"{np.median((high - low) / point):.1%}, mean error {np.mean(point / true - 1):+.2%}, "
        f"largest {np.abs(point / true - 1).max():.2%}; persons of the resolution "
        f"{np.mean(np.array([count for _, count, _ in told]) / true - 1):+.2%}"
    )


def _line(true: int, persons: int, found: PersonsInterval) -> str:
    parts = ", ".join(f"{name} {value:.0f}" for name, value in found.parts.items())
    verdict = "covers" if found.low <= true <= found.high else "MISSES"
    return (
        f"{true:,} true, {persons:,} resolved, {found.point:,.0f} "
        f"[{found.low:,.0f}, {found.high:,.0f}] {verdict} ({parts})"
    )


if __name__ == "__main__":
    main()
