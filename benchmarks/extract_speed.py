"""How many words a second are searched for claims in one warm process, and its peak memory.

    python benchmarks/extract_speed.py [SECONDS]       # English, Russian, Ukrainian, then all three
    python benchmarks/extract_speed.py SECONDS FILE …  # these files, in this process

The texts are those annotated ones in the repository that may be read; everything is on that is
installed. Each language has a process of its own, so that the memory is that of this language (and
of the gazetteer, which all share). Words are parted by white space. The first round, which reads
models and tables, is reported apart and not counted.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from habeas.claims import extract
from habeas.sources import read

SECONDS = 10.0
GOLD = Path(__file__).resolve().parents[1] / "tests" / "claims" / "gold"
LANGUAGES = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}


def texts_in(languages: Sequence[str]) -> list[Path]:
    """The annotated texts of these languages that are no held ones."""
    manifest = json.loads((GOLD / "manifest.json").read_text(encoding="utf-8"))
    return [
        GOLD / f"{name}.txt"
        for name, entry in manifest.items()
        if entry["language"] in languages and not name.startswith("held_")
    ]


def measure(files: Sequence[Path], seconds: float) -> None:
    """Print words and claims a second, after one round to warm up, and the peak memory."""
    documents = [read(file.read_bytes(), name=file.name) for file in files]
    started = time.monotonic()
    for document in documents:
        extract(document, source="")
    first = time.monotonic() - started
    words = claims = 0
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        for document in documents:
            claims += len(extract(document, source=""))
            words += len(document.text.split())
    taken = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1024 if sys.platform != "darwin" else 1
    print(
        f"{words / taken:.0f} words a second, {claims / taken:.0f} claims a second "
        f"(first round {first:.1f} s); peak memory {peak * unit / 1024 / 1024:.0f} MiB",
        flush=True,
    )


def main(seconds: float) -> None:
    """Measure each language, then all of them, each in a process of its own."""
    for languages in (*((code,) for code in LANGUAGES), tuple(LANGUAGES)):
        print(f"{' + '.join(LANGUAGES[code] for code in languages)}: ", end="", flush=True)
        files = [str(path) for path in texts_in(languages)]
        subprocess.run([sys.executable, __file__, str(seconds), *files], check=True)


if __name__ == "__main__":
    limit = float(sys.argv[1]) if sys.argv[1:] else SECONDS
    if sys.argv[2:]:
        measure([Path(name) for name in sys.argv[2:]], limit)
    else:
        main(limit)
