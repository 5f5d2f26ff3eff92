"""dedupe with labels that the truth answers, asked for by its own active learning.

    python run_dedupe.py --in FILE.parquet --truth TRUTH --out persons.csv [--labels 400]
                         [--thresholds 0.1,0.3,…]

TRUTH is CSV or Parquet with `unique_id,cluster`; dedupe learns from it and cannot work without.
Its own clustering is written for each threshold, to `persons.<threshold>.csv` (and the default
0.5 to `persons.csv`), so that the benchmark can pick the best. Meant for some thousand records.
"""

# The peer is in an environment of its own, not in the project's.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from pathlib import Path

import dedupe
import numpy as np
import pyarrow.parquet as pq
from dedupe import variables

COLUMNS = ("name", "surname", "given", "patronymic", "dob", "region")
DEFAULT = 0.5


def clusters_of(path: Path) -> dict[str, str]:
    """Who is who."""
    if path.suffix == ".parquet":
        table = pq.read_table(path, columns=["unique_id", "cluster"]).to_pylist()
    else:
        with path.open(encoding="utf-8", newline="") as opened:
            table = list(csv.DictReader(opened))
    return {row["unique_id"]: str(row["cluster"]) for row in table}


def answered(deduper: dedupe.Dedupe, truth: dict[str, str], labels: int) -> tuple[int, int]:
    """Answer as many pairs as it asks for; returns how many were one person and how many not."""
    same = different = 0
    while same + different < labels:
        pairs = deduper.uncertain_pairs()
        if not pairs:
            break
        for pair in pairs:
            one, other = (truth[record["unique_id"]] for record in pair)
            answer = "match" if one == other else "distinct"
            same, different = same + (one == other), different + (one != other)
            deduper.mark_pairs({"match": [], "distinct": [], answer: [pair]})
    return same, different


def main() -> None:
    """Resolve one file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="path", required=True)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--labels", type=int, default=400)
    parser.add_argument("--thresholds", default="0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    np.random.seed(chosen.seed)  # dedupe draws from the global source
    started = time.perf_counter()
    table = pq.read_table(chosen.path, columns=["unique_id", *COLUMNS]).to_pylist()
    data = {
        row["unique_id"]: {
            key: (value.lower() if key in COLUMNS and value else value or None)
            for key, value in row.items()
        }
        for row in table
    }
    truth = clusters_of(chosen.truth)
    deduper = dedupe.Dedupe(
        [
            variables.String("name"),
            variables.String("surname", has_missing=True),
            variables.String("given", has_missing=True),
            variables.String("patronymic", has_missing=True),
            variables.ShortString("dob", has_missing=True),
            variables.String("region", has_missing=True),
        ],
        num_cores=1,
        in_memory=True,
    )
    deduper.prepare_training(data, sample_size=5000, blocked_proportion=0.9)
    same, different = answered(deduper, truth, chosen.labels)
    deduper.train(recall=1.0, index_predicates=True)
    trained = time.perf_counter()
    scores = deduper.score(deduper.pairs(data))
    scored = time.perf_counter()
    for threshold in {DEFAULT, *(float(each) for each in chosen.thresholds.split(","))}:
        person = {row: row for row in data}
        for members, _ in deduper.cluster(scores, threshold):
            person.update((member, members[0]) for member in members)
        out = chosen.out if threshold == DEFAULT else chosen.out.with_suffix(f".{threshold}.csv")
        with out.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(("unique_id", "person_id"))
            writer.writerows(person.items())
    done = time.perf_counter()
    print(
        json.dumps(
            {
                "pairs": len(scores),
                "settings": f"{same + different} labels ({same} same)",
                "train_seconds": trained - started,
                "predict_seconds": scored - trained,
                "cluster_seconds": done - scored,
                "seconds": done - started,
            }
        )
    )


if __name__ == "__main__":
    main()
