"""`habeas verify` and `habeas log`: what the ledger vouches for, and what it records."""

from __future__ import annotations

import sys
from pathlib import Path

from habeas.cli.opening import to_read
from habeas.model import Plain, printable
from habeas.store import LeafKind, LedgerEntry

DAMAGED = 1


def verify_case(case_folder: Path, key_file: Path | None = None) -> int:
    """Recompute everything and say whether it holds; the exit code."""
    with to_read(case_folder, key_file) as case:
        report = case.verify()
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


def show_log(case_folder: Path, key_file: Path | None = None) -> None:
    """Print one line for each entry: position, time, kind, what, who, hash."""
    with to_read(case_folder, key_file) as case:
        for entry in case.log():
            print(_line(entry))


def _line(entry: LedgerEntry) -> str:
    time = entry.time.strftime("%Y-%m-%dT%H:%M:%SZ")
    what = _what(entry.kind, entry.payload) if entry.payload is not None else "(erased)"
    start = f"{entry.position:>6}  {time}  {entry.kind.value:<10}"
    return f"{start}  {printable(what)}  key {entry.author}  {entry.commitment[:16]}"


def _what(kind: LeafKind, payload: Plain) -> str:
    if kind is LeafKind.CASE:
        return f"case opened by {payload.get('investigator')}"
    if kind is LeafKind.SOURCE:
        first = payload["provenance"][0]
        return f"{_find(first)} ({payload['media_type']}, {payload['size']:,} bytes)"
    if kind is LeafKind.PROVENANCE:
        return f"{_find(payload['provenance'])}, known bytes {payload['source'][:16]}"
    if kind is LeafKind.JUDGEMENT:
        decided = f"{payload['verdict']} {payload['claim_id']} by {payload['author']}"
        return f"{decided}: {payload['reason']}"
    if kind is LeafKind.PERSON_JUDGEMENT:
        return _about_people(payload)
    if kind is LeafKind.EVENT_JUDGEMENT:
        return _about_an_event(payload)
    if kind is LeafKind.MODEL_ANSWER:
        passages = len(payload["passages"])
        asked = f"{payload['model']} at {payload['host']} about {payload['source'][:16]}"
        return f"{asked}, {passages} passages, for {payload['author']}"
    if kind is LeafKind.ALLOWED_HOST:
        return f"texts may be sent to {payload['host']}, by {payload['author']}"
    if kind is LeafKind.EXPORT:
        return (
            f"{payload['untrusted_name']} at head {payload['head_size']}, {payload['sha256'][:16]}"
        )
    return f"erased entries {', '.join(map(str, payload['erased']))}: {payload['reason']}"


def _about_people(payload: Plain) -> str:
    if payload["withdraws"] is not None:
        decided = f"takes {payload['withdraws']} back"
    else:
        records = len(payload["records"]) + len(payload["others"])
        decided = f"{payload['answer']} of {records} records"
    return f"{decided} by {payload['author']}: {payload['reason']}"


def _about_an_event(payload: Plain) -> str:
    if payload["withdraws"] is not None:
        decided = f"takes {payload['withdraws']} back"
    else:
        claims = len(payload["claims"]) + len(payload["others"])
        decided = f"{payload['verdict']} of {claims} claims"
    return f"{decided} by {payload['author']}: {payload['reason']}"


def _find(provenance: Plain) -> str:
    inside = f" inside {provenance['container'][:16]}" if provenance["container"] else ""
    return f"{provenance['untrusted_name']}{inside} by {provenance['collected_by']}"
