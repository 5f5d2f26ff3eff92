"""`habeas resolve CASE`: who is one person, what changed since the last time, what to look at."""

from __future__ import annotations

import sys
from pathlib import Path

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_derive
from habeas.cli.progress import shown_share
from habeas.model import printable, to_plain
from habeas.pipeline import Force, PersonChanges, ResolveReport

_FORCES_TO_TELL = (Force.OUTWEIGHED, Force.IN_PART, Force.UNANCHORED)


def resolve_case(case_folder: Path, key_file: Path | None, *, as_json: bool) -> int:
    """Resolve, and say what changed; the exit code. Nothing goes into the ledger."""
    with to_derive(case_folder, key_file) as case, shown_share("resolving") as progress:
        report = case.resolve(progress=progress)
    if as_json:
        print(json_line(_as_dict(report)))
        return 0
    for words in report.people.left_out:
        print(f"left out: {printable(words)}", file=sys.stderr)
    for note in report.people.resolution.notes:
        print(printable(note), file=sys.stderr)
    _tell_changes(report)
    _tell_review(report)
    return 0


def _tell_changes(report: ResolveReport) -> None:
    records = counted(len(report.people.resolution.records), "record")
    persons = counted(len(report.people.resolution), "person")
    if report.changed.none and report.changed.now:
        print(f"nothing changed: {records}, {persons}")
        return
    lists = sum(not item.is_text for item in report.people.lists)
    texts = len(report.people.lists) - lists
    where = f"{counted(lists, 'list')} and {counted(texts, 'text')}"
    print(f"{records} of {where}: {persons}")
    changed = report.changed
    if changed.now:
        print(
            f"now {changed.now} = unchanged {len(changed.unchanged)} + grown {len(changed.grown)}"
            f" + joined {len(changed.joined)} + split {len(changed.split)}"
            f" + created {len(changed.created)}"
        )
    if changed.before:
        print(
            f"before {changed.before} = unchanged {len(changed.unchanged)}"
            f" + grown {len(changed.grown)} + joined {len(changed.joined_before)}"
            f" + split {len(changed.split_before)} + gone {len(changed.gone)}"
        )


def _tell_review(report: ResolveReport) -> None:
    if report.unsure:
        unsure = counted(report.unsure, "pair")
        print(f"to review: {unsure} between .1 and .9; habeas people queue asks what matters most")
    if report.refused:
        print(f"refused: {counted(report.refused, 'pair')} that look alike and cannot be one human")
    for force in _FORCES_TO_TELL:
        for item in report.people.settled.of(force):
            print(f"judgement {item.placed.position}: {force.value}")


def _as_dict(report: ResolveReport) -> dict[str, object]:
    found = report.people
    changed: PersonChanges = report.changed
    return {
        "records": len(found.resolution.records),
        "persons": len(found.resolution),
        "lists": to_plain(found.lists),
        "left_out": list(found.left_out),
        "nothing_changed": changed.none,
        "changed": to_plain(changed),
        "unsure_pairs": report.unsure,
        "refused_pairs": report.refused,
        "figures": {name: float(value) for name, value in found.resolution.figures.items()},
        "notes": list(found.resolution.notes),
        "judgements": {
            str(item.placed.position): item.force.value for item in found.settled.standings
        },
    }
