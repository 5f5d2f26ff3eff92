"""`rebuild`: throw away everything derived, and make it again from the preserved bytes.

Nothing is added to the ledger: sources and judgements stay as they are, documents and claims
come out the same, byte for byte, when the versions of reader and extractor are the same; who is
one person as well, where that was resolved before.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import InputRefused, Source
from habeas.pipeline.archives import check_unpackable, depth_of, never_taken_in, shown_name
from habeas.pipeline.derivation import Derivation
from habeas.pipeline.intake import now
from habeas.pipeline.process import ReaderStopped
from habeas.pipeline.readers import Readers, in_words
from habeas.pipeline.resolving import Resolver, resolve
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.tally import Progress, Remark, Tally, silent
from habeas.pipeline.unisolated import level_for, recorded_in
from habeas.sources import is_container
from habeas.store import CaseStore, Outcome


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What a rebuild made again, and the sources that it could not read.

    `persons` is None where the case had not been resolved.
    """

    sources: int
    documents: int
    claims: int
    not_read: tuple[Remark, ...] = ()
    persons: int | None = None

    @property
    def ok(self) -> bool:
        """Whether every source could be read."""
        return not self.not_read


def rebuild(
    store: CaseStore,
    *,
    settings: ImportSettings | None = None,
    progress: Progress | None = None,
    resolver: Resolver | None = None,
) -> RebuildReport:
    """Drop all that is derived, and make it again from the sources and judgements of the case."""
    settings = settings or ImportSettings()
    level_for(settings)  # before anything is dropped that could then not be made again
    was_resolved = store.resolved_from() is not None
    store.drop_derived()
    tally = Tally(progress or silent, expected=sum(1 for _ in store.sources()))
    with Readers(settings, before_unsafe=recorded_in(store, now)) as readers:
        readers.warm_up()
        derivation = Derivation(store, readers, tally)
        for source in store.sources():
            tally.take()
            tally.preserved(source.name, Outcome.UNCHANGED)
            if is_container(source.media_type):
                _check_archive(source, store, readers, derivation, tally)
            derivation.want(source, new=False)
        derivation.finish()
    persons = None
    if was_resolved:
        persons = len(resolve(store, resolver=resolver).people.resolution)
    not_read = tuple(tally.not_read)
    return RebuildReport(tally.taken, tally.documents, tally.claims, not_read, persons)


def _check_archive(
    source: Source, store: CaseStore, readers: Readers, derivation: Derivation, tally: Tally
) -> None:
    """Say so where files of an archive are not in the case; a rebuild takes nothing in.

    They may have been erased on purpose, so nothing but a person's `add` brings them back.
    """
    try:
        check_unpackable(source, depth_of(source, store), readers.settings)
        missing = never_taken_in(source, store, readers)
    except (InputRefused, ReaderStopped) as error:
        derivation.not_unpacked(source, in_words(error))
        return
    if missing:
        remedy = "unless you erased them, add the archive again"
        tally.unread(
            shown_name(source, store),
            f"{missing} of the files in it are not in the case — {remedy}",
        )
