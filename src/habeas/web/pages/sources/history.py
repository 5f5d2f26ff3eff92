"""What the ledger holds about one source, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from habeas.model import printable
from habeas.store import Export, LeafKind, LedgerEntry

_LONGEST = 300
# What a claim is after a verdict: these are the words that the rest of the page has for it.
_DECIDED = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: its place in the ledger, when (UTC), what kind, and who with what reason.

    `what` is a code (a verdict, a label) or a name; `claim` is the id of the claim it is about.
    """

    position: int
    time: datetime
    kind: str
    who: str
    what: str
    reason: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A file that left the case when the source was in it; `head` is the ledger's size then."""

    name: str
    audience: str | None
    head: int


def history_of(entries: Iterable[LedgerEntry]) -> tuple[HistoryLine, ...]:
    """The entries in words, oldest first."""
    return tuple(_lines(entries))


def exports_since(exports: Iterable[Export], position: int) -> tuple[ExportLine, ...]:
    """Every export whose head already held the entry at this position."""
    return tuple(
        ExportLine(printable(item.untrusted_name), item.audience, item.head_size)
        for item in exports
        if item.head_size > position
    )


def _lines(entries: Iterable[LedgerEntry]) -> Iterator[HistoryLine]:
    for entry in entries:
        if entry.payload is None:
            yield HistoryLine(entry.position, entry.time, "erased", "", "", "")
            continue
        read = _READERS.get(entry.kind, _other)
        who, what, reason, claim = read(entry.payload)
        yield HistoryLine(
            entry.position,
            entry.time,
            entry.kind.value,
            _short(who),
            _short(what),
            _short(reason),
            claim,
        )


_Told = tuple[str, str, str, str | None]


def _source(payload: Mapping[str, Any]) -> _Told:
    return _provenance({"provenance": payload["provenance"][0]})


def _provenance(payload: Mapping[str, Any]) -> _Told:
    found = payload["provenance"]
    return found["collected_by"], found["untrusted_name"], found["url"] or "", None


def _judgement(payload: Mapping[str, Any]) -> _Told:
    what = _DECIDED.get(payload["verdict"], payload["verdict"])
    return payload["author"], what, payload["reason"], payload["claim_id"]


def _label(payload: Mapping[str, Any]) -> _Told:
    claim = (payload.get("claim") or {}).get("claim_id")
    return payload["author"], payload["label"], payload["reason"], claim


def _answer(payload: Mapping[str, Any]) -> _Told:
    return "", str(payload.get("model") or ""), "", None


def _other(payload: Mapping[str, Any]) -> _Told:
    """What most entries that people make have: an author, a decision, a reason."""
    what = payload.get("verdict") or payload.get("answer") or ""
    who = payload.get("author") or payload.get("reviewer") or ""
    return str(who), str(what), str(payload.get("reason") or ""), payload.get("claim_id")


_READERS = {
    LeafKind.SOURCE: _source,
    LeafKind.PROVENANCE: _provenance,
    LeafKind.JUDGEMENT: _judgement,
    LeafKind.LABEL: _label,
    LeafKind.MODEL_ANSWER: _answer,
}


def _short(words: str) -> str:
    shown = printable(words)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
