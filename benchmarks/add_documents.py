"""How fast documents are added, and whether memory stays flat.

    python benchmarks/add_documents.py [DOCUMENTS] [WORDS]

1,000 English reports of 600 words by default. Memory is the sum of the resident sets of the
case's process and its reading processes (pages that they share are counted in each).
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import psutil
from invented import report

import habeas
from habeas.pipeline import Step

EVERY = 100
MEBIBYTE = 1024 * 1024


def resident() -> int:
    """Bytes in memory, of this process and its children."""
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def main(documents: int, words: int) -> None:
    """Print documents per second and memory as the import goes on, then the sums."""
    started = time.monotonic()
    shown = 0

    def show(step: Step) -> None:
        nonlocal shown
        if step.documents < shown + EVERY:
            return
        shown = step.documents
        pace = step.documents / (time.monotonic() - started)
        print(f"{shown:>6} documents  {pace:6.1f} a second  {resident() / MEBIBYTE:7.0f} MiB")

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reports"
        folder.mkdir()
        for number in range(documents):
            name = f"{number:05}.txt"
            (folder / name).write_text(report(number, words), encoding="utf-8")
        passphrase = "measured"  # noqa: S105 - it guards invented texts
        with habeas.new(Path(scratch) / "case", investigator="A", passphrase=passphrase) as case:
            started = time.monotonic()
            added = case.add(folder, progress=show)
            seconds = time.monotonic() - started
            print(
                f"{added.documents} documents of {words} words, {added.claims} claims in "
                f"{seconds:.1f} s: {added.documents / seconds:.1f} documents a second"
            )
            started = time.monotonic()
            outcome = "verified" if case.verify().ok else "NOT VERIFIED"
            print(f"{outcome} in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *[1000, 600][len(given) :])
