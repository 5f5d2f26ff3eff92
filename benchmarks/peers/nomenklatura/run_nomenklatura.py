"""nomenklatura: its blocker, then logic-v2 (or another of its matchers) on every pair it proposes.

    python run_nomenklatura.py --in FILE.parquet --out persons.csv [--pairs PAIRS.parquet]
                  [--algorithm logic-v2] [--threshold S] [--pairs-a-record N]
                  [--within-list FACTOR] [--bucket SIZE] [--properties name,parts,dob,region]

As its `xref` does, without a person who answers: pairs of the index in the order of the blocker's
score, each compared once, scores of pairs inside one list multiplied by `--within-list`. What is
above the threshold is joined.
"""

# The peer is in an environment of its own, not in the project's.
# mypy: disable-error-code="import-not-found"

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.db import make_session
from nomenklatura.matching import ScoringConfig, get_algorithm
from nomenklatura.resolver import Resolver
from nomenklatura.store import MemoryStore

PROPERTIES = ("name", "parts", "dob", "region")
COLUMNS = ("unique_id", "source", "name", "surname", "given", "patronymic", "dob", "region")


def entity_of(row: dict[str, str], dataset: Dataset, properties: set[str]) -> StatementEntity:
    """A person of its model, from a row."""
    said: dict[str, list[str]] = {}
    if "name" in properties:
        said["name"] = [row["name"]]
    if "parts" in properties:
        for column, name in (
            ("surname", "lastName"),
            ("given", "firstName"),
            ("patronymic", "fatherName"),
        ):
            if row[column]:
                said[name] = [row[column]]
    if "dob" in properties and row["dob"]:
        said["birthDate"] = [row["dob"]]
    if "region" in properties and row["region"]:
        said["address"] = [row["region"]]
    return StatementEntity.from_data(
        dataset, {"id": row["unique_id"], "schema": "Person", "properties": said}
    )


def main() -> None:
    """Resolve one file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--in", dest="path", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs")
    parser.add_argument("--algorithm", default="logic-v2")
    parser.add_argument("--threshold", type=float, default=0.7)
    parser.add_argument("--pairs-a-record", type=float, default=20.0)
    parser.add_argument("--within-list", type=float, default=0.7)
    parser.add_argument("--bucket", type=int, default=60)
    parser.add_argument("--properties", default=",".join(PROPERTIES))
    chosen = parser.parse_args()
    started = time.perf_counter()
    table = pyarrow.parquet.read_table(chosen.path, columns=list(COLUMNS))
    rows = [{key: value or "" for key, value in row.items()} for row in table.to_pylist()]
    properties = set(chosen.properties.split(","))
    names = sorted({row["source"] for row in rows})
    whole = Dataset.make({"name": "lists", "title": "Lists", "children": names})
    datasets = {each: Dataset.make({"name": each, "title": each}) for each in names}
    for each in datasets.values():
        whole.children.add(each)
    algorithm = get_algorithm(chosen.algorithm)
    if algorithm is None:
        parser.error(f"no algorithm {chosen.algorithm}")
    settings = ScoringConfig.defaults()
    left, right, scores = [], [], []
    with tempfile.TemporaryDirectory() as scratch, make_session("sqlite:///:memory:") as session:
        resolver = Resolver[StatementEntity](session, create=True)
        store = MemoryStore(whole, resolver)
        entities = {}
        with store.writer() as writer:
            for row in rows:
                entity = entity_of(row, datasets[row["source"]], properties)
                entities[row["unique_id"]] = entity
                writer.add_entity(entity)
        index = Index(
            store.default_view(), Path(scratch), options={"max_bucket_size": chosen.bucket}
        )
        index.build()
        indexed = time.perf_counter()
        lists = {row["unique_id"]: row["source"] for row in rows}
        for (one, other), _ in index.pairs(max_pairs=int(chosen.pairs_a_record * len(rows))):
            score = algorithm.compare(entities[one.id], entities[other.id], settings).score
            if lists[one.id] == lists[other.id]:
                score *= chosen.within_list
            left.append(one.id)
            right.append(other.id)
            scores.append(score)
        index.close()
    scored = time.perf_counter()
    parent = {row["unique_id"]: row["unique_id"] for row in rows}

    def root(row: str) -> str:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    for one, other, score in zip(left, right, scores, strict=True):
        if score >= chosen.threshold:
            parent[root(one)] = root(other)
    with chosen.out.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("unique_id", "person_id"))
        writer.writerows((row, root(row)) for row in parent)
    done = time.perf_counter()
    if chosen.pairs:
        pa.parquet.write_table(
            pa.table({"left": left, "right": right, "score": scores}), chosen.pairs
        )
    print(
        json.dumps(
            {
                "pairs": len(scores),
                "settings": f"{chosen.algorithm}, {chosen.properties}, bucket {chosen.bucket}, "
                f"within a list x {chosen.within_list}",
                "index_seconds": indexed - started,
                "compare_seconds": scored - indexed,
                "cluster_seconds": done - scored,
                "seconds": done - started,
            }
        )
    )


if __name__ == "__main__":
    main()
