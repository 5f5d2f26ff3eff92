"""`habeas add` and `habeas rebuild`: long work, shown as it goes on, summed up at its end."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from habeas.cli.counted import counted
from habeas.cli.dates import interval
from habeas.cli.opening import to_derive, to_sign
from habeas.cli.progress import shown_progress
from habeas.model import HabeasError, WrongUsage
from habeas.pipeline import AddReport, ImportSettings, Remark

_FAILURES_LISTED = 3


class Stopped(HabeasError):
    """Ctrl-C, with what is safely kept."""

    exit_code = 130


def add_sources(
    case_folder: Path,
    sources: list[str],
    *,
    published: str | None,
    outlet: str | None,
    key_file: Path | None,
    unsafe_parse: bool = False,
) -> int:
    """Add files and folders; the exit code.

    Raises IsolationMissing where nothing can shut their parsers in, unless `unsafe_parse`, which
    the ledger keeps.
    """
    date = interval(published)
    if not all(sources):
        # An empty name means the current folder to the system: an unset variable would take it in.
        raise WrongUsage("an empty name is no source", remedy="name files or folders, or `.`")
    with to_sign(case_folder, key_file) as case:
        kept_before = sum(1 for _ in case.log())
        try:
            with shown_progress("adding") as progress:
                report = case.add(
                    *sources,
                    outlet=outlet,
                    published=date,
                    settings=ImportSettings(unsafe_parse=unsafe_parse),
                    progress=progress,
                )
        except KeyboardInterrupt:
            new = sum(1 for _ in case.log()) - kept_before
            raise Stopped(
                f"stopped; what was acknowledged is safely kept ({new} new ledger entries)",
                remedy="the same command goes on from here",
            ) from None
    _show_remarks([*report.skipped, *report.failed, *report.not_read])
    _show_balance(report)
    return 0 if report.ok else _FAILURES_LISTED


def rebuild_case(
    case_folder: Path, key_file: Path | None = None, *, unsafe_parse: bool = False
) -> int:
    """Derive everything again; the exit code."""
    # What is done without isolation is signed; nothing else in a rebuild needs the key.
    opened = to_sign if unsafe_parse else to_derive
    with opened(case_folder, key_file) as case:
        try:
            with shown_progress("rebuilding") as progress:
                report = case.rebuild(
                    settings=ImportSettings(unsafe_parse=unsafe_parse), progress=progress
                )
        except KeyboardInterrupt:
            raise Stopped(
                "stopped; sources and judgements are untouched",
                remedy="run `habeas rebuild` again to derive the rest",
            ) from None
    _show_remarks(report.not_read)
    sources, documents = counted(report.sources, "source"), counted(report.documents, "document")
    persons = "" if report.persons is None else f", {counted(report.persons, 'person')}"
    print(f"{sources}: {documents}, {counted(report.claims, 'claim')}{persons}")
    return 0 if report.ok else _FAILURES_LISTED


def _show_remarks(remarks: Iterable[Remark]) -> None:
    for remark in remarks:
        print(remark, file=sys.stderr)


def _show_balance(report: AddReport) -> None:
    balance = report.balance
    print(
        f"in {balance.total} = created {balance.created} + updated {balance.updated}"
        f" + unchanged {balance.unchanged} + skipped {balance.skipped} + failed {balance.failed}"
    )
    print(f"{counted(report.documents, 'document')} read, {counted(report.claims, 'claim')} found")
    if report.completed:
        print(f"{counted(report.completed, 'source')} of earlier imports completed")
    if report.not_read:
        print(f"{len(report.not_read)} preserved without being read, as listed")
