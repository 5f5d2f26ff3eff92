from __future__ import annotations

import json
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from score import best_threshold, labels, score, score_files

from tests.house import HOUSE

partitions = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14)
weighed = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([0.1, 0.4, 0.5, 0.9])),
    min_size=1,
    max_size=14,
)
SCORER = HOUSE.parent / "shared" / "linkage" / "score_clusters.py"


def f1_by_hand(truth: list[int], said: list[int]) -> float:
    """F1 over every pair of rows, counted one by one."""
    pairs = list(combinations(range(len(truth)), 2))
    real = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    found = {pair for pair in pairs if said[pair[0]] == said[pair[1]]}
    precision = len(real & found) / len(found) if found else 1.0
    recall = len(real & found) / len(real) if real else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@given(partitions)
def test_the_score_is_that_of_every_pair_counted(rows: list[tuple[int, int]]) -> None:
    truth, said = [row[0] for row in rows], [row[1] for row in rows]
    found = score(np.array(truth), np.array(said))
    assert found.f1 == pytest.approx(f1_by_hand(truth, said))
    assert found.persons_predicted == len(set(said))
    assert found.largest == max(said.count(each) for each in said)


def joined(count: int, edges: list[tuple[int, int]]) -> list[int]:
    """Labels of `count` rows when these pairs are joined, by spreading the least label."""
    label = list(range(count))
    for _ in range(count):
        for one, other in edges:
            label[one] = label[other] = min(label[one], label[other])
    return label


@given(weighed)
def test_the_best_cut_is_the_best_of_all_cuts(pairs: list[tuple[int, int, float]]) -> None:
    truth = [row // 3 for row in range(10)]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]

    rows = np.array([pair[:2] for pair in pairs], dtype=np.int64).reshape(-1, 2)
    weights = np.array([pair[2] for pair in pairs], dtype=np.float64)
    best = best_threshold(np.array(truth), rows[:, 0], rows[:, 1], weights)
    cuts = {pair[2] for pair in pairs}
    by_hand = [
        f1_by_hand(truth, joined(10, [pair[:2] for pair in pairs if pair[2] >= cut]))
        for cut in cuts
    ]
    assert best.cluster_f1 == pytest.approx(max(by_hand, default=0.0))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_record_without_a_person_is_refused(tmp_path: Path) -> None:
    truth = written(tmp_path, "truth.csv", "unique_id,cluster\na,1\nb,1\n")
    with pytest.raises(SystemExit, match="1 records have no person"):
        score_files(truth, written(tmp_path, "said.csv", "unique_id,person_id\na,p\n"))


def test_labels_are_equal_where_texts_are() -> None:
    assert labels(["x", "y", "x"]).tolist() == [0, 1, 0]


@pytest.mark.skipif(not SCORER.is_file(), reason="the reference scorer is not beside this clone")
def test_it_agrees_with_the_reference_scorer(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    truth, said = (chance.integers(0, 60, 300).tolist() for _ in range(2))
    said = [a if place % 3 else b for place, (a, b) in enumerate(zip(truth, said, strict=True))]
    rows = [f"r{place}" for place in range(300)]
    texts = ("unique_id,cluster\n", "unique_id,person_id\n")
    truth_file, said_file = (
        written(
            tmp_path,
            f"{column}.csv",
            head + "".join(f"{row},{value}\n" for row, value in zip(rows, values, strict=True)),
        )
        for column, head, values in zip(("t", "p"), texts, (truth, said), strict=True)
    )
    told = subprocess.run(
        [sys.executable, SCORER, truth_file, said_file, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    reference, found = json.loads(told.stdout), score_files(truth_file, said_file)
    for name in ("precision", "recall", "f1", "persons_predicted", "persons_true", "largest"):
        assert getattr(found, name) == pytest.approx(reference[name], abs=6e-5)
