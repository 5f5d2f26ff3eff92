"""Ours beside peers on the same invented lists in the same run: one command, one table.

    python benchmarks/people/compare.py --reference FOLDER [--records 100000] [--profile hard]
        [--seeds 7,9] [--peers splink,splink-once,nomenklatura,dedupe] [--with CHANGE=RATE …]
        [--blocking] [--threads 1] [--raw FIGURES.json]

FOLDER holds the reference generator. Every system gets the same file, without the truth. Ours runs
once, through the command line, at its own threshold; every peer is scored at the threshold that is
best for it given the truth. nomenklatura is given `--limit` minutes and compared at 10,000 records
where that is not enough; dedupe always at 2,000. `--blocking` also measures the candidates of ours.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import systems
from environments import GENERATOR, python_of
from measured import run
from score import labels, pairs_within, read
from systems import Lists, Outcome

SMALL, SMALLEST = 10_000, 2_000
PEERS = ("splink", "splink-once", "nomenklatura", "dedupe")
# What the generator's own README says of its lists; Splink's best links are told.
DUPLICATE_FREE = ("ngo_uk", "exchange_ru", "icrc_en", "eu_lat", "dead_reg")


def lists_of(
    reference: Path, records: int, profile: str, seed: int, extra: Sequence[str], scratch: Path
) -> Lists:
    """One file of invented lists and its truth."""
    path = scratch / f"{profile}_{records}_{seed}.parquet"
    command: list[str | Path] = [python_of(GENERATOR), GENERATOR / "lists.py"]
    command += ["--reference", reference, "--records", str(records), "--profile", profile]
    command += ["--seed", str(seed), "-o", path]
    for change in extra:
        command += ["--with", change]
    run(command)
    return Lists(path, path.with_suffix(".truth.csv"), DUPLICATE_FREE)


def blocking(lists: Lists) -> tuple[float, float]:
    """Of ours: the share of true pairs among the candidates, and candidates a record."""
    from habeas.people import resolve
    from habeas.people.reading import read_records

    records = read_records([lists.path]).records
    pairs = resolve(records).pairs
    ids, people = read(lists.truth, ("unique_id", "cluster"))
    person_of = dict(zip(ids, people, strict=True))
    person = labels([person_of[each] for each in records.ids])
    met = int((person[pairs.left] == person[pairs.right]).sum())
    return met / pairs_within(np.bincount(person)), len(pairs) / len(records)


def row(outcome: Outcome, ours: Outcome, records: int) -> str:
    """One line of the table."""
    cells = [outcome.system, f"{records:,}"]
    if outcome.cluster is None:
        return f"| {' | '.join(cells)} | {outcome.notes.get('stopped', '')} |"
    cells.append(f"{outcome.f1:.3f}")
    cells.append(f"{outcome.cluster.precision:.3f} / {outcome.cluster.recall:.3f}")
    pairs = outcome.best
    cells.append(
        f"{pairs.pair_precision:.3f} / {pairs.pair_recall:.3f} / {pairs.pair_f1:.3f}"
        if pairs
        else "–"
    )
    cells.append(outcome.cost.cost if outcome.cost else "–")
    cells.append(f"{ours.f1 / outcome.f1:.2f}" if outcome.f1 else "–")
    return f"| {' | '.join(cells)} |"


def seed_table(chosen: argparse.Namespace, seed: int, scratch: Path) -> list[dict[str, object]]:
    """Measure every system at one seed and print its lines; returns the raw figures."""

    def made(records: int) -> tuple[Lists, Outcome]:
        lists = lists_of(chosen.reference, records, chosen.profile, seed, chosen.extra, scratch)
        return lists, systems.ours(lists, scratch, chosen.threads)

    raw: list[dict[str, object]] = []

    def tell(outcome: Outcome, against: Outcome, records: int) -> None:
        print(row(outcome, against, records), flush=True)
        found = outcome.as_json() | {"records": records, "seed": seed, "profile": chosen.profile}
        raw.append(found | {"said": systems.settings_of(outcome)})

    lists, ours = made(chosen.records)
    tell(ours, ours, chosen.records)
    for name, value in ours.notes.items():
        print(f"  {name}: {value:.3f}" if isinstance(value, float) else f"  {name}: {value}")
    if chosen.blocking:
        recall, a_record = blocking(lists)
        print(f"  candidates of ours: {recall:.4f} of true pairs at {a_record:.1f} a record")
        raw.append({"blocking recall": recall, "candidates a record": a_record, "seed": seed})
    large: dict[str, Callable[[], Outcome]] = {
        "splink": lambda: systems.splink(lists, scratch, chosen.threads),
        "splink-once": lambda: systems.splink_once_per_list(lists, scratch, chosen.threads),
        "nomenklatura": lambda: logic(lists, chosen.pairs_a_record),
    }

    def logic(each: Lists, pairs_a_record: float) -> Outcome:
        return systems.nomenklatura(
            each,
            scratch,
            chosen.threads,
            pairs_a_record=pairs_a_record,
            limit=60 * chosen.limit,
        )

    for name, measure in large.items():
        if name in chosen.peers:
            outcome = measure()
            tell(outcome, ours, chosen.records)
            if outcome.cluster is None:
                small, ours_small = made(SMALL)
                tell(ours_small, ours_small, SMALL)
                tell(logic(small, 2 * chosen.pairs_a_record), ours_small, SMALL)
    if "dedupe" in chosen.peers:
        smallest, ours_smallest = made(SMALLEST)
        tell(ours_smallest, ours_smallest, SMALLEST)
        tell(systems.dedupe(smallest, scratch, chosen.threads), ours_smallest, SMALLEST)
    return raw


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--profile", default="hard")
    parser.add_argument("--seeds", default="7")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--with", dest="extra", action="append", default=[])
    parser.add_argument("--blocking", action="store_true")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as there are")
    parser.add_argument("--pairs-a-record", type=float, default=20.0, help="for nomenklatura")
    parser.add_argument("--limit", type=float, default=20.0, help="minutes for nomenklatura")
    parser.add_argument("--raw", type=Path)
    chosen = parser.parse_args()
    chosen.peers = [each for each in chosen.peers.split(",") if each]
    raw: list[dict[str, object]] = []
    print(
        "| system | records | best F1 | P / R as it comes | pairs P / R / F1 | cost | ours / it |"
    )
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for seed in chosen.seeds.split(","):
            raw += seed_table(chosen, int(seed), Path(folder))
    if chosen.raw:
        chosen.raw.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
