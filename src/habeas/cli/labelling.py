"""`habeas label`: who may see a source, a claim or a person; and what was said about that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read, to_sign
from habeas.model import Label, WrongUsage, printable, to_plain
from habeas.pipeline import LabelStanding

_SHORT = 16


def label_subject(
    case_folder: Path,
    subject: str | None,
    confidentiality: str | None,
    reason: str | None,
    key_file: Path | None,
) -> None:
    """Record a label and repeat it. Raises WrongUsage where a part of it is not given."""
    if subject is None or confidentiality is None:
        raise WrongUsage(
            "what shall be labelled, and how?",
            remedy="habeas label CASE SUBJECT public|restricted|confidential --reason WORDS",
        )
    if reason is None:
        raise WrongUsage("a label needs a reason", remedy="say with --reason what decided it")
    with to_sign(case_folder, key_file) as case:
        placed = case.label(subject, confidentiality, reason=reason)
    given = placed[0].record
    name = subject if given.records else _name(given)
    entries = ", ".join(str(item.position) for item in placed)
    word = "entry" if len(placed) == 1 else "entries"
    print(f"{_kind(given)} {printable(name)}: {given.label.value} (ledger {word} {entries})")


def list_labels(case_folder: Path, key_file: Path | None, *, as_json: bool) -> None:
    """Print every label with its force, in the order of the ledger."""
    with to_read(case_folder, key_file) as case:
        labels = case.labels
    for item in labels.standings:
        print(json_line(_as_dict(item)) if as_json else _line(item))
    unlabelled = sum(not item.own for item in labels.sources.values())
    if not as_json:
        print(f"{unlabelled} of {len(labels.sources)} sources have no label")


def _line(item: LabelStanding) -> str:
    given, position = item.placed.record, item.placed.position
    about = f"{_kind(given)} {printable(_name(given))}"
    by = f"{printable(given.author)}, {given.made_at.date()}: {printable(given.reason)}"
    return f"{position:>5}  {item.force.value}  {given.label.value}  {about}  {by}"


def _as_dict(item: LabelStanding) -> dict[str, Any]:
    plain = to_plain(item.placed.record)
    return {
        "entry": item.placed.position,
        "force": item.force.value,
        "kind": _kind(item.placed.record),
        "subjects": list(item.subjects),
        **plain,
    }


def _kind(given: Label) -> str:
    if given.source is not None:
        return "source"
    return "claim" if given.claim is not None else "person"


def _name(given: Label) -> str:
    if given.source is not None:
        return given.source[:_SHORT]
    if given.claim is not None:
        return given.claim.claim
    return f"of {', '.join(anchor.record for anchor in given.records)}"
