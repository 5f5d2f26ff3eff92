"""Make the golden case: `python -m tests.case.make_golden FOLDER`. Everything in it is invented.

The committed folder is what one version of Habeas wrote; later versions must still open, verify
and report it. It is made anew only when a format changes, into a folder of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pipeline.making import ONE_PROCESS, REPORT, account, new_case, write, zipped

FAMILIES = "name,born\nTaras Velmin,1980-04-05\nПетро Сандул,1975-02-03\n"
EXCHANGE = "name,born\nTaras Velmin,1980\nOleh Tarnyk,1988-01-09\n"


def make(folder: Path) -> None:
    """One of everything: an archive, a report, an unreadable file, lists of people resolved,
    judgements of claims and people, an export."""
    with TemporaryDirectory() as scratch:
        sources = write(
            Path(scratch) / "sources",
            {
                "files.zip": zipped({"testimony.txt": account(7).encode()}),
                "report.txt": REPORT,
                "tape.bin": b"\x00\x01\x02" * 64,
                "families.csv": FAMILIES,
                "exchange.csv": EXCHANGE,
            },
        )
        with new_case(folder) as case:
            case.add(sources, Path(scratch) / "missing.txt", settings=ONE_PROCESS)
            first, second = case.claims[0].claim, case.claims[1].claim
            case.judge(first.id, "correct", reason="per the medical file", place="Lower Orrin")
            case.judge(second.id, "confirm", reason="the letter lies before us")
            case.resolve()
            ids = case.people.resolution.records.ids
            kept = case.judge_people("same", ids[:1], others=ids[-1:], reason="his wife knows him")
            case.judge_people("unsure", ids[1:2], others=ids[-1:], reason="no photograph")
            case.undo(kept.placed.position, reason="she had seen another man")
            case.resolve()
            case.report(Path(scratch) / "dossier.html")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
