"""Score pairs of names by a matcher of nomenklatura, on the name alone.

    python name_scores.py --in PAIRS.tsv --out scores.txt [--algorithm logic-v2]

PAIRS.tsv has two names a line; one score a line comes out. Prints the CPU seconds.
"""

# The peer is in an environment of its own, not in the project's.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.matching import ScoringConfig, get_algorithm


def main() -> None:
    """Score every pair of a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="path", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--algorithm", default="logic-v2")
    chosen = parser.parse_args()
    lines = chosen.path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[:2] for line in lines]
    dataset = Dataset.make({"name": "names", "title": "Names"})
    algorithm = get_algorithm(chosen.algorithm)
    if algorithm is None:
        parser.error(f"no algorithm {chosen.algorithm}")
    settings = ScoringConfig.defaults()

    def person(name: str, number: int) -> StatementEntity:
        said = {"id": f"n{number}", "schema": "Person", "properties": {"name": [name]}}
        return StatementEntity.from_data(dataset, said)

    people = [(person(a, 2 * k), person(b, 2 * k + 1)) for k, (a, b) in enumerate(pairs)]
    for one, other in people[:1]:
        algorithm.compare(one, other, settings)  # it reads its tables at the first call
    started = time.process_time()
    scores = [algorithm.compare(one, other, settings).score for one, other in people]
    seconds = time.process_time() - started
    chosen.out.write_text("".join(f"{score:.6f}\n" for score in scores), encoding="utf-8")
    print(json.dumps({"pairs": len(pairs), "seconds": seconds}))


if __name__ == "__main__":
    main()
