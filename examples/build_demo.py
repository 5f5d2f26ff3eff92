"""Build the sample case and its dossier, as a person would, in Python.

    python examples/build_demo.py FOLDER

FOLDER/case is made anew; the dossier is FOLDER/dossier.html. The passphrase guards nothing but
invented texts and is therefore written here.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import habeas

HERE = Path(__file__).resolve().parent
PASSPHRASE = "only for the sample case"  # noqa: S105 - it guards nothing but invented texts
INVESTIGATOR = "Sample Investigator"


def decisions() -> list[dict[str, str]]:
    """The rows of judgements.csv: words of a claim, a verdict, a reason, `field=value; …`."""
    with (HERE / "judgements.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def build(folder: Path) -> Path:
    """Make the case and its dossier; the dossier's path."""
    case_folder = folder / "case"
    shutil.rmtree(case_folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    # Not encrypted, because there is nothing to hide: its files can be looked at with any tool.
    with habeas.new(
        case_folder, investigator=INVESTIGATOR, passphrase=PASSPHRASE, encrypted=False
    ) as case:
        report = case.add(HERE / "sources")
        print(f"{report.balance.created} sources preserved, {report.claims} claims found")
        for remark in (*report.failed, *report.not_read):
            print(f"  not read: {remark}")
        claims = case.claims
        for row in decisions():
            claim = next(item.claim for item in claims if row["words"] in item.claim.passage.quote)
            corrections = dict(
                pair.strip().split("=", 1) for pair in row["corrections"].split(";") if pair.strip()
            )
            case.judge(claim.id, row["verdict"], reason=row["reason"], **corrections)
        print(f"{len(decisions())} claims judged")
        dossier = folder / "dossier.html"
        case.report(dossier)
        verified = case.verify()
        print("verified" if verified.ok else f"NOT VERIFIED: {verified}")
    return dossier


if __name__ == "__main__":
    print(f"The dossier is {build(Path(sys.argv[1] if len(sys.argv) > 1 else 'demo'))}")
