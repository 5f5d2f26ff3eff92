"""Make the golden case: `python -m tests.case.make_golden FOLDER`. Everything in it is invented.

The committed folder is what one version of Habeas wrote; later versions must still open, verify
and report it. It is made anew only when a format changes, into a folder of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pipeline.making import ONE_PROCESS, REPORT, account, new_case, write, zipped


def make(folder: Path) -> None:
    """One of everything: an archive, a report, an unreadable file, judgements, an export."""
    with TemporaryDirectory() as scratch:
        sources = write(
            Path(scratch) / "sources",
            {
                "files.zip": zipped({"testimony.txt": account(7).encode()}),
                "report.txt": REPORT,
                "tape.bin": b"\x00\x01\x02" * 64,
            },
        )
        with new_case(folder) as case:
            case.add(sources, Path(scratch) / "missing.txt", settings=ONE_PROCESS)
            first, second = case.claims[0].claim, case.claims[1].claim
            case.judge(first.id, "correct", reason="per the medical file", place="Lower Orrin")
            case.judge(second.id, "confirm", reason="the letter lies before us")
            case.report(Path(scratch) / "dossier.html")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
