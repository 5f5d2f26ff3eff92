"""How many words a second are searched for claims in one warm process, and its peak memory.

python benchmarks/extract_speed.py [--language en|ru|uk] [FILE …]
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from invented import report
from invented_slavic import slavic_report

from habeas.claims import extract
from habeas.sources import read

SECONDS = 15.0
WORDS = 1200


def main(language: str, texts: list[bytes]) -> None:
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
    print(
        f"{language}: {words / seconds:.0f} words a second, {claims / seconds:.0f} claims a second"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 if sys.platform != "darwin" else 1
    print(f"peak memory {peak * unit / 1024 / 1024:.0f} MiB")


def invented_texts(language: str) -> list[bytes]:
    """Five invented reports in one language."""
    if language == "en":
        return [report(number, WORDS).encode() for number in range(5)]
    return [slavic_report(language, number, WORDS).encode() for number in range(5)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", choices=("en", "ru", "uk"), default="en")
    parser.add_argument("files", nargs="*", type=Path)
    chosen = parser.parse_args()
    files = [path.read_bytes() for path in chosen.files]
    main(chosen.language, files or invented_texts(chosen.language))
