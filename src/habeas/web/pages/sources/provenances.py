"""How a source came into the case, and what came out of it where it is an archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from habeas.model import Source, printable
from habeas.store import CaseStore

_MOST_MEMBERS = 500


@dataclass(frozen=True, slots=True)
class FoundAs:
    """One time that the bytes were collected; `container` is the archive (SHA-256) they lay in."""

    name: str
    at: datetime
    by: str
    container: str | None
    container_name: str | None
    url: str | None


def found_as(store: CaseStore, source: Source) -> tuple[FoundAs, ...]:
    """Every time, the first one first; names are printable."""
    return tuple(
        FoundAs(
            printable(item.untrusted_name),
            item.collected_at,
            printable(item.collected_by),
            item.container,
            _name(store, item.container),
            printable(item.url) if item.url else None,
        )
        for item in source.provenance
    )


def members_of(store: CaseStore, archive: Source) -> tuple[tuple[str, str], ...]:
    """SHA-256 and name of what was found in an archive, up to 500 of them."""
    found: list[tuple[str, str]] = []
    for source in store.sources():
        names = [
            item.untrusted_name for item in source.provenance if item.container == archive.sha256
        ]
        found.extend((source.sha256, printable(name)) for name in names)
    return tuple(found[:_MOST_MEMBERS])


def _name(store: CaseStore, sha256: str | None) -> str | None:
    if sha256 is None or not store.has_source(sha256):
        return None
    return printable(store.source(sha256).name)
