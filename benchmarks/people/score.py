"""Score a resolution of records into persons: pairs said, pairs true, pairs that are both.

    python benchmarks/people/score.py TRUTH PREDICTED [--json]

TRUTH has `unique_id,cluster`, PREDICTED `unique_id,person_id`; each is CSV or Parquet. Every record
of the truth must be predicted once. A million records take some seconds. `best_threshold` finds the
cut of scored pairs at which joining all that is above it scores best: what a peer could reach if
somebody told it the truth.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Score:
    """Over pairs of records of one person; `largest` is the largest predicted person."""

    precision: float
    recall: float
    f1: float
    persons_predicted: int
    persons_true: int
    largest: int


@dataclass(frozen=True, slots=True)
class BestCut:
    """The cut of pair scores with the best F1, of the pairs alone and of the joined clusters."""

    pair_threshold: float
    pair_precision: float
    pair_recall: float
    pair_f1: float
    scored_recall: float
    cluster_threshold: float
    cluster_f1: float


def read(path: Path, names: tuple[str, ...]) -> list[list[str]]:
    """These columns of a CSV or Parquet file, as text."""
    if path.suffix == ".parquet":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(path, columns=list(names))
        return [["" if v is None else str(v) for v in table[name].to_pylist()] for name in names]
    with path.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened)
        places = [next_header.index(name) for next_header in [next(rows)] for name in names]
        found = [tuple(row[place] for place in places) for row in rows]
    return [list(column) for column in zip(*found, strict=True)] if found else [[] for _ in names]


def labels(texts: list[str]) -> Labels:
    """Texts as numbers, equal where the texts are."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)


def pairs_within(sizes: NDArray[np.int64]) -> int:
    """How many pairs groups of these sizes hold."""
    return int((sizes * (sizes - 1) // 2).sum())


def score(truth: Labels, predicted: Labels) -> Score:
    """Score predicted person labels (n,) against true ones (n,)."""
    width = int(predicted.max(initial=0)) + 1
    both = pairs_within(np.unique(truth * width + predicted, return_counts=True)[1])
    sizes = np.bincount(predicted)
    real_sizes = np.bincount(truth)
    said, real = pairs_within(sizes), pairs_within(real_sizes)
    precision, recall = both / said if said else 1.0, both / real if real else 1.0
    return Score(
        precision=precision,
        recall=recall,
        f1=f_measure(precision, recall),
        persons_predicted=int((sizes > 0).sum()),
        persons_true=int((real_sizes > 0).sum()),
        largest=int(sizes.max(initial=0)),
    )


def f_measure(precision: float, recall: float) -> float:
    """The harmonic mean of both."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_files(truth: Path, predicted: Path) -> Score:
    """Score one file against another; refuses repeated or missing records."""
    ids, people = read(truth, ("unique_id", "cluster"))
    said_ids, said = read(predicted, ("unique_id", "person_id"))
    person_of = dict(zip(said_ids, said, strict=True))
    if len(person_of) != len(said_ids):
        sys.exit(f"{predicted}: a unique_id occurs twice")
    if missing := set(ids).difference(person_of):
        sys.exit(f"{len(missing)} records have no person, for example {min(missing)}")
    return score(labels(people), labels([person_of[each] for each in ids]))


def best_threshold(
    truth: Labels,
    left: NDArray[np.integer],
    right: NDArray[np.integer],
    scores: NDArray[np.floating],
) -> BestCut:
    """The best cut of pairs (m,) of row numbers with scores, each cut tried, given the truth (n,).

    Pairs are joined from the best score down; after each block of equal scores the F1 of what is
    joined so far is compared with the best one.
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order].astype(np.float64)
    left, right = left[order], right[order]
    real = pairs_within(np.bincount(truth))
    last_of_block = np.append(ranked[1:] != ranked[:-1], True) if len(ranked) else np.zeros(0, bool)
    hits = np.cumsum(truth[left] == truth[right])
    precision = hits / np.arange(1, len(ranked) + 1)
    recall = hits / max(real, 1)
    f1 = np.where(last_of_block, 2 * precision * recall / np.maximum(precision + recall, 1e-9), 0.0)
    place = int(f1.argmax()) if len(f1) else 0
    cluster_threshold, cluster_f1 = _best_join(truth, left, right, ranked, last_of_block, real)
    none = not len(ranked)
    return BestCut(
        pair_threshold=0.0 if none else float(ranked[place]),
        pair_precision=0.0 if none else float(precision[place]),
        pair_recall=0.0 if none else float(recall[place]),
        pair_f1=0.0 if none else float(f1[place]),
        scored_recall=0.0 if none else float(recall[-1]),
        cluster_threshold=cluster_threshold,
        cluster_f1=cluster_f1,
    )


def _best_join(
    truth: Labels,
    left: NDArray[np.integer],
    right: NDArray[np.integer],
    scores: NDArray[np.float64],
    last_of_block: NDArray[np.bool_],
    real: int,
) -> tuple[float, float]:
    parent = list(range(len(truth)))
    people: list[dict[int, int]] = [{person: 1} for person in truth.tolist()]
    sizes = [1] * len(truth)
    both = said = 0
    best = (1.0, 0.0)

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    steps = zip(left.tolist(), right.tolist(), scores.tolist(), last_of_block.tolist(), strict=True)
    for one, other, pair_score, block_ends in steps:
        kept, gone = root(one), root(other)
        if kept != gone:
            if len(people[kept]) < len(people[gone]):
                kept, gone = gone, kept
            said += sizes[kept] * sizes[gone]
            sizes[kept] += sizes[gone]
            parent[gone] = kept
            mine = defaultdict(int, people[kept])
            for person, count in people[gone].items():
                both += mine[person] * count
                mine[person] += count
            people[kept] = mine
            people[gone] = {}
        if block_ends and said + real and 2 * both / (said + real) > best[1]:
            best = (pair_score, 2 * both / (said + real))
    return best


def main(arguments: list[str]) -> None:
    """Print the score of two files."""
    truth, predicted = (Path(each) for each in arguments if not each.startswith("--"))
    found = asdict(score_files(truth, predicted))
    if "--json" in arguments:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:18} {value:.4f}" if isinstance(value, float) else f"{name:18} {value}")


if __name__ == "__main__":
    main(sys.argv[1:])
