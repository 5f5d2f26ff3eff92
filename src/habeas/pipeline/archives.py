"""Archives that are in a case already: how deep they lie, and whether all of them came out."""

from __future__ import annotations

import hashlib

from habeas.model import Source, UnsafeInput
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import ImportSettings
from habeas.sources import Expansion
from habeas.store import CaseStore

WITHIN = " › "
# No archive is unpacked at such a depth; a ledger that says otherwise must not hang us.
_DEEPEST = 16


def shown_name(source: Source, store: CaseStore) -> str:
    """The untrusted name of a source, after those of the archives around it."""
    names = [source.name]
    container = source.provenance[0].container
    while container is not None and store.has_source(container) and len(names) < _DEEPEST:
        outer = store.source(container)
        names.append(outer.name)
        container = outer.provenance[0].container
    return WITHIN.join(reversed(names))


def depth_of(source: Source, store: CaseStore) -> int:
    """In how many archives a source lies; 0 where it was also found by itself."""
    return _depth(source, store, frozenset())


def _depth(source: Source, store: CaseStore, above: frozenset[str]) -> int:
    containers = [item.container for item in source.provenance]
    if None in containers:
        return 0
    inside = above | {source.sha256}
    # An archive cannot hold itself, but a ledger that says so must not hang us.
    outer = [sha256 for sha256 in containers if sha256 is not None and sha256 not in inside]
    depths = [
        _depth(store.source(sha256), store, inside) for sha256 in outer if store.has_source(sha256)
    ]
    return 1 + min(depths, default=0)


def check_unpackable(source: Source, depth: int, settings: ImportSettings) -> None:
    """Raises UnsafeInput for an archive too large, or too deep inside others, to unpack."""
    if depth >= settings.archives.depth:
        raise UnsafeInput(
            f"it lies inside {depth} other archives and is not unpacked",
            remedy="unpack the outer ones yourself and add it by itself",
        )
    if source.size > settings.largest_read:
        raise UnsafeInput(
            f"an archive of more than {settings.largest_read:,} bytes is not unpacked",
            remedy="unpack it yourself and add the folder",
        )


def never_taken_in(source: Source, store: CaseStore, readers: Readers) -> int:
    """How many files of an archive are neither in the case nor named as left out.

    More than none when an import was stopped between the archive and its last file.
    Raises HabeasError when the archive cannot be unpacked to the end.
    """
    named = {
        failure.untrusted_name for failure in store.failures() if failure.container == source.sha256
    }
    missing = 0
    expansion = Expansion(readers.settings.archives)
    for member in readers.unpack(
        store.blob(source.sha256), source.media_type, source.name, expansion
    ):
        known = store.has_source(hashlib.sha256(member.data).hexdigest())
        left_out = member.problem is not None or member.untrusted_name in named
        missing += not (known or left_out)
    return missing
