"""`habeas verify` and `habeas log`: what the ledger vouches for, and what it records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from habeas.cli.entry_words import entry_words
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read
from habeas.cli.sealing import tell_growth
from habeas.model import WrongUsage, printable
from habeas.store import LeafKind, LedgerEntry, Signers, VerifyReport

DAMAGED = 1


def verify_case(case_folder: Path, key_file: Path | None = None, since: Path | None = None) -> int:
    """Recompute everything, say whether it holds, and only grew `since`; the exit code."""
    with to_read(case_folder, key_file) as case:
        whole = _tell(case.verify())
        return whole or (tell_growth(case.store, since) if since is not None else 0)


def _tell(report: VerifyReport) -> int:
    for notice in report.notices:
        print(printable(notice), file=sys.stderr)
    if report.ok:
        print(
            f"verified {report.leaves} leaves, {report.checkpoints} signed checkpoints,"
            f" {report.blobs} blobs ({report.bytes_hashed:,} bytes); head {report.head}"
        )
        return 0
    first, *others = report.problems
    more = f" (and {len(others)} more)" if others else ""
    print(f"habeas: NOT verified: {printable(str(first))}{more}", file=sys.stderr)
    return DAMAGED


def show_log(
    case_folder: Path,
    key_file: Path | None = None,
    *,
    kind: str | None = None,
    by: str | None = None,
    as_json: bool = False,
) -> None:
    """Print one line for each entry: position, time, kind, what, whose key, hash.

    Only those of a `kind`, or signed `by` somebody: a name, or the id of a key. Raises WrongUsage
    for a kind that does not exist, and a signer whom the ledger does not name.
    """
    wanted = _kind(kind) if kind is not None else None
    signers = Signers()
    known: set[str] = set()
    with to_read(case_folder, key_file) as case:
        for entry in case.log():
            signers.follow(entry)
            name = signers.name_of(entry.author)
            known |= {entry.author, name or entry.author}
            if wanted in (None, entry.kind) and by in (None, entry.author, name):
                print(json_line(_as_dict(entry, name)) if as_json else _line(entry, name))
    if by is not None and by not in known:
        raise WrongUsage(
            "nobody of this name, and no key with this id, signed an entry",
            where=by,
            remedy="habeas log shows who did",
        )


def _kind(words: str) -> LeafKind:
    try:
        return LeafKind(words)
    except ValueError:
        names = ", ".join(item.value for item in LeafKind)
        raise WrongUsage(
            f"the ledger has no entries of the kind {words!r}", remedy=f"one of: {names}"
        ) from None


def _line(entry: LedgerEntry, name: str | None) -> str:
    start = f"{entry.position:>6}  {_time(entry)}  {entry.kind.value:<10}"
    key = f"key {entry.author} of {printable(name)}" if name else f"key {entry.author}"
    return f"{start}  {printable(entry_words(entry))}  {key}  {entry.commitment[:16]}"


def _as_dict(entry: LedgerEntry, name: str | None) -> dict[str, Any]:
    return {
        "entry": entry.position,
        "time": _time(entry),
        "kind": entry.kind.value,
        "what": entry_words(entry),
        "key": entry.author,
        "signer": name,
        "commitment": entry.commitment,
        "payload": entry.payload,
    }


def _time(entry: LedgerEntry) -> str:
    return entry.time.strftime("%Y-%m-%dT%H:%M:%SZ")
