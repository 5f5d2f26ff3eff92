"""What the list says of each source, beyond what its leaf in the ledger does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from habeas.model import Confidentiality, DateInterval, Document, HabeasError, Label, Source
from habeas.pipeline import AN_ARCHIVE, Claims, Snapshot
from habeas.store import CaseStore
from habeas.web.workbench import StillWorking, Workbench

_NOTE = "what documents say of themselves"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself."""

    title: str | None = None
    language: str | None = None
    publisher: str | None = None
    published: DateInterval | None = None


def published_of(source: Source, read: Document | None) -> DateInterval | None:
    """When a source came out: as a person said, else as it says itself."""
    if source.published is not None:
        return source.published
    return read.publication.interval if read and read.publication else None


def facts_of(bench: Workbench, source: Source) -> Facts:
    """What is known of one source, from its document where it does not say so itself."""
    kept: dict[str, Facts] = bench.notes.setdefault(_NOTE, {})
    found = kept.get(source.sha256)
    if found is None:
        read = bench.case.store.document(source.sha256)
        found = _facts(source, read)
        if read is not None:
            # A document is made anew only by a rebuild, which needs the case for itself.
            kept[source.sha256] = found
    return found


def all_facts(bench: Workbench) -> Mapping[str, Facts]:
    """What is known of every source, by SHA-256. Raises StillWorking while it is gathered."""
    try:
        record: Snapshot = bench.record
    except HabeasError:
        # Sources wait to be read: slower, and what has been read is shown.
        return {item.sha256: facts_of(bench, item) for item in bench.case.store.sources()}
    return {item.source.sha256: _facts(item.source, item.document) for item in record.sources}


def known_facts(bench: Workbench) -> Mapping[str, Facts] | None:
    """The same if it can be had now."""
    record = ready(bench, "record")
    if record is None:
        return None
    return {item.source.sha256: _facts(item.source, item.document) for item in record.sources}


def states_of(bench: Workbench) -> Mapping[str, dict[str, int]] | None:
    """How many claims of each source are in which state; None while that is being found out."""
    claims: Claims | None = ready(bench, "claims")
    if claims is None:
        return None
    note: tuple[Claims, dict[str, dict[str, int]]] | None = bench.notes.get("states of claims")
    if note is None or note[0] is not claims:
        counted: dict[str, dict[str, int]] = {}
        for item in claims:
            states = counted.setdefault(item.source.sha256, {})
            states[item.state] = states.get(item.state, 0) + 1
        note = bench.notes["states of claims"] = (claims, counted)
    return note[1]


def labels_of(bench: Workbench) -> Mapping[str, Confidentiality]:
    """The label that people gave to each source, where they gave one."""
    placed = bench.case.store.recorded(Label)
    return {item.record.source: item.record.label for item in placed if item.record.source}


def without_text(store: CaseStore) -> dict[str, str]:
    """Why a source has no text, by SHA-256; archives that were unpacked to the end are left out."""
    return {name: why for name, why in store.problems().items() if why != AN_ARCHIVE}


def ready(bench: Workbench, part: str) -> Any:
    """A part of the workbench if it can be had now; None also where it cannot be made."""
    try:
        return bench.if_ready(part)
    except (StillWorking, HabeasError):
        return None


def _facts(source: Source, read: Document | None) -> Facts:
    return Facts(
        read.title if read else None,
        source.language or (read.language if read else None),
        source.publisher or (read.publisher if read else None),
        published_of(source, read),
    )
