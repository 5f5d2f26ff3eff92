"""How many are missing, from each source of a case that can say so by itself.

A source counts by itself where it is an overlap table or a list of records with person ids (see
`habeas.counts.reading`). Across the lists of a case people are counted once they are resolved:
`counting_people`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Document, InputRefused, Record, Source
from habeas.pipeline.tables import cells, sheets

if TYPE_CHECKING:
    from habeas.counts import Estimate, OverlapTable

METHOD = "all"


@dataclass(frozen=True)
class ListCount:
    """What one table of one source says of the total, or the reason why it says nothing.

    `source` is the SHA-256 of the bytes, `name` the untrusted one of the file, `sheet` that of the
    sheet where there are several. `estimate` and `table` are None where `reason` is not: the table
    is meant to be counted, and cannot be. `notes` say how it was read and what was left out.
    """

    source: str
    name: str
    sheet: str | None
    estimate: Estimate | None = None
    table: OverlapTable | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str | None:
        """SHA-256 of the overlap table, by which the figure can be computed again."""
        return self.table.digest if self.table else None


def count(
    documents: Iterable[tuple[Source, Document | None]], *, level: float = 0.95, seed: int = 1
) -> tuple[ListCount, ...]:
    """The estimate of each source, and of each sheet of it, that can be counted by itself.

    In the order of the sources; what is no overlap table and no list of records with person ids is
    passed over. The same documents and seed give the same numbers, in whatever order they stand.
    """
    return tuple(
        found
        for source, document in documents
        for sheet, records in sheets(document)
        if (found := _counted(source, sheet, records, level, seed)) is not None
    )


def _counted(
    source: Source, sheet: str | None, records: Sequence[Record], level: float, seed: int
) -> ListCount | None:
    # Only a source with rows needs the counting room, and only an overlap table its estimators.
    from habeas.counts import estimate, reading

    header, rows = cells(records)
    where = source.name if sheet is None else f"{source.name}, sheet {sheet}"
    try:
        tables = reading.recognised(header, rows, name=where)
        if tables is None:
            return None
        table = tables.whole
        found = estimate(table, METHOD, level=level, seed=seed)
    except InputRefused as refusal:
        return ListCount(source.sha256, source.name, sheet, reason=str(refusal))
    return ListCount(source.sha256, source.name, sheet, found, table, notes=tables.notes)
