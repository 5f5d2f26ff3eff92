"""What isolation costs an import: `habeas add` with a worker for each document, and without.

    python benchmarks/isolated_import.py [COPIES] [ROUNDS]

The sample corpus (`examples/sources`), each file many times over with altered bytes: 24 copies,
so 336 files and the members of archives besides. Three ways, one after another in each round:

    isolated    a fresh worker for each document, shut in by the best level that works here
    fresh       the same worker without any wall (`--unsafe-parse` where no wall can be had)
    reused      one process for all documents, without any wall: how it was before

The ratio of throughputs is that of the sums of all rounds. Processor time is that of this process
and all that it started; on a machine with other work it says more than the clock does.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

import habeas
from habeas.pipeline import ImportSettings, adding, unisolated
from habeas.pipeline.isolation import Level, best_level
from habeas.pipeline.process import Nursery
from habeas.pipeline.readers import Readers

SOURCES = Path(__file__).resolve().parents[1] / "examples" / "sources"
# The same loop without a fork: what a document leaves behind, the next one meets.
REUSED = """
import os, resource
import habeas.pipeline.worker as worker
from habeas.pipeline.serving import serve

def bring_up(nursery, requests, answers):
    serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    nursery._control.tell({"status": 0, "peak_memory": peak * 1024})

worker.Nursery._bring_up = bring_up
worker.main()
"""
OURS = Nursery.PROGRAM


@dataclass(frozen=True)
class Import:
    """One import of the corpus: documents read, seconds of the clock and of processors."""

    documents: int
    clock: float
    processors: float


def copies(folder: Path, count: int) -> None:
    """The corpus `count` times, each copy with a byte or a word more."""
    for number in range(count):
        for path in sorted(SOURCES.iterdir()):
            target = folder / f"{number:03}-{path.name}"
            target.write_bytes(altered(path, number))


def altered(path: Path, number: int) -> bytes:
    """The same file with other bytes, and nothing else that a reader would see."""
    data = path.read_bytes()
    if path.suffix in {".csv", ".txt", ".html", ".eml"}:
        return data + b"\n" * (number + 1)
    if path.suffix in {".zip", ".docx", ".xlsx", ".wacz"}:
        # The comment at the end of a zip; its length stands before it.
        return data[:-2] + (number + 1).to_bytes(2, "little") + b" " * (number + 1)
    return data + bytes(number + 1)


class Measured(Readers):
    """The pool, which adds up its processes' work before they are gone: bubblewrap would not."""

    used = 0.0

    def __exit__(self, *raised: Any) -> None:
        own = psutil.Process()
        for process in (own, *own.children(recursive=True)):
            # With the children that each has waited for: the workers of a nursery.
            Measured.used += sum(process.cpu_times()[: 4 if process != own else 2])
        super().__exit__(*raised)


def imported(folder: Path, way: str) -> Import:
    """Add the folder to a new case in one of the three ways."""
    level = best_level() if way == "isolated" else Level.NONE
    vars(unisolated)["best_level"] = lambda: level
    Nursery.PROGRAM = ("-c", REUSED) if way == "reused" else OURS
    with tempfile.TemporaryDirectory() as scratch:
        case_folder = Path(scratch) / "case"
        passphrase = "measured"  # noqa: S105 - it guards invented texts
        with habeas.new(case_folder, investigator="A", passphrase=passphrase) as case:
            Measured.used = -sum(psutil.Process().cpu_times()[:2])
            clock = time.monotonic()
            report = case.add(folder, settings=ImportSettings(unsafe_parse=True))
            return Import(report.documents, time.monotonic() - clock, Measured.used)


def main(count: int, rounds: int) -> None:
    """Print every import, then the ratios."""
    ways = ("isolated", "fresh", "reused")
    found: dict[str, list[Import]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sources"
        folder.mkdir()
        copies(folder, count)
        print(f"{len(list(folder.iterdir()))} files, level {best_level().value}")
        for number in range(rounds):
            # Each way is first in turn, so that none gains from a warm disk.
            for way in ways[number % 3 :] + ways[: number % 3]:
                found[way].append(imported(folder, way))
                one = found[way][-1]
                print(
                    f"{way:>9}: {one.documents} documents, {one.clock:.1f} s, "
                    f"{one.processors:.1f} s of processors",
                    flush=True,
                )
    for way in ("isolated", "fresh"):
        clock = ratio([one.clock for one in found["reused"]], [one.clock for one in found[way]])
        used = ratio(
            [one.processors for one in found["reused"]], [one.processors for one in found[way]]
        )
        print(f"{way}: {clock:.0%} of the throughput of reused by the clock, {used:.0%} by work")


def ratio(before: list[float], now: list[float]) -> float:
    """How much of the earlier throughput is left: the same documents, in more or less time."""
    return sum(before) / sum(now)


if __name__ == "__main__":
    vars(adding)["Readers"] = Measured
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *[24, 3][len(given) :])
