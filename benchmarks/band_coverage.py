"""How often the band of `habeas count` holds the truth, on populations whose size is known.

    python benchmarks/band_coverage.py [SCENARIOS.json] [--replicates 100] [--only NAME,…]
                                  [--processes 2] [--json FILE]

Without a file: ten populations drawn at random from the prior that
`habeas.counts.populations.random_population` states. Printed for each: how often the limits hold
the truth (whatever the status), their median width as a share of the truth, how often the status
is ok, and how often ok answers hold the truth.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from habeas.counts.methods import run
from habeas.counts.populations import Population, population_of, random_population

RANDOM_POPULATIONS = 10
RANDOM_SEED = 2027
# Nothing in the lists can tell of people whom no list can see, nor of links that were missed.
CANNOT_BE_TOLD = ("E1", "G1")


@dataclass(frozen=True, slots=True)
class Answer:
    """One replicate's band."""

    status: str
    low: float | None
    high: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """One population over its replicates; shares in per cent, width as a share of the truth."""

    population: str
    truth: int
    replicates: int
    answered: int
    covered: float
    width: float
    ok: float
    ok_covered: float | None
    statuses: dict[str, int]
    seconds: float


def drawn_populations() -> dict[str, Population]:
    """Ten that nobody chose."""
    random = np.random.default_rng(RANDOM_SEED)
    return {f"random {i}": random_population(random) for i in range(RANDOM_POPULATIONS)}


def named_populations(file: Path) -> dict[str, Population]:
    """Those of a file of scenarios; names that begin with _ are remarks."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {name: population_of(row) for name, row in rows.items() if not name.startswith("_")}


def answer(job: tuple[str, Population, int]) -> Answer:
    """The band of one replicate; its seed is the population's name and the replicate's number."""
    name, population, replicate = job
    random = np.random.default_rng([zlib.crc32(name.encode()), replicate])
    table = population.draw(random)
    started = time.process_time()
    found = run(table, "all")
    return Answer(found.status.value, found.low, found.high, time.process_time() - started)


def summed(name: str, population: Population, answers: list[Answer]) -> Row:
    """The row of one population."""
    truth = population.size
    limits = [
        (a.low, a.high, a.status) for a in answers if a.low is not None and a.high is not None
    ]
    inside = [low <= truth <= high for low, high, _ in limits]
    ok = [low <= truth <= high for low, high, status in limits if status == "ok"]
    return Row(
        population=name,
        truth=truth,
        replicates=len(answers),
        answered=len(limits),
        covered=100 * float(np.mean(inside)) if inside else 0.0,
        width=float(np.median([(high - low) / truth for low, high, _ in limits]))
        if limits
        else 0.0,
        ok=100 * len(ok) / len(answers),
        ok_covered=100 * float(np.mean(ok)) if ok else None,
        statuses=dict(Counter(a.status for a in answers).most_common()),
        seconds=float(np.mean([a.seconds for a in answers])),
    )


def rows(populations: dict[str, Population], replicates: int, processes: int) -> Iterator[Row]:
    """A row a population, as soon as it is done; one thread a process, the cores are shared."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for name, population in populations.items():
            jobs = [(name, population, replicate) for replicate in range(replicates)]
            yield summed(name, population, pool.map(answer, jobs, chunksize=4))


def line(row: Row) -> str:
    """One row for a person."""
    right = "–" if row.ok_covered is None else f"{row.ok_covered:5.1f}"
    return (
        f"| {row.population} | {row.replicates} | {row.covered:5.1f} | {row.width:.3f} | "
        f"{row.ok:5.1f} | {right} | {row.statuses} | {row.seconds:.2f} |"
    )


def overall(found: list[Row], without: tuple[str, ...]) -> str:
    """Coverage of all ok answers of the populations whose names do not begin so."""
    counted = [row for row in found if not row.population.startswith(without)]
    ok = sum(row.ok * row.replicates / 100 for row in counted)
    right = sum((row.ok_covered or 0) * row.ok * row.replicates / 1e4 for row in counted)
    return f"{100 * right / ok:.1f} % of {ok:.0f} ok answers" if ok else "no ok answer"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenarios", nargs="?", type=Path)
    parser.add_argument("--replicates", type=int, default=100)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    file: Path | None = wanted.scenarios
    populations = named_populations(file) if file else drawn_populations()
    if wanted.only:
        populations = {name: populations[name] for name in wanted.only.split(",")}
    print(
        "| population | replicates | covered % | width | ok % | ok covered % | statuses | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    found = []
    for row in rows(populations, wanted.replicates, wanted.processes):
        found.append(row)
        print(line(row), flush=True)
    print(f"\nok answers that hold the truth: {overall(found, ('E1',))} (without E1)")
    print(f"{overall(found, CANNOT_BE_TOLD)} (without E1 and G1)")
    if wanted.json:
        text = json.dumps([asdict(row) for row in found], indent=1)
        wanted.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
