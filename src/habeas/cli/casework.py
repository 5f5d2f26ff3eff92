"""`habeas new`, `claims`, `judge` and `report`: what an investigator does with a case."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.case import new_case
from habeas.cli.claim_table import as_lines, as_table
from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read, to_sign
from habeas.cli.passphrase import investigator as investigator_name
from habeas.cli.passphrase import passphrase
from habeas.cli.redacting import Redacting, redaction_lines
from habeas.cli.refusing import tell_refusal
from habeas.model import WrongUsage, printable
from habeas.pipeline import AboveAudience

if TYPE_CHECKING:
    from habeas.reports import WrittenDossier

_ENCRYPTED = (
    "The case is encrypted: without the passphrase nobody can read it, and nobody can get a lost "
    "passphrase back. habeas keys add lets a colleague open it too."
)
_NOT_ENCRYPTED = (
    "The case is not encrypted, as asked: whoever can read the folder can read the sources. "
    "Only the signing key is protected by the passphrase."
)


def make(
    case_folder: Path, name: str | None, key_file: Path | None, *, no_encryption: bool
) -> None:
    """Make a case and say what protects it."""
    name = investigator_name(name)
    words = passphrase(key_file, new=True)
    with new_case(
        case_folder, investigator=name, passphrase=words, encrypted=not no_encryption
    ) as case:
        store = case.store
        print(f"Made the case {printable(str(case_folder))} ({store.case_id})")
        print(f"Signing key {store.key_id} of {printable(name)}")
    print(_NOT_ENCRYPTED if no_encryption else _ENCRYPTED)


def list_claims(
    case_folder: Path, wanted: dict[str, str | None], key_file: Path | None, *, as_json: bool
) -> None:
    """Print the claims of a case with their ids and states."""
    # The table shows `exchange_release` as two words; take it back as either.
    wanted |= {"type": (wanted["type"] or "").replace(" ", "_") or None}
    with to_read(case_folder, key_file) as case:
        claims = case.claims.filter(**wanted)
        unanchored = case.unanchored
    rows = claims.to_dicts()
    if as_json:
        for row in rows:
            print(json_line(row))
    elif sys.stdout.isatty():
        as_table(rows, identify=True)
    else:
        as_lines(rows, identify=True)
    print(counted(len(rows), "claim"), file=sys.stderr)
    for judgement in unanchored:
        quote = printable(judgement.passage.quote)
        print(f"judged, but no claim has these words now: {quote}", file=sys.stderr)


def judge_claim(
    case_folder: Path,
    claim: str,
    verdict: str,
    reason: str,
    set_right: list[str],
    key_file: Path | None,
) -> None:
    """Record a decision and repeat it."""
    corrections = _corrections(set_right)
    with to_sign(case_folder, key_file) as case:
        judgement = case.judge(claim, verdict, reason=reason, **corrections)
    print(f"{judgement.claim_id} {judgement.verdict.value}: {printable(judgement.passage.quote)}")
    for correction in judgement.corrections:
        print(f"  {correction.field} = {printable(correction.value or 'nothing')}")


def write_report(
    case_folder: Path,
    output: Path,
    at: str | None,
    key_file: Path | None,
    audience: str = "confidential",
    *,
    chapters: Sequence[str] | None = None,
    redacting: Redacting | None = None,
) -> int:
    """Write a dossier and name its file, hash and head, or what stops it; the exit code."""
    redactions = redacting.read() if redacting is not None else None
    with to_sign(case_folder, key_file) as case:
        try:
            written = case.report(
                output, at=at, audience=audience, chapters=chapters, redactions=redactions
            )
        except AboveAudience as refusal:
            return tell_refusal(refusal)
    _tell_written(written, output)
    if written.redaction is not None:
        print("no proofs go with it: they would tell names and hashes")
    else:
        print(f"with it go {printable(f'{output}.proof')}: proofs, and verify.py to check them")
    if audience != "confidential":
        print(f"for: {audience}")
    return 0


def write_data(
    case_folder: Path,
    what: str,
    output: Path,
    key_file: Path | None,
    audience: str,
    redacting: Redacting,
) -> int:
    """Write claims or people as data, or what stops that; the exit code."""
    redactions = redacting.read()
    with to_sign(case_folder, key_file) as case:
        try:
            written = case.export(what, output, audience=audience, redactions=redactions)
        except AboveAudience as refusal:
            return tell_refusal(refusal)
    _tell_written(written, output)
    print(f"for: {audience}")
    return 0


def _tell_written(written: WrittenDossier, output: Path) -> None:
    print(f"{printable(str(output))}: {written.size:,} bytes")
    print(f"sha256 {written.sha256}")
    print(f"pinned to ledger head {written.head}")
    for line in redaction_lines(written.redaction) if written.redaction else ():
        print(line, file=sys.stderr)


def _corrections(set_right: list[str]) -> dict[str, str]:
    corrections: dict[str, str] = {}
    for field, value in map(_field_and_value, set_right):
        if field in ("self", "claim", "verdict", "reason"):
            raise WrongUsage(f"a claim has no field {field!r}", remedy="set a field of the claim")
        if field in corrections:
            raise WrongUsage(f"--set {field}= is given twice", remedy="give each field once")
        corrections[field] = value
    return corrections


def _field_and_value(words: str) -> tuple[str, str]:
    field, equals, value = words.partition("=")
    if not equals:
        raise WrongUsage(f"--set {words!r} has no value", remedy="write --set place=Kharkiv")
    return field.strip(), value.strip()
