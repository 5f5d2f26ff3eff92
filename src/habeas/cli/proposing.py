"""`habeas propose CASE`: ask a local language model, and say what of its answers came through."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_sign
from habeas.cli.progress import shown_share
from habeas.model import HabeasError, printable, to_plain
from habeas.pipeline import ProposeReport

_FAILURES_LISTED = 3


class Stopped(HabeasError):
    """Ctrl-C, with what is safely kept."""

    exit_code = 130


@dataclass(frozen=True, slots=True)
class Asked:
    """Which model is asked, where, and which host a person allowed for it."""

    endpoint: str
    model: str
    allow_host: str | None


def propose_claims(case_folder: Path, asked: Asked, key_file: Path | None, *, as_json: bool) -> int:
    """Ask about every document of the case; the exit code."""
    with to_sign(case_folder, key_file) as case:
        try:
            with shown_share("proposing") as progress:
                report = case.propose(
                    asked.endpoint, asked.model, allow_host=asked.allow_host, progress=progress
                )
        except KeyboardInterrupt:
            raise Stopped(
                "stopped; what the model answered is kept",
                remedy="the same command goes on from here",
            ) from None
    if as_json:
        print(json_line(to_plain(report)))
    else:
        _tell(report)
    return _FAILURES_LISTED if report.problems else 0


def _tell(report: ProposeReport) -> None:
    for problem in report.problems:
        print(problem, file=sys.stderr)
    asked = counted(report.asked, "request")
    known = f", {report.known} answered before" if report.known else ""
    print(f"{counted(report.documents, 'document')}: {asked}{known}")
    print(
        f"{counted(report.proposed, 'claim')} proposed, {report.agreed} found by the rules as well"
    )
    for words, count in report.refused:
        print(f"refused {count} × {printable(words)}")
    if report.proposed:
        print("none of them counts before you judge it: habeas claims lists them with their ids")
