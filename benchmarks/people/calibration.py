"""How far pair probabilities are from the shares of true pairs, with and without labels.

    python benchmarks/people/calibration.py --reference FOLDER [--records 10000]
        [--profiles standard hard] [--seeds 11 13 15 17] [--labels 300]

The expected calibration error over ten even bins of probability, each weighted by its pairs: of all
candidate pairs, and of the open ones (log odds within ±5), for what the model says, for the line
that draws give without labels, and for that line moved by labels on open pairs picked at random.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from lists import generator_in
from persons_coverage import resolved

from habeas.people import Decision, Resolution, Sameness
from habeas.people.partitions import Calibration, calibrated

BINS = 10
OPEN = 5.0
NOTHING = np.zeros(0)


def calibration_error(said: np.ndarray, true: np.ndarray) -> float:
    """The mean distance of what is said from what is true, over bins of what is said."""
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    off = np.bincount(bins, weights=said - true, minlength=BINS)
    return float(np.abs(off).sum() / max(len(said), 1))


def labels_of(resolution: Resolution, true: np.ndarray, picked: np.ndarray) -> list[Decision]:
    """What a reviewer who knows the truth says of these pairs."""
    ids, pairs = resolution.records.ids, resolution.pairs
    return [
        Decision(
            Sameness.SAME if true[at] else Sameness.DIFFERENT,
            (ids[pairs.left[at]],),
            (ids[pairs.right[at]],),
        )
        for at in picked.tolist()
    ]


def errors(resolution: Resolution, truth: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Calibration errors, (3 ways, all and open pairs)."""
    pairs, evidence = resolution.pairs, resolution.evidence
    if evidence is None:
        raise SystemExit("the resolution kept no evidence")
    true = (truth[pairs.left] == truth[pairs.right]).astype(float)
    said = evidence.log_odds(pairs.left, pairs.right).astype(float)
    possible = ~pairs.barred
    open_pairs = possible & (np.abs(said) < OPEN)
    picked = np.random.default_rng(seed).permutation(np.flatnonzero(open_pairs))[:count]
    ways = (
        Calibration(NOTHING, NOTHING),
        calibrated(resolution),
        calibrated(resolution, labels_of(resolution, true, picked)),
    )
    unseen = open_pairs.copy()
    unseen[picked] = False
    return np.array(
        [
            [
                calibration_error(way.probability(said[some]), true[some])
                for some in (possible, unseen)
            ]
            for way in ways
        ]
    )


def main(arguments: list[str] | None = None) -> None:
    """Print the errors of every list and their means."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--profiles", nargs="+", default=["standard", "hard"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[11, 13, 15, 17])
    parser.add_argument("--labels", type=int, default=300)
    chosen = parser.parse_args(arguments)
    generator = generator_in(chosen.reference)
    found = []
    for profile in chosen.profiles:
        for seed in chosen.seeds:
            resolution, truth = resolved(generator, profile, chosen.records, seed)
            found.append(errors(resolution, truth, chosen.labels, seed))
            print(f"{profile} {seed}: {_line(found[-1])}", flush=True)
    print(f"mean: {_line(np.mean(found, axis=0))}")


def _line(found: np.ndarray) -> str:
    ways = ("as the model says", "by draws", "by draws and labels")
    return ", ".join(
        f"{way} {whole:.4f} (open {part:.4f})"
        for way, (whole, part) in zip(ways, found, strict=True)
    )


if __name__ == "__main__":
    main()
