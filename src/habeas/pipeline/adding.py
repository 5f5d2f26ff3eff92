"""`add`: files and folders in, preserved sources with documents and claims out.

Each input is preserved and acknowledged first, then read in another process; an import that is
stopped, or killed, has lost nothing that it acknowledged, and the next one goes on from there.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from habeas.claims import EXTRACTOR
from habeas.pipeline.archives import depth_of
from habeas.pipeline.derivation import Derivation
from habeas.pipeline.description import Description
from habeas.pipeline.intake import Arrival, Clock, Intake, now
from habeas.pipeline.readers import Readers
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.tally import AddReport, Progress, Tally, silent
from habeas.pipeline.unisolated import recorded_in
from habeas.pipeline.walk import LeftOut, walk
from habeas.sources import READER
from habeas.store import CaseStore


def add(
    store: CaseStore,
    paths: Iterable[Path],
    *,
    description: Description | None = None,
    settings: ImportSettings | None = None,
    progress: Progress | None = None,
    clock: Clock = now,
) -> AddReport:
    """Take files and folders into a case that is open for writing, and read them.

    What cannot be taken in or read is in the report, with its reason; the rest goes on.
    Raises CaseLocked when the case is open without the investigator's key, IsolationMissing when
    no document could be read in isolation and `settings` do not allow it to be read otherwise.
    """
    return take_in(
        store,
        list(walk(paths, case=store.path)),
        description=description,
        settings=settings,
        progress=progress,
        clock=clock,
    )


def take_in(
    store: CaseStore,
    inputs: Sequence[Arrival | LeftOut],
    *,
    description: Description | None = None,
    settings: ImportSettings | None = None,
    progress: Progress | None = None,
    clock: Clock = now,
) -> AddReport:
    """Take in what was found, wherever its bytes are, and read it. Raises as `add` does."""
    started = clock()
    settings = settings or ImportSettings()
    inputs = list(inputs)
    if store.encrypted and not settings.in_order:
        random.SystemRandom().shuffle(inputs)
    tally = Tally(progress or silent, expected=len(inputs))
    with Readers(settings, before_unsafe=recorded_in(store, clock)) as readers:
        readers.warm_up()
        derivation = Derivation(store, readers, tally)
        intake = Intake(store, readers, derivation, tally, description or Description(), clock)
        for found in inputs:
            if isinstance(found, LeftOut):
                intake.leave_out(found)
            else:
                intake.take_file(found)
        derivation.finish()
        _complete(store, intake, derivation)
    report = tally.report(
        started=started,
        finished=clock(),
        author=store.investigator,
        ledger_size=store.head().size,
    )
    store.record_import(report.balance)
    return report


def _complete(store: CaseStore, intake: Intake, derivation: Derivation) -> None:
    """Read what earlier imports preserved and did not come to read."""
    waiting = {*store.pending_documents(READER), *store.pending_claims(EXTRACTOR)}
    if not waiting:
        return
    for source in [source for source in store.sources() if source.sha256 in waiting]:
        intake.complete(source, depth_of(source, store))
    derivation.finish()
