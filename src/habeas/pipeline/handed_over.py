"""Taking in bytes that were handed over in memory, as a browser does: nothing of them is a path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from habeas.pipeline.adding import take_in
from habeas.pipeline.description import Description
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.settings import ImportSettings
from habeas.pipeline.tally import AddReport, Progress
from habeas.pipeline.walk import LeftOut
from habeas.store import CaseStore

_NAMELESS = "unnamed"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One file as it was handed over: the name that it came with, and its bytes.

    The name may hold folders, `..` or anything else: it is kept as words and never opened.
    """

    untrusted_name: str
    data: bytes = field(repr=False)

    def content(self, largest_read: int) -> bytes:
        """The bytes, which are in memory already, whatever their size."""
        return self.data


def add_handed_over(
    store: CaseStore,
    files: Iterable[HandedOver | LeftOut],
    *,
    description: Description | None = None,
    settings: ImportSettings | None = None,
    progress: Progress | None = None,
    clock: Clock = now,
) -> AddReport:
    """Take files from memory into a case that is open for writing, and read them.

    The same rules as for files of a folder (`adding.add`): the account balances, what cannot be
    taken in or read is in the report. A `LeftOut` is counted and named as one that stays out.
    The bytes touch the disk only as the case keeps them. Raises CaseLocked, IsolationMissing.
    """
    return take_in(
        store,
        [_with_a_name(item) for item in files],
        description=description,
        settings=settings,
        progress=progress,
        clock=clock,
    )


def _with_a_name(item: HandedOver | LeftOut) -> HandedOver | LeftOut:
    """The same under a name that can be kept: not empty, and nothing that is no character."""
    name = item.untrusted_name.encode("utf-8", "backslashreplace").decode() or _NAMELESS
    if isinstance(item, LeftOut):
        return LeftOut(name, item.reason, item.remedy, item.failed)
    return HandedOver(name, item.data)
