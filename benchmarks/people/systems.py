"""Each system that resolves a file of lists: how it is run, and its best score with the truth."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from environments import PEERS, python_of
from measured import Measured, run
from numpy.typing import NDArray
from score import BestCut, Labels, Score, best_threshold, labels, read, score_files

# By single best links Splink is best near these; a sweep of all would take it minutes each.
SPLINK_CUTS = "0.5,0.2,0.05,0.02,0.005,0.002,0.0005"


@dataclass(frozen=True, slots=True)
class Lists:
    """A file of lists without the truth, and the truth in another."""

    path: Path
    truth: Path
    duplicate_free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a system did: its cluster score, that at its best threshold, and what it took."""

    system: str
    cost: Measured | None
    cluster: Score | None
    best: BestCut | None = None
    notes: dict[str, float | str] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        """The cluster F1 that counts: for a peer the best that the truth can find it."""
        found = [self.cluster.f1 if self.cluster else 0.0, self.best.cluster_f1 if self.best else 0]
        return max(found)

    def as_json(self) -> dict[str, object]:
        """Every figure, for a file of raw figures."""
        cost = None
        if self.cost:
            cost = {"wall": self.cost.wall, "cpu": self.cost.cpu, "peak_bytes": self.cost.peak}
        return {
            "system": self.system,
            "cluster_f1": self.f1,
            "cost": cost,
            "cluster": asdict(self.cluster) if self.cluster else None,
            "best": asdict(self.best) if self.best else None,
            "notes": self.notes,
        }


def duplicates_merged(truth: Path, persons: Path) -> float | None:
    """The share of injected duplicates that are one person with the row they repeat."""
    if truth.suffix != ".csv":
        return None
    with truth.open(encoding="utf-8") as opened:
        if "duplicate_of" not in opened.readline():
            return None
    ids, repeated = read(truth, ("unique_id", "duplicate_of"))
    said_ids, said = read(persons, ("unique_id", "person_id"))
    person = dict(zip(said_ids, said, strict=True))
    pairs = [(one, other) for one, other in zip(ids, repeated, strict=True) if other]
    merged = sum(person[one] == person[other] for one, other in pairs)
    return merged / len(pairs) if pairs else None


def scored_pairs(
    truth: Path, pairs: Path
) -> tuple[Labels, NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """True labels, and the pairs of a file as row numbers of the truth with their scores."""
    ids, people = read(truth, ("unique_id", "cluster"))
    row = {each: place for place, each in enumerate(ids)}
    left, right, scores = read(pairs, ("left", "right", "score"))
    one, other = (np.array([row[each] for each in side], dtype=np.int64) for side in (left, right))
    return labels(people), one, other, np.array(scores, dtype=np.float64)


def ours(lists: Lists, scratch: Path, threads: int) -> Outcome:
    """`habeas people resolve`, once, without the truth."""
    out = scratch / "ours.csv"
    program = Path(sys.executable).with_name("habeas")
    command: list[str | Path] = [program, "people", "resolve", lists.path, "-o", out, "--json"]
    cost = run(command, threads=threads)
    notes: dict[str, float | str] = {}
    merged = duplicates_merged(lists.truth, out)
    if merged is not None:
        notes["duplicates merged"] = merged
    return Outcome("habeas", cost, score_files(lists.truth, out), notes=notes)


def splink(lists: Lists, scratch: Path, threads: int, settings: str = "events") -> Outcome:
    """Splink 5 on the printed columns, joined at the best threshold."""
    out, pairs = scratch / "splink.csv", scratch / "splink.parquet"
    command = _peer("splink", lists, out, "--settings", settings, "--pairs", str(pairs))
    cost = run(command, threads=threads)
    best = best_threshold(*scored_pairs(lists.truth, pairs))
    return Outcome(f"Splink 5, {settings}", cost, score_files(lists.truth, out), best)


def splink_once_per_list(lists: Lists, scratch: Path, threads: int) -> Outcome:
    """Splink 5 with its own clustering that knows which lists name everybody once."""
    out = scratch / "once.csv"
    named = ",".join(lists.duplicate_free)
    command = _peer("splink", lists, out, "--settings", "events", "--once-per-list", named)
    command += ["--thresholds", SPLINK_CUTS]
    cost = run(command, threads=threads)
    cuts = SPLINK_CUTS.split(",")
    files = {cut: out.with_suffix(f".{float(cut)}.csv") for cut in cuts[1:]} | {cuts[0]: out}
    found = {cut: score_files(lists.truth, path) for cut, path in files.items()}
    cut, best = max(found.items(), key=lambda pair: pair[1].f1)
    notes: dict[str, float | str] = {"best cut": float(cut), "cuts tried, in its time": len(cuts)}
    return Outcome("Splink 5, single best links", cost, best, notes=notes)


def nomenklatura(
    lists: Lists, scratch: Path, threads: int, *, pairs_a_record: float, limit: float
) -> Outcome:
    """logic-v2 on the pairs of its own blocker, joined at the best threshold."""
    out, pairs = scratch / "nomenklatura.csv", scratch / "nomenklatura.parquet"
    command = _peer("nomenklatura", lists, out, "--pairs", str(pairs))
    # Regions add pairs and time and nothing else, measured on even seeds.
    command += ["--pairs-a-record", str(pairs_a_record), "--properties", "name,parts,dob"]
    cost = run(command, threads=threads, limit=limit)
    if cost is None:
        notes: dict[str, float | str] = {"stopped": f"not done after {limit / 60:.0f} minutes"}
        return Outcome("nomenklatura logic-v2", None, None, notes=notes)
    best = best_threshold(*scored_pairs(lists.truth, pairs))
    return Outcome("nomenklatura logic-v2", cost, score_files(lists.truth, out), best)


def dedupe(lists: Lists, scratch: Path, threads: int, labels_given: int = 400) -> Outcome:
    """dedupe 3 with labels that the truth gives, at its best threshold."""
    out = scratch / "dedupe.csv"
    command = _peer("dedupe", lists, out, "--truth", str(lists.truth))
    command += ["--labels", str(labels_given)]
    cost = run(command, threads=threads)
    files = sorted(scratch.glob("dedupe*.csv"))
    best = max((score_files(lists.truth, path) for path in files), key=lambda each: each.f1)
    return Outcome(f"dedupe 3, {labels_given} labels", cost, best)


def _peer(name: str, lists: Lists, out: Path, *options: str) -> list[str | Path]:
    folder = PEERS / name
    script = folder / f"run_{name}.py"
    return [python_of(folder), script, "--in", lists.path, "--out", out, *options]


def settings_of(outcome: Outcome) -> dict[str, object]:
    """What a peer printed about its run."""
    said = outcome.cost.said.splitlines() if outcome.cost else []
    lines = [line for line in said if line.startswith("{")]
    found: dict[str, object] = json.loads(lines[-1]) if lines else {}
    return found
