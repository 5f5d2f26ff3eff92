"""How many words a second are searched for claims in one warm process, and its peak memory.

python benchmarks/extract_speed.py [FILE]
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from invented import report

from habeas.claims import extract
from habeas.sources import read

SECONDS = 15.0


def main(texts: list[bytes]) -> None:
    """Print words and claims a second, after one round to warm up."""
    documents = [read(text, name="report.txt") for text in texts]
    for document in documents[:1]:
        extract(document, source="")
    words = claims = 0
    started = time.monotonic()
    while time.monotonic() - started < SECONDS:
        for document in documents:
            claims += len(extract(document, source=""))
            words += len(document.text.split())
    seconds = time.monotonic() - started
    print(f"{words / seconds:.0f} words a second, {claims / seconds:.0f} claims a second")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 if sys.platform != "darwin" else 1
    print(f"peak memory {peak * unit / 1024 / 1024:.0f} MiB")


if __name__ == "__main__":
    files = [Path(name).read_bytes() for name in sys.argv[1:]]
    main(files or [report(number, 1200).encode() for number in range(5)])
